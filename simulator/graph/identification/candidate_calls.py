"""The calls that a person could make to find out how an engine works: few acts, each of which can be said in words.

Every call is one line of a caller script (``early:9 silence 1``). The plain ones come first: a wrong key, a silence or
a choice, into the greeting or when it has ended, and as many of them as a menu allows. Menus that show too little so
are asked in other ways: codes of several keys, and the menus that their keys lead to. Whatever else may tell readings
apart is taken from the callers that the comparison of readings shows (``graph.compare.readings``), so that a setting
which is new there needs nothing here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import product

from simulator.callers.caller_script import CallerScript
from simulator.config.engine_attachment import EXTENSION
from simulator.config.flow import Flow
from simulator.config.receptionist import Destination, Entry, Receptionist
from simulator.core.events import KEYS
from simulator.graph.passages import receptionists_behind

TRIES_MOST = 9
"""The most wrong keys or silences in a row that a person is asked for."""

MENUS_MOST = 6
"""The most menus behind the first one that calls are made to."""

STEPS_MOST = 12
HANGUP_STEP = "hangup"

_LAST_CHOICES = {"machine": 0, "nobody": 1, "menu": 2}
"""Endings at which a test call disturbs the fewest people come first; of the others nobody knows."""


def plain_calls(flow: Flow, menu: str, keys_before: str = "") -> Iterator[str]:
    """Yield the calls to a menu that need no more than single keys; ``keys_before`` are the keys that lead to it."""
    receptionist = flow.receptionists[menu]
    wrong, choice = wrong_key(receptionist), quiet_choice(flow, receptionist)
    mistakes = [act for act in (wrong, "silence") if act]
    firsts = [*mistakes, *(f"early:{key}" for key in (wrong, choice) if key)]
    lasts = ["", *([choice] if choice else []), HANGUP_STEP]
    for line in _with_lasts(firsts, mistakes, lasts):
        yield _join(keys_before, line)
    if choice:
        yield _join(keys_before, choice)
    for line in _long_runs(receptionist, wrong, lasts):
        yield _join(keys_before, line)


def _with_lasts(firsts: Iterable[str], mistakes: list[str], lasts: list[str]) -> Iterator[str]:
    for size in range(3):
        for first, *middle in product(firsts, *[mistakes] * size):
            for last in lasts:
                yield _join(first, *middle, last)


def _long_runs(receptionist: Receptionist, wrong: str, lasts: list[str]) -> Iterator[str]:
    """Yield as many wrong keys and silences as a menu allows, and one less, alone and one kind after the other."""
    wrong_keys = min(receptionist.wrong_keys_allowed or 0, TRIES_MOST) if wrong else 0
    silences = min(receptionist.silences_allowed or 0, TRIES_MOST)
    counts = {
        *((number, 0) for number in (wrong_keys - 1, wrong_keys, wrong_keys + 1) if wrong),
        *((0, number) for number in (silences - 1, silences, silences + 1)),
        *((wrong_keys, 1), (1, silences), (wrong_keys, silences)),
    }
    for presses, waits in sorted(counts):
        if 3 < presses + waits < STEPS_MOST and min(presses, waits) >= 0 and (wrong or not presses):
            for last in lasts:
                yield _join(*[wrong] * presses, *["silence"] * waits, last)


def code_calls(flow: Flow, menu: str, keys_before: str = "") -> Iterator[str]:
    """Yield the calls to a menu that need several keys in one round, or a key that may begin a longer code."""
    receptionist = flow.receptionists[menu]
    wrong, choice = wrong_key(receptionist), quiet_choice(flow, receptionist)
    options = sorted(receptionist.options, key=lambda option: (len(option), option))
    prefixes = [key for key in options if any(other != key and other.startswith(key) for other in options)]
    begun = [option[:-1] for option in options if len(option) > 1]
    pairs = [wrong + choice, choice + wrong, f"{choice}#", f"{wrong}#", "#", *prefixes[:2], *begun[:2], *options[:4]]
    extensions = [id for id in _extension_numbers(flow) if id not in options]
    codes = [code for code in dict.fromkeys([*pairs, *extensions]) if code]
    for code in codes:
        for last in ("", HANGUP_STEP, wrong):
            yield _join(keys_before, code, last)
        yield _join(keys_before, f"early:{code}")


def _extension_numbers(flow: Flow) -> list[str]:
    """Return the two shortest extensions that the catalogue names: a caller may be able to dial them."""
    entries = [entry for item in flow.receptionists.values() for entry in _choices_in(item)]
    # Asked by type first: 10,000 menus have 60,000 entries, and hardly any of them is an extension.
    types = {type: Destination(type, "").canonical.type for type in {entry.destination_type for entry in entries}}
    extensions = (entry.destination for entry in entries if types[entry.destination_type] == EXTENSION)
    named = (place for place in flow.destinations if place.canonical.type == EXTENSION)
    ids = {place.id for place in (*named, *extensions) if place.id.isdecimal()}
    return sorted(ids, key=lambda number: (len(number), number))[:2]


def _choices_in(item: Receptionist) -> Collection[Entry]:
    return item.options.values() if item.engine.extensions else item.entries or ()


def menus_behind(flow: Flow, menu: str) -> Iterator[tuple[str, str]]:
    """Yield the menus that keys lead to from a menu, each with the keys of the shortest way; it does not come first."""
    ways = {menu: ""}
    for key in (queue := [menu]):  # grows while it is read
        for option, entry in flow.receptionists[key].options.items():
            for target in receptionists_behind(flow, entry.destination):
                if target in ways or len(ways) > MENUS_MOST:
                    continue
                ways[target] = _join(ways[key], option)
                if flow.receptionists[target].is_menu:
                    queue.append(target)
                    yield target, ways[target]


def wrong_key(receptionist: Receptionist) -> str:
    """Return the first key of 1 to 9, 0, ``*`` and ``#`` that begins no code; empty where every key begins one."""
    begins = {option[:1] for option in receptionist.options}
    return next((key for key in KEYS if key not in begins), "")


def quiet_choice(flow: Flow, receptionist: Receptionist) -> str:
    """Return the option of one key that ends a call where it disturbs the fewest people; empty where none ends one."""
    ends = [
        (_disturbance(flow, entry.destination), place, option)
        for place, (option, entry) in enumerate(receptionist.options.items())
        if len(option) == 1 and _ends_calls(flow, entry)
    ]
    return min(ends)[2] if ends else ""


def _ends_calls(flow: Flow, entry: Entry) -> bool:
    return not receptionists_behind(flow, entry.destination)


def _disturbance(flow: Flow, destination: Destination) -> int:
    if destination.hangs_up:
        return -1
    entry = flow.destinations.get(destination.canonical)
    return _LAST_CHOICES.get(entry.answers or "" if entry else "", len(_LAST_CHOICES))


def disturbs(flow: Flow, address: str) -> bool:
    """Return whether a person may have to answer where a call goes (``type||id``)."""
    catalogued = {str(place): entry for place, entry in flow.destinations.items()}.get(address)
    return "||" in address and (catalogued is None or catalogued.answers not in _LAST_CHOICES)


def line_of(script: CallerScript) -> str | None:
    """Return the line of a call that a person can make; None for one with times of its own."""
    line = script.as_line()
    steps = line.split() if line else []
    return line if 0 < len(steps) < STEPS_MOST and not any(len(step) > 12 for step in steps) else None


def _join(*acts: str) -> str:
    return " ".join(act for act in acts if act)
