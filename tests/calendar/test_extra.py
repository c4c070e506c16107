"""The libraries of the extra."""

import re
import sys

import pytest

from simulator.calendar.extra import library_version, require_library
from simulator.errors import UsageError


def test_a_library_that_is_missing_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    require_library("holidays")
    monkeypatch.setitem(sys.modules, "holidays", None)
    with pytest.raises(UsageError) as refused:
        require_library("holidays")
    assert str(refused.value) == "calendars need holidays: pip install 'ivrsim[calendar]'"


def test_a_library_is_named_with_its_version() -> None:
    assert re.fullmatch(r"recurring-ical-events [0-9.]+", library_version("recurring-ical-events"))
