"""An assessment and a plan as titled sections of plain text. No markup: the command line and the pages dress it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from wervel.knowledge.evidence import Evidence
from wervel.knowledge.types import CONFIDENCES, Gate, Guideline, Hypothesis, Rule, Step, Triage
from wervel.logic.reference import Value
from wervel.logic.text import Language, Text
from wervel.logic.words import Wording
from wervel.narrate.phrases import SAID
from wervel.programme.making import Programme
from wervel.programme.selection import WALKING, WALKS, Choice
from wervel.reasoning.assessment import Assessment, rank
from wervel.reasoning.explanation import why, why_rule
from wervel.reasoning.questions import ask_next
from wervel.reasoning.roots import PATTERN, read_roots
from wervel.reasoning.trajectory import is_met, standings

MOST_ADVICE, MOST_QUESTIONS, MOST_MISSING = 8, 6, 6
"""More than this nobody reads; the JSON holds everything."""

SMALLEST_GOAL = 0.1
GENERAL_KNOWLEDGE = "general_knowledge"
DAYS = 7


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

    def marked(self, text: str, because: Iterable[Evidence]) -> str:
        """A text with a mark behind it when something that it rests on was not read in its source yet."""
        return text if all(one.verified for one in because) else f"{text} [{self.text(self.guideline.words['verified']['no'])}]"

    # the parts of an assessment

    def urgency(self) -> Section:
        low, high = self.assessment.at_least, self.assessment.at_most
        level = self.guideline.urgencies[low]
        still_open = rank(high) > rank(low) and rank(high) > rank("soon")
        if self.assessment.class_ == "undetermined" and rank(low) == 0:
            count = len(self.screens(frozenset()))
            lines = [self.counted("not_yet", count) if count else self.say("not_known")]
        else:
            lines = [f"{self.text(level.name).upper()} ({self.text(level.within)})"]
            if low != "emergency" and not still_open:  # then the route says it all; and nobody is told to carry on while worse is open
                lines.append(self.text(level.says))
        if still_open:
            lines.append(self.say("could", self.text(self.guideline.urgencies[high].name)))
        return Section(self.say("urgency"), lines, alarm=rank(low) >= rank("urgent"))

    def class_(self) -> Section:
        term = self.guideline.classes[self.assessment.class_]
        lines = [f"{upper(self.text(term.name))}. {self.text(term.says)}"]
        for condition, confidence in self.assessment.hypotheses.items():
            module = self.guideline.conditions[condition]
            sure = self.text(self.guideline.words["confidence"][confidence])
            lines.append(f"- {upper(self.text(module.name))} ({sure})")
            # Calm words about the usual course are not for who has to be seen first.
            if confidence != "to_exclude" and rank(self.assessment.at_least) < rank("same_day"):
                lines.append(f"  {self.marked(self.text(module.summary), module.because)}")
        return Section(self.say("class"), lines)

    def roots(self) -> Section:
        """Which nerve root fits what the examination shows in the legs, or that none does."""
        reading = read_roots(self.assessment)
        if reading is None or reading.pattern == "none":
            return Section(self.say("roots"))
        lines = [upper(self.wording.value(PATTERN, reading.pattern)) + "."]
        lines += [f"- {upper(self.wording.name(fact))}." for fact in reading.fits]
        if reading.untested:
            lines.append(self.say("untested", "; ".join(self.wording.name(fact) for fact in reading.untested)))
        return Section(self.say("roots"), lines)

    def route(self, declined: frozenset[str] = frozenset()) -> Section:
        """Who to see. While the person can still answer, the questions come first; who could not say whether an alarm sign is there
        has it looked at today.
        """
        route = self.assessment.route
        if self.assessment.class_ == "undetermined" and not self.assessment.alarms:
            if self.own_questions(declined):
                return Section(self.say("who"))
            if self.assessment.at_most == "emergency" and declined & set(ask_next(self.assessment)):
                route = "gp_today"
        term = self.guideline.routes[route]
        return Section(self.say("who"), [f"{upper(self.text(term.name))}. {self.text(term.says)}"])

    def reasons(self) -> Section:
        """Each reason in full once; an alarm that asks for less, or fears the same, is told by its facts alone."""
        lines: list[str] = []
        feared: set[str] = set()
        told: set[str] = set()
        for rule in told_rules(self.assessment):
            # What only rules out an exception is in the JSON; here it would sound like a list of everything one does not have.
            facts = why(rule.when, self.assessment.known, self.guideline.definitions)
            suspect = _about(rule)
            if (isinstance(rule.then, Triage) and rule.then.urgency != self.assessment.at_least) or suspect in feared:
                facts = {fact: value for fact, value in facts.items() if fact not in told}
                if not facts:
                    continue
                lines.append(f"- {self.say('also', self.statements(facts))}")
            else:
                lines.append(f"- {self.text(rule.text)}")
                if facts:
                    lines.append(f"  {self.say('because')}{self.statements(facts)}.")
                if isinstance(rule.then, Triage) and self.assessment.verdicts.truth(rule.id) is None:
                    lines.append(f"  {self.say('assumed')}")
            lines.append(f"  {self.sources(rule.because)}")
            told.update(facts)
            if suspect:
                feared.add(suspect)
        return Section(self.say("why"), lines)

    def sources(self, because: Iterable[Evidence]) -> str:
        return sources_line(self.guideline, because, self.language)

    def statements(self, facts: Mapping[str, Value]) -> str:
        return "; ".join(self.wording.statement(fact, value) for fact, value in facts.items())

    def diagnostics(self) -> Section:
        lines = []
        for condition in self.assessment.further_diagnostics:
            module = self.guideline.conditions[condition]
            told = f"{upper(self.text(module.name))}: {self.text(module.what)}. {upper(self.text(module.who))}."
            lines.append(f"- {self.marked(told, module.because)}")
            if rank(self.assessment.at_least) <= rank("soon"):
                lines.append(f"  {self.say('not_useful', self.text(module.not_useful_when))}")
        if not lines and rank(self.assessment.at_most) <= rank("soon") and self.assessment.class_ != "undetermined":
            lines = [self.say("no_imaging")]
        return Section(self.say("diagnostics"), lines)

    def trajectory(self) -> Section:
        """Per condition that is suspected the steps of this week, what already turns the course, and what to watch for."""
        lines: list[str] = []
        if rank(self.assessment.at_most) > rank("soon"):
            return Section(self.say("trajectory"))
        for standing in standings(self.assessment):
            name = upper(self.text(self.guideline.conditions[standing.condition].name))
            for step in standing.steps:
                weeks = self.say("from_week", step.from_week) if step.to_week is None else self.say("weeks", step.from_week, step.to_week)
                told = f"{name}, {weeks}: {self.text(step.name)} ({self.text(step.who)}). {self.text(step.what)}"
                lines.append(f"- {self.marked(told, step.because)}")
                lines += self._turns(step)
        return Section(self.say("trajectory"), lines)

    def _turns(self, step: Step) -> Iterator[str]:
        """What already holds, what is not known or takes judgement, and what to work towards; a referral that is not needed goes unsaid."""
        for criterion in step.criteria:
            met = is_met(criterion, self.assessment)
            if met is not False or criterion.turn in ("move_on", "stop"):
                now = (
                    self.say("to_discuss" if criterion.turn == "surgery" else "met") if met else self.say("not_met") if met is False else ""
                )
                turn = f"{self.say(criterion.turn)} {now}".rstrip()
                yield f"  {turn}: {self.text(criterion.text)}"

    def profile(self) -> Section:
        if self.assessment.class_ not in ("nonspecific", "radicular"):
            return Section(self.say("profile"))
        if self.assessment.profile is None:
            return Section(self.say("profile"), [self.say("no_profile")])
        profile = self.guideline.programme.profiles[self.assessment.profile]
        lines = [f"{upper(self.text(profile.name))}. {self.text(profile.explains)}"]
        days = ", ".join(str(day // DAYS) for day in profile.evaluations)
        lines.append(self.marked(self.say("visits", *profile.visits, days), profile.because))
        if factors := self.assessment.profile_factors:
            lines.append(f"{self.say('factors')}{self.statements({fact: self.assessment.known[fact] for fact in factors})}.")
        return Section(self.say("profile"), lines)

    def phenomena(self) -> Section:
        lines = []
        for rule in self.assessment.phenomena:
            assert rule.name is not None
            lines.append(f"- {self.marked(f'{upper(self.text(rule.name))}. {self.text(rule.text)}', rule.because)}")
        return Section(self.say("phenomena"), lines)

    def advice(self) -> Section:
        return self._advice("advice", self.assessment.advice, MOST_ADVICE)

    def safety_net(self) -> Section:
        """When to call. Somebody who has to go at once has no use for it."""
        nothing_worse = self.assessment.at_least == "emergency"
        return self._advice("safety_net", () if nothing_worse else self.assessment.safety_net, MOST_ADVICE)

    def _advice(self, title: str, ids: tuple[str, ...], most: int) -> Section:
        advice = [self.guideline.advice[one] for one in ids[:most]]
        lines = [f"- {self.marked(self.text(one.text), one.because)}" for one in advice]
        return Section(self.say(title), [*lines, *([self.counted("more_advice", len(ids) - most)] if len(ids) > most else [])])

    def screens(self, declined: frozenset[str]) -> list[list[str]]:
        """The facts still to be asked, those of one group together."""
        screens: dict[str, list[str]] = {}
        for name in ask_next(self.assessment, declined):
            screens.setdefault(self.guideline.facts[name].group or name, []).append(name)
        return list(screens.values())

    def own_questions(self, declined: frozenset[str]) -> list[list[str]]:
        """The screens that the person can answer."""
        return [screen for screen in self.screens(declined) if self.guideline.facts[screen[0]].by == "patient"]

    def questions(self, declined: frozenset[str] = frozenset()) -> Section:
        """What to ask the person, in full; what others must find out, by name on one line."""
        lines: list[str] = []
        own = self.own_questions(declined)
        for screen in own[:MOST_QUESTIONS]:
            fact = self.guideline.facts[screen[0]]
            if fact.group:
                lines.append(f"- {self.text(self.guideline.groups[fact.group].question)}")
                lines += [f"  {self.wording.name(name)}" for name in screen]
            elif fact.question:
                lines.append(f"- {self.text(fact.question)}")
        if len(own) > MOST_QUESTIONS:
            lines.append(self.counted("more", len(own) - MOST_QUESTIONS))
        others = [name for name in ask_next(self.assessment, declined) if self.guideline.facts[name].by != "patient"]
        if others:
            lines.append(self.say("by_others", self.listed(others)))
        return Section(self.say("ask"), lines)

    def listed(self, facts: list[str]) -> str:
        """The names of facts, the first few of many."""
        more = self.say("and_more", len(facts) - MOST_MISSING) if len(facts) > MOST_MISSING else ""
        return "; ".join(self.wording.name(fact) for fact in facts[:MOST_MISSING]) + more

    def report(self, declined: frozenset[str] = frozenset()) -> list[Section]:
        """The whole assessment, what matters first; empty sections are left out."""
        sections = [
            self.urgency(),
            self.route(declined),
            self.questions(declined),
            self.class_(),
            self.roots(),
            self.reasons(),
            self.diagnostics(),
            self.trajectory(),
            self.profile(),
            self.phenomena(),
            self.advice(),
            self.safety_net(),
        ]
        return [section for section in sections if section.lines]

    # a plan

    def plan(self, programme: Programme | None, collision: tuple[str, ...] = ()) -> list[Section]:
        if programme is None:
            return [Section(self.say("no_plan"), self.why_not(collision))]
        settings = self.guideline.programme
        weights = sorted(programme.goals.weights.items(), key=lambda one: -one[1])
        goals = ", ".join(self.text(settings.goals[goal]) for goal, weight in weights if weight >= SMALLEST_GOAL)
        light = "quota" if programme.by_quota else "calm" if programme.stage.id == "calm" else "later"
        head = [
            self.say("draft" if programme.is_draft else "own"),
            self.say("stage", self.text(programme.stage.name), self.text(programme.stage.explains)),
            *([] if programme.stage_is_known else [self.say("careful")]),
            self.say("goals", goals),
            self.text(settings.lights[light]),
            self.say("review", (programme.review - programme.start).days // DAYS),
        ]
        sections = [Section(self.say("plan"), head), self.week(programme)]
        if programme.session:
            lines = [line for choice in programme.session for line in self.choice(choice, programme)]
            sections.append(Section(self.say("session", self.counted("minutes", programme.minutes)), lines))
        if programme.endurance:
            lines = [line for choice in programme.endurance for line in self.choice(choice, programme)]
            low, high = settings.walking.growth_percent
            if any(choice.exercise.id.startswith(WALKS) and choice.exercise.id != WALKING for choice in programme.endurance):
                lines.append(self.say("walking", low, high, *settings.walking.target_minutes_week))
            sections.append(Section(self.say("endurance"), lines))
        if programme.field:
            sections.append(Section(self.say("field"), [line for choice in programme.field for line in self.choice(choice, programme)]))
        return sections

    def week(self, programme: Programme) -> Section:
        """The first week, a line for each day on which something is done."""
        lines = []
        names = SAID["days"][self.language].split("|")
        for day in range(DAYS):
            today = [session for session in programme.of_week(0) if session.day == day]
            told = [", ".join(self.text(one.exercise.name) for one in session.choices) for session in today]
            if told:
                lines.append(f"- {names[(programme.start.weekday() + day) % DAYS]}: {'; '.join(told)}")
        return Section(self.say("your_week"), lines)

    def choice(self, choice: Choice, programme: Programme) -> list[str]:
        exercise, exercises = choice.exercise, self.guideline.exercises
        feel = "" if programme.by_quota else f" {self.text(exercise.feel)}"  # it says when to do less, which a quota does not
        lines = [
            f"- {self.text(exercise.name)}: {self.dose(choice)}",
            f"  {self.text(exercise.instruction)}{feel}",
            f"  {self.reason(choice)}",
        ]
        lines += [f"  {self.say('mind', self.wording.name(fact))}" for fact in choice.cautions]
        steps = [
            self.say(word, self.text(exercises[other].name))
            for word, other in (("easier", choice.easier), ("harder", choice.harder))
            if other
        ]
        return [*lines, f"  {' '.join(steps)}"] if steps else lines

    def reason(self, choice: Choice) -> str:
        """Why this exercise: its goal here, and the finding that asks for it."""
        goal = self.text(self.guideline.programme.goals[choice.goal])
        if choice.finding is None or choice.finding.name is None:
            return self.say("for", goal)
        return self.say("for_because", goal, self.text(choice.finding.name))

    def counted(self, key: str, number: int) -> str:
        """A phrase with a number, in the singular for one."""
        words = SAID[key][self.language].split("|")
        return words[0 if number == 1 else -1].format(number)

    def dose(self, choice: Choice) -> str:
        dose, week = choice.dose, choice.dose.sessions_per_week
        if dose.minutes is not None:
            amount = [self.counted("minutes", dose.minutes)]
        else:
            times = dose.reps if dose.reps > 1 or not dose.hold_s else dose.sets
            amount = [self.say("sets", dose.sets, times) if dose.sets > 1 and dose.reps > 1 else self.counted("times", times)]
            if dose.hold_s:
                amount.append(self.counted("hold", dose.hold_s))
            if dose.per_side:
                amount.append(self.say("side"))
        if week < DAYS:
            often = self.counted("week", week)
        else:
            often = self.say("daily") if week == DAYS else self.say("or_twice") if week < 2 * DAYS else self.say("day", week // DAYS)
        return ", ".join([*amount, often, self.say("effort", dose.effort)])

    def why_not(self, collision: tuple[str, ...] = ()) -> list[str]:
        """What stands in the way of a programme, in words; alarms have spoken above. `collision`: wishes that leave no room for one."""
        if collision:
            return [self.say("collision", ", ".join(self.say(f"wish_{wish}") for wish in collision))]
        if self.assessment.released:
            return [self.say("nothing_safe")]
        lines = [self.text(rule.text) for rule in self.assessment.closed_gates if self.assessment.verdicts.fires(rule)]
        if rank(self.assessment.at_least) > rank("soon"):
            return [self.say("seen_first")]
        if missing := list(ask_next(self.assessment)):
            lines.append(self.say("unanswered", self.listed(missing)))
        return lines or [self.text(self.guideline.classes[self.assessment.class_].says)]


def _about(rule: Rule) -> str | None:
    """The condition that a rule fears or finds fitting."""
    match rule.then:
        case Triage(_, _, suspect):
            return suspect
        case Hypothesis(condition, confidence) if confidence != "against":
            return condition
        case _:
            return None


def sources_line(guideline: Guideline, because: Iterable[Evidence], language: Language) -> str:
    """Who says so, in one line, each with whether somebody read it there."""
    marks = guideline.words["verified"]
    cited: dict[str, bool] = {}
    for evidence in because:
        cited[evidence.source] = cited.get(evidence.source, True) and evidence.verified
    named = [f"{_source_name(guideline, key, language)} ({marks['yes' if read else 'no'][language]})" for key, read in cited.items()]
    return SAID["source"][language] + "; ".join(named)


def _source_name(guideline: Guideline, key: str, language: Language) -> str:
    source = guideline.sources[key]
    if source.kind == "proposal" or key == GENERAL_KNOWLEDGE:
        return SAID["common_knowledge" if key == GENERAL_KNOWLEDGE else "own_choice"][language]
    return f"{source.authors} {source.year}".strip() if source.authors else source.title


def upper(text: str) -> str:
    """The text with a capital at its start."""
    return text[:1].upper() + text[1:]


def told_rules(assessment: Assessment) -> tuple[Rule, ...]:
    """The rules that count and have something to say: alarms, gates and what fits or does not."""
    alarms = [rule for rule in assessment.alarms if isinstance(rule.then, Triage) and rank(rule.then.urgency) > 0]
    if rank(assessment.at_least) > rank("soon"):
        return tuple(alarms)  # somebody looks first; what else fits is theirs to say
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
