"""Zones by name."""

import pytest

from simulator.calendar.zones import load_zone

ACCEPTED = "use an IANA name such as Europe/London"


@pytest.mark.parametrize(
    "name", ["Europe/London", "America/Argentina/Ushuaia", "Etc/GMT+5", "America/Port-au-Prince", "UTC"]
)
def test_a_zone_bears_its_name(name: str) -> None:
    assert str(load_zone(name)) == name


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("", f"'' is not a time zone; {ACCEPTED}"),
        (" ", f"' ' is not a time zone; {ACCEPTED}"),
        ("europe/london", "'europe/london' is not a time zone; did you mean Europe/London?"),
        ("London", "'London' is not a time zone; did you mean Europe/London?"),
        ("new york", "'new york' is not a time zone; did you mean America/New_York?"),
        ("BST", f"'BST' is not a time zone; {ACCEPTED}"),
        ("+05:30", f"'+05:30' is not a time zone; {ACCEPTED}"),
        ("localtime", f"'localtime' is not a time zone; {ACCEPTED}"),
        ("posixrules", f"'posixrules' is not a time zone; {ACCEPTED}"),
        ("/etc/localtime", f"'/etc/localtime' is not a time zone; {ACCEPTED}"),
        ("../../etc/passwd", f"'../../etc/passwd' is not a time zone; {ACCEPTED}"),
        ("zone.tab", f"'zone.tab' is not a time zone; {ACCEPTED}"),
        ("leapseconds", f"'leapseconds' is not a time zone; {ACCEPTED}"),
        ("x" * 5000, f"'{'x' * 37}...' is not a time zone; {ACCEPTED}"),
    ],
)  # fmt: skip
def test_what_is_not_a_zone_is_answered_with_the_nearest(name: str, message: str) -> None:
    with pytest.raises(ValueError, match="not a time zone") as refused:
        load_zone(name)
    assert str(refused.value) == message


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("Europe/Lodnon", "Europe/London"),
        ("right/Europe/London", "Europe/London"),  # counts leap seconds, where there is one
        ("UTC\x00", "UTC"),
        ("Antarctica", "Antarctica/"),  # a folder of zones
    ],
)
def test_a_misspelt_zone_is_answered_with_names_that_exist(name: str, nearest: str) -> None:
    with pytest.raises(ValueError, match="not a time zone") as refused:
        load_zone(name)
    assert str(refused.value).startswith(f"{name!r} is not a time zone; did you mean {nearest}")


def test_a_system_without_zones_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("simulator.calendar.zones.available_timezones", set)
    with pytest.raises(ValueError, match="no zones") as refused:
        load_zone("Europe/Nowhere")
    assert str(refused.value) == (
        "'Europe/Nowhere' is not a time zone; this system has no zones: python -m pip install tzdata"
    )
