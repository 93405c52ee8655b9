"""The exercise sheet on A4: what to do, how often, how hard, how long and why, with pictures, and when to stop or to call."""

import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import segno

from wervel.documents.figures import VIEWS, figure_of
from wervel.documents.phrases import EFFORTS, SHORT_WEEKDAYS, WEEKDAYS, WORDS, day_name, listed, say, short_date
from wervel.documents.printing import print_pdf
from wervel.documents.schedule import Card, Schedule
from wervel.narrate.report import SMALLEST_GOAL, Teller
from wervel.programme.days import DAYS_A_WEEK
from wervel.programme.making import ENDURANCE, FIELD, KINDS
from wervel.programme.selection import WALKING, WALKS, Choice
from wervel.reasoning.assessment import Assessment

BODY_MM, FIGURES_MM, ARROW_MM, LEAST_MM = 46.0, 107.0, 12.0, 26.0
"""The height of a standing figure, the room for all figures of a card, for one arrow, and for the words under one figure."""

CODE_FORM = "WERVEL 1 {} {}"
"""What the code on the sheet holds: the form, the first day, the number of the programme. No words about health."""


@dataclass(frozen=True)
class Release:
    """Who let a programme go to the patient, and when if known."""

    by: str
    on: date | None = None


def print_sheet(
    assessment: Assessment,
    schedule: Schedule,
    teller: Teller,
    *,
    name: str = "",
    notes: Iterable[str] = (),
    release: Release | None = None,
) -> bytes:
    """The sheet as PDF. `name` and `notes` are what people wrote; `release` is left out for self-care and for a draft."""
    return _Sheet(assessment, schedule, teller).pdf(name, tuple(notes), release)


