"""Public holidays of the ``holidays`` package; the dates are facts, the names its own."""

import sys
from importlib.metadata import version

import pytest

from simulator.calendar.public_holidays import read_public_holidays
from simulator.errors import UsageError

YEARS = range(2026, 2028)
KNOWS = "is not a country that holidays VERSION knows; "


def dates(place: str, years: range = range(2026, 2027)) -> list[str]:
    return [f"{one.first:%d %b}" for one in read_public_holidays(place, years).holidays]


def refusal(place: str, years: range = YEARS) -> str:
    with pytest.raises(UsageError) as refused:
        read_public_holidays(place, years)
    return str(refused.value).replace(version("holidays"), "VERSION")


def test_the_public_holidays_of_a_part_of_a_country_with_days_in_lieu() -> None:
    read = read_public_holidays("GB-ENG", YEARS)
    assert [str(one.first) for one in read.holidays] == [
        *("2026-01-01", "2026-04-03", "2026-04-06", "2026-05-04", "2026-05-25", "2026-08-31"),
        *("2026-12-25", "2026-12-26", "2026-12-28"),
        *("2027-01-01", "2027-03-26", "2027-03-29", "2027-05-03", "2027-05-31", "2027-08-30"),
        *("2027-12-25", "2027-12-26", "2027-12-27", "2027-12-28"),
    ]
    assert [one.name for one in read.holidays if one.first.month == 12][:1] == ["Christmas Day"]
    assert {(one.last == one.first, one.ranges) for one in read.holidays} == {(True, ())}
    assert read.source.startswith("Public holidays of GB-ENG, observed days included: holidays ")
    assert (read.partial, read.notes) == ((), ())


def test_a_part_has_days_of_its_own() -> None:
    assert set(dates("GB-SCT")) - set(dates("GB-ENG")) >= {"30 Nov"}
    assert set(dates("GB")) <= set(dates("GB-ENG"))


@pytest.mark.parametrize("place", ["gb-eng", "UK-ENG", "GBR-ENG", "GB-England", " gb-england "])
def test_other_codes_and_the_names_of_parts_lead_to_the_same(place: str) -> None:
    assert dates(place) == dates("GB-ENG")


@pytest.mark.parametrize("language", ["C", "en_US.UTF-8", "fr_FR.UTF-8"])
def test_names_are_in_the_language_of_the_country_on_every_machine(
    monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    for variable in ("LANG", "LANGUAGE", "LC_ALL"):
        monkeypatch.setenv(variable, language)
    assert read_public_holidays("DE-BY", YEARS).holidays[0].name == "Neujahr"


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ("GX", f"'GX' {KNOWS}use a code such as GB, GB-ENG or US-CA"),
        ("", f"'' {KNOWS}use a code such as GB, GB-ENG or US-CA"),
        ("United Kingdom", f"'United Kingdom' {KNOWS}did you mean GB?"),
        ("Portugl", f"'Portugl' {KNOWS}did you mean PT?"),
        ("GB-EGN", "GB has no part 'EGN'; did you mean GB-ENG? (its parts are ENG, NIR, SCT, WLS)"),
        ("GB-", "GB has no part ''; its parts are ENG, NIR, SCT, WLS"),
        ("MC-X", "MC has no parts with holidays of their own; use MC"),
    ],
)
def test_an_unknown_place_is_answered_with_near_ones(place: str, message: str) -> None:
    assert refusal(place) == message


def test_of_many_parts_some_are_listed() -> None:
    assert refusal("US-XX") == "US has no part 'XX'; its parts are AK, AL, AR, AS, AZ, CA, CO, CT, DC, DE, FL, GA, ..."


def test_years_beyond_the_knowledge_of_the_package_are_refused() -> None:
    message = "holidays VERSION knows the holidays of GB from 1872 to 2100; use years between them"
    assert [refusal("GB", years) for years in (range(1871, 1873), range(2100, 2102), range(9998, 9999))] == [
        message
    ] * 3


def test_a_year_without_holidays_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    import holidays

    real = holidays.country_holidays
    monkeypatch.setattr(holidays, "country_holidays", lambda code, **asked: {} if asked else real(code))
    assert refusal("GB-ENG") == "holidays VERSION has no public holidays of GB-ENG in 2026 to 2027"


def test_without_the_extra_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "holidays", None)
    with pytest.raises(UsageError) as refused:
        read_public_holidays("GB", YEARS)
    assert str(refused.value) == "calendars need holidays: pip install 'ivrsim[calendar]'"
