"""Public holidays of a country or a part of one, from the ``holidays`` package."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from simulator.calendar.extra import library_version, require_library
from simulator.calendar.holiday_list import HolidayList, year_words
from simulator.config.schedules import Holiday
from simulator.config.value_rules import quote_value
from simulator.errors import UsageError, nearest_words

_SHOWN_MOST = 12
"""How many parts of a country a message lists; the United States have over fifty."""


def read_public_holidays(place: str, years: range) -> HolidayList:
    """Return the public holidays of ``COUNTRY`` or ``COUNTRY-PART``, days in lieu included.

    Raises ``UsageError`` for a place or years that the package does not know, and where it is not installed.
    """
    require_library("holidays")
    import holidays

    package: Any = holidays
    country, dash, part = place.strip().partition("-")
    code = _country_code(package, country)
    entity: Any = package.country_holidays(code)
    division = _division(entity, code, part) if dash else None
    if years[0] < entity.start_year or years[-1] > entity.end_year:
        raise UsageError(
            f"{library_version('holidays')} knows the holidays of {code} from {entity.start_year} to "
            f"{entity.end_year}; use years between them"
        )
    # Named, since otherwise the locale of this machine decides in which language the names are.
    dates: Mapping[Any, str] = package.country_holidays(
        code, subdiv=division, years=years, observed=True, categories="public", language=entity.default_language
    )
    public = tuple(Holiday(day, day, dates[day]) for day in sorted(dates) if day.year in years)
    if not public:
        raise UsageError(f"{library_version('holidays')} has no public holidays of {place} in {year_words(years)}")
    label = f"{code}-{division}" if division else code
    source = f"Public holidays of {label}, observed days included: {library_version('holidays')}"
    return HolidayList(source, public)


def _country_code(package: Any, country: str) -> str:
    """Return the code of a country; its other codes and its name lead there too."""
    codes: dict[str, str] = {}
    names: dict[str, str] = {}
    for module, (_, *aliases) in package.registry.COUNTRIES.items():
        names[module.replace("_", " ")] = aliases[0]
        codes |= dict.fromkeys((alias for alias in aliases if alias.isupper()), aliases[0])
    if country.upper() in codes:
        return codes[country.upper()]
    near = [names[name] for name in nearest_words(country, names)] or nearest_words(country, codes)
    hint = f"did you mean {' or '.join(dict.fromkeys(near))}?" if near else "use a code such as GB, GB-ENG or US-CA"
    raise UsageError(f"{quote_value(country)} is not a country that {library_version('holidays')} knows; {hint}")


def _division(entity: Any, code: str, part: str) -> str:
    """Return the code of a part of a country; its name leads there too."""
    divisions: tuple[str, ...] = tuple(entity.subdivisions)
    names: dict[str, str] = {**{name: name for name in divisions}, **entity.subdivisions_aliases}
    folded = {name.lower(): division for name, division in names.items()}
    if part.lower() in folded:
        return folded[part.lower()]
    if not names:
        raise UsageError(f"{code} has no parts with holidays of their own; use {code}")
    near = [f"{code}-{names[name]}" for name in nearest_words(part, names)]
    hint = f"did you mean {' or '.join(dict.fromkeys(near))}? " if near else ""
    more = ", ..." if len(divisions) > _SHOWN_MOST else ""
    parts = f"its parts are {', '.join(divisions[:_SHOWN_MOST])}{more}"
    raise UsageError(f"{code} has no part {quote_value(part)}; {hint}{f'({parts})' if hint else parts}")
