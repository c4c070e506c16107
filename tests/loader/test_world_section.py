"""The sections about what lies behind the menus cost nothing where a flow has none."""

import subprocess
import sys
from pathlib import Path

import pytest

from simulator.config.receptionist import Destination
from simulator.config.routes import PersonRoute
from simulator.config.schedules import Schedule
from simulator.loader.flow_kinds import load

RECEPTIONISTS = """\
receptionists:
  main: {name: Main, destination_type: single, forward_destination_type: hangup, forward_destination_id: 1}
"""
LATE_MODULES = (
    "simulator.calendar.zones",
    "simulator.config.schedules",
    "simulator.loader.schedule_section",
    "simulator.loader.route_section",
)

LOAD_AND_LIST = f"""
import sys
from simulator import load
load("flow.yaml")
print(*(name for name in {LATE_MODULES!r} if name in sys.modules))
"""


@pytest.mark.parametrize(
    ("text", "modules"),
    [
        ("numbers: {'+44': main}\ndestinations: {department||1: {name: Sales, answers: person}}\n", ""),
        ("numbers: {'+44': department||1}\n", "simulator.config.schedules simulator.loader.route_section"),
        ("destinations: {department||1: {rings: 5}}\n", "simulator.config.schedules simulator.loader.route_section"),
        ("schedules: {night: {switch: manual}}\n", "simulator.config.schedules simulator.loader.schedule_section"),
        (
            "timezone: Europe/London\n",
            "simulator.calendar.zones simulator.config.schedules simulator.loader.schedule_section",
        ),
    ],
)
def test_a_flow_loads_only_what_it_uses(here: Path, text: str, modules: str) -> None:
    (here / "flow.yaml").write_text(RECEPTIONISTS + text, encoding="utf-8")
    listed = subprocess.run([sys.executable, "-c", LOAD_AND_LIST], capture_output=True, text=True, check=True)
    assert listed.stdout.strip() == modules


def test_a_schedule_that_nothing_asks_is_kept(here: Path) -> None:
    text = "schedules: {night: {switch: manual}}\ndestinations: {department||1: {rings: 5}}\n"
    (here / "flow.yaml").write_text(RECEPTIONISTS + text, encoding="utf-8")
    flow = load(".")
    assert flow.schedules == {"night": Schedule("night", is_switch=True)}
    assert flow.routes == {Destination("department", "1"): PersonRoute(5000, True)}
