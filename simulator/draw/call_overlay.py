"""The path of one call on a map: the ways that it took, and when it came to each place."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.callers.rehearsal import RehearsedCall
from simulator.config.receptionist import Cause, parse_address
from simulator.core.call import Turn
from simulator.core.effects import Choice, Enter, Miss, Return
from simulator.core.events import WORLD_ANSWERS
from simulator.core.places import WORLD_PHASES
from simulator.core.places import Cause as PlaceCause
from simulator.draw.map_overlay import FootLine, MapOverlay, Tone, WayPlace
from simulator.draw.map_tree import MapTree
from simulator.draw.map_ways import WayMark
from simulator.graph.compare.caller_words import describe_caller
from simulator.graph.plain_words import visible
from simulator.words.phrases import count_noun

_CAUSES: dict[PlaceCause, Cause] = {"wrong": "wrong keys", "silence": "silence"}


def overlay_call(tree: MapTree, played: RehearsedCall) -> MapOverlay:
    """Return what a call that was played looks like on the map of its flow."""
    path = _CallPath(tree)
    for turn in played.trace.turns:
        path.follow_turn(turn)
    return path.overlay(played)


def clock_time(milliseconds: int) -> str:
    """Return a time of a call as ``0:37``."""
    return f"{milliseconds // 60_000}:{milliseconds // 1000 % 60:02d}"


class _CallPath:
    """What is known of a call so far."""

    def __init__(self, tree: MapTree) -> None:
        self.tree = tree
        branches = ((id, branch) for id, node in tree.nodes.items() for branch in (*node.branches, *node.returns))
        self.drawn = {WayPlace(id, mark) for id, branch in branches for mark in branch.way.marks}
        self.arrivals: dict[str, int] = {}
        self.mistakes: dict[str, dict[str, int]] = {}
        self.ways: dict[WayPlace, None] = {}
        self.last: WayPlace | None = None

    def follow_turn(self, turn: Turn) -> None:
        for effect in turn.effects:
            if type(effect) is Miss:
                counts = self.mistakes.setdefault(turn.source.receptionist, {})
                counts[effect.cause] = counts.get(effect.cause, 0) + 1
        for mark in _marks_of(turn):
            way = WayPlace(_node_id(turn.source.receptionist), mark)
            if way in self.drawn or self._is_common(way):  # a telephone that is picked up leads nowhere
                self.ways[way] = None
                self.last = way
        for effect in turn.effects:
            if isinstance(effect, Enter | Return):
                self._arrive(effect.receptionist, turn.at)
        if turn.dest.phase in WORLD_PHASES:
            self._arrive(_node_id(turn.dest.receptionist), turn.at)

    def _arrive(self, node: str, at: int) -> None:
        if node in self.tree.nodes:
            self.arrivals.setdefault(node, at)

    def overlay(self, played: RehearsedCall) -> MapOverlay:
        trace = played.trace
        way_tones: dict[WayPlace, Tone] = dict.fromkeys(self.ways, "taken")
        # what all menus share is drawn once, above them
        way_tones |= {WayPlace("", way.mark): "taken" for way in self.ways if self._is_common(way)}
        node_tones: dict[str, Tone] = dict.fromkeys(self.arrivals, "taken")
        node_remarks = {node: self._node_words(node, at) for node, at in self.arrivals.items()}
        end = clock_time(trace.milliseconds)
        way_remarks: dict[WayPlace, str] = {}
        last = played.trace.turns[-1].source.receptionist if trace.turns else ""
        if trace.kind == "abandoned" or trace.kind == "endless":
            ends = "hangs up" if trace.kind == "abandoned" else "never ends"
            node = _node_id(last)
            node_remarks[node] = " · ".join(part for part in (node_remarks.get(node, ""), f"{ends} {end}") if part)
        elif self.last is not None:
            way_remarks[self.last] = end
            if self._is_common(self.last):
                way_remarks[WayPlace("", self.last.mark)] = end
        return MapOverlay(way_tones, way_remarks, node_tones, node_remarks, foot=(self._foot(played, end),))

    def _is_common(self, way: WayPlace) -> bool:
        return any(way.mark in branch.way.marks for branch in self.tree.common)

    def _node_words(self, node: str, at: int) -> str:
        """When the call came there first, and the mistakes that its caller made there."""
        counts = self.mistakes.get(node, {})
        names = (("wrong", "wrong key"), ("silence", "silence"))
        words = (count_noun(counts[cause], noun, spell=False) for cause, noun in names if cause in counts)
        return " · ".join([clock_time(at), *words])

    def _foot(self, played: RehearsedCall, end: str) -> FootLine:
        trace, flow = played.trace, played.machine.flow
        at_entry = flow.entered_at(trace.entry) if trace.entry else flow
        caller = describe_caller(at_entry, script=played.script)
        return FootLine("taken", f"{caller[0].upper()}{caller[1:]}: {_outcome_words(played)} after {end}")


def _outcome_words(played: RehearsedCall) -> str:
    outcome = played.record.outcome
    match outcome.kind:
        case "abandoned":
            return "hangs up"
        case "endless":
            return "the call is still going round"
        case "hung_up":
            return "the call ends"
        case _:
            return visible(outcome.name or outcome.destination or "the call ends")


def _node_id(name: str) -> str:
    """The node of a place's receptionist, or of the destination that asks the world there."""
    return str(parse_address(name).canonical) if "||" in name else name


def _marks_of(turn: Turn) -> Iterator[WayMark]:
    """The passage by which a turn leaves a node, if it does."""
    source = turn.source
    if source.phase in WORLD_PHASES:
        if turn.event.trigger in WORLD_ANSWERS:
            yield WayMark("answer", turn.event.trigger)
        elif source.phase == "alerting" and turn.event.trigger != "hung_up":
            yield WayMark("answer", "no_answer")  # it has rung out
        return
    if turn.event.trigger == "hung_up":
        return
    for effect in turn.effects:
        if type(effect) is Choice:
            yield WayMark("choice", effect.keys)
            return
        if type(effect) is Miss and effect.last and turn.dest.phase != "final":
            yield WayMark(_CAUSES[effect.cause])
            return
    if source.phase == "final":
        yield WayMark(_CAUSES["silence" if source.after == "silence" else "wrong"])
    elif source.phase == "forward":
        yield WayMark("forward")
