"""The examination of one person: what is tested, what is normal for them, and which test would still change something."""

from dataclasses import dataclass
from functools import cached_property

from wervel.knowledge.cases import Case
from wervel.knowledge.examination import Examination, Norm, Test
from wervel.knowledge.types import Guideline
from wervel.logic.reference import evaluate
from wervel.reasoning.assessment import Assessment, assess
from wervel.reasoning.engine import engine_for
from wervel.reasoning.questions import ask_next, open_questions

AGE, SEX, SPORT = "age_years", "sex", "sport"
STAKES = ("urgency", "class", "hypotheses", "exercises", "goals")
"""What a test can still change, from heavy to light."""


@dataclass(frozen=True)
class Form:
    """All tests, seen for one person."""

    guideline: Guideline
    case: Case

    @cached_property
    def assessment(self) -> Assessment:
        return assess(self.guideline, self.case.known)

    @property
    def steps(self) -> tuple[Examination, ...]:
        return self.guideline.examination

    def waits(self, test: Test) -> bool:
        """Something is known that says not to do this test now."""
        return test.not_when is not None and evaluate(test.not_when, self.case.known, self.guideline.definitions) is True

    def norms(self, test: Test) -> tuple[Norm, ...]:
        """The normal values that hold for this person; for a fact with figures of athletes, those go before the general ones."""
        age, sex = self.case.known.get(AGE), self.case.known.get(SEX)
        athlete = self.case.known.get(SPORT, "none") != "none"
        fitting = [norm for norm in test.norms if norm.fits(age if isinstance(age, int) else None, str(sex), athlete)]
        of_athletes = {norm.fact for norm in fitting if norm.athletes}
        return tuple(norm for norm in fitting if norm.athletes or norm.fact not in of_athletes)

    @cached_property
    def stakes(self) -> dict[str, str]:
        """For each fact that was not tested and by itself can still change the outcome: the heaviest thing that it can change."""
        open_ = open_questions(self.assessment)
        tested = {fact for step in self.steps for test in step.tests for fact in test.facts}
        found = {fact: self._stake(fact) for fact in sorted(tested & open_ - self.case.declined)}
        return {fact: stake for fact, stake in found.items() if stake}

    def _stake(self, fact: str) -> str | None:
        now = outcome(self.assessment)
        changes = [
            at
            for value in engine_for(self.guideline).turning_points(fact)
            for at, (before, after) in enumerate(zip(now, outcome(assess(self.guideline, {**self.case.known, fact: value})), strict=True))
            if before != after
        ]
        return STAKES[min(changes)] if changes else None

    @cached_property
    def must(self) -> frozenset[str]:
        """The facts that must be examined before a plan is given."""
        return frozenset(ask_next(self.assessment, self.case.declined))

    @cached_property
    def next_test(self) -> Test | None:
        """The test to do first: one that must be done, else the one with the heaviest stake; of equals the first in practice."""
        useful = [
            test for step in self.steps for test in step.tests if not self.waits(test) and (self.must | set(self.stakes)) & set(test.facts)
        ]
        return min(useful, key=self._weight, default=None)

    def _weight(self, test: Test) -> int:
        if self.must & set(test.facts):
            return 0
        return 1 + min(STAKES.index(self.stakes[fact]) for fact in test.facts if fact in self.stakes)


def outcome(assessment: Assessment) -> tuple[object, ...]:
    """What an assessment says, in the order of `STAKES`."""
    return (
        (assessment.at_least, assessment.at_most),
        (assessment.class_, assessment.released),
        (assessment.hypotheses, assessment.contradicted),
        (assessment.gates, assessment.removals),
        tuple(rule.id for rule in assessment.phenomena),
    )
