"""S3: sport.yaml at the door: what is wrong in it is told with its place and the cure."""

from pathlib import Path

import pytest

from tests.course.people import GUIDELINE
from tests.knowledge.spoiling import Change, copied, problems_in, replaced, spoil
from tests.sport.hockey_players import SPORT
from wervel.knowledge.sport import KINDS, READ_FACTS, STEP

WRONG: list[tuple[Change, str]] = [
    (replaced("walk_minutes >= 30", "walk_minuts >= 30"), "did you mean `walk_minutes`?"),
    (replaced("      allows: {run: 20, stance: 2}", "      allows: {rnu: 20, stance: 2}"), "did you mean `run`?"),
    (replaced("  from: r5", "  from: r9"), "`r9`, expected the name of a step"),
    (replaced("exercise: upright_reset_break", "exercise: upright_break"), "the name of a exercise"),
    (replaced("leaves_out: [dribble_walk,", "leaves_out: [dribble,"), "`dribble`, expected the name of a exercise"),
    (replaced("exercises: [bird_dog,", "exercises: [birdog,"), "did you mean `bird_dog`?"),
    (replaced("    age_years: 30", "    age_yeras: 30"), "`age_yeras`, expected the name of a fact"),
    (replaced("    age_years: 30", "    age_years: 300"), "found `300`"),
    (replaced("    r6:\n", "    r7:\n"), f"the options of `{STEP}`, in order"),
    (replaced("  days_green:\n", "  days_green_in_a_row:\n"), "`days_green`, expected the name of a fact that sport rests on"),
    (replaced("  pain_lately:\n", "  pain_now_nprs:\n"), "`pain_now_nprs`, which the guideline has too"),
    (replaced("  quarter_minutes: 15", "  quarter_minutes: fifteen"), "a plain number"),
    (replaced("    match: {nl:", "    matches: {nl:"), "matches"),
    (replaced("  times_a_week: 2\n", ""), "no `times_a_week`"),
]


@pytest.mark.parametrize(("change", "told"), WRONG, ids=[one[1] for one in WRONG])
def test_what_is_wrong_in_the_file_is_told_with_its_line(change: Change, told: str, tmp_path: Path) -> None:
    folder = copied(tmp_path)
    spoil(folder, "sport.yaml", change)
    found = problems_in(folder)
    assert [one for one in found if told in one and "sport.yaml:" in one], found


def test_the_file_is_complete() -> None:
    assert set(READ_FACTS) == set(SPORT.facts), "a fact that nothing fills in says nothing"
    assert tuple(SPORT.kinds) == KINDS
    assert [step.id for step in SPORT.return_to_play.steps] == [option for option, _ in GUIDELINE.facts[STEP].options]
    assert set(dict(GUIDELINE.programme.drills)) == {step.id for step in SPORT.return_to_play.steps}
