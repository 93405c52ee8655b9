"""What all tests share: the guideline, and how many generated examples there are."""

import pytest
from hypothesis import HealthCheck, settings

from wervel import load
from wervel.knowledge.types import Guideline

# The short profile is seeded, so that `make test` is the same everywhere; `make test-long` searches anew with every run.
settings.register_profile("short", max_examples=60, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("long", max_examples=5000, deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True)
settings.load_profile("short")


@pytest.fixture(scope="session")
def guideline() -> Guideline:
    return load()
