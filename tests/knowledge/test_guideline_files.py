"""A guideline folder with mistakes: every one is told, with its file, its line and the cure."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

from tests.knowledge.spoiling import Change, copied, problems_in, replaced, spoil
from wervel import load
from wervel.knowledge.load import PACKAGED, content_hash
from wervel.knowledge.shapes import FILES, json_schema
from wervel.knowledge.types import Step
from wervel.logic.expr import AtLeast, Compare, Expr, Is, all_of, leaves
from wervel.logic.reference import evaluate
from wervel.reasoning.trajectory import DAYS_OF_COMPLAINT, DAYS_PER_WEEK, WEEKS_OF_CARE

CAUDA = "rules/red_flags/cauda_equina.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copied(tmp_path)


@pytest.mark.parametrize(
    ("file", "change", "says"),
    [
        (CAUDA, replaced("cauda_equina_signs >= 1", "cauda_equina_sings >= 1"), "did you mean `cauda_equina_signs`"),
        (CAUDA, replaced("urgency: emergency", "urgency: emergancy"), "did you mean `emergency`"),
        (CAUDA, replaced("route: emergency_department", "route: emergency_room"), "the name of a route"),
        (CAUDA, replaced("source: dionne_2019", "source: dione_2019"), "did you mean `dionne_2019`"),
        (CAUDA, replaced("cauda_equina.long_standing]", "cauda_equina.old]"), "the name of a rule"),
        (CAUDA, replaced("- id: cauda_equina.recent_sign", "- id: cauda.recent_sign"), "starts with its topic"),
        (CAUDA, replaced("  if_unknown: assume_worst", "  if_unknwon: assume_worst"), "did you mean `if_unknown`"),
        (CAUDA, replaced("verified: yes", "verified: perhaps"), "yes or no"),
        ("facts/person.yaml", replaced("by: patient", "by: patiënt"), "did you mean `patient`"),
        ("facts/person.yaml", replaced("asked: always", "asked: allways"), "always, if known, or {when: criteria}"),
        ("facts/person.yaml", replaced("unit: year", "unit: years"), "a unit of scales.yaml"),
        ("facts/person.yaml", replaced("age_years:", "sex:"), "remove one of the two"),
        ("facts/cauda_equina.yaml", replaced("group: cauda_equina", "group: cauda"), "a group of yes/no facts"),
        ("facts/infection.yaml", replaced("any of: [temp_c", "any of: [fever, temp_c"), "a circle: fever -> fever"),
        ("exercises/stability.yaml", replaced("difficulty: 2", "difficulty: 9"), "correct the link or a difficulty"),
        ("exercises/stability.yaml", replaced("family: stability", "family: stabilty"), "did you mean `stability`"),
        ("advice/moving.yaml", replaced("up_to: soon", "up_to: later"), "one of: none, inform, soon"),
        ("phenomena/direction.yaml", replaced("dp is extension", "dp is backwards"), "an option of `dp`"),
        ("conditions/lumbar_stenosis.yaml", replaced("imaging: by_specialist", "imaging: maybe"), "one of: no, yes, by_specialist"),
        ("axioms.yaml", replaced("never:", "nevr:"), "did you mean `never`"),
        ("programme.yaml", replaced("families: [stability", "families: [stabilities"), "the name of a family of exercises"),
        ("scales.yaml", replaced("urgency:", "urgencies:"), "did you mean `urgency`"),
        ("sources.yaml", lambda text: "\t" + text, "valid YAML"),
        ("rules/red_flags/infection.yaml", lambda text: "", "an empty file"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_file_its_line_and_the_cure(folder: Path, file: str, change: Change, says: str) -> None:
    spoil(folder, file, change)
    problems = problems_in(folder)
    told = [problem for problem in problems if says in problem]
    assert told, problems
    assert any(f"{Path(file).name}:" in problem and problem.split(":")[1].isdigit() for problem in told), told


def test_mistakes_in_several_files_are_told_together(folder: Path) -> None:
    spoil(folder, "facts/person.yaml", replaced("unit: year", "unit: years"))
    spoil(folder, "advice/moving.yaml", replaced("up_to: soon", "up_to: later"))
    assert {Path(problem.split(":")[0]).name for problem in problems_in(folder)} >= {"person.yaml", "moving.yaml"}


def test_a_question_that_hangs_on_what_nobody_is_asked_is_refused(folder: Path) -> None:
    spoil(folder, "facts/person.yaml", replaced("  asked: {when: pregnant}", "  asked: {when: regular_exercise}"))
    assert any("which nobody must ask" in problem for problem in problems_in(folder))


def test_a_folder_that_is_no_guideline_is_refused(tmp_path: Path) -> None:
    assert any("a guideline folder" in problem for problem in problems_in(tmp_path))


def test_the_version_follows_the_content_and_not_the_cases(folder: Path) -> None:
    assert content_hash(folder) == content_hash(PACKAGED) == load().version
    spoil(folder, "facts/person.yaml", lambda text: text + "\n# a remark\n")
    assert content_hash(folder) != load().version


def test_the_kept_guideline_is_the_one_that_was_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    first, second = load(), load()
    assert first is not second
    assert len(list((tmp_path / "wervel").glob("*.pickle"))) == 1
    assert (first.version, first.facts, first.rules, first.exercises) == (second.version, second.facts, second.rules, second.exercises)


def test_a_broken_cache_only_costs_time(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    load()
    (kept,) = (tmp_path / "wervel").glob("*.pickle")
    kept.write_bytes(b"half a file")
    assert load().version == content_hash(PACKAGED)


@pytest.mark.parametrize("kind", FILES)
def test_every_kind_of_file_has_a_json_schema_that_its_files_pass(kind: str) -> None:
    """The schemas are for editors; the real files must not be underlined in them."""
    import jsonschema
    import yaml

    class Words(yaml.SafeLoader):
        """As editors read YAML 1.2: `yes` and `no` are words."""

    Words.yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in resolvers if tag not in ("tag:yaml.org,2002:bool", "tag:yaml.org,2002:timestamp")]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    validator = jsonschema.Draft202012Validator(json_schema(kind))
    validator.check_schema(validator.schema)
    paths = {"groups": [PACKAGED / "facts" / "groups.yaml"]}.get(kind) or [
        path
        for path in ([PACKAGED / f"{kind}.yaml"] if (PACKAGED / f"{kind}.yaml").exists() else sorted((PACKAGED / kind).rglob("*.yaml")))
        if path.name not in ("groups.yaml", "backgrounds.yaml")
    ]
    assert paths
    for path in paths:
        document = yaml.load(path.read_text("utf-8"), Loader=Words)  # noqa: S506 (a SafeLoader)
        errors = [
            f"{path.name}: {'/'.join(str(step) for step in error.path)}: {error.message}" for error in validator.iter_errors(document)
        ]
        assert not errors, errors[:5]


CLOCK_FACTS = {"complaint": DAYS_OF_COMPLAINT, "care": WEEKS_OF_CARE}
STEPS = [
    pytest.param(condition.trajectory.clock, step, id=f"{condition.id}-{step.from_week}")
    for condition in load().conditions.values()
    for step in condition.trajectory.steps
]


def _is_of_time(leaf: Expr, fact: str) -> bool:
    return isinstance(leaf, Compare) and [name for _, name in leaf.terms] == [fact]


def _out_of_reach(clock: str, step: Step) -> list[str]:
    """The criteria that compare the clock of their step with what it never says in that step: tried at both edges and around each bound."""
    guideline, fact = load(), CLOCK_FACTS[clock]
    scale = DAYS_PER_WEEK if clock == "complaint" else 1
    first, last = step.from_week * scale, guideline.facts[fact].high if step.to_week is None else step.to_week * scale - 1
    return [
        criterion.text["en"]
        for criterion in step.criteria
        for leaf in leaves(criterion.when or all_of())
        if isinstance(leaf, Compare) and _is_of_time(leaf, fact)
        and not any(
            evaluate(leaf, {fact: value}, guideline.definitions)
            for value in (first, last, leaf.bound - 1, leaf.bound, leaf.bound + 1)
            if first <= value <= last
        )
    ]  # fmt: skip


@pytest.mark.parametrize(("clock", "step"), STEPS)
def test_a_criterion_asks_for_a_week_that_its_step_reaches(clock: str, step: Step) -> None:
    """A step is shown while its weeks last: a criterion for later would never be seen to hold."""
    assert not _out_of_reach(clock, step)


def test_a_criterion_for_the_week_after_its_step_is_found() -> None:
    step = next(step for step in load().conditions["sacroiliac_pain"].trajectory.steps if step.to_week is not None)
    (criterion, *_), end = step.criteria, step.to_week
    assert end is not None
    for week, told in ((end - 1, False), (end, True)):
        late = replace(criterion, when=all_of(Compare(((1, WEEKS_OF_CARE),), ">=", week)))
        assert bool(_out_of_reach("care", replace(step, criteria=(late,)))) is told


def _ways(expr: Expr) -> Iterator[frozenset[Expr]]:
    """The ways in which it can hold, each as what must hold together, without what it says about time."""
    match expr:
        case AtLeast(1, items) if len(items) > 1:
            for _, item in items:
                yield from _ways(item)
        case AtLeast(points, items) if points == sum(worth for worth, _ in items):
            timeless = [_ways(item) for _, item in items if not any(_is_of_time(item, fact) for fact in CLOCK_FACTS.values())]
            yield from (frozenset().union(*together) for together in product(*timeless))
        case Is(fact, options):
            yield from (frozenset([Is(fact, (option,))]) for option in options)
        case _:
            yield frozenset([expr])


@pytest.mark.parametrize("condition", load().conditions)
def test_who_starts_late_still_sees_the_referral_of_an_earlier_step(condition: str) -> None:
    seen: set[frozenset[Expr]] = set()
    for step in load().conditions[condition].trajectory.steps:
        here = {way for one in step.criteria if one.turn == "refer" and one.when is not None for way in _ways(one.when)}
        lost = [way for way in seen if not any(other <= way for other in here)]
        assert not lost, (step.name["en"], lost)
        seen |= here
