"""Every pose of every exercise is a picture that stays in its frame and is read without colour."""

import re
from xml.etree import ElementTree as ET

import pytest

from tests.documents.reading import guideline
from wervel.documents.figures import LEFT, RIGHT, VIEWS, figure_of, place
from wervel.knowledge.types import Pose

POSES = [(f"{exercise.id}-{at}", pose) for exercise in guideline().exercises.values() for at, pose in enumerate(exercise.poses, 1)]
all_poses = pytest.mark.parametrize("pose", [pose for _, pose in POSES], ids=[name for name, _ in POSES])


def test_every_exercise_has_pictures() -> None:
    assert all(exercise.poses for exercise in guideline().exercises.values())
    assert {pose.view for _, pose in POSES} <= set(VIEWS)


@all_poses
def test_a_pose_is_drawn_inside_its_frame(pose: Pose) -> None:
    picture = ET.fromstring(figure_of(pose).svg)  # noqa: S314 (our own)
    left, top, width, height = map(float, picture.get("viewBox", "").split())
    for element in picture:
        room = float(element.get("stroke-width", "0")) / 2
        for x, y in _points(element):
            assert left <= x - room
            assert x + room <= left + width
            assert top <= y - room
            assert y + room <= top + height


def _points(element: ET.Element) -> list[tuple[float, float]]:
    if element.tag.endswith("circle"):
        x, y, radius = (float(element.get(key, "")) for key in ("cx", "cy", "r"))
        return [(x - radius, y - radius), (x + radius, y + radius)]
    path = element.get("d") or element.get("points") or ""
    curve = re.fullmatch(r"M(\S+) Q(\S+) (\S+)", path)
    texts = [curve[1], curve[3]] if curve else re.findall(r"-?[\d.]+,-?[\d.]+", path)  # a handle lies outside its curve
    return [(float(x), float(y)) for x, y in (text.split(",") for text in texts)]


@all_poses
def test_left_and_right_are_told_apart_without_colour(pose: Pose) -> None:
    lines = [element for element in ET.fromstring(figure_of(pose).svg) if element.tag.endswith("path")]  # noqa: S314
    left = [line for line in lines if line.get("stroke") == LEFT]
    right = [line for line in lines if line.get("stroke") == RIGHT]
    assert len(left) == len(right) == 2, "an arm and a leg on each side"
    assert all(line.get("stroke-dasharray") for line in left)
    assert not any(line.get("stroke-dasharray") for line in right)


@all_poses
def test_nobody_sinks_through_the_floor(pose: Pose) -> None:
    body = place(pose)
    if body.floor is not None:
        assert min(y for _, y in [body.hip, body.shoulder, body.head, *body.paired.values()]) >= body.floor


@all_poses
def test_limbs_keep_their_length_in_side_and_top_views(pose: Pose) -> None:
    """Except where somebody sits on the floor, with the legs towards the reader."""
    if pose.view == "front" or (pose.contacts == ("hip",) and not pose.props):
        return
    body = place(pose)
    for side in ("l", "r"):
        for (first, second), length in ((("hip", "knee"), 0.245), (("knee", "ankle"), 0.246), (("elbow", "hand"), 0.17)):
            (x, y), (other, below) = body.paired[f"{first}_{side}"], body.paired[f"{second}_{side}"]
            assert ((x - other) ** 2 + (y - below) ** 2) ** 0.5 == pytest.approx(length)


def test_the_same_pose_gives_the_same_picture() -> None:
    assert all(figure_of(pose) == figure_of(pose) for _, pose in POSES)