class _Sheet:
    def __init__(self, assessment: Assessment, schedule: Schedule, teller: Teller) -> None:
        self.assessment, self.schedule, self.teller = assessment, schedule, teller
        self.guideline, self.language = assessment.guideline, teller.language
        self.pictures: dict[str, str] = {}

    def say(self, key: str, *values: object) -> str:
        return say(key, self.language, *values)

    def pdf(self, name: str, notes: tuple[str, ...], release: Release | None) -> bytes:
        schedule, status = self.schedule, self._status(release)
        start, end = day_name(schedule.start, self.language), short_date(schedule.start + timedelta(weeks=schedule.weeks), self.language)
        footer = (status["title"], self.say("reference", schedule.reference), self.teller.say("version", self.guideline.version))
        data = {
            "lang": self.language,
            "title": self.say("sheet_for", name) if name else self.say("sheet"),
            "footer": " · ".join(footer),
            "page": WORDS["page"][self.language],
            "period": self.say("period", start, end, schedule.weeks),
            "review": self.say("review", day_name(schedule.review, self.language)),
            "status": status,
            "turn": self.say("turn"),
            "intro": self._intro(),
            "notes": list(notes),
            "words": {key: self.say(key) for key in ("note", "your_week", "legend", "right", "left", "week")},
            "week": self._week(),
            "week_note": self._week_note(),
            "sections": self._sections(),
            "lights": self._lights(),
            "help": {"title": self.say("help"), "lines": self._help()},
            "about": self._about(release),
        }
        return print_pdf("sheet.typ", data, self.pictures)

    def _status(self, release: Release | None) -> dict[str, Any]:
        draft = release is None and self.schedule.is_draft
        if release and release.on:
            says = self.say("released_on", release.by, short_date(release.on, self.language))
        elif release:
            says = self.say("released", release.by)
        else:
            says = self.teller.say("draft" if draft else "own")
        title = "released_title" if release else "draft_title" if draft else "self_title"
        return {"draft": draft, "title": self.say(title), "says": says}

    def _intro(self) -> list[str]:
        stage, settings = self.schedule.stage, self.guideline.programme
        weights = sorted(self.schedule.goals.items(), key=lambda one: -one[1])
        goals = ", ".join(settings.goals[goal][self.language] for goal, weight in weights if weight >= SMALLEST_GOAL)
        lines = [self.teller.say("stage", stage.name[self.language], stage.explains[self.language])]
        lines += [] if self.schedule.stage_is_known else [self.teller.say("careful")]
        return [*lines, self.teller.say("goals", goals)]

    # the week

    def _weekday(self, day: int) -> int:
        return (self.schedule.start.weekday() + day) % DAYS_A_WEEK

    def _week(self) -> list[dict[str, Any]]:
        """What is planned on each day of the first week."""
        days = []
        for day in range(DAYS_A_WEEK):
            slots = [slot for slot in self.schedule.slots if (slot.on - self.schedule.start).days == day]
            lines = [{"what": self.say(slot.kind), "long": self.say("minutes", slot.minutes)} for slot in slots]
            rest = [{"what": self.say("rest"), "long": ""}]
            days.append({"day": SHORT_WEEKDAYS[self._weekday(day)][self.language], "lines": lines or rest})
        return days

    def _week_note(self) -> str:
        weeks = []
        for week in range(self.schedule.weeks):
            first = DAYS_A_WEEK * week
            weeks.append(
                {
                    ((slot.on - self.schedule.start).days - first, slot.kind, tuple((one.exercise.id, one.dose) for one in slot.choices))
                    for slot in self.schedule.slots
                    if first <= (slot.on - self.schedule.start).days < first + DAYS_A_WEEK
                }
            )
        return self.say("same_weeks" if all(one == weeks[0] for one in weeks) else "first_week")

    # the cards

    def _sections(self) -> list[dict[str, Any]]:
        sections, number = [], 0
        for kind in KINDS:
            cards = []
            for card in self.schedule.cards:
                if card.kind == kind:
                    number += 1
                    cards.append(self._card(card, number))
            if cards:
                sections.append({"title": self._title(kind), "lines": self._walking() if kind == ENDURANCE else [], "cards": cards})
        return sections

    def _title(self, kind: str) -> str:
        if kind in (ENDURANCE, FIELD):
            return self.teller.say(kind)
        minutes = max(slot.minutes for slot in self.schedule.slots if slot.kind == kind)
        return self.teller.say("session", self.teller.counted("minutes", minutes))

    def _walking(self) -> list[str]:
        """How walking grows, for who walks further than in short bouts."""
        walking = self.guideline.programme.walking
        ids = {card.choice.exercise.id for card in self.schedule.cards if card.kind == ENDURANCE}
        grows = any(one.startswith(WALKS) and one != WALKING for one in ids)
        return [self.teller.say("walking", *walking.growth_percent, *walking.target_minutes_week)] if grows else []

    def _card(self, card: Card, number: int) -> dict[str, Any]:
        choice, exercise = card.choice, card.choice.exercise
        feel = [] if self.schedule.by_quota else [{"label": self.say("feel"), "value": exercise.feel[self.language]}]
        steps = [(word, other) for word, other in (("easier", choice.easier), ("harder", choice.harder)) if other]
        return {
            "number": str(number),
            "name": exercise.name[self.language],
            "figures": self._figures(choice, number),
            "dose": self._dose(card),
            "others": self._others(card),
            "instruction": exercise.instruction[self.language],
            "lines": [*feel, {"label": self.say("why"), "value": self.teller.reason(choice)}],
            "more": [
                *(self.teller.say("mind", self.teller.wording.name(fact)) for fact in choice.cautions),
                *(self.teller.say(word, self.guideline.exercises[other].name[self.language]) for word, other in steps),
            ],
            "ticks": self._ticks(card),
        }

    def _figures(self, choice: Choice, number: int) -> list[dict[str, Any]]:
        """The poses at one scale, as large as fits beside the dose."""
        poses = choice.exercise.poses
        figures = [figure_of(pose) for pose in poses]
        room = FIGURES_MM - ARROW_MM * (len(figures) - 1)
        scale = min(BODY_MM, room / sum(max(one.width, LEAST_MM / BODY_MM) for one in figures))
        shown = []
        for at, (pose, figure) in enumerate(zip(poses, figures, strict=True), 1):
            file = f"figure-{number}-{at}.svg"
            self.pictures[file] = figure.svg
            label, view = pose.label[self.language], VIEWS[pose.view][self.language]
            shown.append(
                {
                    "file": file,
                    "width": round(figure.width * scale, 2),
                    "height": round(figure.height * scale, 2),
                    "label": label if pose.view == "side" else f"{label} ({view})",
                    "alt": self.say("pose", label, view),
                }
            )
        return shown

    def _dose(self, card: Card) -> list[dict[str, str]]:
        effort = card.choice.dose.effort
        return [
            {"label": self.say("often"), "value": self._often(card)},
            {"label": self.say("hard"), "value": self.say("effort", effort, EFFORTS[effort][self.language])},
            {"label": self.say("long"), "value": self._amount(card.choice)},
        ]

    def _often(self, card: Card) -> str:
        """As often as the programme plans it, which wishes and rest days may have made less than the usual dose."""
        weeks = [card.days_of(week) for week in card.weeks]
        least, most = min(map(len, weeks)), max(map(len, weeks))
        if least == DAYS_A_WEEK:
            often = self._parts(card.choice)[1] if card.choice.dose.sessions_per_week >= DAYS_A_WEEK else self.teller.say("daily")
        elif all(days == weeks[0] for days in weeks):
            names = [WEEKDAYS[self._weekday(day)][self.language] for day in weeks[0]]
            often = f"{self.teller.counted('week', most)}: {listed(names, self.language)}"
        else:
            often = self.say("see_boxes", self.teller.counted("week", most) if least == most else self.say("times_a_week", least, most))
        first, last = card.weeks[0] + 1, card.weeks[-1] + 1
        if (first, last) == (1, self.schedule.weeks):
            return often
        return self.say("in_weeks", first, last, often) if last > first else self.say("in_week", first, often)

    def _amount(self, choice: Choice) -> str:
        return self._parts(choice)[0]

    def _parts(self, choice: Choice) -> tuple[str, str]:
        """How much and how often, in the words that are used on the screen."""
        amount, often, _ = self.teller.dose(choice).rsplit(", ", 2)
        return amount, often

    def _others(self, card: Card) -> list[str]:
        """What differs from the dose above: minutes that grow, in one line; else the weeks with other rounds."""
        if not card.others:
            return []
        if card.choice.dose.minutes is not None:
            minutes = {day // DAYS_A_WEEK: choice.dose.minutes for choice, days in ((card.choice, card.days), *card.others) for day in days}
            return [self.say("minutes_a_week", ", ".join(str(minutes[week]) for week in card.weeks))]
        return [
            self.say("in_other_weeks", listed([str(week) for week in sorted({day // DAYS_A_WEEK + 1 for day in days})], self.language),
                     self.teller.counted("rounds", choice.dose.sets))
            for choice, days in card.others
            if choice.dose.sets != card.choice.dose.sets
        ]  # fmt: skip

    def _ticks(self, card: Card) -> dict[str, Any]:
        """A row for each weekday on which it is ever done, a column for each week."""
        weeks = range(self.schedule.weeks)
        rows = [
            {
                "day": SHORT_WEEKDAYS[self._weekday(day)][self.language],
                "cells": [week * DAYS_A_WEEK + day in card.days for week in weeks],
            }
            for day in range(DAYS_A_WEEK)
            if any(one % DAYS_A_WEEK == day for one in card.days)
        ]
        return {"weeks": [str(week + 1) for week in weeks], "rows": rows}

    # the last page

    def _lights(self) -> dict[str, Any]:
        schedule = self.schedule
        light = "quota" if schedule.by_quota else "calm" if schedule.stage.id == "calm" else "later"
        text = self.guideline.programme.lights[light][self.language]
        names = [self.say(one) for one in ("green", "amber", "red")]
        parts = re.split(rf"(?:^|\s+)({'|'.join(names)}): ", text)
        if parts[1::2] != names:
            return {"title": self.say("quota"), "marked": False, "lines": [{"label": "", "says": text}]}
        lines = [{"label": label, "says": says} for label, says in zip(parts[1::2], parts[2::2], strict=True)]
        return {"title": self.say("lights"), "marked": True, "lines": lines}

    def _help(self) -> list[str]:
        """Every line of the safety net: here nothing is left out."""
        return [self.guideline.advice[one].text[self.language] for one in self.assessment.safety_net]

    def _about(self, release: Release | None) -> dict[str, Any]:
        reference = self.schedule.reference
        self.pictures["code.svg"] = _code(CODE_FORM.format(self.schedule.start.isoformat(), reference))
        return {
            "title": self.say("about"),
            "lines": [
                self._status(release)["says"],
                self.say("review", day_name(self.schedule.review, self.language)),
                self.say("reference", reference),
                self.teller.say("version", self.guideline.version),
            ],
            "code": "code.svg",
            "alt": self.say("code", reference),
        }


def _code(payload: str) -> str:
    """A QR code as SVG."""
    out = io.BytesIO()
    segno.make_qr(payload, error="m").save(out, kind="svg", scale=4, border=2, xmldecl=False, svgns=True)
    return out.getvalue().decode()
