"""`wervel squad`: what a team does to keep backs well, and who joins in what."""

import argparse
import json

from wervel.cli.follow import day_of
from wervel.cli.screen import show_sections
from wervel.consult.squad import squad_json
from wervel.knowledge.cache import load
from wervel.knowledge.document import Located, Refused
from wervel.knowledge.squads import read_squad
from wervel.narrate.phrases import SAID
from wervel.narrate.squad import SquadTeller
from wervel.programme.squad import plan_squad


def squad(options: argparse.Namespace) -> int:
    """Plans for a squad file as it stands today, or on another day. Raises `Refused` with every problem in it."""
    today = day_of(options.today)
    guideline = load(options.guideline)
    if guideline.sport is None:
        raise Refused([Located("sport.yaml", 1, "no file", "what a team does", "add sport.yaml to the guideline")])
    plan = plan_squad(guideline, read_squad(options.squad, guideline, today), today)
    if options.format == "json":
        print(json.dumps(squad_json(plan, options.lang, options.reader), ensure_ascii=False, indent=2))
        return 0
    teller = SquadTeller(plan, options.lang)
    sections = teller.for_coach() if options.reader == "coach" else teller.for_physiotherapist()
    show_sections(sections, footer=SAID["version"][options.lang].format(guideline.version))
    return 0
