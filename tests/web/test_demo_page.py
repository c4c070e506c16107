"""The whole page, as a file."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from simulator import load
from simulator.config.flow import Flow
from simulator.config.receptionist import Destination
from simulator.config.routes import ScheduleRoute
from simulator.config.schedules import Holiday, Schedule, parse_hours
from simulator.flowtests.calls_reader import load_tests
from simulator.web.demo_page import DemoSettings, default_client, demo_html, page_facts
from tests.callers.world_flow import NUMBER, world_flow
from tests.conftest import FLOWS

TODAY = datetime(2026, 11, 30, tzinfo=UTC)


def test_the_page_says_whose_it_is_and_of_when(clinic: Flow) -> None:
    facts = page_facts(clinic, DemoSettings(TODAY, client="Fernside Clinic", logo="data:image/png;base64,"), "en")
    assert (facts["client"], facts["date"], facts["logo"]) == (
        "Fernside Clinic",
        "2026-11-30",
        "data:image/png;base64,",
    )
    assert [start["number"] for start in facts["starts"]] == ["+441632960001", "+441632960002"]
    assert "since" not in facts


def test_a_number_with_hours_is_offered_first() -> None:
    numbers = [start["number"] for start in page_facts(world_flow(), DemoSettings(TODAY), "en")["starts"]]
    assert numbers[0] == NUMBER
    rung = page_facts(world_flow().rung_at("+441632960003"), DemoSettings(TODAY), "en")["starts"]
    assert rung == [{"number": "+441632960003", "label": "+441632960003"}]
    assert page_facts(world_flow().entered_at("night"), DemoSettings(TODAY, from_entry=True), "en")["starts"] == []


def test_what_has_changed_since_the_client_last_saw_it(clinic: Flow) -> None:
    before = replace(clinic, recordings={})
    facts = page_facts(clinic, DemoSettings(TODAY, before=before, since="2026-11-12"), "en")
    assert (facts["since"], [change["menu"] for change in facts["changes"]]) == ("2026-11-12", ["Main menu", "Billing"])


def test_a_name_for_the_owner_where_nobody_says_one(
    clinic: Flow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "dental-care").mkdir()
    monkeypatch.chdir(tmp_path / "dental-care")
    names = {
        "flows/fernside-clinic": "Fernside clinic",
        "flows/fernside_clinic/flow.yaml": "Fernside clinic",
        "example:council": "Council",
        ".": "Dental care",
        "flow.yaml": "Dental care",
        "menu.yaml": "Main menu",
        "": "Main menu",
    }
    assert {source: default_client(replace(clinic, source=source)) for source in names} == names


def test_a_council_of_twelve_menus_fits_into_120_kilobytes() -> None:
    council = load(FLOWS / "council")
    assert len(council.receptionists) == 12
    tests = [test for path in sorted(Path(FLOWS / "council").glob("*.calls.yaml")) for test in load_tests(path).tests]
    assert len(demo_html(council, DemoSettings(TODAY, tests=tests)).encode("utf-8")) < 120_000


def test_so_does_one_in_hindi_with_hours() -> None:
    """A letter of Hindi takes three bytes; the hours are four changes a day, and a holiday in each year."""
    council = load(FLOWS / "council")
    sentence = "संपर्क केंद्र में किसी सलाहकार से बात करने के लिए कृपया {} दबाएं।"
    recordings = {
        id: recording.model_copy(
            update={"script": " ".join(sentence.format(key) for key in range(recording.script.count(".")))}
        )
        for id, recording in council.recordings.items()
    }
    people = {
        place: known.model_copy(update={"name": f"नगर परिषद सलाहकार {number}"})
        for number, (place, known) in enumerate(council.destinations.items())
    }
    holidays = tuple(Holiday(date(year, 1, 26), date(year, 1, 26), "गणतंत्र दिवस") for year in (2026, 2027))
    hours = ("Mon-Thu 09:00-13:00, 14:00-17:30", "Fri 09:00-12:30, 13:30-17:00", "Sat 09:00-12:00")
    asking = Destination("time_condition", "1")
    flow = replace(
        council,
        recordings=recordings,
        destinations=people,
        numbers={NUMBER: str(asking)},
        timezone="Asia/Kolkata",
        schedules={"office": Schedule("office", tuple(map(parse_hours, hours)), holidays)},
        routes={asking: ScheduleRoute("office", Destination("virtual_receptionist", "@main"), next(iter(people)))},
    )
    html = demo_html(flow, DemoSettings(TODAY))
    assert '<html lang="hi"' in html
    assert len(html.encode("utf-8")) < 120_000


def test_more_retries_make_no_larger_page(clinic: Flow) -> None:
    def page_size(count: int) -> int:
        counts = {"wrong_keys_allowed": count, "silences_allowed": count}
        menus = {key: item.model_copy(update=counts) for key, item in clinic.receptionists.items()}
        return len(demo_html(replace(clinic, receptionists=menus), DemoSettings(TODAY)))

    assert page_size(10) == page_size(98)
