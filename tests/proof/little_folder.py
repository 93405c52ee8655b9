"""A little guideline folder from a few lines: its own facts and rules, beside the scales, numbers and sources of the real one.

What every entry must have and no test looks at (names, texts, sources) is filled in.
"""

import json
from pathlib import Path
from typing import Any

from wervel.knowledge.document import read_document
from wervel.knowledge.load import PACKAGED, read_guideline
from wervel.knowledge.types import Guideline

Entry = dict[str, Any]
TEXT = {"nl": "tekst", "en": "text"}
BECAUSE = [{"source": "wervel_proposal", "at": "test", "says": "a choice", "certainty": "very_low", "verified": "no"}]
RULE = {"because": BECAUSE, "text": TEXT}
CONDITION = {
    "class": "specific",
    "name": TEXT,
    "summary": TEXT,
    "against": TEXT,
    "further_diagnostics": {"imaging": "by_specialist", "what": TEXT, "who": TEXT, "not_useful_when": TEXT},
    "trajectory": {
        "clock": "care",
        "steps": [
            {"name": TEXT, "from_week": 0, "who": TEXT, "what": TEXT, "criteria": [{"turn": "stop", "text": TEXT}], "because": BECAUSE}
        ],
    },
    "because": BECAUSE,
}
PHENOMENON = {"name": TEXT, "goals": {"mobility": 1}, "treat": TEXT, **RULE}
ADVICE = {"kind": "advice", "up_to": "emergency", **RULE}
PLANNED: Entry = {
    "stage": {"kind": "choice", "options": ["build"], "derived": [{"build": "otherwise"}], "if_unknown": ["build"]},
    "irritability": {"kind": "choice", "options": ["low"], "derived": [{"low": "otherwise"}], "if_unknown": ["low"]},
    "cohort": {"kind": "choice", "options": ["acute"], "derived": [{"acute": "otherwise"}]},
    "risk_profile_suggested": {"kind": "choice", "options": ["low"], "derived": [{"low": "otherwise"}]},
    "fear_high": {"kind": "yes/no", "derived": {"none of": ["always"]}},
    "deconditioned": {"kind": "yes/no", "derived": {"none of": ["always"]}},
    "activity_min_week": {"kind": "number", "unit": "minute", "range": [0, 900], "step": 1},
    "impairment_linked": {"kind": "set", "options": ["mobility", "strength"]},
    "return_to_play_stage": {"kind": "choice", "options": ["r6"]},
}
"""What a programme is made from, where a little guideline does not say it otherwise."""

SHARED = ("scales", "programme", "anatomy", "sources")


def raw(path: str) -> Any:
    """A file of the real guideline, as text."""
    return read_document(PACKAGED / f"{path}.yaml").data


def real_property(name: str) -> Entry:
    found: Entry = next(one for one in raw("properties/safety") if one["id"] == name)
    return found


def write_folder(content: Entry, folder: Path) -> None:
    files: dict[str, Any] = {name: raw(name) for name in SHARED}
    files["scales"]["first_questions"] = []  # they name facts of the real guideline
    files["facts/little"] = {key: _fact(fact) for key, fact in {**PLANNED, **content["facts"]}.items()}
    files["rules/little/little"] = [{**RULE, **rule} for rule in content.get("rules", ())]
    files["phenomena/little"] = [{**PHENOMENON, "measure": [next(iter(content["facts"]))], **one} for one in content.get("phenomena", ())]
    files["advice/little"] = [{**ADVICE, **one} for one in content.get("advice", ())]
    files["exercises/little"] = [_exercise(one) for one in content.get("exercises", ())]
    files["axioms"] = content.get("axioms", [])
    files["properties/little"] = content.get("properties", [])
    for condition in content.get("conditions", ()):
        rules = [{**RULE, **rule} for rule in condition.get("rules", ())]
        files[f"conditions/{condition['id']}"] = {**CONDITION, **condition, "rules": rules}
    for name, entry in files.items():
        file = folder / f"{name}.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(entry, ensure_ascii=False, indent=1), "utf-8")  # JSON is YAML


def read_folder(content: Entry, folder: Path) -> Guideline:
    write_folder(content, folder)
    return read_guideline(folder)


def _fact(fact: Entry) -> Entry:
    if "options" in fact:
        fact = {**fact, "options": dict.fromkeys(fact["options"], TEXT)}
    return {"name": TEXT, **fact} if "derived" in fact else {"by": "patient", "name": TEXT, "question": TEXT, **fact}


def _exercise(one: Entry) -> Entry:
    """The supine pelvic tilt of the real guideline, without what is easier or harder, and with what differs."""
    tilt = next(exercise for exercise in raw("exercises/motor_control") if exercise["id"] == "pelvic_tilt_supine")
    return {**tilt, "progressions": [], "regressions": [], "cautions": [], **one}
