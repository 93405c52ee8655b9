"""The examination in the order of practice, a page for each step: controls from the guideline, left and right beside each other."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods

from wervel.knowledge.examination import Examination, Test
from wervel.logic.reference import Value
from wervel.logic.text import Language
from wervel.narrate.examination import ExaminationTeller
from wervel.narrate.report import upper
from wervel.reasoning.examination import Form
from wervel.web.look.parts import Problem, Tab
from wervel.web.practice.access import AccessRequest
from wervel.web.therapist.consulting import DECIDED_ELSEWHERE, answers_of_today, write_today
from wervel.web.therapist.controls import Control, controls, impossible
from wervel.web.therapist.forms import token_of
from wervel.web.therapist.record import Record, of_complaint

QUESTIONS, RECORDS = "questions", "records"
"""The steps around those of the guideline: what the patient can still tell, and what stands in records or takes judgement."""

Pair = tuple[Control, Control | None]


@dataclass(frozen=True)
class TestShown:
    """One test on the page: how it is done, its controls (with the other side beside it), what is normal, and why to do it now."""

    title: str
    how: str
    positive: str
    accuracy: tuple[str, ...]
    pairs: tuple[Pair, ...]
    norms: tuple[str, ...]
    waits: bool
    is_next: bool
    why: str
    id: str = ""

    @property
    def controls(self) -> list[Control]:
        return [one for pair in self.pairs for one in pair if one is not None]


@dataclass(frozen=True)
class Step:
    """One page of the form."""

    id: str
    name: str
    why: str
    facts: tuple[str, ...]
    tests: tuple[Test, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """The whole form of one person, today. `given`: what was answered in the examination of today."""

    record: Record
    given: Mapping[str, Value]

    @cached_property
    def form(self) -> Form:
        return Form(self.record.guideline, self.record.follow.standing.case)

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        guideline, language, say = self.record.guideline, self.record.language, self.record.say
        tested = {fact for one in guideline.examination for test in one.tests for fact in test.facts}
        asked = [fact for one in self.record.teller.own_questions(frozenset()) for fact in one if fact not in tested]
        rest = [
            fact.id
            for fact in guideline.facts.values()
            if fact.definition is None
            and fact.by not in (None, "patient")
            and fact.id not in tested | DECIDED_ELSEWHERE | set(self.record.follow.standing.reckoned)
        ]
        rest.sort(key=lambda fact: fact not in self.form.must)  # what must be known first
        own = [fact for fact, _ in self.given.items() if guideline.facts[fact].by == "patient" and fact not in tested]
        questions = tuple(dict.fromkeys([*asked, *own]))
        return (
            *([Step(QUESTIONS, say("step_questions"), say("step_questions_why"), questions)] if questions else []),
            *(_step(one, language) for one in sorted(guideline.examination, key=lambda one: one.order)),
            Step(RECORDS, say("step_records"), say("step_records_why"), tuple(rest)),
        )

    def step(self, id: str) -> Step:
        """Raises Http404 for what is no step."""
        found = next((one for one in self.steps if one.id == id), None)
        if found is None:
            raise Http404
        return found

    def after(self, step: Step) -> Step | None:
        ids = [one.id for one in self.steps]
        at = ids.index(step.id) + 1
        return self.steps[at] if at < len(self.steps) else None

    def tabs(self, here: Step) -> list[Tab]:
        """The steps, each with how many answers it has."""
        shown = []
        for step in self.steps:
            done = sum(fact in self.given for fact in step.facts)
            name = upper(step.name) + (f" ({done})" if done else "")
            shown.append(Tab(name, self.record.url("examination_step", step.id), step.id == here.id))
        return shown

    def tests(self, step: Step, filled: Iterable[Control]) -> Iterator[TestShown]:
        """The tests of a step; the steps around those of the guideline are one list of controls."""
        by_name = {one.name: one for one in filled}
        if not step.tests:
            yield TestShown("", "", "", (), tuple((by_name[fact], None) for fact in step.facts), (), False, False, "")
        for test in step.tests:
            yield self._shown(test, by_name)

    def _shown(self, test: Test, by_name: Mapping[str, Control]) -> TestShown:
        teller, language = ExaminationTeller(self.record.guideline, self.record.language), self.record.language
        rights = {right for _, right in test.pairs}  # the same figures as on the left
        return TestShown(
            upper(test.name[language]),
            test.how[language],
            test.positive[language],
            tuple(teller.accuracy(one) for one in test.accuracy),
            (*((by_name[one], None) for one in test.records), *((by_name[left], by_name[right]) for left, right in test.pairs)),
            tuple(teller.norm(one) for one in self.form.norms(test) if one.fact not in rights),
            self.form.waits(test),
            test is self.form.next_test,
            self._why(test),
            test.id,
        )

    def _why(self, test: Test) -> str:
        """Why it is still worth doing."""
        if self.form.must & set(test.facts):
            return self.record.teller.say("must_test")
        stakes = dict.fromkeys(self.form.stakes[fact] for fact in test.facts if fact in self.form.stakes)
        teller = self.record.teller
        return teller.say("can_change", ", ".join(teller.say(f"stake_{one}") for one in stakes)) if stakes else ""

    @property
    def next_step(self) -> tuple[Step, str] | None:
        """Where the best next test is, with its name."""
        test = self.form.next_test
        step = next((one for one in self.steps if test is not None and test in one.tests), None)
        return None if step is None or test is None else (step, upper(test.name[self.record.language]))


def _step(one: Examination, language: Language) -> Step:
    facts = tuple(fact for test in one.tests for fact in test.facts)
    return Step(one.id, one.name[language], one.why[language], facts, one.tests)


@of_complaint("write:examination")
@require_http_methods(["GET", "HEAD", "POST"])
def examination(request: AccessRequest, record: Record, step: str = "") -> HttpResponse:
    """One step; without a name the first. What is sent is kept, and the next step follows."""
    given = answers_of_today(record).known
    sheet = Sheet(record, given)
    here = sheet.step(step) if step else sheet.steps[0]
    filled = list(controls(here.facts, record.guideline, record.language, given, record.follow.standing.case.known))
    problems: list[Problem] = []
    if request.method == "POST":
        filled = [one.sent(request.POST) for one in filled]
        problems = [Problem(f"{one.label}: {one.problem}", one.first_id) for one in filled if one.problem]
        problems = problems or impossible(filled, given, record.guideline, record.language)
        if not problems:
            keep(request, record, filled, given)
            following = sheet.after(here)
            return record.to("examination_step", following.id) if following else record.to("reasoning")
    shown = {
        "sheet": sheet,
        "step": here,
        "tests": list(sheet.tests(here, filled)),
        "steps": sheet.tabs(here),
        "number": sheet.steps.index(here) + 1,
        "problems": problems,
    }
    return record.page(request, "examination", "examination", 422 if problems else 200, **shown, token=token_of(request))


def keep(request: AccessRequest, record: Record, filled: Iterable[Control], given: Mapping[str, Value]) -> None:
    """What was found today. What was emptied again becomes not tested."""
    facts = {one.name: one.raw for one in filled if one.value is not None or one.name in given}
    if facts:
        write_today(request, record, facts)
