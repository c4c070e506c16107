"""Hours that have changed, and prompts that may tell them in words that are not compared."""

from dataclasses import replace

import pytest

from simulator import Flow
from simulator.checks.rerecording.bill_writer import write_bill
from simulator.config.flow import Recording
from simulator.config.receptionist import parse_address
from simulator.config.routes import ScheduleRoute
from simulator.config.schedules import Schedule, parse_hours
from tests.draw.hostile_maps import MENU, flow_of, menu


def office(script: str, *hours: str) -> Flow:
    """A menu behind a schedule that is open at these hours; its greeting says the script."""
    flow = flow_of({"main": menu("Main", {"1": ("department", "1")}).model_copy(update={"greeting": "7"})})
    open_, closed = parse_address(f"{MENU}||@main"), parse_address("voicemail||9")
    return replace(
        flow,
        recordings={"7": Recording(name="greeting", script=script)},
        schedules={"office": Schedule("office", tuple(map(parse_hours, hours)))},
        routes={parse_address("time_condition||1"): ScheduleRoute("office", open_, closed)},
        timezone="Europe/London",
    )


def unjudged(script: str, later: str = "mon-fri 09:00-18:00") -> list[tuple[str, str]]:
    """What could not be judged once the office closes later, with its language."""
    bill = write_bill(office(script, "mon-fri 09:00-17:00"), office(script, later))
    assert bill.recordings == ()
    return [(item.reason, item.language) for item in bill.unjudged]


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        (
            "Welkom. We zijn open van maandag tot vrijdag van 9 tot 17 uur. Voor verkoop, toets 1.",
            ("in Main, office has changed, and words in Dutch are not read", "Dutch"),
        ),
        (
            "Abrimos de lunes a viernes de 9 a 5 y media. Para ventas, marque 1.",
            ("in Main, office has changed, and the hours that it tells are not clear: listen to them", "Spanish"),
        ),
        ("", ("it has no script, and office has changed", "")),
    ],
)
def test_it_says_that_it_does_not_know(script: str, reason: tuple[str, str]) -> None:
    assert unjudged(script) == [reason]
    assert unjudged(script, "mon-fri 09:00-17:00") == []


def test_a_prompt_that_tells_no_hours_is_still_correct() -> None:
    assert unjudged("Welcome. For sales, press 1.") == []
