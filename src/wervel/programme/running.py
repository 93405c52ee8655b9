"""A plan that runs, as it stands on a day."""

from dataclasses import dataclass
from datetime import date

from wervel.programme.doses import Doses
from wervel.programme.making import Programme
from wervel.programme.stages import AfterGap, StageMove


@dataclass(frozen=True)
class RunningPlan:
    """`begun`: the first day on which a programme was released, `begun_late` when that was after the start of care.

    `programme`: the one that counts now, which may be a later one.
    `stage` since `stage_since`; `move`: what moves it today. `calm_since`: the calm days of a flare-up, which go before the stage.
    `after_gap`: how to go on after days without exercise. `examine_first`: nothing goes up before an examination.
    """

    begun: date
    begun_late: bool
    programme: Programme
    stage: str
    stage_since: date
    move: StageMove
    calm_since: date | None
    doses: Doses
    after_gap: AfterGap | None
    examine_first: bool


@dataclass(frozen=True)
class Withheld:
    """No plan may be given today. `begun`: when there was one before; `collision`: wishes that leave no room for one."""

    begun: date | None
    collision: tuple[str, ...] = ()
