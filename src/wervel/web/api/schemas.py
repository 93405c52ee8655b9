"""What comes in and goes out, as the OpenAPI description says it. What a fact may be follows from the guideline."""

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import ConfigDict, Field, WithJsonSchema

from wervel.consult.results import schema as results_schema
from wervel.logic.fact import Fact
from wervel.logic.text import Language
from wervel.web.guideline import current

Json = dict[str, Any]
Name = Annotated[str, Field(pattern="^[a-z][a-z0-9_]{0,79}$")]
"""An id of the guideline."""
Number = Annotated[float, Field(ge=-1_000_000, le=1_000_000, allow_inf_nan=False)]
Whole = Annotated[int, Field(ge=-1_000_000, le=1_000_000)]
Word = Annotated[str, Field(max_length=200)]
Value = bool | Whole | Number | Word | Annotated[list[Word], Field(max_length=50)] | None
Facts = Annotated[dict[Name, Value], Field(max_length=2000), WithJsonSchema({"type": "object"})]
Day = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
Names = Annotated[list[Name], Field(max_length=100)]
Sensible = Annotated[date, Field(ge=date(2000, 1, 1), le=date(2099, 12, 31))]


class Strict(Schema):
    model_config = ConfigDict(extra="forbid")


class Wishes(Strict):
    """What a person can and wants, as in a case file."""

    days: Annotated[list[Day], Field(min_length=1, max_length=7)] | None = None
    minutes: Annotated[int, Field(ge=5, le=60)] | None = None
    equipment: Names | None = None
    match_days: Annotated[list[Day], Field(max_length=7)] | None = None
    training_days: Annotated[list[Day], Field(max_length=7)] | None = None
    likes: Names | None = None
    dislikes: Names | None = None
    exercises: Annotated[int, Field(ge=2, le=6)] | None = None
    weeks: Annotated[int, Field(ge=2, le=12)] | None = None
    start: Sensible | None = None


class CaseIn(Strict):
    """A person at one time. A fact that is left out is unknown; null says that somebody asked and nobody knows."""

    facts: Facts
    preferences: Wishes | None = None
    language: Language = "nl"


class Trouble(Schema):
    where: str
    found: str
    expected: str
    cure: str


class Problem(Schema):
    """What is wrong, in one sentence; where several things are, each with its cure."""

    detail: str
    problems: list[Trouble]


class PatientLine(Schema):
    id: UUID
    number: str
    archived: bool
    open_episodes: list[UUID]


class PatientsOut(Schema):
    count: int
    patients: list[PatientLine]


class PatientOut(Schema):
    id: UUID
    number: str
    name: str
    born: str
    email: str
    phone: str


class EpisodeOut(Schema):
    id: UUID
    started: date
    closed: date | None
    close_reason: str
    version: int


class EpisodeIn(Strict):
    """`token`: of your own making; sending it again gives the episode that was made the first time."""

    token: UUID
    started: Sensible | None = None


class ContactOut(Schema):
    """What was answered at one contact."""

    on: date
    kind: Literal["intake", "consultation", "measurement"]
    facts: dict[str, Any]


class AnswersIn(Strict):
    """`token`: of your own making, so that sending the same again adds nothing."""

    token: UUID
    kind: Literal["intake", "examination", "follow_up"]
    on: Sensible | None = None
    facts: Facts


class AnswersOut(Schema):
    """The facts that were new or changed."""

    changed: list[str]


class DiaryOut(Schema):
    on: date
    pain: float
    leg_change: str | None = None
    note: str | None = None


class ProgrammeLine(Schema):
    number: int
    version: int
    status: Literal["draft", "released", "ended"]
    made_at: datetime
    released_at: datetime | None
    released_name: str
    guideline_version: str
    digest: str


class ProgrammeOut(ProgrammeLine):
    plan: dict[str, Any]


class TokenIn(Strict):
    token: UUID


# --- what the guideline and the published results say ---

TO_COMPONENTS = "#/components/schemas/"


def components() -> Json:
    """The published schemas of assess and plan, and one of the facts of this guideline, under names for OpenAPI."""
    named = {_named(key): _moved(value) for key, value in results_schema()["$defs"].items()}
    return {**named, "Facts": facts_schema()}


def _named(key: str) -> str:
    return key[0].upper() + key[1:]


def _moved(schema: Any) -> Any:
    if isinstance(schema, list):
        return [_moved(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    moved = {key: _moved(value) for key, value in schema.items()}
    if isinstance(to := schema.get("$ref"), str):
        moved["$ref"] = TO_COMPONENTS + _named(to.removeprefix("#/$defs/"))
    return moved


def facts_schema() -> Json:
    """Every fact that somebody answers, with what it may be. Some answers cannot go together; that no schema says."""
    answered = {fact.id: _fact_schema(fact) for fact in current().facts.values() if fact.definition is None}
    says = "Facts by id. Null: asked, and nobody knows."
    return {"type": "object", "description": says, "properties": answered, "additionalProperties": False}


def _fact_schema(fact: Fact) -> Json:
    says = {"description": fact.name["en"]}
    match fact.kind:
        case "yes/no":
            return {"type": ["boolean", "null"], **says}
        case "number":
            low, high, step = (float(number * fact.step) for number in (fact.low, fact.high, 1))
            bounds = {"minimum": low, "maximum": high, "multipleOf": step}
            return {"type": ["number", "null"], **{key: int(one) if one.is_integer() else one for key, one in bounds.items()}, **says}
        case "choice":
            return {"enum": [*fact.option_ids, None], **says}
        case "set":
            return {"type": ["array", "null"], "items": {"enum": list(fact.option_ids)}, "uniqueItems": True, **says}
        case _:
            raise AssertionError("a count is derived, and nobody answers it")
