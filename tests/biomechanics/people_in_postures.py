"""Any person in any posture that the model speaks of."""

from hypothesis import strategies as st

from wervel import load
from wervel.biomechanics.body import Person
from wervel.biomechanics.model import Model
from wervel.biomechanics.posture import Posture
from wervel.knowledge.biomechanics import Biomechanics
from wervel.knowledge.examination import SEXES

GUIDELINE = load()


def numbers() -> Biomechanics:
    found = GUIDELINE.biomechanics
    assert found is not None
    return found


BIOMECHANICS = numbers()
USUAL = Model(BIOMECHANICS, Person(75, 175, "male"))

MASSES = st.floats(float(BIOMECHANICS.mass_kg.low), float(BIOMECHANICS.mass_kg.high))
HEIGHTS = st.floats(float(BIOMECHANICS.height_cm.low), float(BIOMECHANICS.height_cm.high))
LEANS = st.floats(0, 90)
WEIGHTS = st.floats(0, float(BIOMECHANICS.in_hands_kg.high))
PEOPLE = st.builds(Person, MASSES, HEIGHTS, st.sampled_from(SEXES))
MODELS = PEOPLE.map(lambda person: Model(BIOMECHANICS, person))


@st.composite
def postures_with_hands_in_front(draw: st.DrawFn) -> Posture:
    """Leaning forward or upright, the head in line, upper arms hanging or raised forward, elbows bent."""
    lean = draw(LEANS)
    raised = st.floats(0, 40)
    shoulders = (lean + draw(raised), lean + draw(raised))
    return Posture(lean, 0, shoulders, (draw(st.floats(0, 140)), draw(st.floats(0, 140))))


def hanging(lean: float) -> Posture:
    """Bent forward this far, arms straight down."""
    return Posture(lean, 0, (lean, lean))
