"""The session of a day: what the released programme asks, made lighter where the sessions before it say so.

It never asks more than was released. What should come on top is for the therapist to decide.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from wervel.consult.doses import doses_of, light_on
from wervel.consult.planning import Plan
from wervel.course.follow import FollowUp
from wervel.logic.text import Text
from wervel.programme.doses import Doses, LeftOut
from wervel.programme.making import Programme
from wervel.programme.progression import Decision
from wervel.programme.selection import Choice
from wervel.programme.step import work
from wervel.web.care import services
from wervel.web.care.models import RELEASED, Episode, ProgrammeRecord, SessionLog
from wervel.web.patient.phrases import SAID

MORE = ("step_up", "quota")


@dataclass(frozen=True)
class Item:
    """One exercise of today. `note`: what the sessions before say about it; `log`: what was noted of it today."""

    choice: Choice
    note: Text | None
    log: SessionLog | None

    @property
    def is_done(self) -> bool:
        return self.log is not None


@dataclass(frozen=True)
class Released:
    """The programme that a professional let go to the patient, as it stands on the day of `look`."""

    record: ProgrammeRecord
    plan: Plan
    look: FollowUp

    @cached_property
    def programme(self) -> Programme:
        assert self.plan.programme is not None, "only what holds a programme was released"
        return self.plan.programme

    @cached_property
    def doses(self) -> Doses:
        return doses_of(self.look, self.programme, flares_of(self.record.episode))

    @property
    def day(self) -> int:
        """Days since the programme began; below 0 before it does."""
        return (self.look.today - self.programme.start).days

    @property
    def is_over(self) -> bool:
        return self.day >= 7 * self.programme.weeks

    @cached_property
    def exercises(self) -> tuple[str, ...]:
        """Every exercise of the programme once, always in this order."""
        return tuple(dict.fromkeys(choice.exercise.id for session in self.programme.sessions for choice in session.choices))

    @cached_property
    def _choices(self) -> dict[str, Choice]:
        """What is planned for today, or else for the first day on which it is planned."""
        days = sorted(self.programme.sessions, key=lambda one: one.day != self.day)
        found: dict[str, Choice] = {}
        for session in days:
            for choice in session.choices:
                found.setdefault(choice.exercise.id, choice)
        return found

    @cached_property
    def today(self) -> tuple[Item, ...]:
        """What there is to do today, each once."""
        planned = [choice.exercise.id for session in self.programme.sessions if session.day == self.day for choice in session.choices]
        items = [self.item(name) for name in dict.fromkeys(planned) if self.left_out(name) is None]
        return tuple({item.choice.exercise.id: item for item in items}.values())

    @cached_property
    def rests(self) -> Mapping[Text, tuple[Choice, ...]]:
        """What is left out for now, by the reason why."""
        found: dict[Text, tuple[Choice, ...]] = {}
        for name in self.exercises:
            if (why := self.left_out(name)) is not None:
                found[why] = (*found.get(why, ()), self._choices[name])
        return found

    @property
    def warnings(self) -> tuple[LeftOut, ...]:
        """What somebody else must hear."""
        return tuple(one for one in self.doses.left_out if one.tell is not None)

    def left_out(self, name: str) -> Text | None:
        """Why an exercise is not done now, if it is not."""
        stopped = next((one.text for one in self.doses.left_out if name in one.exercises), None)
        decision = self._decision(name)
        return stopped if stopped else decision.text if decision is not None and decision.dose is None else None

    def item(self, name: str) -> Item:
        """An exercise as it is done now: with no more than was released, or with an easier one in its place."""
        choice, place, decision = self._choices[name], self._place(name), self._decision(name)
        if place is None or decision is None or decision.dose is None:
            return Item(choice, None, self.log_of(name))
        raised = decision.action in MORE
        before = decision.change.before if decision.change and raised else None
        target, dose = (place, before or choice.dose) if raised else (decision.exercise or place, decision.dose)
        if target == name:
            choice = replace(choice, dose=min(choice.dose, dose, key=work))
        else:
            exercise = self.look.assessment.guideline.exercises[target]
            choice = replace(choice, exercise=exercise, dose=dose, easier=None, harder=name)
        return Item(choice, SAID["step_waits"] if raised else decision.text, self.log_of(target))

    def _place(self, name: str) -> str | None:
        """The exercise that stands where this one stood: itself, or the easier one that took its place."""
        exercises = self.look.assessment.guideline.exercises
        easier: str | None = name
        seen: set[str] = set()
        while easier is not None and easier not in self.doses.decisions:
            seen.add(easier)
            easier = next((one for one in exercises[easier].regressions if one not in seen), None)
        return easier

    def _decision(self, name: str) -> Decision | None:
        place = self._place(name)
        return None if place is None else self.doses.decisions[place]

    def log_of(self, name: str) -> SessionLog | None:
        """What was noted of an exercise today; the last time counts."""
        return next((log for log in reversed(self._logs) if log.content["exercise"] == name), None)

    @cached_property
    def _logs(self) -> list[SessionLog]:
        return list(self.record.episode.sessionlogs.filter(on=self.look.today))

    def light_of(self, on: date, exercise: str) -> str | None:
        """The traffic light of what was noted last of an exercise on a day."""
        return light_on(on, exercise, self.look, self.programme)


def released(episode: Episode, look: FollowUp) -> Released | None:
    """What a professional released and what has not ended; nothing while an alarm goes before everything."""
    record = episode.programmerecords.filter(status=RELEASED).last()
    if record is None or look.stopped:
        return None
    record.episode = episode
    return Released(record, services.plan_of(record), look)


def flares_of(episode: Episode) -> Collection[date]:
    """The days on which the patient said that a flare-up began."""
    return [entry.on for entry in episode.diary.all() if entry.content.get("flare")]
