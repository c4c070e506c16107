"""A flow of three menus in a row, with long names and scripts."""

import pytest

from simulator.config.flow import Flow
from tests.approval.three_menus import three_menu_flow


@pytest.fixture(scope="session")
def three_menus() -> Flow:
    """A dental practice: a menu, below it another, below that a third."""
    return three_menu_flow()
