"""The hours that a pull writes: schedules in the response, and a comment that says what to fill in."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from simulator.config.flow import Flow
from simulator.config.receptionist import Destination
from simulator.provider.account.inventory import HOURS_TYPES
from simulator.provider.live.schedule_notices import unsent_notices
from simulator.provider.live.time_group import TimeGroup, describe_hours
from simulator.provider.pull.new_keys import slug_of
from simulator.text.yaml_quotes import inline_mapping, quote_yaml

_EXAMPLE_HOURS = ("Mon-Fri 09:00-17:00",)
_STUB = re.compile(
    r"(?m)^(?:[ \t]*\r?\n)?# The provider's response does not say what (?:follows|lies behind) .*(?:\r?\n|\Z)"
    r'(?:# (?:ivrsim init --hours asks for it|timezone: |schedules:  # |destinations:  # |  ").*(?:\r?\n|\Z))*'
)
_IN_STUB = re.compile(r'^#   "([^"|]+\|\|[^"]+)":', re.MULTILINE)
_NUMBERED = re.compile(r" [0-9]+$")


class FoundHours(NamedTuple):
    """The schedules to write, by key, and the lines of a comment."""

    schedules: Mapping[str, str]
    comment: tuple[str, ...]


def find_hours(
    flow: Flow | None, time_groups: Iterable[TimeGroup] | None, new_ends: Iterable[Destination]
) -> FoundHours:
    """Return what is written for destinations that are new in the catalogue and ask hours.

    A schedule needs a zone, which no response has: where the flow does not say one, it is a comment too. What
    somebody wrote, or took out, stays so: only with a new destination is anything written.
    """
    ends = [
        destination
        for destination in new_ends
        if destination.type in HOURS_TYPES and (flow is None or flow.route_of(destination) is None)
    ]
    if not ends:
        return FoundHours({}, ())
    carried = live_schedules(time_groups)
    if flow is None or not flow.timezone:
        return FoundHours({}, tuple(stub_lines(ends, carried)))
    new = {key: schedule_value(lines) for key, lines in carried.items() if key not in flow.schedules}
    return FoundHours(new, tuple(stub_lines(ends, {})))


def hours_notes(flow: Flow | None, ids: Mapping[str, str], time_groups: Sequence[TimeGroup] | None) -> Iterator[str]:
    """Yield how live hours differ from a flow's schedules, which a pull never changes."""
    for notice in unsent_notices(flow, ids, time_groups, date.max) if flow is not None else ():
        for difference in notice.differences:
            yield f"schedule {notice.name}: {difference}; the flow's hours stay"


def live_schedules(time_groups: Iterable[TimeGroup] | None) -> dict[str, tuple[str, ...]]:
    """The lines of hours that time groups carry, by the key of a schedule; ``office 1`` and ``office 2`` are one."""
    schedules: dict[str, list[str]] = {}
    for group in time_groups or ():
        if group.hours is not None:
            key = slug_of(_NUMBERED.sub("", group.name)) or f"time-group-{group.id}"
            schedules.setdefault(key, []).extend(text for line in group.hours for text in describe_hours(line))
    return {key: tuple(lines) for key, lines in schedules.items()}


def schedule_value(lines: Sequence[str]) -> str:
    """A schedule as flow.yaml has it, in braces."""
    return inline_mapping({"open": [*lines]})


def stub_lines(destinations: Sequence[Destination], schedules: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Yield a comment for destinations that ask hours which the response does not connect with them.

    ``schedules`` are those that the response carries, to be copied; without any, an example stands for them.
    """
    if not destinations:
        return
    which = "these destinations" if len(destinations) > 1 else "this destination"
    key, source = next(iter(schedules), "office"), "from the response" if schedules else "an example"
    yield ""
    yield f"# The provider's response does not say what follows {which}: calls end there until you fill it in."
    yield "# ivrsim init --hours asks for it; or write what the provider's portal shows, without the #:"
    yield "# timezone: Europe/London  # an example: the zone that the hours are meant in"
    yield f"# schedules:  # {source}"
    for name, lines in (schedules or {key: _EXAMPLE_HOURS}).items():
        yield f"#   {quote_yaml(name)}: {schedule_value(lines)}"
    yield "# destinations:  # in place of the lines that stand there"
    for destination in destinations:
        route = f'schedule: {quote_yaml(key)}, open: "@...", closed: "@..."'
        yield f"#   {quote_yaml(str(destination))}: {{{route}}}"


def remove_stub(text: str, routed: Container[str]) -> str:
    """A flow.yaml without the comment of a pull, once what follows each of its destinations (``type||id``) is known."""

    def keep_or_drop(match: re.Match[str]) -> str:
        return "" if all(address in routed for address in _IN_STUB.findall(match[0])) else match[0]

    return _STUB.sub(keep_or_drop, text)
