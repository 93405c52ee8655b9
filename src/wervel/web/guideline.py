"""The guideline of this process, and the facts that screens need by name."""

from collections.abc import Callable, Hashable
from functools import wraps
from threading import RLock
from typing import ParamSpec, TypeVar

from wervel import load
from wervel.knowledge.types import Guideline

P = ParamSpec("P")
Made = TypeVar("Made")


def once(make: Callable[P, Made]) -> Callable[P, Made]:
    """Makes it for whoever asks first, while others who ask wait. `lru_cache` alone gives threads that ask together each their own, and
    what is made from the guideline is compared by identity.
    """
    lock, made = RLock(), dict[Hashable, Made]()

    @wraps(make)
    def kept(*args: P.args, **kwargs: P.kwargs) -> Made:
        if args not in made:
            with lock:
                if args not in made:
                    made[args] = make(*args, **kwargs)
        return made[args]

    return kept


@once
def current() -> Guideline:
    return load()
