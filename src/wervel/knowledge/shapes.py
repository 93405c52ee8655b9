"""The shape of every kind of guideline file, in one table. `wervel check --schema DIR` writes them out for editors."""

from typing import get_args

from wervel.knowledge.shape import Day, Entry, Json, Line, ListOf, MapOf, Number, OneOf, Raw, Shape, Words, YesNo
from wervel.knowledge.types import CLOCKS, CONFIDENCES, GATES, GOALS, STAGES, TURNS, URGENCIES
from wervel.logic.fact import ANSWERERS, Kind

CRITERIA = Raw({"description": "criteria", "anyOf": [{"type": "string"}, {"type": "object", "minProperties": 1, "maxProperties": 1}]})
EVIDENCE = Entry(
    {"source": Line(), "at": Line(), "says": Line(), "certainty": Line(("high", "moderate", "low", "very_low")), "verified": YesNo()}
)
BECAUSE = ListOf(EVIDENCE, least=1)
LINES = ListOf(Line())
GOAL_WEIGHTS = Entry({}, dict.fromkeys(GOALS, Number(-1, 1)))
CODES = ListOf(Entry({"system": Line(), "code": Line(), "status": Line()}))

FACT = Entry(
    {"kind": Line(get_args(Kind)), "name": Words()},
    {
        "by": Line(ANSWERERS),
        "asked": Raw({"anyOf": [{"enum": ["always", "if known"]}, {"type": "object", "required": ["when"]}]}),
        "group": Line(),
        "question": Words(),
        "unit": Line(),
        "range": ListOf(Number(), least=2),
        "step": Number(0.001, 100),
        "options": MapOf(Words()),
        "protective": YesNo(),
        "means": MapOf(MapOf(Line())),
        "derived": Raw({"description": "criteria, a ladder, {count of: []}, {lowest of: []} or {highest of: []}"}),
        "if_unknown": ListOf(Line()),
        "codes": CODES,
        "because": BECAUSE,
    },
)

