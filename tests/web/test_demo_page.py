"""The whole page, as a file."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from simulator import load
from simulator.config.flow import Flow
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


def test_more_retries_make_no_larger_page(clinic: Flow) -> None:
    def page_size(count: int) -> int:
        counts = {"wrong_keys_allowed": count, "silences_allowed": count}
        menus = {key: item.model_copy(update=counts) for key, item in clinic.receptionists.items()}
        return len(demo_html(replace(clinic, receptionists=menus), DemoSettings(TODAY)))

    assert page_size(10) == page_size(98)
