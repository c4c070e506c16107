"""Flows for pages: one of hostile texts, one of many menus."""

from __future__ import annotations

from typing import Any

from simulator.config.flow import Flow, KnownDestination, Recording, RecordingLength
from simulator.config.receptionist import Destination, Receptionist
from tests.graph.small_flows import flow, menu

HOSTILE = (
    "</script><script>document.title='owned'</script>",
    "<img src=x onerror=\"document.title='owned'\">",
    "\" onclick=\"document.title='owned'",
    "'-document.title-'",
    "${document.title='owned'}`",
    "line\u2028separators\u2029here",
    "\u202eevil\u202c\u2066 bidi",
    "<!--<script>",
    "]]>&lt;&amp;&#0;",
    "javascript:document.title='owned'",
    "__proto__",
)
"""Texts that would run, end an element, or turn the page round, if they were anything but text."""


def hostile_flow() -> Flow:
    """A menu whose every name and word is hostile."""
    people = {Destination("department", str(number)): text for number, text in enumerate(HOSTILE)}
    keys = {str(number + 11): f"department||{number}" for number in range(len(HOSTILE))}
    recordings = {"4": Recording(name=HOSTILE[0], script=" ".join(HOSTILE))}
    of = flow({"__proto__": menu(keys, greeting="4")})
    named = of.receptionists["__proto__"].model_copy(update={"name": HOSTILE[1]})
    return Flow(
        entry="__proto__",
        receptionists={"__proto__": named},
        recordings=recordings,
        destinations={place: KnownDestination(name=text, answers="person") for place, text in people.items()},
        lengths={"4": RecordingLength(4000, estimated=False)},
        numbers={"</script>": "__proto__"},
    )


def wide_flow(count: int) -> Flow:
    """So many menus, six below each."""
    receptionists: dict[str, Receptionist] = {}
    for number in range(count):
        keys = {
            str(key + 1): f"virtual_receptionist||m{child}"
            if (child := number * 6 + key + 1) < count
            else f"department||{number}{key}"
            for key in range(6)
        }
        receptionists[f"m{number}"] = menu(keys, greeting="4").model_copy(update={"name": f"Menu {number}"})
    settings: dict[str, Any] = {"recordings": {"4": Recording(name="greeting", script="Please choose: 1 to 6.")}}
    return Flow(
        entry="m0", receptionists=receptionists, lengths={"4": RecordingLength(4000, estimated=True)}, **settings
    )
