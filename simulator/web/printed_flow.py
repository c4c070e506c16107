"""A flow as plain HTML: what the page prints, and all there is of it where no script runs (a preview in a mail)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from simulator.config.flow import Flow
from simulator.config.receptionist import Destination, Receptionist
from simulator.tables.flow_table import FlowTable
from simulator.web.page_words import PageWords


class PrintedFlow:
    """Lays out a flow; ``facts`` are those of the page (``page_facts``)."""

    def __init__(self, flow: Flow, words: PageWords, facts: Mapping[str, Any], date: str) -> None:
        self.flow = flow
        self.words = words
        self.facts = facts
        self.date = date
        self._table = FlowTable(flow)
        self._printed: set[str] = set()

    def html(self) -> str:
        """The whole report; no text of the flow is anything but text in it."""
        say = self.words.say
        lines = [
            f"<h1>{_own(self.facts['client'])}</h1>",
            f"<p>{escape(say('version', self.date))}, {escape(self.facts['digest'])}</p>",
            *self._hour_lines(),
        ]
        for number, key in enumerate(self.flow.receptionists):
            lines += self._menu_lines(number, self.flow.receptionists[key])
        lines += [*self._call_lines(), f"<p>{escape(say('approved-by', '____________________', '__________'))}</p>"]
        return "\n".join(lines)

    def _hour_lines(self) -> Iterator[str]:
        if not self.flow.schedules:
            return
        yield f"<h2>{escape(self.words.say('schedule'))}</h2><ul>"
        for key, schedule in self.flow.schedules.items():
            hours = "; ".join(str(line) for line in schedule.hours)
            yield f"<li>{_own(key)}{': ' + _own(hours) if hours else ''}</li>"
        yield "</ul>"

    def _menu_lines(self, number: int, item: Receptionist) -> Iterator[str]:
        yield f"<section><h2>{_own(item.name)}</h2>"
        for recording in item.recordings:
            if recording not in self._printed:  # what many menus say is printed once
                self._printed.add(recording)
                yield self._quote(recording)
        yield "<table>"
        if item.forward_destination is not None and not item.is_menu:
            yield self._row("→", item.forward_destination)
        for code, entry in item.options.items() if item.is_menu else ():
            yield self._row(code, entry.destination)
        if item.is_menu:
            tries = self._table.station_at(number).allowed
            for word, allowed, destination in zip(
                ("wrong-keys", "silences"), tries, (item.wrong_key_destination, item.silence_destination), strict=True
            ):
                if destination is not None:
                    yield self._row(f"{allowed + 1}× {self.words.say(word)}", destination)
        yield "</table></section>"

    def _row(self, head: str, destination: Destination) -> str:
        key = self.flow.receptionist_for(destination)
        name = self.flow.receptionists[key].name if key else self.flow.destination_name(destination)
        return f"<tr><th>{escape(head)}<td>{escape(name or str(destination))}"

    def _quote(self, recording: str) -> str:
        """The words of a recording. The page takes them from here, so that they stand in the file once."""
        entry = self.flow.recordings.get(recording)
        words = " ".join(entry.script.split()) if entry else ""
        if not words:
            return f"<p>{escape(self.words.say('no-words', self.flow.recording_name(recording)))}</p>"
        return f'<blockquote dir="auto" data-recording="{escape(recording)}">{escape(words)}</blockquote>'

    def _call_lines(self) -> Iterator[str]:
        if not self.facts["calls"]:
            return
        yield f"<h2>{escape(self.words.say('calls'))}</h2><ul>"
        for call in self.facts["calls"]:
            fails = "" if call["passes"] else f" ({escape(self.words.say('fails'))})"
            yield f"<li>{_own(call['name'])}{fails}</li>"
        yield "</ul>"


def _own(text: str) -> str:
    """A text of the flow, which runs in its own direction."""
    return f"<bdi>{escape(text)}</bdi>"
