"""The guideline of this process, and the facts that screens need by name."""

from functools import lru_cache

from wervel import load
from wervel.knowledge.types import Guideline


@lru_cache(maxsize=1)
def current() -> Guideline:
    return load()
