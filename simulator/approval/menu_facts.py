"""The words of each menu and the destination of each key, as people who do not build menus say them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from simulator.config.flow import Flow, RecordingLength
from simulator.config.receptionist import Destination
from simulator.config.recording_length import BUILT_IN_PROMPTS
from simulator.config.routes import PersonRoute
from simulator.draw.ending_sign import KIND_WORDS, ending_sign
from simulator.draw.map_tree import MapNode, build_tree
from simulator.draw.map_ways import MapSource, MapWay
from simulator.graph.default_paths import DefaultPath, silent_path, wrong_key_path
from simulator.graph.passages import reachable_receptionists
from simulator.graph.plain_words import ordinal_word, visible

_WHO = {**KIND_WORDS, "person": "a person", "machine": "a machine", "menu": "a menu elsewhere"}


_PLAIN = frozenset({*_WHO.values(), "a menu", "back", "an announcement"})


class KeyRow(NamedTuple):
    """One way on: what stands on the key, the sign of what it leads to, its name, and what to know of it.

    A quiet way is taken by mistakes: its ``caption`` is a count.
    """

    caption: str
    sign: str
    name: str
    remark: str
    is_quiet: bool

    @property
    def is_plain(self) -> bool:
        """Return whether the sign says what the remark says."""
        return self.remark in _PLAIN


class ReplyLine(NamedTuple):
    """The words that callers hear after a mistake, and when."""

    when: str
    words: str


@dataclass(frozen=True, slots=True)
class MenuFacts:
    """A menu or an announcement: ``words`` is what callers hear first, empty where nobody knows it.

    ``listens`` is the wait for a key in milliseconds, 0 for an announcement. ``replies`` follow mistakes.
    """

    key: str
    name: str
    numbers: tuple[str, ...]
    words: str
    length: RecordingLength | None
    listens: int
    rows: tuple[KeyRow, ...]
    replies: tuple[ReplyLine, ...]
    is_menu: bool


def list_menus(flow: Flow) -> list[MenuFacts]:
    """Return every receptionist that callers can reach, in the order of the menus."""
    tree, source = build_tree(flow), MapSource(flow)
    return [_menu_facts(source, tree.nodes[key], key) for key in reachable_receptionists(flow)]


def unknown_words(flow: Flow, id: str) -> str:
    """Return what is said of a recording whose words nobody knows."""
    recording = flow.recordings.get(id)
    if recording is None and id in BUILT_IN_PROMPTS:
        return f"{flow.recording_name(id).capitalize()} of the telephone system."
    name = f"“{visible(recording.name)}”" if recording and recording.name else visible(id)
    return f"Recording {name}: its words are not in the file."


def _menu_facts(source: MapSource, node: MapNode, key: str) -> MenuFacts:
    flow = source.flow
    item = flow.receptionists[key]
    silent = silent_path(flow, key)
    ways = source.ways_from(key)
    returns = {branch.way for branch in node.returns}
    return MenuFacts(
        key,
        visible(item.name),
        tuple(visible(number) for number, target in flow.numbers.items() if target == key),
        spoken_words(flow, item.greeting),
        flow.length_of(item.greeting) if item.greeting else None,
        silent.listens if item.is_menu else 0,
        tuple(_key_row(source, key, way, is_return=way in returns) for way in ways),
        tuple(_reply_lines(flow, key, silent)) if item.is_menu else (),
        item.is_menu,
    )


def spoken_words(flow: Flow, id: str | None) -> str:
    """Return the words of a recording on one line; empty where there is none, or nobody knows them."""
    recording = flow.recordings.get(id) if id else None
    return visible(recording.script) if recording else ""


def _key_row(source: MapSource, key: str, way: MapWay, *, is_return: bool) -> KeyRow:
    sign, name, who = _target_words(source, way)
    if is_return:
        sign, who = "back", "this menu again" if source.node_at(way.destination) == key else "back"
    if not way.is_quiet:
        return KeyRow(way.caption, sign, name, who, False)
    mistakes = [mark.cause for mark in way.marks]
    words = {"wrong keys": "wrong key", "silence": "silence"}
    remark = " or ".join(words.get(cause, cause) for cause in mistakes)
    return KeyRow(way.caption, sign, name, remark, True)


def _target_words(source: MapSource, way: MapWay) -> tuple[str, str, str]:
    """The sign, the name and the kind of what a way leads to."""
    flow, node = source.flow, source.node_at(way.destination)
    if node is not None and "||" not in node:
        name = visible(flow.receptionists[node].name)
        return ("menu", name, "a menu") if flow.receptionists[node].is_menu else ("sound", name, "an announcement")
    if node is not None and source.kind_of(node) == "schedule":
        return "clock", ending_sign(flow, way.destination).name, "by the hours"
    end = ending_sign(flow, way.destination)
    route = flow.route_of(way.destination)
    if isinstance(route, PersonRoute) and route.no_answer is not None:
        then = target_name(flow, route.no_answer)
        return end.kind, end.name, f"{_WHO[end.kind]}; no answer after {route.rings_ms / 1000:g} s: {then}"
    return end.kind, end.name, _WHO[end.kind]


def target_name(flow: Flow, destination: Destination) -> str:
    """Return a destination's name: that of its receptionist or in the catalogue, else its kind."""
    key = flow.receptionist_for(destination)
    return visible(flow.receptionists[key].name) if key else ending_sign(flow, destination).name


def _reply_lines(flow: Flow, key: str, silent: DefaultPath) -> Iterator[ReplyLine]:
    """Return the lines about mistakes; the last words are said once where both kinds of mistakes end in them."""
    greeting = flow.receptionists[key].greeting
    wrong = wrong_key_path(flow, key)
    for when, path in (("After a wrong key", wrong), ("After silence", silent)):
        played = [id for id in (path.repeats[0] if path.repeats else ()) if id != greeting]
        for id in played:
            yield ReplyLine(when, _quoted(flow, id))
    finals = {"wrong key": wrong, "silence": silent}
    if wrong.final == silent.final and len(wrong.repeats) == len(silent.repeats):
        finals = {"time": silent}
    for what, path in finals.items():
        if path.final is not None:
            yield ReplyLine(f"The {ordinal_word(len(path.repeats) + 1)} {what}", _quoted(flow, path.final))


def _quoted(flow: Flow, id: str) -> str:
    words = spoken_words(flow, id)
    return f"“{words}”" if words else unknown_words(flow, id)