OUTCOME = OneOf(
    {
        "urgency": Entry({"urgency": Line(URGENCIES), "route": Line()}, {"suspect": Line()}),
        "hypothesis": Entry({"hypothesis": Line(), "confidence": Line(CONFIDENCES)}),
        "gate": Entry({"gate": Line(GATES)}),
        "remove": Entry({"remove": Entry({}, {"families": LINES, "directions": LINES})}),
    }
)
RULE = Entry(
    {"id": Line(), "when": CRITERIA, "then": OUTCOME, "because": BECAUSE, "text": Words()},
    {"except_when": LINES, "if_unknown": Line(("ask", "assume_worst"))},
)
WEEKS = Number(0, 520)
STEP = Entry(
    {
        "name": Words(),
        "from_week": WEEKS,
        "who": Words(),
        "what": Words(),
        "criteria": ListOf(Entry({"turn": Line(TURNS), "text": Words()}, {"when": CRITERIA}), least=1),
        "because": BECAUSE,
    },
    {"to_week": WEEKS},
)
CONDITION = Entry(
    {
        "id": Line(),
        "class": Line(("radicular", "specific", "serious")),
        "name": Words(),
        "summary": Words(),
        "against": Words(),
        "further_diagnostics": Entry(
            {"imaging": Line(("no", "yes", "by_specialist")), "what": Words(), "who": Words(), "not_useful_when": Words()}
        ),
        "trajectory": Entry({"clock": Line(CLOCKS), "steps": ListOf(STEP, least=1)}),
        "because": BECAUSE,
    },
    {"codes": CODES, "rules": ListOf(RULE)},
)
PHENOMENON = Entry(
    {
        "id": Line(),
        "name": Words(),
        "when": CRITERIA,
        "goals": GOAL_WEIGHTS,
        "treat": Words(),
        "measure": ListOf(Line(), least=1),
        "because": BECAUSE,
        "text": Words(),
    },
    {
        "families": LINES,
        "avoid": LINES,
        "linked": YesNo(),
        "directional": YesNo(),
        "except_when": LINES,
    },
)
ADVICE = Entry(
    {"id": Line(), "kind": Line(("advice", "safety_net")), "up_to": Line(URGENCIES), "text": Words(), "because": BECAUSE},
    {"when": CRITERIA, "priority": Number(1, 9)},
)
COUNT = Number(0, 100_000)
DOSE = Entry(
    {"sets": COUNT, "reps": COUNT, "hold_s": COUNT, "rest_s": COUNT, "sessions_per_week": COUNT, "rpe_target": Number(0, 10)},
    {"tempo": Line(), "per_side": YesNo(), "minutes": COUNT},
)
POSE = Entry(
    {"label": Words(), "view": Line(("side", "top", "front")), "support": Line(), "contacts": LINES, "props": LINES,
     "angles": MapOf(Number(-360, 360))},
    {"fk_residual": Number(0, 1)},
)  # fmt: skip
EXERCISE = Entry(
    {
        "id": Line(),
        "name": Words(),
        "family": Line(),
        "mode": Line(("exercise", "drill", "aerobic")),
        "purpose": LINES,
        "phases": ListOf(Line(STAGES), least=1),
        "goals": GOAL_WEIGHTS,
        "start_position": Line(),
        "regions": LINES,
        "direction": LINES,
        "equipment": LINES,
        "difficulty": Number(1, 10),
        "spinal_load": Entry({"class": Line(("low", "moderate", "high"))}, {"compression_n": COUNT, "basis": Raw()}),
        "irritability_max": Line(("low", "moderate", "high")),
        "contraindications": LINES,
        "cautions": LINES,
        "dose": DOSE,
        "progressions": LINES,
        "regressions": LINES,
        "instruction": Words(),
        "feel": Words(),
        "because": ListOf(Entry({"source": Line(), "verified": YesNo()}, {"at": Line(), "says": Line(), "certainty": Line()})),
        "poses": ListOf(POSE, least=1),
    },
    {"only_when": CRITERIA},
)
SOURCE = Entry(
    {"title": Line(), "kind": Line(), "read": Line(("full", "abstract", "part", "secondary", "no"))},
    {"authors": Line(), "year": Line(), "where": Line()},
)
AXIOM = Entry({"id": Line(), "never": CRITERIA, "text": Words()})
GROUP = Entry({"name": Words(), "question": Words()})
TERM = Entry({"name": Words(), "says": Words()})
SCALES = Entry(
    {
        "urgency": Entry(dict.fromkeys(URGENCIES, Entry({"name": Words(), "within": Words(), "says": Words()}))),
        "routes": MapOf(TERM),
        "classes": MapOf(TERM),
        "first_questions": ListOf(Line()),
    },
    {
        word: MapOf(Words())
        for word in ("confidence", "answerers", "certainty", "verified", "families", "equipment", "start_positions", "regions",
                     "directions", "units", "topics")
    },
)  # fmt: skip
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
PREFERENCES = Entry(
    {},
    {"days": ListOf(Line(DAYS), least=1), "minutes": Number(5, 60), "equipment": LINES, "match_days": ListOf(Line(DAYS)), "likes": LINES,
     "dislikes": LINES, "training_days": ListOf(Line(DAYS)), "exercises": Number(2, 6), "weeks": Number(2, 12), "start": Day()},
)  # fmt: skip
CASE = Entry(
    {"name": Line(), "known": Raw({"type": "object"}), "expect": Raw({"type": "object"})},
    {"background": Line(), "preferences": PREFERENCES},
)

FILES: dict[str, Shape] = {
    "facts": MapOf(FACT),
    "rules": ListOf(RULE),
    "conditions": CONDITION,
    "phenomena": ListOf(PHENOMENON),
    "advice": ListOf(ADVICE),
    "exercises": ListOf(EXERCISE),
    "cases": ListOf(CASE),
    "sources": MapOf(SOURCE),
    "groups": MapOf(GROUP),
    "axioms": ListOf(AXIOM),
    "scales": SCALES,
}


def json_schema(kind: str) -> Json:
    """The JSON Schema (draft 2020-12) of one kind of guideline file."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": f"Wervel guideline: {kind}", **FILES[kind].schema()}
