"""An assessment and a plan as titled sections of plain text. No markup: the command line and the pages dress it."""

from dataclasses import dataclass, field

from wervel.knowledge.types import CONFIDENCES, Evidence, Gate, Hypothesis, Rule, Triage
from wervel.logic.reference import Value
from wervel.logic.text import Language, Text
from wervel.logic.words import Wording
from wervel.narrate.phrases import SAID
from wervel.programme.selection import Choice, Programme
from wervel.reasoning.assessment import Assessment, rank
from wervel.reasoning.explanation import why_rule
from wervel.reasoning.questions import ask_next


@dataclass
class Section:
    """A title and lines; a line that starts with "- " is an item, one that starts with two spaces belongs to the item above."""

    title: str
    lines: list[str] = field(default_factory=list)
    alarm: bool = False


class Teller:
    """Tells one assessment in one language."""

    def __init__(self, assessment: Assessment, language: Language) -> None:
        self.assessment, self.language = assessment, language
        self.guideline = assessment.guideline
        self.wording = Wording(self.guideline.facts, self.guideline.words["units"], language)

    def say(self, key: str, *values: object) -> str:
        return SAID[key][self.language].format(*values)

    def text(self, text: Text) -> str:
        return text[self.language]

    # the parts of an assessment

    def urgency(self) -> Section:
        one, low, high = self.assessment, self.assessment.at_least, self.assessment.at_most
        level = self.guideline.urgencies[low]
        lines = [f"{self.text(level.name).upper()} ({self.text(level.within)})", self.text(level.says)]
        if one.class_ == "undetermined" and rank(low) == 0:
            lines = lines[:0]
        if rank(high) > rank(low) and rank(high) > rank("inform"):
            lines.append(self.say("could", self.text(self.guideline.urgencies[high].name)))
        return Section(self.say("urgency"), lines, alarm=rank(low) >= rank("urgent"))

    def class_(self) -> Section:
        term = self.guideline.classes[self.assessment.class_]
        lines = [f"{upper(self.text(term.name))}. {self.text(term.says)}"]
        for condition, confidence in self.assessment.hypotheses.items():
            module = self.guideline.conditions[condition]
            sure = self.text(self.guideline.words["confidence"][confidence])
            lines.append(f"- {upper(self.say('fits', self.text(module.name), sure))}")
            if confidence != "to_exclude":
                lines.append(f"  {self.text(module.summary)}")
        return Section(self.say("class"), [*lines, self.say("decides")])

    def route(self) -> Section:
        term = self.guideline.routes[self.assessment.route]
        return Section(self.say("who"), [f"{upper(self.text(term.name))}. {self.text(term.says)}"])

    def reasons(self) -> Section:
        lines: list[str] = []
        for rule in told_rules(self.assessment):
            lines.append(f"- {self.text(rule.text)}")
            facts = facts_of(rule, self.assessment)
            if facts:
                lines.append(f"  {self.say('because')}{self.statements(facts)}")
            if self.assessment.verdicts.truth(rule.id) is None:
                lines.append(f"  {self.say('assumed')}")
            lines += [f"  {self.evidence(evidence)}" for evidence in rule.because]
        return Section(self.say("why"), lines)

    def evidence(self, evidence: Evidence) -> str:
        source = self.guideline.sources[evidence.source]
        name = f"{source.authors} {source.year}".strip() or source.title
        mark = self.text(self.guideline.words["verified"]["yes" if evidence.verified else "no"])
        return f"{self.say('source')}{name}, {evidence.at} ({mark})"

    def statements(self, facts: dict[str, Value]) -> str:
        return "; ".join(self.wording.statement(fact, value) for fact, value in facts.items())

    def diagnostics(self) -> Section:
        lines = []
        for condition in self.assessment.further_diagnostics:
            module = self.guideline.conditions[condition]
            lines.append(f"- {upper(self.text(module.name))}: {self.text(module.what)}. {upper(self.text(module.who))}.")
            if module.not_useful_when:
                lines.append(f"  {self.say('not_useful', self.text(module.not_useful_when))}")
        if not lines:
            undecided = self.assessment.class_ == "undetermined"
            lines = [self.say("unknown_imaging" if undecided else "no_imaging")]
        return Section(self.say("diagnostics"), lines)

    def profile(self) -> Section:
        if self.assessment.class_ in ("undetermined", "referral"):
            return Section(self.say("profile"))
        if self.assessment.profile is None:
            return Section(self.say("profile"), [self.say("no_profile")])
        name, explains, _ = self.guideline.programme.profiles[self.assessment.profile]
        lines = [f"{upper(self.text(name))}. {self.text(explains)}"]
        if factors := self.assessment.profile_factors:
            known = {fact: self.assessment.known[fact] for fact in factors}
            lines.append(self.say("factors") + self.statements(known))
        return Section(self.say("profile"), lines)

    def phenomena(self) -> Section:
        lines = []
        for rule in self.assessment.phenomena:
            assert rule.name is not None
            lines.append(f"- {upper(self.text(rule.name))}. {self.text(rule.text)}")
        return Section(self.say("phenomena"), lines)

    def advice(self, kind: str) -> Section:
        ids = self.assessment.advice if kind == "advice" else self.assessment.safety_net
        return Section(self.say(kind), [f"- {self.text(self.guideline.advice[one].text)}" for one in ids])

    def questions(self, declined: frozenset[str] = frozenset(), most: int = 6) -> Section:
        lines, groups, facts = [], set(), ask_next(self.assessment, declined)
        for name in facts:
            fact = self.guideline.facts[name]
            if fact.group in groups:
                continue
            if fact.group:
                groups.add(fact.group)
                together = [self.wording.name(other) for other in facts if self.guideline.facts[other].group == fact.group]
                lines.append(f"- {self.text(self.guideline.groups[fact.group].question)} {'; '.join(together)}")
            elif fact.question:
                by = f" ({self.text(self.guideline.words['answerers'][fact.by or 'patient'])})" if fact.by != "patient" else ""
                lines.append(f"- {self.text(fact.question)}{by}")
        rest = len(lines) - most
        return Section(self.say("ask"), [*lines[:most], self.say("more", rest)] if rest > 0 else lines)

    def report(self, declined: frozenset[str] = frozenset()) -> list[Section]:
        """The whole assessment, what matters first; empty sections are left out."""
        sections = [
            self.urgency(),
            self.route(),
            self.questions(declined),
            self.class_(),
            self.reasons(),
            self.diagnostics(),
            self.profile(),
            self.phenomena(),
            self.advice("advice"),
            self.advice("safety_net"),
        ]
        return [section for section in sections if section.lines]

    # a plan

    def plan(self, programme: Programme | None) -> list[Section]:
        if programme is None:
            return [Section(self.say("no_plan"), self.why_not())]
        settings = self.guideline.programme
        weights = sorted(programme.goals.weights.items(), key=lambda one: -one[1])
        goals = ", ".join(f"{self.text(settings.goals[goal])} {float(weight):.0%}" for goal, weight in weights if weight)
        head = [
            self.say("draft") if programme.drafts else self.say("own"),
            *(f"  {self.text(rule.text)}" for rule in programme.drafts),
            self.say("stage", self.text(programme.stage.name), self.text(programme.stage.explains)),
            *([] if programme.stage_is_known else [self.say("careful")]),
            self.say("goals") + goals,
            *([self.say("quota")] if programme.by_quota else [self.say("light_calm" if programme.stage.id == "calm" else "light")]),
            self.say("review", programme.weeks),
        ]
        sections = [Section(self.say("plan"), head)]
        if programme.session:
            lines = [line for choice in programme.session for line in self.choice(choice)]
            sections.append(Section(self.say("session", programme.minutes), lines))
        if programme.endurance:
            sections.append(Section(self.say("endurance"), [line for choice in programme.endurance for line in self.choice(choice)]))
        return sections

    def choice(self, choice: Choice) -> list[str]:
        exercise, exercises = choice.exercise, self.guideline.exercises
        lines = [
            f"- {self.text(exercise.name)}: {self.dose(choice)}",
            f"  {self.text(exercise.instruction)} {self.text(exercise.feel)}",
            f"  {self.reason(choice)}",
        ]
        lines += [f"  {self.say('mind', self.wording.name(fact))}" for fact in choice.cautions]
        easier, harder = ([self.text(exercises[one].name) for one in ids[:1]] for ids in (exercise.regressions, exercise.progressions))
        steps = [*(self.say("easier", one) for one in easier), *(self.say("harder", one) for one in harder)]
        return [*lines, f"  {'; '.join(steps)}"] if steps else lines

    def reason(self, choice: Choice) -> str:
        """Why this exercise: its goal here, and the finding that asks for it."""
        goal = self.say("for", self.text(self.guideline.programme.goals[choice.goal]))
        if choice.finding is None or choice.finding.name is None:
            return goal
        return goal + self.say("from", self.text(choice.finding.name))

    def dose(self, choice: Choice) -> str:
        dose, week = choice.dose, choice.dose.sessions_per_week
        if dose.minutes is not None:
            amount = [self.say("minutes", dose.minutes)]
        else:
            amount = [self.say("sets", dose.sets, dose.reps) if dose.reps > 1 or not dose.hold_s else self.say("times", dose.sets)]
            if dose.hold_s:
                amount.append(self.say("hold", dose.hold_s))
            if dose.per_side:
                amount.append(self.say("side"))
        often = self.say("daily") if week == 7 else self.say("day", week // 7) if week >= 14 else self.say("week", week)
        return ", ".join([*amount, often, self.say("effort", dose.effort)])

    def why_not(self) -> list[str]:
        """What stands in the way of a programme, in words."""
        lines = [self.text(rule.text) for rule in blocking_rules(self.assessment) if self.assessment.verdicts.fires(rule)]
        missing = [self.wording.name(fact) for fact in ask_next(self.assessment)]
        if missing:
            lines.append(self.say("unanswered", "; ".join(missing)))
        return lines or [self.text(self.guideline.classes[self.assessment.class_].says)]


def upper(text: str) -> str:
    """The text with a capital at its start."""
    return text[:1].upper() + text[1:]


def told_rules(assessment: Assessment) -> tuple[Rule, ...]:
    """The rules that count and have something to say: alarms, gates and what fits or does not."""
    alarms = [rule for rule in assessment.alarms if isinstance(rule.then, Triage) and rank(rule.then.urgency) > 0]
    others = [rule for rule in assessment.firing if isinstance(rule.then, Gate | Hypothesis) and _matters(rule, assessment)]
    return (*alarms, *others)


def _matters(rule: Rule, assessment: Assessment) -> bool:
    """A hypothesis is told once, at its surest; against only where something is for it."""
    if not isinstance(rule.then, Hypothesis):
        return True
    confidence = assessment.hypotheses.get(rule.then.condition)
    return confidence == rule.then.confidence or (confidence in CONFIDENCES and rule.then.confidence == "against")


def facts_of(rule: Rule, assessment: Assessment) -> dict[str, Value]:
    """The facts that suffice for a rule."""
    return why_rule(rule, dict(assessment.guideline.rules), assessment.known, assessment.guideline.definitions)


def blocking_rules(assessment: Assessment) -> tuple[Rule, ...]:
    """The rules because of which no programme is given: alarms that count or can still count, and closed gates."""
    high = [
        rule
        for rule in assessment.possible
        if isinstance(rule.then, Triage) and rank(rule.then.urgency) > rank("soon") and rank(assessment.at_most) > rank("soon")
    ]
    return (*high, *assessment.closed_gates)
