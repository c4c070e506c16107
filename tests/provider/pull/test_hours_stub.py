"""What a pull writes about hours."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator import load
from simulator.config.receptionist import Destination
from simulator.config.schedules import parse_hours
from simulator.provider.account.inventory import AccountInventory
from simulator.provider.live.live_state import NumberRoute
from simulator.provider.live.time_group import TimeGroup
from simulator.provider.pull.folder import open_folder, write_folder
from simulator.provider.pull.hours_stub import (
    FoundHours,
    find_hours,
    hours_notes,
    live_schedules,
    remove_stub,
    stub_lines,
)
from simulator.provider.pull.pull_run import pull_into
from simulator.provider.pull.selection import select_receptionists
from tests.provider.hours_flow import FLOW, write_hours_flow
from tests.provider.lived import lived, models

CONDITION = Destination("time_condition", "77")
OFFICE = TimeGroup("8001", "Office 1", (parse_hours("Mon-Thu 09:00-17:30"),))
FRIDAY = TimeGroup("8002", "Office 2", (parse_hours("Fri 09:00-12:00"),))


def test_time_groups_of_one_name_are_one_schedule() -> None:
    unknown, nameless = TimeGroup("8003", "Shop", None), TimeGroup("8004", "???", (parse_hours("Sat 10:00-12:00"),))
    assert live_schedules([OFFICE, FRIDAY, unknown, nameless]) == {
        "office": ("Mon-Thu 09:00-17:30", "Fri 09:00-12:00"),
        "time-group-8004": ("Sat 10:00-12:00",),
    }
    assert live_schedules(None) == {}


def test_only_a_new_destination_that_asks_hours_is_commented_on(tmp_path: Path) -> None:
    flow = load(write_hours_flow(tmp_path))
    assert find_hours(None, None, [Destination("voicemail", "9001")]) == FoundHours({}, ())
    assert find_hours(flow, None, [CONDITION]) == FoundHours({}, ())  # what follows it is known
    new = Destination("timegroup", "9")
    shop = TimeGroup("9", "Shop", (parse_hours("Sat 10:00-12:00"),))
    assert find_hours(flow, [OFFICE, shop], [new]) == FoundHours(
        {"shop": '{open: ["Sat 10:00-12:00"]}'}, tuple(stub_lines([new], {}))
    )
    assert find_hours(None, [shop], [new]) == FoundHours({}, tuple(stub_lines([new], {"shop": ("Sat 10:00-12:00",)})))
    assert [*stub_lines([], {})] == []


def test_hours_that_differ_are_noted(tmp_path: Path) -> None:
    flow = load(write_hours_flow(tmp_path))
    assert [*hours_notes(flow, {}, [OFFICE, FRIDAY])] == [
        "schedule office: Fri: 09:00-12:00, 13:00-16:00 here, 09:00-12:00 live; the flow's hours stay"
    ]
    assert ([*hours_notes(flow, {}, None)], [*hours_notes(None, {}, None)]) == ([], [])


def test_the_comment_goes_once_each_of_its_destinations_is_known() -> None:
    comment = "\n".join(stub_lines([CONDITION, Destination("timegroup", "9")], {}))
    text = f"entry: main\n# mine\n{comment}\n# this is mine as well\n"
    assert remove_stub(text, {"time_condition||77"}) == text
    known = {"time_condition||77", "timegroup||9"}
    assert remove_stub(text, known) == "entry: main\n# mine\n# this is mine as well\n"
    assert remove_stub(f"entry: main\n{comment}", known) == "entry: main\n"


@settings(max_examples=30)
@given(data=st.data())
def test_a_pull_of_whatever_is_live_leaves_schedules_routes_and_comments(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """Only the numbers that lead elsewhere change, and names that are new are added."""
    folder = write_hours_flow(tmp_path_factory.mktemp("flow"))
    live = tuple(lived(data.draw(models(id))) for id in ("7001", "7002"))
    targets = st.sampled_from(
        [Destination("time_condition", "77"), Destination("ivr", "7002"), Destination("voicemail", "9001")]
    )
    numbers = (NumberRoute("+441632960001", data.draw(targets)), NumberRoute("+441632960009", data.draw(targets)))
    groups = data.draw(st.sampled_from([None, (), (OFFICE, FRIDAY)]))
    before = load(folder)
    account = AccountInventory(live, numbers, time_groups=groups)
    result = pull_into(open_folder(str(folder)), account, select_receptionists(live, numbers), "vr")
    write_folder(result.folder)
    after = (folder / "flow.yaml").read_text(encoding="utf-8").splitlines()
    theirs = [line for line in FLOW.splitlines() if "+441632960001" not in line]
    assert [line for line in after if line in theirs] == theirs
    flow = load(folder)
    assert (flow.schedules, flow.routes, flow.timezone) == (before.schedules, before.routes, before.timezone)
    assert date(2026, 12, 25) == flow.schedules["office"].holidays[-1].first
