import json
from datetime import date
from pathlib import Path

from hypothesis import given

from simulator import load
from simulator.config.flow import Flow
from simulator.graph.plain_words import visible
from simulator.provider.live.portal_entries import portal_ranges
from simulator.provider.live.schedule_notices import notices_json, unsent_notices, unsent_text
from simulator.provider.live.time_group import compare_hours, read_time_group
from simulator.provider.sandbox.store import FIRST_ID, Store
from simulator.testing.strategies import flows
from tests.provider.hours_flow import FLOW, write_hours_flow
from tests.provider.lived import announcement, menu


def test_a_flow_becomes_an_account_once() -> None:
    store = Store()
    store.seed(load("example:clinic"))
    store.seed(load("example:council"))
    main, billing = store.all()

    assert [(one.id, one.name) for one in (main, billing)] == [("7001", "Main menu"), ("7002", "Billing")]
    assert [entry.destination_id for entry in main.entries or ()] == ["108000", "7002", "9001", "050109590001"]
    assert store.things("number")[0] == ("+441632960001", "+441632960001", "ivr||7001")


def test_ids_grow_and_what_is_gone_stays_gone(tmp_path: Path) -> None:
    store = Store(tmp_path / "account.db")
    first, second = store.create(menu(id="1")), store.create(announcement(id="1"))
    assert (first, second) == (str(FIRST_ID), str(FIRST_ID + 1))
    assert [store.update(id, menu()) for id in (second, "999", "x")] == [True, False, False]
    assert (store.delete(second), store.delete(second)) == (True, False)
    assert store.create(menu()) == str(FIRST_ID + 2)
    key = store.secret("key", "one")
    store.close()

    again = Store(tmp_path / "account.db")
    assert ([one.id for one in again.all()], again.secret("key", "two")) == (["7001", "7003"], key)


def test_a_store_that_nobody_holds_any_more_lets_its_file_go(tmp_path: Path) -> None:
    store = Store(tmp_path / "account.db")
    store.create(menu(id="1"))
    opened = sorted(path.name for path in tmp_path.iterdir())
    del store
    assert (opened, [path.name for path in tmp_path.iterdir()]) == (
        ["account.db", "account.db-shm", "account.db-wal"],
        ["account.db"],
    )


def test_numbers_lead_to_destinations_and_schedules_become_time_groups(tmp_path: Path) -> None:
    group = '  timegroup||8002: {schedule: late, open: "@main", closed: "@night"}\n'
    text = FLOW.replace("  time_condition||78:", f"{group}  time_condition||78:")
    text = text.replace("  night-mode:", "  late: {open: 22:00-23:00|fri|1|*}\n  night-mode:")
    text = text.replace('+441632960003": main', '+441632960003": ivr||7002')
    store = Store()
    store.seed(load(write_hours_flow(tmp_path, text)))
    assert [(number, to) for number, _, to in store.things("number")] == [
        ("+441632960001", "time_condition||77"),
        ("+441632960002", "time_condition||78"),
        ("+441632960003", "ivr||7002"),
    ]
    groups = {id: (name, json.loads(hours or "{}")) for id, name, hours in store.things("timegroup")}
    assert groups == {
        "8001": ("office 1", {"from_time": ["09:00"], "to_time": ["17:30"], "days": "mon,tue,wed,thu",
                              "dates": [], "months": []}),
        "8003": ("office 2", {"from_time": ["09:00", "13:00"], "to_time": ["12:00", "16:00"], "days": "fri",
                              "dates": [], "months": []}),
        "8002": ("late", {"from_time": ["22:00"], "to_time": ["23:00"], "days": "fri", "dates": [1], "months": []}),
    }  # fmt: skip


@given(flow=flows(worlds=True))
def test_the_time_groups_of_a_flow_have_the_hours_of_its_schedules(flow: Flow) -> None:
    """Whatever the hours are: entered in the portal line by line and read back, they are the same."""
    store = Store()
    store.seed(flow)
    items = [{"id": id, "name": name, **json.loads(hours or "{}")} for id, name, hours in store.things("timegroup")]
    groups = [group for group in map(read_time_group, items) if group is not None]
    for schedule in flow.schedules.values():
        lines = [*portal_ranges(schedule)]
        names = {line.name for line in lines}
        live = [hours for group in groups if group.name in names for hours in group.hours or ()]
        if not any(line.note for line in lines):
            assert compare_hours(schedule, live) == ()
    told = [*unsent_text(unsent_notices(flow, {}, groups, date(2026, 11, 30)))]
    kinds = [line.partition(": ")[0].strip(" ·") for line in told if line.startswith("  · ")]
    assert kinds[: len(flow.schedules)] == [f"schedule {visible(key)}" for key in flow.schedules]
    assert ([*json.dumps(notices_json(unsent_notices(flow, {}, None, date(2026, 11, 30))))] == ["{", "}"]) == (not told)
