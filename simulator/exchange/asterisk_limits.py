"""What a flow may ask for that an Asterisk dialplan cannot do."""

from __future__ import annotations

import re
from collections.abc import Iterator

from simulator.config.flow import Flow
from simulator.config.routes import ScheduleRoute
from simulator.errors import UsageError
from simulator.exchange.dialplan_syntax import encode_value
from simulator.exchange.end_context import find_ends
from simulator.exchange.schedule_context import mornings_by_date
from simulator.words.phrases import list_first
from simulator.words.sanitizer import escape_signs, join_lines

ASTERISK_PROFILES = frozenset(
    {
        *("acefone", "acefone-uk-literal", "freepbx", "freepbx-16-default", "freepbx-17-default", "freepbx-17.0.4"),
        *("freepbx-first-match", "freepbx-terminated"),
    }
)
"""The profiles whose rules a dialplan follows."""

ID_MOST = 1000
"""The signs of an id, once it is encoded: Asterisk takes 4,095 of all that an application is given."""

_ZONE = re.compile(r"[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+)*")


def refuse_unsupported(flow: Flow) -> None:
    """Raise ``UsageError`` that names everything in a flow that Asterisk cannot do, one line each."""
    problems = [escape_signs(problem) for problem in find_unsupported(flow)]
    if problems:
        raise UsageError(join_lines(["an Asterisk dialplan cannot do everything that this flow does:", *problems]))


def find_unsupported(flow: Flow) -> Iterator[str]:
    """Yield what Asterisk cannot do, in words."""
    profiles: dict[str, list[str]] = {}
    for key, item in flow.receptionists.items():
        profile = flow.semantics_in(item).profile
        if item.is_menu and profile not in ASTERISK_PROFILES:
            profiles.setdefault(profile, []).append(key)
    for name, keys in profiles.items():
        yield f"{list_first(keys, 5)}: the profile {name} is another engine's; use acefone or one of freepbx"
    for address in _carried_ids(flow):
        if len(encode_value(address)) > ID_MOST:
            yield f"{address[:40]}...: an id of {len(address):,} signs is too long for an event"
    asked = dict.fromkeys(route.schedule for route in flow.routes.values() if isinstance(route, ScheduleRoute))
    for schedule in asked:
        if not flow.schedules[schedule].is_switch and not _ZONE.fullmatch(flow.timezone):
            yield f"schedule {schedule}: {flow.timezone!r} does not name a time zone; use one such as Europe/London"
        for line in mornings_by_date(flow.schedules[schedule]):
            yield (
                f"schedule {schedule}: {line.written!r} passes midnight on certain dates only, and GotoIfTime cannot "
                "tell the day after; write it as two lines that end and start at midnight"
            )


def _carried_ids(flow: Flow) -> Iterator[str]:
    """Yield what an event carries: where calls arrive, and the templates of choices."""
    yield from map(str, find_ends(flow))
    for item in flow.receptionists.values():
        yield from (entry.template_id for entry in item.entries or () if entry.template_id is not None)
