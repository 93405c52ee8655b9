"""The doses of a programme that a professional released: what was agreed on, and what the sessions since then say about it.

The plan of `episode_plan` is the guideline's own, from the first day on. This one starts from what somebody edited and put their name to.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta

from wervel.consult.episode_plan import RADICULAR, session_logs
from wervel.course.follow import FollowUp
from wervel.programme.doses import Doses, PlanDay, all_doses
from wervel.programme.light import light_of
from wervel.programme.making import Programme
from wervel.programme.record import Context, progression_of
from wervel.programme.selection import FEAR, offered
from wervel.reasoning.compiler import FACT


def doses_of(follow: FollowUp, programme: Programme, flares: Collection[date] = ()) -> Doses:
    """Every session since the programme began thought over again, up to what is decided on the day of `follow`.

    `flares`: days on which the person said that a flare-up began. Who somebody is, is taken as it stands now. Before the programme begins,
    the day of `follow` is its first.
    """
    today = follow.today
    first = min(programme.start, today)
    logs = [log for log in session_logs(follow.episode) if first <= log.date <= today]
    new = {choice.exercise.id: choice.dose for session in reversed(programme.sessions) for choice in session.choices}
    between = sorted({log.date for log in logs} - {first, today})
    person = context_of(follow, programme, today, flares)
    contexts = [replace(person, today=day, calm_days=_calm(follow, day, flares)) for day in (first, *between, today)]
    days = [PlanDay(one, new if at == 0 else None) for at, one in enumerate(contexts)]
    return all_doses(days, logs, follow.assessment.guideline)


def context_of(follow: FollowUp, programme: Programme, day: date, flares: Collection[date] = ()) -> Context:
    """The person on a day of their programme."""
    assessment = follow.assessment
    return Context(
        today=day,
        stage=programme.stage.id,
        radicular=assessment.verdicts.truth(FACT + RADICULAR),
        fear=assessment.verdicts.truth(FACT + FEAR) is True,
        profile=assessment.profile,
        start_pain=follow.looks.pain.level(programme.start),
        started=programme.start,
        offered=frozenset(one.id for one in offered(assessment, follow.episode.preferences)),
        examine_first=follow.examine_first,
        calm_days=_calm(follow, day, flares),
    )


def light_on(day: date, exercise: str, follow: FollowUp, programme: Programme) -> str | None:
    """Red, amber or green for what was noted last of an exercise on a day; None while that does not decide, or when nothing was noted."""
    logs = [log for log in session_logs(follow.episode) if log.date == day and log.exercise == exercise]
    return light_of(logs[-1], context_of(follow, programme, day), follow.assessment.guideline) if logs else None


def _calm(follow: FollowUp, day: date, flares: Collection[date]) -> str:
    most = timedelta(days=progression_of(follow.assessment.guideline).flare_up.days[1])
    since = [day - flare for flare in flares if flare <= day]
    if any(one < most for one in since):
        return "now"
    return "over" if most in since else "none"
