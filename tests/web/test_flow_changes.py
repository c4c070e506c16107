"""What a client would notice between two versions."""

from dataclasses import replace

from simulator.config.flow import Flow, Recording
from simulator.config.schedules import Schedule, parse_hours
from simulator.web.flow_changes import flow_changes
from tests.callers.world_flow import world_flow
from tests.graph.small_flows import MACHINE, PERSON, flow, menu


def with_words(of: Flow, words: str) -> Flow:
    return replace(of, recordings={"4": Recording(name="greeting", script=words)})


def test_keys_that_lead_elsewhere_and_other_words() -> None:
    old = with_words(flow({"main": menu({"1": PERSON, "2": "main", "4": PERSON}, greeting="4")}), "Press 1.")
    new = with_words(
        flow({"main": menu({"1": MACHINE, "3": "more", "4": PERSON}, greeting="4"), "more": menu({})}), "Press 3."
    )
    assert flow_changes(old, new) == [
        {"menu": "main", "now": "", "before": ""},
        {"menu": "main", "keys": "3", "now": "more", "before": ""},
        {"menu": "main", "keys": "1", "now": "Voicemail", "before": "Desk"},
        {"menu": "main", "keys": "2", "now": "", "before": "main"},
    ]
    assert flow_changes(new, new) == []


def test_other_hours_and_mistakes_that_lead_elsewhere() -> None:
    old = world_flow()
    office = Schedule("office", (parse_hours("Mon-Fri 10:00-16:00"),), old.schedules["office"].holidays)
    new = replace(old, schedules={**old.schedules, "office": office})
    assert flow_changes(old, new) == [{"menu": "Office hours", "hours": True}]
    menus = (flow({"main": menu({"1": PERSON}, wrong=end, silence=end)}) for end in (PERSON, MACHINE))
    assert flow_changes(*menus) == [{"menu": "main", "keys": "2×", "now": "Voicemail", "before": "Desk"}]
