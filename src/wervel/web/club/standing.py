"""Where a player stands today: reckoned from what they noted and what is known in their own records, and never stored."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from operator import itemgetter
from typing import Any

from wervel.knowledge import squads as files
from wervel.knowledge.cases import Case, read_answers
from wervel.knowledge.sport import STEP, SportSession
from wervel.logic.reference import Value, evaluate
from wervel.logic.text import Language
from wervel.programme.prevention import Swap, kinds_of_days, session_days, team_session
from wervel.programme.return_to_play import sport_of
from wervel.programme.sport_load import upright_breaks
from wervel.programme.squad import TRAINING, PlayerPlan, SquadPlan, State, TeamSession, may_do, plan_player
from wervel.web import clock
from wervel.web.care.episode import given_by_contact, look_at
from wervel.web.care.models import Episode
from wervel.web.care.services import ENDURANCE
from wervel.web.club.models import AVAILABILITY, AVOID, CheckIn, Player, Squad
from wervel.web.club.services import age_on
from wervel.web.facts import AGE
from wervel.web.guideline import current
from wervel.web.practice.models import Patient

FRESH_DAYS = 14
"""So long the answers of a week count: two weeks missed, and nobody knows."""
LOG_DAYS = 180
WORST_LAST: tuple[State, ...] = ("takes_part", "adapted", "see_first")
ALL, PART, NONE, OPEN, UNSHARED = "all", "part", "none", "open", "unshared"
"""What the staff hear: joins in everything, in part, or not; did not fill in the week; does not share it."""


@dataclass(frozen=True)
class Standing:
    """One player. `plans`: one for each complaint that is under care, else one from what they noted themselves."""

    player: Player
    squad: SquadPlan
    plans: tuple[PlayerPlan, ...]
    log: tuple[SportSession, ...]
    weeks: tuple[tuple[date, Mapping[str, Any]], ...]
    episodes: tuple[Episode, ...]

    @property
    def availability(self) -> str:
        """The worst of the plans. Nobody joins in everything about whom nothing is known."""
        worst = max((plan.state for plan in self.plans), key=WORST_LAST.index)
        if worst != "takes_part":
            return PART if worst == "adapted" else NONE
        return OPEN if any(plan.complaint is None for plan in self.plans) else ALL

    @property
    def step_counts(self) -> bool:
        """Whether pains before and during a session tell something: on the way back to play."""
        return any(plan.way_back is not None for plan in self.plans)


@dataclass(frozen=True)
class Seen:
    """What the staff see of a player, and nothing of health. `may`: kind of session -> most minutes; nothing when there is no limit.

    `closed`: kinds of session that wait; `swaps`: exercises of the team with what is done instead, if anything.
    """

    name: str
    availability: str
    may: Mapping[str, int] | None = None
    closed: tuple[str, ...] = ()
    swaps: tuple[tuple[str, str], ...] = ()
    flicks: int | None = None


def seen(standing: Standing, language: Language, shares: frozenset[str]) -> Seen:
    """As much as is shared. Out is out: an emergency and a question that is still open look the same."""
    name = standing.player.patient.name
    if AVAILABILITY not in shares:
        return Seen(name, UNSHARED)
    if AVOID not in shares or standing.availability not in (ALL, PART):
        return Seen(name, standing.availability)
    kinds = sport_of(standing.squad.guideline).kinds
    may = _least([limit for plan in standing.plans if (limit := may_do(plan)) is not None])
    swaps = {one.exercise.name[language]: one.instead.exercise.name[language] if one.instead else ""
             for plan in standing.plans for one in plan.session if isinstance(one, Swap)}  # fmt: skip
    flicks = [plan.way_back.flicks.count for plan in standing.plans if plan.way_back and plan.way_back.flicks]
    return Seen(
        name,
        standing.availability,
        None if may is None else {kinds[kind].name[language]: minutes for kind, minutes in may.items()},
        () if may is None else tuple(one.name[language] for one in kinds.values() if one.id not in may),
        tuple(swaps.items()),
        min(flicks, default=None),
    )


def _least(limits: Sequence[Mapping[str, int]]) -> Mapping[str, int] | None:
    """Only what every plan allows, for as long as each of them does."""
    if not limits:
        return None
    return {kind: min(limit[kind] for limit in limits) for kind in limits[0] if all(kind in limit for limit in limits)}


def plan_of(squad: Squad) -> SquadPlan:
    """The session and the week of a team, without its players."""
    days, matches = tuple(squad.training_days), tuple(squad.match_days)
    return _planned(squad.name, days, matches, squad.minutes, frozenset(squad.equipment))


def usual_plan() -> SquadPlan:
    """Of a team of which nothing is known, in a common week."""
    week, full = sport_of(current()).week, sport_of(current()).return_to_play.full_minutes
    return _planned("", week.usual_training, week.usual_matches, full, frozenset())


def _planned(name: str, training: tuple[str, ...], matches: tuple[str, ...], minutes: int, equipment: frozenset[str]) -> SquadPlan:
    guideline = current()
    sport, squad = sport_of(guideline), files.Squad(name, training, matches, minutes, equipment, ())
    return SquadPlan(
        guideline, squad, clock.today(), _session(equipment), session_days(guideline, training, matches), kinds_of_days(training, matches),
        upright_breaks(minutes, sport.kinds[TRAINING], sport), (),
    )  # fmt: skip


@lru_cache(maxsize=64)
def _session(equipment: frozenset[str]) -> TeamSession:
    return team_session(current(), equipment)


def standing_of(player: Player, squad: SquadPlan | None = None) -> Standing:
    squad = squad or plan_of(player.squad)
    records = records_of(player.patient)
    noted = _noted(player.patient, records)
    log = _log(noted)
    weeks = tuple((on, content) for on, content in noted if "kind" not in content)
    episodes = tuple(episode for record in records for episode in _open(record))
    cases = [_case_of(episode, weeks) for episode in episodes] or [Case(_told(weeks))]
    plans = [
        plan_player(squad.guideline, squad.squad, squad.session, _known(player, case, log, episode), squad.today)
        for case, episode in zip(cases, episodes or (None,), strict=True)
    ]
    return Standing(player, squad, tuple(plans), log, weeks, episodes)


def plan_in(episode: Episode) -> tuple[SquadPlan, PlayerPlan]:
    """The way back to play as one record has it, for who treats there; with the log of the player, if they play in a squad."""
    record = episode.patient
    player = Player.objects.agreed().filter(patient__in=records_of(record)).select_related("squad").first()
    squad = plan_of(player.squad) if player else usual_plan()
    log = _log(_noted(record, records_of(record)))
    case = look_at(episode, squad.guideline, max(clock.today(), episode.started)).standing.case
    since = step_since(episode)
    known = files.Player(record.name, case, since, episode.details.get(ENDURANCE), log)
    return squad, plan_player(squad.guideline, squad.squad, squad.session, known, squad.today)


def records_of(patient: Patient) -> list[Patient]:
    """The records of the same person, in every practice where they are known by this account."""
    if patient.user_id is None:
        return [patient]
    others = Patient.objects.filter(user=patient.user_id, destroyed_at=None).exclude(pk=patient.pk).select_related("key")
    return [patient, *others.order_by("id")]


def _open(record: Patient) -> Iterator[Episode]:
    for episode in record.episodes.filter(closed=None):
        episode.patient = record  # so that its key is read once
        yield episode


def _noted(patient: Patient, records: Iterable[Patient]) -> list[tuple[date, dict[str, Any]]]:
    """What this person noted in any squad, by day."""
    rows = CheckIn.objects.filter(player__patient__in=records, on__gt=clock.today() - timedelta(days=LOG_DAYS)).select_related("player")
    keys = {record.pk: record for record in records}
    return [(row.on, keys[row.player.patient_id].open(row.sealed)) for row in rows]


def _log(noted: Iterable[tuple[date, Mapping[str, Any]]]) -> tuple[SportSession, ...]:
    return tuple(SportSession(on, **content) for on, content in noted if "kind" in content)


def _told(weeks: Sequence[tuple[date, Mapping[str, Any]]]) -> dict[str, Value]:
    """What the last answers about a week say, while they are fresh."""
    fresh = [content for on, content in weeks if on > clock.today() - timedelta(days=FRESH_DAYS)]
    return dict(read_answers(fresh[-1]["facts"], current()).known) if fresh else {}


def _case_of(episode: Episode, weeks: Sequence[tuple[date, Mapping[str, Any]]]) -> Case:
    """What is known in a record under care. A week can add a complaint to it, and takes none away."""
    guideline = current()
    case = look_at(episode, guideline, max(clock.today(), episode.started)).standing.case
    complaint, known = sport_of(guideline).prevention.complaint, dict(case.known)
    for fact, value in _told(weeks).items():
        alone = {fact: known[fact]} if fact in known else {}
        if evaluate(complaint, alone, guideline.definitions) is not True and evaluate(complaint, {fact: value}, guideline.definitions):
            known[fact] = value
    return Case(known, case.declined, case.preferences)


def _known(player: Player, case: Case, log: tuple[SportSession, ...], episode: Episode | None) -> files.Player:
    known = dict(case.known)
    if AGE not in known and (born := player.patient.identity["born"]):
        known[AGE] = age_on(date.fromisoformat(born), clock.today())
    since = step_since(episode) if episode else None
    endurance = episode.details.get(ENDURANCE) if episode else None
    return files.Player(player.patient.name, Case(known, case.declined, case.preferences), since, endurance, log)


def step_since(episode: Episode) -> date | None:
    """The day on which the step that stands now was recorded."""
    step, since = None, None
    for day, _, facts in sorted(given_by_contact(episode, clock.today()), key=itemgetter(0)):
        if STEP in facts and facts[STEP] != step:
            step, since = facts[STEP], day
    return since
