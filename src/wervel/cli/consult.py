"""`wervel assess` and `wervel plan`."""

import argparse
import json

from wervel.cli import documents
from wervel.cli.screen import show_sections, thinking
from wervel.consult.planning import plan
from wervel.consult.results import assessment_json, plan_json
from wervel.knowledge.cache import load
from wervel.knowledge.cases import read_case
from wervel.narrate.report import Teller


def assess_case(options: argparse.Namespace) -> int:
    return _consult(options, with_plan=False)


def plan_case(options: argparse.Namespace) -> int:
    return _consult(options, with_plan=True)


def _consult(options: argparse.Namespace, with_plan: bool) -> int:
    guideline = load(options.guideline)
    case = read_case(options.case, guideline)
    with thinking(options.lang):
        planned = plan(guideline, case)
    if with_plan and (options.pdf or options.ics):
        code = documents.write_plan(options, planned, case)
        if code:
            return code
    if options.format == "json":
        make = plan_json(planned, options.lang, case.declined) if with_plan else None
        print(json.dumps(make or assessment_json(planned.assessment, options.lang, case.declined), ensure_ascii=False, indent=2))
        return 0
    teller = Teller(planned.assessment, options.lang)
    sections = teller.report(case.declined)
    if with_plan:
        sections += teller.plan(planned.programme, planned.collision)
    show_sections(sections, footer=teller.say("version", guideline.version))
    return 0
