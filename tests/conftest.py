"""What every test may ask for, and how thoroughly properties are searched."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings

from simulator import Flow, load

settings.register_profile("dev", max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", parent=settings.get_profile("dev"), max_examples=50, derandomize=True)
settings.register_profile(  # a mutant is killed or not, alike each time; how it could be told shortest does not matter
    "mutants", parent=settings.get_profile("dev"), max_examples=20, derandomize=True, database=None,
    phases=(Phase.explicit, Phase.generate),
)  # fmt: skip
settings.load_profile("mutants" if "MUTANT_UNDER_TEST" in os.environ else "ci" if os.environ.get("CI") else "dev")
if "IVRSIM_EXAMPLES" in os.environ:  # a long search by hand, or a short one on a further version of Python
    settings.register_profile("asked", parent=settings.default, max_examples=int(os.environ["IVRSIM_EXAMPLES"]))
    settings.load_profile("asked")

ROOT = Path(__file__).parent.parent
FLOWS = ROOT / "flows"


def pytest_configure(config: pytest.Config) -> None:
    """Register the mark of what `.ci/run` leaves out where another Python or other libraries can change nothing."""
    config.addinivalue_line(
        "markers", "heavy: many programs, a terminal or a long search; runs on this machine's own Python alone"
    )
    config.addinivalue_line(
        "markers", "chromium: a page in a real browser; skipped where Chromium or Playwright is not"
    )


@pytest.fixture(scope="session")
def clinic() -> Flow:
    """The shipped clinic."""
    return load(FLOWS / "clinic")
