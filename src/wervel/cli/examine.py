"""`wervel examine`: the examination in the order of practice, of nobody in particular or of one person."""

import argparse
import sys

from wervel.cli.screen import show_sections
from wervel.knowledge.cache import load
from wervel.knowledge.cases import read_case
from wervel.logic.fact import did_you_mean
from wervel.narrate.examination import ExaminationTeller
from wervel.narrate.phrases import SAID
from wervel.reasoning.examination import Form


def examine(options: argparse.Namespace) -> int:
    """The form of a case, or how tests are done. 2 when there is no such step."""
    guideline = load(options.guideline)
    teller = ExaminationTeller(guideline, options.lang)
    steps = {step.id: step for step in guideline.examination}
    if options.case:
        sections = teller.form(Form(guideline, read_case(options.case, guideline)))
    elif options.step is None:
        sections = teller.manual()
    elif options.step in steps:
        sections = [teller.step(steps[options.step])]
    else:
        cure = did_you_mean(options.step, steps, f"choose one of: {', '.join(steps)}")
        print(f"found `{options.step}`, expected a step of the examination; {cure}", file=sys.stderr)
        return 2
    show_sections(sections, footer=SAID["version"][options.lang].format(guideline.version))
    return 0
