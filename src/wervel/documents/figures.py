"""A pose as a picture: a neutral figure in SVG, from joint angles. Pure: the same pose gives the same text.

Lengths are shares of body height, angles degrees; what the angles mean stands at the top of the exercise files. The figure of a side
view faces right, that of a front view faces the reader, and in a top view somebody lies on their left side, seen from above. So the
right side is near in the first two and on top in the last. Right is blue and solid, left is red and dashed: without colour it still shows.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from math import cos, radians, sin, sqrt
from typing import TypeAlias

from wervel.knowledge.types import Pose
from wervel.logic.text import Text

Point: TypeAlias = tuple[float, float]
"""Right and up, in body heights."""

SHANK, THIGH, TRUNK, UPPER_ARM, FOREARM, NECK, FOOT, SOLE = 0.246, 0.245, 0.288, 0.186, 0.17, 0.102, 0.11, 0.039
"""Lengths; `NECK` to the middle of the head, `FOOT` from heel to toe, `SOLE` the height of the ankle."""

PELVIS_SHARE = 0.345
"""Of a rounded back the lower share turns back and the upper share forward, so that hip and shoulder stay where they are."""

LEG, ARM, BODY, HEAD = 0.046, 0.038, 0.084, 0.062
"""How thick legs, arms and trunk are drawn, and the radius of the head."""

FAR: Point = (0.032, 0.016)
"""How far the limbs on the far side are moved, so that they show behind those on the near side."""

SHOULDER_WIDTH, HIP_WIDTH = 0.085, 0.05
"""From the middle, for who faces the reader."""

STICK, BENCH_HEIGHT, ROMAN_HEIGHT, STEP_HEIGHT, LEAP = 0.52, 0.27, 0.5, 0.11, 0.07
MARGIN, SCALE = 0.03, 200
RIGHT, LEFT, INK, PROP, PALE = "#0b4f9e", "#c01818", "#222222", "#555555", "#e4e4e4"
DASHES = (0.05, 0.03)
SIDES = ("l", "r")

VIEWS = {
    "side": Text("van opzij", "seen from the side"),
    "front": Text("van voren", "seen from the front"),
    "top": Text("van boven", "seen from above"),
}


@dataclass(frozen=True)
class Figure:
    """A picture as SVG; width and height in body heights, so that pictures can be shown at one scale."""

    svg: str
    width: float
    height: float


@dataclass(frozen=True)
class Body:
    """Where everything is. `paired` maps a joint and a side ("knee_l") to its place; `floor` is a height, or nothing seen from above."""

    hip: Point
    waist: Point
    shoulder: Point
    head: Point
    nose: Point
    paired: dict[str, Point]
    floor: float | None

    def leg(self, side: str) -> list[Point]:
        return [self.paired[f"{joint}_{side}"] for joint in ("hip", "knee", "ankle", "heel", "toe")]

    def arm(self, side: str) -> list[Point]:
        return [self.paired[f"{joint}_{side}"] for joint in ("shoulder", "elbow", "hand")]


def figure_of(pose: Pose) -> Figure:
    """The picture of one pose."""
    body = place(pose)
    drawing = _Drawing()
    behind, held = _Props(pose, body, drawing), _Props(pose, body, drawing)
    _floor(pose, body, drawing)
    behind.around()
    order = ("l", "r") if pose.view != "front" else _upper_last(body)
    if pose.view == "front":
        for side in order:
            _limb(drawing, body.leg(side), LEG, side)
        _trunk(pose, body, drawing)
        for side in order:
            _limb(drawing, body.arm(side), ARM, side)
    else:
        _limb(drawing, body.leg("l"), LEG, "l")
        _limb(drawing, body.arm("l"), ARM, "l")
        _trunk(pose, body, drawing)
        _limb(drawing, body.leg("r"), LEG, "r")
        _limb(drawing, body.arm("r"), ARM, "r")
    held.in_hand()
    return drawing.figure()


def _upper_last(body: Body) -> tuple[str, ...]:
    return tuple(sorted(SIDES, key=lambda side: body.paired[f"shoulder_{side}"][1]))


# the body


def place(pose: Pose) -> Body:
    """The points of a pose, with the hip at 0, 0, and the floor under what touches it."""
    if pose.view == "front":
        return _facing(pose)
    angles = dict(pose.angles)
    far = FAR if pose.view == "side" else (0.0, 0.0)
    trunk, bend = angles["trunk"], angles["lumbar_flexion"]
    hip = (0.0, 0.0)
    waist = _up(hip, trunk - (1 - PELVIS_SHARE) * bend, TRUNK * PELVIS_SHARE)
    shoulder = _up(hip, trunk, TRUNK)
    lean = trunk + angles["neck"]
    head = _up(shoulder, lean, NECK)
    nose = _up(head, lean + 90, HEAD + 0.022)
    paired: dict[str, Point] = {}
    for side in SIDES:
        dx, dy = far if side == "l" else (0.0, 0.0)
        thigh = angles[f"hip_{side}"] - trunk
        shank = thigh - angles[f"knee_{side}"]
        foot = shank + 90 + angles[f"ankle_{side}"]
        paired[f"hip_{side}"] = (hip[0] + dx, hip[1] + dy)
        paired[f"knee_{side}"] = _along(paired[f"hip_{side}"], thigh, THIGH)
        paired[f"ankle_{side}"] = _along(paired[f"knee_{side}"], shank, SHANK)
        paired |= _foot(paired[f"ankle_{side}"], foot, side)
        arm = angles[f"shoulder_{side}"] - trunk
        paired[f"shoulder_{side}"] = (shoulder[0] + dx, shoulder[1] + dy)
        paired[f"elbow_{side}"] = _along(paired[f"shoulder_{side}"], arm, UPPER_ARM)
        paired[f"hand_{side}"] = _along(paired[f"elbow_{side}"], arm + angles[f"elbow_{side}"], FOREARM)
    if pose.view == "top":
        return Body(hip, waist, shoulder, head, nose, paired, None)
    if pose.contacts == ("hip",) and not pose.props:  # sitting on the floor: legs that would go through it lie on it, towards the reader
        paired = {name: (x, max(y, (LEG - BODY) / 2)) for name, (x, y) in paired.items()}
    return Body(hip, waist, shoulder, head, nose, paired, _floor_height(pose, hip, head, paired))


def _foot(ankle: Point, direction: float, side: str) -> dict[str, Point]:
    """Heel and toe: the ankle stands above the sole, a quarter of the foot from the heel."""
    below = _along(ankle, direction - 90, SOLE - LEG / 2)
    return {f"heel_{side}": _along(below, direction, -FOOT / 4), f"toe_{side}": _along(below, direction, FOOT * 3 / 4)}


def _facing(pose: Pose) -> Body:
    """Seen from the front: angles of hips and shoulders go sideways, and what bends towards or from the reader is drawn short."""
    angles = dict(pose.angles)
    lean = angles["trunk"]
    hip = (0.0, 0.0)
    shoulder = _up(hip, lean, TRUNK)
    head = _up(shoulder, lean + angles["neck"], NECK)
    paired: dict[str, Point] = {}
    for side, sign in (("l", 1), ("r", -1)):  # who faces the reader has the left side on the reader's right
        paired[f"hip_{side}"] = _up(hip, lean + 90, sign * HIP_WIDTH)
        thigh = sign * angles[f"hip_{side}"] - lean
        paired[f"knee_{side}"] = _along(paired[f"hip_{side}"], thigh, THIGH)
        short = max(cos(radians(angles[f"knee_{side}"])), 0.15)
        paired[f"ankle_{side}"] = _along(paired[f"knee_{side}"], thigh, SHANK * short)
        paired[f"heel_{side}"] = _along(paired[f"ankle_{side}"], thigh, 0.01)
        paired[f"toe_{side}"] = _along(paired[f"heel_{side}"], thigh + sign * 35, 0.035 if short > 0.5 else 0.0)
        paired[f"shoulder_{side}"] = _up(shoulder, lean + 90, sign * SHOULDER_WIDTH)
        arm = sign * (angles[f"shoulder_{side}"] + 6) - lean
        paired[f"elbow_{side}"] = _along(paired[f"shoulder_{side}"], arm, UPPER_ARM)
        short = max(cos(radians(angles[f"elbow_{side}"])), 0.3)
        paired[f"hand_{side}"] = _along(paired[f"elbow_{side}"], arm, FOREARM * short)
    lowest = min(point[1] for name, point in paired.items() if name.split("_")[0] in ("heel", "toe", "knee", "ankle"))
    floor = lowest - LEG / 2
    if "elbow" in pose.contacts:  # the arm below stands on the floor, its forearm towards the reader
        under = min(SIDES, key=lambda side: paired[f"shoulder_{side}"][1])
        x, _ = paired[f"shoulder_{under}"]
        paired[f"elbow_{under}"] = (x, floor + ARM / 2)
        paired[f"hand_{under}"] = (x + 0.06, floor + ARM / 2)
    return Body(hip, _up(hip, lean, TRUNK / 2), shoulder, head, head, paired, floor)


def _along(start: Point, angle: float, length: float) -> Point:
    """From `start` at an angle from straight down, forward positive."""
    return start[0] + length * sin(radians(angle)), start[1] - length * cos(radians(angle))


def _up(start: Point, lean: float, length: float) -> Point:
    """From `start` at an angle from straight up, forward positive."""
    return start[0] + length * sin(radians(lean)), start[1] + length * cos(radians(lean))


def _floor_height(pose: Pose, hip: Point, head: Point, paired: dict[str, Point]) -> float:
    """Under the lowest part of the body, or further down when something carries the body or nothing does."""
    near = {name: point[1] for name, point in paired.items()}
    half = {"hip": BODY / 2, "shoulder": BODY / 2, "elbow": ARM / 2, "hand": ARM / 2}
    low = min(height - half.get(name.split("_")[0], LEG / 2) - (FAR[1] if name.endswith("_l") else 0) for name, height in near.items())
    low = min(low, head[1] - HEAD)
    if "roman_chair" in pose.props:
        return hip[1] - ROMAN_HEIGHT
    if "bench" in pose.props and pose.support == "four_point":
        return min(near[name] for name in ("hand_l", "knee_l")) - BENCH_HEIGHT
    if "step" in pose.props and "feet" in pose.contacts:
        return low - STEP_HEIGHT
    if not pose.contacts and not pose.props:
        return low - LEAP
    return low


# the drawing


@dataclass
class _Drawing:
    """SVG elements and the box that holds them, both in body heights until the end."""

    elements: list[str] = field(default_factory=list)
    xs: list[float] = field(default_factory=list)
    ys: list[float] = field(default_factory=list)
    floor: float | None = None

    def line(self, points: Iterable[Point], width: float, colour: str, dashes: tuple[float, ...] = (), *, cap: str = "round") -> None:
        points = list(points)
        path = " ".join(f"{'L' if at else 'M'}{_xy(point)}" for at, point in enumerate(points))
        self.path(path, points, width, colour, dashes, cap=cap)

    def path(
        self, path: str, points: Iterable[Point], width: float, colour: str, dashes: tuple[float, ...] = (), *, cap: str = "round"
    ) -> None:
        self._hold(points, width / 2)
        dashed = f' stroke-dasharray="{" ".join(_number(one) for one in dashes)}"' if dashes else ""
        style = f'stroke="{colour}" stroke-width="{_number(width)}" stroke-linecap="{cap}" stroke-linejoin="round"{dashed}'
        self.elements.append(f'<path d="{path}" fill="none" {style}/>')

    def shape(self, points: Iterable[Point], fill: str, stroke: str = PROP, width: float = 0.012) -> None:
        points = list(points)
        self._hold(points, width / 2)
        listed = " ".join(_xy(point) for point in points)
        style = f'stroke="{stroke}" stroke-width="{_number(width)}" stroke-linejoin="round"'
        self.elements.append(f'<polygon points="{listed}" fill="{fill}" {style}/>')

    def circle(self, middle: Point, radius: float, fill: str, stroke: str = PROP, width: float = 0.012) -> None:
        self._hold([middle], radius + width / 2)
        x, y = _xy(middle).split(",")
        style = f'fill="{fill}" stroke="{stroke}" stroke-width="{_number(width)}"'
        self.elements.append(f'<circle cx="{x}" cy="{y}" r="{_number(radius)}" {style}/>')

    def block(self, left: float, right: float, bottom: float, top: float, fill: str = PALE) -> None:
        self.shape([(left, bottom), (right, bottom), (right, top), (left, top)], fill)

    def _hold(self, points: Iterable[Point], room: float) -> None:
        for x, y in points:
            self.xs += [x - room, x + room]
            self.ys += [y - room, y + room]

    def figure(self) -> Figure:
        left, right = min(self.xs) - MARGIN, max(self.xs) + MARGIN
        bottom, top = min(self.ys) - MARGIN, max(self.ys) + MARGIN
        if self.floor is not None:  # the floor is as wide as the picture
            self.line([(left + 0.01, self.floor), (right - 0.01, self.floor)], 0.014, INK)
            self.elements.insert(0, self.elements.pop())
        box = f"{_number(left)} {_number(-top)} {_number(right - left)} {_number(top - bottom)}"
        size = f'width="{_number(right - left)}" height="{_number(top - bottom)}"'
        svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" {size}>{"".join(self.elements)}</svg>'
        return Figure(svg, right - left, top - bottom)


def _number(length: float) -> str:
    text = f"{length * SCALE:.1f}"
    return "0.0" if text == "-0.0" else text


def _xy(point: Point) -> str:
    return f"{_number(point[0])},{_number(-point[1])}"


def _limb(drawing: _Drawing, points: list[Point], width: float, side: str) -> None:
    """A white edge keeps limbs apart where they cross."""
    drawing.line(points, width + 0.02, "#ffffff")
    drawing.line(points, width, *((LEFT, DASHES) if side == "l" else (RIGHT,)), cap="butt" if side == "l" else "round")


def _trunk(pose: Pose, body: Body, drawing: _Drawing) -> None:
    if pose.view == "front":
        corners = [body.paired[name] for name in ("shoulder_r", "shoulder_l", "hip_l", "hip_r")]
        drawing.shape(corners, INK, INK, 0.04)
        drawing.line([body.shoulder, body.head], 0.04, INK)
        drawing.circle(body.head, HEAD, "#ffffff", INK, 0.02)
        return
    # a curve through the waist: its handle lies as far beyond the waist as the waist lies from the straight line
    handle = (2 * body.waist[0] - (body.hip[0] + body.shoulder[0]) / 2, 2 * body.waist[1] - (body.hip[1] + body.shoulder[1]) / 2)
    ends = [body.hip, body.waist, body.shoulder]
    for width, colour in ((BODY + 0.02, "#ffffff"), (BODY, INK)):
        drawing.path(f"M{_xy(body.hip)} Q{_xy(handle)} {_xy(body.shoulder)}", ends, width, colour)
    drawing.line([body.shoulder, body.head], 0.045, INK)
    drawing.line([body.head, body.nose], 0.03, INK)
    drawing.circle(body.head, HEAD, "#ffffff", INK, 0.02)


def _floor(pose: Pose, body: Body, drawing: _Drawing) -> None:
    if body.floor is not None:
        if pose.support == "prone" and not pose.contacts and not pose.props:
            _water(body, drawing)
            return
        drawing.floor = body.floor
        drawing.ys.append(body.floor - 0.01)
        return
    points = [*body.paired.values(), body.head, body.nose]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    room = 0.06
    drawing.block(min(xs) - room, max(xs) + room, min(ys) - room, max(ys) + room, "#f0f0f0")


def _water(body: Body, drawing: _Drawing) -> None:
    """Who floats has waves above and no floor."""
    xs = [x for x, _ in body.paired.values()]
    left, right = min(xs), max(xs)
    y = max(body.shoulder[1], body.hip[1]) + 0.075
    count = 9
    points = [(left + (right - left) * at / count, y + (0.018 if at % 2 else 0)) for at in range(count + 1)]
    drawing.line(points, 0.012, PROP)


# what is used


class _Props:
    """Draws what carries the body behind it, and what is held over it."""

    def __init__(self, pose: Pose, body: Body, drawing: _Drawing) -> None:
        self.pose, self.body, self.drawing = pose, body, drawing
        self.floor = body.floor if body.floor is not None else 0.0

    def around(self) -> None:
        makers = {
            "chair": self._chair,
            "bench": self._bench,
            "step": self._step,
            "roman_chair": self._roman_chair,
            "swiss_ball": self._swiss_ball,
            "foam_roller": self._foam_roller,
            "cones": self._cones,
        }
        for prop in self.pose.props:
            if prop in makers:
                makers[prop]()

    def in_hand(self) -> None:
        makers = {
            "stick": self._stick,
            "dumbbell": self._dumbbell,
            "kettlebell": self._kettlebell,
            "barbell": self._barbell,
            "medicine_ball": self._medicine_ball,
            "band": self._band,
        }
        for prop in self.pose.props:
            if prop in makers:
                makers[prop]()

    def _seat(self, left: float, right: float, top: float, back: float | None) -> None:
        line = self.drawing.line
        line([(left, top), (right, top)], 0.03, PROP, cap="butt")
        for x in (left + 0.015, right - 0.015):
            line([(x, top), (x, self.floor)], 0.02, PROP, cap="butt")
        if back is not None:
            line([(left + 0.01, top), (left - 0.02, back)], 0.025, PROP)

    def _chair(self) -> None:
        x, y = self.body.hip
        if self.pose.support == "sitting" and not self.pose.contacts:  # nothing on the floor: a bicycle
            self._bicycle()
        elif self.pose.support == "sitting":
            self._seat(x - 0.13, x + 0.13, y - BODY / 2 - 0.015, y + 0.26)
        else:  # lower legs on the seat
            knee, ankle = self.body.paired["knee_r"], self.body.paired["ankle_r"]
            self._seat(knee[0] - 0.02, ankle[0] + 0.1, min(knee[1], ankle[1]) - LEG / 2 - 0.015, None)

    def _bicycle(self) -> None:
        hip, paired, line = self.body.hip, self.body.paired, self.drawing.line
        pedals = [paired["heel_l"], paired["heel_r"]]
        crank = (sum(x for x, _ in pedals) / 2, sum(y for _, y in pedals) / 2)
        line([(hip[0] - 0.06, hip[1] - 0.05), (hip[0] + 0.07, hip[1] - 0.05)], 0.03, PROP)
        line([(hip[0], hip[1] - 0.05), crank], 0.02, PROP)
        line([paired["hand_r"], (paired["hand_r"][0] + 0.04, paired["hand_r"][1] - 0.05), crank], 0.02, PROP)
        line([pedals[0], pedals[1]], 0.016, PROP)
        self.drawing.circle(crank, 0.05, PALE)
        line([crank, (crank[0], self.floor)], 0.02, PROP)
        line([(crank[0] - 0.25, self.floor + 0.01), (crank[0] + 0.25, self.floor + 0.01)], 0.02, PROP)

    def _bench(self) -> None:
        paired, block = self.body.paired, self.drawing.block
        match self.pose.support:
            case "supine":  # the upper back on its edge
                x, y = self.body.shoulder
                block(x - 0.12, x + 0.09, self.floor, y - BODY / 2)
            case "four_point":
                (hand, top), (knee, other) = paired["hand_l"], paired["knee_l"]
                block(knee - 0.28, hand + 0.08, self.floor, min(top, other) - LEG / 2)
            case "prone":
                x, y = paired["hand_r"]
                block(x - 0.08, x + 0.2, self.floor, y - ARM / 2)
            case "side":  # the upper leg on it
                x, y = min(paired["knee_r"], paired["ankle_r"])
                block(x - 0.08, x + 0.16, self.floor, y - LEG / 2)
            case _:  # the foot behind
                x, y = min(paired["toe_l"], paired["toe_r"])
                block(x - 0.16, x + 0.1, self.floor, y - LEG / 2)

    def _step(self) -> None:
        feet = [self.body.paired[f"{part}_{side}"] for side in SIDES for part in ("heel", "toe")]
        if "feet" in self.pose.contacts:
            high, xs = min(y for _, y in feet), [x for x, _ in feet]
        else:
            high = max(y for _, y in feet)
            xs = [x for x, y in feet if y > high - 0.05]
        self.drawing.block(min(xs) - 0.06, max(xs) + 0.08, self.floor, high - LEG / 2)

    def _roman_chair(self) -> None:
        (x, y), paired = self.body.hip, self.body.paired
        top = y - BODY / 2
        self.drawing.block(x - 0.2, x - 0.01, top - 0.05, top)
        for foot in (x - 0.1, paired["ankle_r"][0] + 0.05):
            self.drawing.line([(foot, top - 0.05 if foot == x - 0.1 else y), (foot, self.floor)], 0.022, PROP, cap="butt")
        self.drawing.line([(x - 0.1, self.floor + 0.1), (paired["ankle_r"][0] + 0.05, self.floor + 0.1)], 0.022, PROP)
        self.drawing.circle((paired["ankle_r"][0] + 0.05, y + 0.06), 0.035, PALE)

    def _swiss_ball(self) -> None:
        (x, y), (other, _) = self.body.paired["elbow_r"], self.body.paired["hand_r"]
        radius = (y - ARM / 2 - self.floor) / 2
        self.drawing.circle(((x + other) / 2, self.floor + radius), radius, PALE)

    def _foam_roller(self) -> None:
        (x, y), (hip, low) = self.body.shoulder, self.body.hip
        share = 0.75
        middle = (hip + (x - hip) * share, low + (y - low) * share)
        radius = max((middle[1] - BODY / 2 - self.floor) / 2, 0.035)
        self.drawing.circle((middle[0], self.floor + radius), radius, PALE)

    def _cones(self) -> None:
        right = max(x for x, _ in self.body.paired.values())
        for x in (right + 0.1, right + 0.28):
            self.drawing.shape([(x - 0.05, self.floor), (x + 0.05, self.floor), (x, self.floor + 0.12)], PALE)

    def _hands(self) -> Iterator[Point]:
        """Hands that hold a weight: not the one that leans, and of two arms the straighter ones."""
        angles = dict(self.pose.angles)
        free = [side for side in SIDES if f"hand_{side}" not in self.pose.contacts]
        straight = min(angles[f"elbow_{side}"] for side in free)
        yield from (self.body.paired[f"hand_{side}"] for side in free if angles[f"elbow_{side}"] == straight)

    def _stick(self) -> None:
        left, right = self.body.paired["hand_l"], self.body.paired["hand_r"]
        apart = sqrt((left[0] - right[0]) ** 2 + (left[1] - right[1]) ** 2)
        angles = dict(self.pose.angles)
        line = self.drawing.line
        if apart > 0.12 and self.pose.support == "standing" and abs(left[1] - right[1]) > 0.12:  # along the back, a hand at each end
            dx, dy = (left[0] - right[0]) / apart * 0.08, (left[1] - right[1]) / apart * 0.08
            line([(left[0] + dx, left[1] + dy), (right[0] - dx, right[1] - dy)], 0.02, PROP)
            return
        if angles["trunk"] <= 15 and right[1] > self.body.hip[1] + 0.05:  # held across, so that it is seen short
            far = (left[0] + 0.07, left[1] + 0.05)
            line([far, (right[0] - 0.07, right[1] - 0.05)], 0.022, PROP)
            return
        elbow = self.body.paired["elbow_r"]
        share = STICK / FOREARM
        end = (right[0] + (right[0] - elbow[0]) * share, right[1] + (right[1] - elbow[1]) * share)
        low = self.floor + 0.02
        if end[1] < low:
            end = (right[0] + sqrt(max(STICK**2 - (right[1] - low) ** 2, 0.01)), low)
        line([right, end], 0.02, PROP)
        line([end, (end[0] + 0.045, end[1]), (end[0] + 0.06, end[1] + 0.035)], 0.02, PROP)
        if "ball" in self.pose.props:
            self.drawing.circle((end[0] + 0.12, self.floor + 0.035), 0.028, "#ffffff", INK)

    def _dumbbell(self) -> None:
        for x, y in self._hands():
            self.drawing.line([(x - 0.05, y), (x + 0.05, y)], 0.02, PROP)
            for end in (x - 0.055, x + 0.055):
                self.drawing.line([(end, y - 0.022), (end, y + 0.022)], 0.03, PROP, cap="butt")

    def _kettlebell(self) -> None:
        for x, y in self._hands():
            bottom = max(y - 0.08, self.floor + 0.048)
            self.drawing.circle((x, bottom + 0.045), 0.033, "none", PROP, 0.016)
            self.drawing.circle((x, bottom), 0.045, PROP)

    def _barbell(self) -> None:
        x, y = self.body.paired["hand_r"]
        if self.pose.support == "supine":  # on the hips
            x, y = self.body.hip[0], self.body.hip[1] + BODY / 2 + 0.02
        self.drawing.circle((x, y), 0.1, "none", PROP, 0.024)
        self.drawing.circle((x, y), 0.022, PROP)

    def _medicine_ball(self) -> None:
        hand, elbow = self.body.paired["hand_r"], self.body.paired["elbow_r"]
        share = 0.06 / FOREARM
        self.drawing.circle((hand[0] + (hand[0] - elbow[0]) * share, hand[1] + (hand[1] - elbow[1]) * share), 0.07, PALE)

    def _band(self) -> None:
        angles = dict(self.pose.angles)
        if angles["elbow_r"] == 60:  # arms free: around the legs
            (x, y), (other, low) = self.body.paired["knee_r"], self.body.paired["ankle_r"]
            middle, height = (x + other) / 2 + 0.01, (y + low) / 2
            self.drawing.line([(middle - 0.06, height - 0.012), (middle + 0.07, height + 0.018)], 0.028, PROP, cap="butt")
            return
        x, y = self.body.paired["hand_r"]
        points = [(x + 0.24 * at / 8, y + 0.06 * at / 8 + (0.014 if at % 2 else -0.014)) for at in range(9)]
        self.drawing.line(points, 0.014, PROP)  # stretched to a fixed point beside the figure
        self.drawing.circle((x + 0.26, y + 0.06), 0.022, INK)
