"""A flow in which calls go back to the menus that they came from, written as one in which they do not.

Theory of operation. An analysis of receptionists relies on this: entering one forgets all that was before. Where calls
go back that is not so, but it is of *stays*: a receptionist with the counts that a call begins with there, and its way
back. So each stay that calls come to becomes a receptionist of its own, and a return leads to the stay that it leads
to. A menu that begins with two of three wrong keys used is one that allows one. Where the way out depends on the counts
with which a call leaves, each round becomes a receptionist: its mistakes lead to the next one.

An announcement that pauses where no one has answered the call, or waits for the key that repeats it, is one whose
recording lasts so much longer. That is what callers have who press no key in it; those who do are not among the callers
that are looked at. Behind a schedule it is one that a call begins with: it pauses.

Example: ``sub`` returns to ``main`` after a silence. There are ``main``, ``sub<main``, and ``main:0,1``, the main menu
of a call that has come back with one silence used.

There are finitely many stays (``core.return_rules``), but menus that all lead to each other, and back, may have very
many: beyond ``STAYS_MOST`` the flow is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from simulator.config.announcement_settings import ANSWER_PAUSE_MS, NO_ANNOUNCEMENT_SETTINGS, REPEAT_WAIT_MS
from simulator.config.flow import Flow, RecordingLength
from simulator.config.menu_engine import FINAL_FIELDS, MissCause, any_memory, final_recording, returns_after
from simulator.config.receptionist import NOWHERE, Destination, Entry, Receptionist
from simulator.core.call_plan import CallPlan
from simulator.core.places import ANSWERED_BEFORE, NO_WAY_BACK, WayBack
from simulator.errors import UsageError
from simulator.graph.menu_rounds import WAY_OUT, MenuRound, MissResult, menu_rounds
from simulator.graph.return_bound import STAYS_MOST, too_many_ways
from simulator.tables.flow_table import FlowTable
from simulator.tables.menu_rows import PARTS

JOINED = "\x1f"
"""Stands between two recordings that a round plays one after the other, where one field has to name both."""


JoinedPrompts = Mapping[str, tuple[tuple[str, int], ...]]
"""Recordings that stand for several, played one after the other, each with the milliseconds at which it starts."""


class UnrolledFlow(NamedTuple):
    """A flow without returns, and for each of its receptionists the key of the one that it is a stay in.

    ``later_rounds`` are the keys of those that stand for one round of a menu, after its first; ``joined`` are
    recordings that stand for several. ``with_way_back`` are the keys of the stays of calls that came from a menu.
    """

    flow: Flow
    origins: Mapping[str, str]
    later_rounds: frozenset[str]
    with_way_back: frozenset[str]
    joined: JoinedPrompts


class _Stay(NamedTuple):
    key: str
    counts: tuple[int, int] = (0, 0)
    way_back: WayBack = NO_WAY_BACK
    pauses: bool = True

    @property
    def name(self) -> str:
        """The key of the receptionist that stands for it; a stay without anything behind it keeps its own."""
        counts = ":{},{}".format(*self.counts) if any(self.counts) else ""
        way_back = self.way_back if self.pauses or self.way_back != NO_WAY_BACK else ANSWERED_BEFORE
        return f"{self.key}{counts}{way_back.suffix}"


def unroll_returns(flow: Flow) -> UnrolledFlow:
    """Return the flow without returns and pauses: the same one where there are none.

    Raises ``UsageError`` where it has too many stays, where a call comes through a schedule or a telephone to what
    may send it back, and where FreeSWITCH runs some of its menus.
    """
    if not any_memory(flow.receptionists.values()):
        return UnrolledFlow(flow, {}, frozenset(), frozenset(), {})
    if any(item.engine.switch is not None for item in flow.receptionists.values()):
        raise UsageError("a flow with return||1 or return_after and menus of FreeSWITCH cannot be analysed as a whole")
    return _Unrolling(flow).unroll()


class _Unrolling:
    """A search through the stays of a flow."""

    def __init__(self, flow: Flow) -> None:
        self.flow = flow
        self._plan = CallPlan(flow)
        self._table = FlowTable(flow)
        self._lengths = dict(flow.lengths)
        self._later_rounds: set[str] = set()
        self._joined: dict[str, tuple[tuple[str, int], ...]] = {}
        # Calls begin without anything behind them, and each receptionist is looked at as if they began there.
        self._queue = [_Stay(key) for key in flow.receptionists]
        self._met = set(self._queue)

    def unroll(self) -> UnrolledFlow:
        """Return a receptionist for each stay."""
        receptionists: dict[str, Receptionist] = {}
        origins: dict[str, str] = {}
        behind: set[str] = set()
        for stay in self._queue:  # grows while it is read
            for name, item in self._receptionists_of(stay):
                receptionists[name], origins[name] = item, stay.key
                if stay.way_back.menus:
                    behind.add(name)
        flow = replace(self.flow, receptionists=receptionists, lengths=self._lengths)
        return UnrolledFlow(flow, origins, frozenset(self._later_rounds), frozenset(behind), self._joined)

    def _receptionists_of(self, stay: _Stay) -> Iterator[tuple[str, Receptionist]]:
        item = self.flow.receptionists[stay.key]
        if not item.is_menu:
            assert item.forward_destination is not None, "a single sends everybody on"
            returns = returns_after(item, "recording")
            to = self._lead(stay, item.forward_destination, (0, 0), returns=returns)
            greeting = self._announce(stay, item)
            changes: dict[str, object] = {"greeting": greeting} if greeting != item.greeting else {}
            changes |= {"forward_destination_type": to.type, "forward_destination_id": to.id}
            yield stay.name, _plain(item, (), **changes)
            return
        station = self._table.station_of(stay.key)
        rounds = menu_rounds(station.kind, station.allowed, stay.counts)
        wholes = [self._ways_of(stay, item, menu_round) for menu_round in rounds]
        if _agree(wholes):
            yield stay.name, self._whole_menu(stay, item, station.allowed, wholes)
            return
        for number, (menu_round, ways) in enumerate(zip(rounds, wholes, strict=True)):
            name = _round_name(stay, number)
            if number:
                self._later_rounds.add(name)
            yield name, self._single_round(stay, item, menu_round, ways)

    def _ways_of(self, stay: _Stay, item: Receptionist, menu_round: MenuRound) -> dict[str, Destination]:
        """Return where each way out of a round leads, by its code, or by its mistake where it is the last."""
        counts = menu_round.wrong_keys, menu_round.silences
        ways = {code: self._lead(stay, entry.destination, counts) for code, entry in item.options.items()}
        rows = self._table.station_of(stay.key)
        misses: dict[MissCause, MissResult] = {"wrong": menu_round.wrong, "silence": menu_round.silence}
        for cause, miss in misses.items():
            fall_back = item.fall_back(cause)
            if miss.round == WAY_OUT and fall_back is not None:
                counted = rows.kind.count_miss(cause, *counts, rows.allowed)
                left = counted.wrong_keys, counted.silences
                ways[cause] = self._lead(stay, fall_back, left, returns=returns_after(item, cause))
        return ways

    def _whole_menu(
        self, stay: _Stay, item: Receptionist, allowed: tuple[int, int], rounds: list[dict[str, Destination]]
    ) -> Receptionist:
        """Return a menu for a stay whose ways out lead to the same from every round."""
        ways = {way: to for round_ways in rounds for way, to in round_ways.items()}
        left = [max(most - used, 0) for most, used in zip(allowed, stay.counts, strict=True)]
        if self.flow.semantics_in(item).final_on == "at_count":
            left = [tries + 1 for tries in left]
        changes: dict[str, object] = {"wrong_keys_allowed": left[0], "silences_allowed": left[1]}
        changes |= {field: final_recording(item, cause) for cause, field in FINAL_FIELDS.items()}
        return self._led_menu(item, ways, changes)

    def _single_round(
        self, stay: _Stay, item: Receptionist, menu_round: MenuRound, ways: dict[str, Destination]
    ) -> Receptionist:
        """Return a menu of one round, whose mistakes lead to the next one."""
        ways = dict(ways)
        changes: dict[str, object] = {"wrong_keys_allowed": 0, "silences_allowed": 0}
        misses: dict[MissCause, MissResult] = {"wrong": menu_round.wrong, "silence": menu_round.silence}
        for cause, miss in misses.items():
            if miss.round != WAY_OUT:
                ways[cause] = Destination("virtual_receptionist", f"@{_round_name(stay, miss.round)}")
            changes[FINAL_FIELDS[cause]] = None if miss.round != WAY_OUT else final_recording(item, cause)
        changes["greeting"] = self._join([getattr(item, PARTS[part]) for part in menu_round.prompts])
        return self._led_menu(item, ways, changes)

    def _led_menu(
        self, item: Receptionist, ways: Mapping[str, Destination], changes: Mapping[str, object]
    ) -> Receptionist:
        """Return a menu with these changes whose ways out lead where ``ways`` says."""
        fields = dict(changes)
        for cause, field in (("wrong", "wrong_key"), ("silence", "silence")):
            if cause in ways:
                fields[f"{field}_destination_type"], fields[f"{field}_destination_id"] = ways[cause]

        def lead(entry: Entry) -> Entry:
            to = ways[entry.option]
            return entry.model_copy(update={"destination_type": to.type, "destination_id": to.id})

        own = item.own_options
        fields["entries"] = tuple(lead(entry) for entry in own.values())
        extensions = tuple(lead(entry) for code, entry in item.options.items() if code not in own)
        return _plain(item, extensions, **fields)

    def _join(self, prompts: list[str]) -> str | None:
        joined = JOINED.join(prompts)
        if len(prompts) > 1 and joined not in self._joined:
            starts = [0]
            for prompt in prompts:
                starts.append(starts[-1] + self.flow.length_of(prompt).milliseconds)
            estimated = any(self.flow.length_of(prompt).estimated for prompt in prompts)
            self._lengths[joined] = RecordingLength(starts[-1], estimated)
            self._joined[joined] = tuple(zip(prompts, starts, strict=False))
        return joined or None

    def _announce(self, stay: _Stay, item: Receptionist) -> str | None:
        """Return the recording that lasts as long as a stay in an announcement without keys."""
        settings, greeting = item.engine.announcement, item.greeting
        before = ANSWER_PAUSE_MS if settings.pause and stay.pauses else 0
        after = REPEAT_WAIT_MS if settings.repeat is not None else 0
        if not (before or after):
            return greeting
        length = self.flow.length_of(greeting) if greeting else RecordingLength(0, estimated=False)
        joined = JOINED.join([str(before), greeting or "", str(after)])
        self._lengths[joined] = length._replace(milliseconds=before + length.milliseconds + after)
        self._joined[joined] = ((greeting, before),) if greeting else ()
        return joined

    def _lead(
        self, stay: _Stay, destination: Destination, counts: tuple[int, int], *, returns: bool = False
    ) -> Destination:
        """Return where a way out leads that a call takes with these counts."""
        rules = self._plan.returns
        if returns or destination.leads_back:
            target = rules.find_return(stay.key, stay.way_back, counts)
            if target is not None:
                return self._meet(_Stay(*target))
            if destination.leads_back:
                return NOWHERE
        key = self.flow.receptionist_for(destination)
        if key is not None:
            behind = rules.leave(stay.key, stay.way_back, counts)
            pauses = behind == NO_WAY_BACK or not self.flow.receptionists[key].engine.announcement.pause
            return self._meet(_Stay(key, way_back=rules.enter(key, behind), pauses=pauses))
        if rules.recalls(destination):
            raise UsageError(
                f"{self.flow.describe_address(str(destination))} leads on to a menu from which calls go back: "
                "what every caller can do there cannot be told; play callers instead"
            )
        return destination

    def _meet(self, stay: _Stay) -> Destination:
        if stay not in self._met:
            if len(self._met) >= STAYS_MOST:
                raise too_many_ways(STAYS_MOST)
            self._met.add(stay)
            self._queue.append(stay)
        return Destination("virtual_receptionist", f"@{stay.name}")


def _plain(item: Receptionist, extensions: tuple[Entry, ...], **changes: object) -> Receptionist:
    """Return a receptionist with changes, on an engine without returns that dials these extensions."""
    engine = item.engine
    alone = item.model_copy(update={"id": None, **changes})
    settings = engine.settings._replace(return_after=(), announcement=NO_ANNOUNCEMENT_SETTINGS)
    return alone.with_engine(
        engine._replace(
            settings=settings,
            dialable=extensions,
            extensions=extensions,
            missing=frozenset(),
            drops=frozenset(),
            announcement=NO_ANNOUNCEMENT_SETTINGS,
        )
    )


def _agree(rounds: Iterable[Mapping[str, Destination]]) -> bool:
    """Return whether each way out leads to the same from every round that has it."""
    first: dict[str, Destination] = {}
    return all(first.setdefault(way, to) == to for ways in rounds for way, to in ways.items())


def _round_name(stay: _Stay, number: int) -> str:
    return f"{stay.name}/{number}" if number else stay.name
