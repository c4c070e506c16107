"""The demo page of a flow: everything on it collected, and written as one file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from simulator.calendar.zones import load_zone
from simulator.callers.rehearsal import read_moment
from simulator.callers.world import numbers_with_hours
from simulator.config.flow import Flow
from simulator.errors import UsageError
from simulator.flowtests.flow_test import FlowTest
from simulator.graph.plain_words import visible
from simulator.loader.flow_location import FLOW_FILES
from simulator.tables.flow_digest import flow_digest
from simulator.web.flow_changes import flow_changes
from simulator.web.page_data import flow_json, rows_json
from simulator.web.page_document import PageText, page_html
from simulator.web.page_moments import page_moments
from simulator.web.page_scripts import spare_modules
from simulator.web.page_words import PageWords, language_of
from simulator.web.printed_flow import PrintedFlow
from simulator.web.recording_audio import NO_AUDIO, EmbeddedAudio
from simulator.web.watched_calls import watched_calls

_YEAR = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class DemoSettings:
    """The settings that a page is made with, besides the flow.

    ``today`` is the day on which the page says it was made, and around which it knows the schedules. ``logo`` is a
    data address. ``from_entry``: calls begin at the flow's entry, and not at a number. ``before`` is the flow that the
    client last saw, ``since`` the day of that. ``shares`` of callers are by the ways of the map (``page_shares``).
    """

    today: datetime
    client: str = ""
    logo: str = ""
    from_entry: bool = False
    tests: Iterable[FlowTest] = ()
    before: Flow | None = None
    since: str = ""
    at: str = ""
    given: Mapping[str, Any] = field(default_factory=dict)
    audio: EmbeddedAudio = NO_AUDIO
    shares: Mapping[str, float | None] = field(default_factory=dict)


def demo_html(flow: Flow, settings: DemoSettings) -> str:
    """Return the page as the text of one HTML file.

    Raises ``UsageError`` for a moment of all calls at which the page does not know the hours.
    """
    words = PageWords(language_of(flow))
    facts = page_facts(flow, settings, words.language)
    carried = flow_json(flow, settings.today, settings.at, settings.given)
    _refuse_outside(flow, settings.at, carried["span"])
    for id, address in settings.audio.addresses.items():
        carried["recordings"][id]["audio"] = address
    data = {"rows": rows_json(flow), "flow": carried, "page": facts, "words": dict(words.sentences)}
    spare = spare_modules(data["rows"])
    if not settings.shares:
        spare |= {"shares.js"}
        del data["words"]["shares"]
    report = PrintedFlow(flow, words, facts, words.day(settings.today.date())).html()
    title = f"{words.say('call')}: {facts['client']}"
    text = PageText(title, words.language, words.right_to_left, report)
    return page_html(text, data, spare)


def _refuse_outside(flow: Flow, at: str, span: Sequence[int]) -> None:
    if at and flow.timezone and not span[0] <= read_moment(flow, at).instant.timestamp() < span[1]:
        zone = load_zone(flow.timezone)
        first, last = (datetime.fromtimestamp(seconds, zone).date() for seconds in span)
        raise UsageError(f"at: the page does not know {at}; use a moment from {first} to before {last}")


def page_facts(flow: Flow, settings: DemoSettings, language: str) -> dict[str, Any]:
    """Return the page's statements about itself, as JSON values."""
    today = settings.today
    facts: dict[str, Any] = {
        "client": settings.client or default_client(flow),
        "date": today.date().isoformat(),
        "digest": flow_digest(flow),
        "language": language,
        "starts": [] if settings.from_entry else _starts_json(flow),
        "calls": watched_calls(flow, settings.tests).calls,
        "moments": _moments_json(flow, settings),
        "changes": [] if settings.before is None else flow_changes(settings.before, flow),
    }
    optional: dict[str, Any] = {"logo": settings.logo, "shares": dict(settings.shares)}
    optional |= {"since": settings.since if settings.before is not None else ""}
    return facts | {name: value for name, value in optional.items() if value}


def _moments_json(flow: Flow, settings: DemoSettings) -> list[dict[str, Any]]:
    """The moments that the page offers, that of the settings first."""
    moments = page_moments(flow, settings.today, settings.today + _YEAR)
    if settings.at and moments:
        at = read_moment(flow, settings.at).instant.strftime("%Y-%m-%dT%H:%M:%SZ")
        moments = [{"at": at}, *(moment for moment in moments if moment["at"] != at)]
    return moments


def default_client(flow: Flow) -> str:
    """A name for the flow's owner, where nobody says one: that of its folder, else of what answers first."""
    folder = Path(flow.source)
    if flow.source in (".", "..", *FLOW_FILES):  # the folder has a name, which is not said
        folder = folder.resolve()
    stem = folder.name if folder.suffix == "" else folder.parent.name if folder.stem == "flow" else ""
    name = stem.removeprefix("example:").replace("-", " ").replace("_", " ").strip(" .")
    # the name of a folder may hold any byte
    return visible(name[:1].upper() + name[1:]) if name else flow.receptionists[flow.entry].name


def _starts_json(flow: Flow) -> list[dict[str, str]]:
    """The numbers that can be called on the page, the one that it offers first at the top; none: the flow's start."""
    if flow.number:
        return [{"number": flow.number, "label": flow.number}]
    with_hours = numbers_with_hours(flow)
    numbers = dict.fromkeys([*with_hours, *(number for number, start in flow.numbers.items() if start == flow.entry)])
    numbers |= dict.fromkeys(flow.numbers)
    return [{"number": number, "label": number} for number in numbers]
