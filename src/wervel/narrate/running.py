"""A plan that runs, as titled sections of plain text: what is next for each exercise and why, what is left out, what moves the stage."""

from collections.abc import Iterable, Iterator
from datetime import date

from wervel.knowledge.types import Dose, Guideline
from wervel.logic.text import Language, Text
from wervel.narrate.report import Section, Teller
from wervel.programme.doses import LeftOut
from wervel.programme.progression import Decision
from wervel.programme.record import progression_of
from wervel.programme.running import RunningPlan, Withheld
from wervel.programme.selection import Choice
from wervel.reasoning.assessment import Assessment

PHRASES = {
    "your_plan": Text("Je plan nu", "Your plan now"),
    "stage": Text("Fase: {}, sinds {}.", "Stage: {}, since {}."),
    "begun": Text(
        "Je plan begon op {}. Eerder wisten we nog te weinig voor een plan.",
        "Your plan began on {}. Before that we knew too little for a plan.",
    ),
    "calm_since": Text("Rustige dagen sinds {}.", "Calm days since {}."),
    "nothing_up": Text("Er gaat nu niets omhoog. Eerst kijkt iemand je rug na.", "Nothing goes up now. First somebody looks at your back."),
    "adherence": Text("In twee weken lukte {} procent van je plan.", "In two weeks you did {} per cent of your plan."),
    "not_now": Text("{}: nu even niet", "{}: not for now"),
    "instead": Text("{} (in plaats van {}): {}", "{} (instead of {}): {}"),
    "more_load": Text("Meer gewicht: {} tot {} procent.", "More weight: {} to {} per cent."),
    "tell_same_day": Text("Een fysiotherapeut hoort dit vandaag.", "A physiotherapist hears this today."),
    "tell_soon": Text("Een fysiotherapeut hoort dit deze week.", "A physiotherapist hears this within the week."),
    "left_out": Text("Nu niet", "Not now"),
    "nothing_left_out": Text("Sinds {}", "Since {}"),
    "since": Text("{}: sinds {}", "{}: since {}"),
    "until": Text(", tot en met {}", ", up to and including {}"),
    "missing": Text("Voor de volgende fase moeten we nog weten: {}.", "For the next stage we still need to know: {}."),
}


class RunningTeller(Teller):
    """Tells a plan in one language."""

    def __init__(self, assessment: Assessment, language: Language) -> None:
        super().__init__(assessment, language)
        self.progression = progression_of(self.guideline)

    def phrase(self, key: str, *values: object) -> str:
        return PHRASES[key][self.language].format(*values)

    def day(self, day: date) -> str:
        """A date as people write it: 9 november 2026."""
        return f"{day.day} {self.say('months').split('|')[day.month - 1]} {day.year}"

    def told(self, plan: RunningPlan | Withheld) -> list[Section]:
        if isinstance(plan, Withheld):
            return [Section(self.say("no_plan"), self.why_not(plan.collision))]
        return [self._now(plan), self._left_out(plan.doses.left_out)]

    def amount(self, exercise: str, dose: Dose) -> str:
        """A dose in words."""
        return self.dose(Choice(self.guideline.exercises[exercise], dose, 0, "", None, (), None, None))

    def _now(self, plan: RunningPlan) -> Section:
        """What holds for the whole plan, then the exercises, those with the same message together."""
        told = [*self._plan_wide(plan)]
        lines = [*self._head(plan), *map(self.text, told)]
        if plan.move.tell:
            lines.append(self.phrase(f"tell_{plan.move.tell}"))
        groups: dict[Text, list[str]] = {}
        for name, decision in plan.doses.decisions.items():
            if decision.exercise is not None:
                groups.setdefault(decision.text, []).extend(self._decision(name, decision))
        for text, items in groups.items():
            lines += items if text in told else [self.text(text), *items]
        if asked := asked_for_a_move(plan, self.guideline):
            lines.append(self.phrase("missing", self.listed(list(asked))))
        rules = dict.fromkeys(decision.rule for decision in plan.doses.decisions.values())
        because = [evidence for rule in rules for evidence in self.progression.rule(rule).because]
        return Section(self.phrase("your_plan"), [*lines, *([self.sources(because)] if because else [])])

    def _head(self, plan: RunningPlan) -> Iterator[str]:
        if plan.programme.is_draft:
            yield self.say("draft")
        yield self.phrase("stage", self.text(self.guideline.programme.stages[plan.stage].name), self.day(plan.stage_since))
        if plan.begun_late:
            yield self.phrase("begun", self.day(plan.begun))
        if plan.calm_since is not None:
            yield self.phrase("calm_since", self.day(plan.calm_since))
        if plan.examine_first:
            yield self.phrase("nothing_up")
        if plan.doses.adherence_percent is not None:
            yield self.phrase("adherence", plan.doses.adherence_percent)

    def _plan_wide(self, plan: RunningPlan) -> Iterator[Text]:
        """What is said once and not for each exercise."""
        if plan.calm_since is not None:
            yield self.progression.flare_up.text
        elif plan.move.text is not None:
            yield plan.move.text
        for one in (plan.after_gap, plan.doses.shorter):
            if one is not None and one.text is not None:
                yield one.text

    def _decision(self, name: str, decision: Decision) -> list[str]:
        """One exercise with its dose; `name` is the one that was in the plan."""
        assert decision.exercise is not None, "what is left out is told apart"
        exercises = self.guideline.exercises
        new = self.text(exercises[decision.exercise].name)
        if decision.dose is None:
            lines = [f"- {self.phrase('not_now', new)}"]
        elif decision.exercise != name:
            told = self.phrase("instead", new, self.text(exercises[name].name), self.amount(decision.exercise, decision.dose))
            lines = [f"- {told}"]
        else:
            lines = [f"- {new}: {self.amount(name, decision.dose)}"]
        if decision.load:
            lines.append(f"  {self.phrase('more_load', *(f'{float(percent):g}' for percent in decision.load))}")
        return [*lines, *([f"  {self.phrase(f'tell_{decision.tell}')}"] if decision.tell else [])]

    def _left_out(self, left_out: Iterable[LeftOut]) -> Section:
        lines: list[str] = []
        for one in left_out:
            names = ", ".join(self.text(self.guideline.exercises[name].name) for name in one.exercises)
            since = self.phrase("since", names, self.day(one.on)) if names else self.phrase("nothing_left_out", self.day(one.on))
            lines.append(f"- {since}{self.phrase('until', self.day(one.until)) if names and one.until else ''}.")
            lines.append(f"  {self.text(one.text)}")
            if one.tell:
                lines.append(f"  {self.phrase(f'tell_{one.tell}')}")
            lines.append(f"  {self.sources(self.progression.rule(one.rule).because)}")
        return Section(self.phrase("left_out"), lines, alarm=bool(lines))


def asked_for_a_move(plan: RunningPlan, guideline: Guideline) -> tuple[str, ...]:
    """The facts that somebody can be asked and that could move the stage."""
    facts = (guideline.facts.get(name) for name in plan.move.missing)
    return tuple(fact.id for fact in facts if fact is not None and fact.by in ("patient", "therapist"))
