"""A flow as plain HTML: what the page prints, and all there is of it where no script runs (a preview in a mail)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from simulator.approval.menu_facts import target_name
from simulator.callers.world import schedule_name
from simulator.config.flow import Flow
from simulator.draw.ending_sign import ending_sign
from simulator.draw.map_tree import MapNode, build_tree
from simulator.draw.map_ways import MapSource, MapWay
from simulator.web.page_words import PageWords


class PrintedFlow:
    """Lays out a flow; ``facts`` are those of the page (``page_facts``)."""

    def __init__(self, flow: Flow, words: PageWords, facts: Mapping[str, Any], date: str) -> None:
        self.flow = flow
        self.words = words
        self.facts = facts
        self.date = date
        self._tree = build_tree(flow)
        self._source = MapSource(flow)
        self._common = [
            branch.way for branch in self._tree.common if branch.way.is_quiet and len(branch.way.marks) == 2
        ]
        self._printed: set[str] = set()

    def html(self) -> str:
        """The whole report; no text of the flow is anything but text in it."""
        say = self.words.say
        lines = [
            f"<h1>{_own(self.facts['client'])}</h1>",
            f"<p>{escape(say('version', self.date))}, {escape(self.facts['digest'])}</p>",
            *self._hour_lines(),
        ]
        lines += (f"<p>{self._common_words(way)}" for way in self._common)
        for node in self._tree.nodes.values():
            lines += self._node_lines(node)
        lines += [*self._call_lines(), f"<p>{escape(say('approved-by', '____________________', '__________'))}</p>"]
        return "\n".join(lines)

    def _hour_lines(self) -> Iterator[str]:
        """When each schedule is open, as its file writes it; a switch is set by hand."""
        timed = {key: schedule for key, schedule in self.flow.schedules.items() if not schedule.is_switch}
        if not timed:
            return
        yield f"<h2>{escape(self.words.say('schedule'))}</h2><ul>"
        for key, schedule in timed.items():
            hours = "; ".join(line.written for line in schedule.hours)
            yield f"<li>{_own(schedule_name(self.flow, key))}{': ' + _own(hours) if hours else ''}</li>"
        yield "</ul>"

    def _common_words(self, way: MapWay) -> str:
        """Return the words for the result of mistakes that every menu shares, said once."""
        count = way.caption.removesuffix("×")
        words = self.words.say("in-every-menu-once") if count == "1" else self.words.say("in-every-menu", count)
        return f"{escape(words)} <bdi>{self._target(way)}</bdi>"

    def _node_lines(self, node: MapNode) -> Iterator[str]:
        """Yield a menu or an announcement with its words, or a schedule; telephones stand where ways lead to them."""
        if node.kind == "telephone":
            return
        yield f"<section><h2>{_own(node.name)}</h2>"
        item = self.flow.receptionists.get(node.id)
        for recording in item.recordings if item else ():
            if recording not in self._printed:  # what many menus say is printed once
                self._printed.add(recording)
                yield self._quote(recording)
        yield "<table>"
        for way in self._source.ways_from(node.id):
            if way not in self._common:
                yield f"<tr><th>{escape(self._caption(way))}<td>{self._target(way)}"
        yield "</table></section>"

    def _caption(self, way: MapWay) -> str:
        """Return the caller's act, or the world's answer, that takes a way."""
        say = self.words.say
        match way.kind:
            case "forward":
                return "→"
            case "answer":
                return ", ".join(map(say, way.caption.split(", ")))
            case "mistake":
                causes = {"wrong keys": "wrong-keys", "silence": "silences"}
                return f"{way.caption} {say('both' if len(way.marks) == 2 else causes[way.marks[0].cause])}"
        return way.caption

    def _target(self, way: MapWay) -> str:
        """Return the target of a way, and where that sends callers on when nobody picks up."""
        say = self.words.say
        sign = ending_sign(self.flow, way.destination)
        ends = sign.kind == "nobody" and not sign.is_named
        name = escape(say("call-ends") if ends else target_name(self.flow, way.destination))
        node = self._source.node_at(way.destination)
        if node is None or "||" not in node or self._source.kind_of(node) != "telephone":
            return name
        onward = (
            f"{escape(say('if-' + mark.keys.replace('_', '-')))}: {_own(target_name(self.flow, each.destination))}"
            for each in self._source.ways_from(node)
            for mark in each.marks
            if mark.keys != "picked_up"
        )
        return f"<bdi>{name}</bdi> ({'; '.join(onward)})"

    def _quote(self, recording: str) -> str:
        """The words of a recording. The page takes them from here, so that they stand in the file once."""
        entry = self.flow.recordings.get(recording)
        words = " ".join(entry.script.split()) if entry else ""
        if not words:
            return f"<p>{escape(self.words.say('no-words', self.flow.recording_name(recording)))}</p>"
        return f'<blockquote data-recording="{escape(recording)}">{escape(words)}</blockquote>'

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
