"""`wervel follow`: how an episode runs, what that makes of the plan, who is called, and when somebody looks again."""

import argparse
import json
from datetime import date

from wervel.cli.screen import show_sections, thinking
from wervel.consult.episode_plan import episode_plan
from wervel.consult.follow import follow_json
from wervel.course.follow import follow_up
from wervel.knowledge.cache import load
from wervel.knowledge.document import Located, Refused
from wervel.knowledge.episodes import read_episode
from wervel.narrate.course import FollowTeller


def follow(options: argparse.Namespace) -> int:
    """Looks at an episode file as it stands today, or on another day. Raises `Refused` with every problem in it."""
    today = day_of(options.today)
    guideline = load(options.guideline)
    if guideline.course is None:
        raise Refused([Located("course.yaml", 1, "no file", "what to expect of the course", "add course.yaml to the guideline")])
    if guideline.progression is None:
        raise Refused([Located("progression.yaml", 1, "no file", "how doses go on", "add progression.yaml to the guideline")])
    episode = read_episode(options.episode, guideline, today)
    with thinking(options.lang):
        seen = follow_up(guideline, episode, today)
        plan = episode_plan(seen)
    if options.format == "json":
        print(json.dumps(follow_json(seen, plan, options.lang), ensure_ascii=False, indent=2))
        return 0
    teller = FollowTeller(seen, plan, options.lang)
    show_sections(teller.looked_at(), footer=teller.say("version", guideline.version))
    return 0


def day_of(text: str | None) -> date:
    """The day that was named, or today. Raises `Refused` for what is no date."""
    try:
        return date.fromisoformat(text) if text else date.today()
    except ValueError:
        raise Refused([Located("--today", 1, f"`{text}`", "a date", "write year, month and day, such as 2026-11-09")]) from None
