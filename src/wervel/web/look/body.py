"""Where on the body: the shapes of a back view and a front view, by option of the fact that asks for the place. 200 wide, 300 high.

The chart repeats what the list beside it says and is hidden from screen readers. Left and right are not asked here, so both sides count.
"""

OUTLINE = (
    "M43 6q7-5 14 0 4 6 1 13l-1 5q15 3 21 11l9 48 4 40-8 2-7-36-8-34-1 36 6 34-3 52 1 22-3 48 6 34-13 2-6-36-1-40-4-52-4 52-1 40-6 36-13-2 "
    "6-34-3-48 1-22-3-52 6-34-1-36-8 34-7 36-8-2 4-40 9-48q6-8 21-11l-1-5q-3-7 1-13z"
)
BACK_X, FRONT_X = 0, 104

Shape = tuple[int, str]
"""How far to the right, and the path."""

SITES: dict[str, tuple[Shape, ...]] = {
    "lumbar_midline": ((BACK_X, "M46 80h8v34h-8z"),),
    "lumbar_lateral": ((BACK_X, "M31 82h13v30H30zm25 0h13l1 30H56z"),),
    "psis_si": ((BACK_X, "M36 122a5 5 0 1 1 10 0 5 5 0 0 1-10 0zm18 0a5 5 0 1 1 10 0 5 5 0 0 1-10 0z"),),
    "buttock": ((BACK_X, "M28 131q10-4 21 0v26q-12 6-22 0zm23 0q11-4 21 0l1 26q-10 6-22 0z"),),
    "thigh": (
        (BACK_X, "M28 163h18l-3 44H30zm26 0h18l-2 44H57z"),
        (FRONT_X, "M28 158h17l-3 49H30zm27 0h17l-2 49H58z"),
    ),
    "lower_leg": (
        (BACK_X, "M30 218h13l-5 62H26zm27 0h13l4 62H62z"),
        (FRONT_X, "M30 218h13l-5 62H26zm27 0h13l4 62H62z"),
    ),
    "flank_abdomen": ((FRONT_X, "M30 78q20 5 40 0l-1 38q-19 5-38 0z"),),
    "groin": ((FRONT_X, "M30 126l15 16-3 12-13-10zm40 0-15 16 3 12 13-10z"),),
    "pubis": ((FRONT_X, "M44 138h12l-6 12z"),),
}
