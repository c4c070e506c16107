"""A flow on its way in."""

from simulator.config.menu_engine import NO_SETTINGS
from simulator.config.semantics import PROFILES
from simulator.exchange.imported_flow import ImportedFlow, ImportedReceptionist


def test_what_is_not_said_is_empty() -> None:
    menu = ImportedReceptionist("1", "Main", {}, "Ivr.json ivr 1")
    flow = ImportedFlow("backup", "a FreePBX backup", PROFILES["freepbx"], [menu], "1")
    assert (menu.settings, menu.zeros, flow.numbers, flow.constructs) == (NO_SETTINGS, frozenset(), {}, [])
