"""The examination as text: how each test is done and how well it tells, and the form of one person."""

from fractions import Fraction

from wervel.knowledge.examination import Accuracy, Estimate, Examination, Norm, Test
from wervel.knowledge.types import Guideline
from wervel.logic.text import Language, Text
from wervel.logic.words import Wording
from wervel.narrate.phrases import SAID
from wervel.narrate.report import Section, Teller, sources_line, upper
from wervel.reasoning.examination import Form


class ExaminationTeller:
    """Tells the examination in one language."""

    def __init__(self, guideline: Guideline, language: Language) -> None:
        self.guideline, self.language = guideline, language
        self.wording = Wording(guideline.facts, guideline.words["units"], language)

    def say(self, key: str, *values: object) -> str:
        return SAID[key][self.language].format(*values)

    def text(self, text: Text) -> str:
        return text[self.language]

    # how it is done

    def manual(self) -> list[Section]:
        """Every test in the order of practice."""
        return [
            Section(self.text(step.name), [line for test in step.tests for line in self._explained(test)])
            for step in self.guideline.examination
        ]

    def step(self, step: Examination) -> Section:
        return Section(self.text(step.name), [self.text(step.why), *(line for test in step.tests for line in self._explained(test))])

    def _explained(self, test: Test) -> list[str]:
        lines = [f"- {upper(self.text(test.name))}. {self.text(test.how)}", f"  {self.text(test.positive)}"]
        lines += [f"  {self.accuracy(one)}" for one in test.accuracy]
        lines += [f"  {self.norm(one)}" for one in test.norms]
        return [*lines, f"  {sources_line(self.guideline, test.evidence, self.language)}"]

    def accuracy(self, one: Accuracy) -> str:
        figures = ", ".join(f"{self.say(name)} {self._estimate(name, estimate)}" for name, estimate in one.figures)
        return f"{upper(self.text(one.target))} ({self.text(one.setting)}): {figures}{self._mark(one.evidence.verified)}"

    def _estimate(self, name: str, one: Estimate) -> str:
        unit = "%" if name in ("sensitivity", "specificity") else ""
        interval = "" if one.low is None or one.high is None else f" ({plain(one.low)}-{plain(one.high)})"
        return f"{plain(one.value)}{unit}{interval}"

    def norm(self, one: Norm) -> str:
        """What is normal, for whom: "Normal, how long the back muscles hold out: 146 ± 51 seconds (men, 18 to 30 years)"."""
        fact = self.guideline.facts[one.fact]
        unit = self.text(self.guideline.words["units"][fact.unit]).split("|")[-1] if fact.unit else ""
        people = [self.say(one.sex)] if one.sex else []
        people += [self.say("ages", *one.ages)] if one.ages else []
        people += [self.say("athletes")] if one.athletes else []
        whom = f" ({', '.join(people)})" if people else ""
        return f"{self.say('normal')}, {self.wording.name(one.fact)}: {self._amount(one)} {unit}{whom}{self._mark(one.evidence.verified)}"

    def _amount(self, one: Norm) -> str:
        if one.mean is not None:
            return plain(one.mean) + (f" ± {plain(one.sd)}" if one.sd is not None else "")
        if one.low is not None and one.high is not None:
            return plain(one.low) if one.low == one.high else self.say("range", plain(one.low), plain(one.high))
        return self.say("or_more", plain(one.low)) if one.low is not None else self.say("or_less", plain(one.high or Fraction(0)))

    def _mark(self, verified: bool) -> str:
        return "" if verified else f" [{self.text(self.guideline.words['verified']['no'])}]"

    # one person

    def form(self, form: Form) -> list[Section]:
        """What was found, what is normal for this person, and what is still worth testing."""
        roots = Teller(form.assessment, self.language).roots()
        sections = [Section(self.say("next_test"), self._next(form)), *([roots] if roots.lines else [])]
        for step in form.steps:
            sections.append(Section(self.text(step.name), [line for test in step.tests for line in self._tested(test, form)]))
        return sections

    def _next(self, form: Form) -> list[str]:
        if form.assessment.at_least == "emergency":
            return [self.say("refer_first")]
        test = form.next_test
        return (
            [self.say("nothing_to_test")]
            if test is None
            else [f"- {upper(self.text(test.name))}. {self.text(test.how)}", f"  {self._why(test, form)}"]
        )

    def _why(self, test: Test, form: Form) -> str:
        if form.must & set(test.facts):
            return self.say("must_test")
        stakes = dict.fromkeys(form.stakes[fact] for fact in test.facts if fact in form.stakes)
        return self.say("can_change", ", ".join(self.say(f"stake_{stake}") for stake in stakes)) if stakes else ""

    def _tested(self, test: Test, form: Form) -> list[str]:
        answered = set(form.case.known) | form.case.declined
        if not set(test.facts) & answered:
            lines = [f"- {upper(self.text(test.name))}: {self.say('not_yet_tested')}"]
        elif len(test.facts) == 1:
            lines = [f"- {upper(self.text(test.name))}: {self._found(test.facts[0], form)}"]
        else:  # each by name: which side and which root is what it is about
            lines = [f"- {upper(self.text(test.name))}:"]
            lines += [f"  {upper(self._found(fact, form))}" for fact in test.facts if fact in answered]
            if left := [self.wording.name(fact) for fact in test.facts if fact not in answered]:
                lines.append(f"  {self.say('not_yet_tested_are', '; '.join(left))}")
        if form.waits(test):
            lines.append(f"  {self.say('test_waits')}")
        elif why := self._why(test, form):
            lines.append(f"  {why}")
        rights = {right for _, right in test.pairs}  # the same figures as on the left
        return [*lines, *(f"  {self.norm(norm)}" for norm in form.norms(test) if norm.fact not in rights)]

    def _found(self, fact: str, form: Form) -> str:
        value = form.case.known.get(fact)
        return f"{self.wording.name(fact)}: {self.say('not_tested')}" if value is None else self.wording.statement(fact, value)


def plain(number: Fraction) -> str:
    return f"{float(number):g}"
