"""Which rules lack a case that expects them true, false or unknown."""

from collections.abc import Iterable

from wervel.knowledge.cases import GuidelineCase
from wervel.knowledge.types import Guideline

EXPECTATIONS = {"fires": "true", "quiet": "false", "open": "unknown"}


def coverage(guideline: Guideline, cases: Iterable[GuidelineCase]) -> list[str]:
    """A sentence for every rule and expectation that no case holds. Being true by accident in somebody else's case does not count."""
    expected = {word: set[str]() for word in EXPECTATIONS}
    for case in cases:
        for word, rules in expected.items():
            rules.update(case.expect.get(word, ()))
        expected["fires"].update(case.expect.get("phenomena", ()))
    return [
        f"{rule.place}: `{rule.id}` has no case that expects it {truth} (`{word}: [{rule.id}]`)"
        for rule in guideline.rules.values()
        for word, truth in EXPECTATIONS.items()
        if rule.id not in expected[word]
    ]
