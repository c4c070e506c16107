"""What every test may ask for, and how thoroughly properties are searched."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from simulator import Flow, load

settings.register_profile("dev", max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", parent=settings.get_profile("dev"), max_examples=100, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "dev")

ROOT = Path(__file__).parent.parent
FLOWS = ROOT / "flows"


@pytest.fixture(scope="session")
def clinic() -> Flow:
    """The shipped clinic."""
    return load(FLOWS / "clinic")
