"""What a rule looks at: a flow, with what many rules need of it, and the way back to its files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from simulator.checks.rule import RULESETS, Finding, Rule, Ruleset, Shared, TextFix, build_finding
from simulator.config.check_options import RuleLimit, Severity
from simulator.config.flow import Flow
from simulator.config.menu_engine import EXTENSION_PLACE
from simulator.config.receptionist import DROPPED, Destination, Receptionist, parse_address
from simulator.config.targets import usual_way_out
from simulator.wire.vr import WRITE_NAMES

if TYPE_CHECKING:
    from datetime import date

    from simulator.checks.menu_levels import EventualTarget, MenuLevels
    from simulator.checks.world_findings import CheckedWorld
    from simulator.graph.display_names import DisplayNames
    from simulator.graph.reach.loops import EndlessCycle
    from simulator.graph.reach.survey import Survey
    from simulator.loader.receptionist_file import Draft, Shelf
    from simulator.wire.decoding import Path

Chosen = Mapping[tuple[str, str], int]
"""Counts of past callers' choices, by the menu's key and the option."""


class CheckedFlow:
    """A flow that is checked, with the way back to its files (``shelf``; None: it was made in Python)."""

    def __init__(
        self,
        flow: Flow,
        shelf: Shelf | None = None,
        rules: Ruleset = RULESETS["default"],
        chosen: Chosen | None = None,
        *,
        today: date | None = None,
        is_world: bool = False,
    ) -> None:
        self.flow = flow
        self.shelf = shelf
        self.rules = rules
        self.chosen = chosen or {}
        self.today = today
        self.is_world = is_world
        self.eventual_targets: dict[Destination, EventualTarget] = {}

    def limit_of(self, limit: RuleLimit) -> float:
        """Return the number that stands for a limit here: as the flow or the ruleset sets it, else the rule's own."""
        return self.rules.limits.get(limit.name, limit.value)

    # -- what many rules need --------------------------------------------------------------------

    @cached_property
    def survey(self) -> Survey:
        """All ways through the flow, exactly, over all retries; a survey may stand where a flow does.

        In a provider's response calls may come in at any receptionist.
        """
        from simulator.graph.reach.survey import Survey

        roots = {key: key for key in self.flow.receptionists} if self.is_answer else self.flow.numbers
        return Survey(replace(self.flow, numbers=roots))

    @cached_property
    def names(self) -> DisplayNames:
        """Return what recordings, destinations and receptionists are called in a message."""
        from simulator.graph.display_names import DisplayNames

        return DisplayNames(self.flow)

    @cached_property
    def loops(self) -> tuple[EndlessCycle, ...]:
        """Every cycle that a caller who chooses nothing can be caught in."""
        from simulator.graph.reach.loops import find_loops

        return find_loops(self.survey)

    @cached_property
    def levels(self) -> MenuLevels:
        """The menus by level, as callers go through them."""
        from simulator.checks.menu_levels import MenuLevels

        return MenuLevels(self)

    @cached_property
    def reachable(self) -> frozenset[str]:
        """The keys of the receptionists that a call can reach, from the entry or a number, at some moment."""
        if self.worlds:
            return frozenset().union(*(world.subject.reachable for world in self.worlds))
        return frozenset(map(self.survey.origin_of, self.survey.reachable))

    @cached_property
    def worlds(self) -> tuple[CheckedWorld, ...]:
        """The flow with its schedules held fixed, in each way that makes a difference; empty: none is asked."""
        # as most flows have none: then what knows of schedules is not even loaded
        if self.is_world or not self.flow.schedules:
            return ()
        from simulator.checks.world_findings import checked_worlds

        return checked_worlds(self)

    @property
    def is_answer(self) -> bool:
        """Return whether the flow is a provider's response, in which every receptionist stands for itself."""
        if self.shelf is None or not self.shelf.drafts:
            return False
        return not self.shelf.keys  # loading notes keys only of files that somebody wrote

    def menus(self) -> Iterator[tuple[str, Receptionist]]:
        """The receptionists in which callers choose, by key, in the order of the flow."""
        return iter(self._menus)

    @cached_property
    def _menus(self) -> tuple[tuple[str, Receptionist], ...]:
        return tuple([(key, item) for key, item in self.flow.receptionists.items() if item.is_menu])

    @cached_property
    def ways_out(self) -> tuple[tuple[str, Receptionist, Destination | None, Destination | None], ...]:
        """The menus, each with where its callers come to after the last wrong key, and after the last silence."""
        ways = [(key, menu, usual_way_out(menu, "wrong"), usual_way_out(menu, "silence")) for key, menu in self.menus()]
        return tuple(ways)

    def destination_places(self, key: str) -> list[tuple[Path, Destination]]:
        """Return every destination of a receptionist that has an effect, with the place of its id."""
        ways = self.flow.receptionists[key].ways()
        return [(place, to) for _, _, to, place in ways if to is not DROPPED and place != EXTENSION_PLACE]

    def every_destination(self) -> Sequence[tuple[str, Path, Destination]]:
        """Return every destination that calls can be sent to, with the receptionist's key and the place of its id.

        Of those behind destinations and numbers the key is empty, and the place is a path of flow.yaml.
        """
        return self._every_destination

    @cached_property
    def _every_destination(self) -> tuple[tuple[str, Path, Destination], ...]:
        return tuple(self._list_destinations())

    def _list_destinations(self) -> Iterator[tuple[str, Path, Destination]]:
        for key in self.flow.receptionists:
            yield from [(key, place, destination) for place, destination in self.destination_places(key)]
        for destination, route in self.flow.routes.items():
            base = ("destinations", self.catalogue_key(destination))
            for answer, target in route.ways():
                # without a field of its own, a holiday is as closed, which has its place already
                if answer != "holiday" or getattr(route, "holiday", None) is not None:
                    yield "", (*base, answer), target
        for key, item in self.flow.receptionists.items():
            for index, address in enumerate(item.engine.settings.numbers):
                yield "", ("menus", key, "direct_dial", index), parse_address(address)
        for number, address in self.flow.numbers.items():
            if "||" in address:
                yield "", ("numbers", number), parse_address(address)

    def draft_of(self, key: str) -> Draft | None:
        """Return what a receptionist was made from: its document, and ``reading`` in the model's names."""
        return self.shelf.drafts.get(key) if self.shelf else None

    # -- names and places ------------------------------------------------------------------------

    def field_name(self, key: str, place: Path) -> str:
        """A field of the model as the author of the file calls it, entries by their keys; without a key, the path."""
        if not key:
            return ".".join(map(str, place))
        match place:
            case ("entries", int(index), *inner):
                entries = self.flow.receptionists[key].entries or ()
                option = entries[index].option if index < len(entries) else str(index)
                return ".".join(map(str, ("entries", option, *inner)))
        draft = self.draft_of(key)
        path = (
            draft.reading.document_path(place[:1]) if draft and place else (WRITE_NAMES.get(str(place[0]), place[0]),)
        )
        return str(path[-1]) if path else str(place[0])

    def finding(
        self,
        rule: Rule,
        key: str,
        place: Path,
        message: str | Shared,
        *,
        severity: Severity | None = None,
        fix: str | None = None,
        cause: tuple[str, ...] = (),
    ) -> Finding:
        """A finding at a place of a receptionist (``()``: the receptionist itself), or without a key of flow.yaml."""
        if not key:
            return self.document_finding(rule, place, message, severity=severity, cause=cause)
        draft = self.draft_of(key)
        if draft is None:
            field = self.field_name(key, place) if place else ""
            return build_finding(rule, severity, message, None, key, field, cause=cause)
        inside = draft.reading.document_path(place)
        # for most findings, the author's name of the field is where their path ends
        field = str(inside[-1]) if len(place) == 1 and inside else self.field_name(key, place) if place else ""
        path = (*draft.base, *inside)
        mended = None if fix is None else TextFix(*draft.document.source_of(path), fix)
        return build_finding(rule, severity, message, draft.document, key, field, path, mended, cause)

    def document_finding(
        self,
        rule: Rule,
        path: Path,
        message: str | Shared,
        *,
        severity: Severity | None = None,
        cause: tuple[str, ...] = (),
    ) -> Finding:
        """A finding at a path of flow.yaml itself."""
        document = self.shelf.document if self.shelf else None
        return build_finding(rule, severity, message, document, None, ".".join(map(str, path)), path, cause=cause)

    def recording_finding(
        self, rule: Rule, id: str, inner: str, message: str | Shared, *, severity: Severity | None = None
    ) -> Finding:
        """A finding at a recording of the catalogue (``inner``: a field of it, or empty)."""
        path = ("recordings", id, inner) if inner else ("recordings", id)
        return self.document_finding(rule, path, message, severity=severity)

    def destination_finding(
        self,
        rule: Rule,
        destination: Destination,
        inner: str,
        message: str | Shared,
        *,
        severity: Severity | None = None,
    ) -> Finding:
        """A finding at a destination of the catalogue (``inner``: a field of it, or empty)."""
        key = self.catalogue_key(destination)
        path = ("destinations", key, inner) if inner else ("destinations", key)
        return self.document_finding(rule, path, message, severity=severity)

    def catalogue_key(self, destination: Destination) -> str:
        """A destination as the author spelt it in the catalogue, whose types have aliases."""
        document = self.shelf.document if self.shelf else None
        destinations = document.at_path(("destinations",)) if document else None
        for key in destinations if isinstance(destinations, dict) else ():
            kind, _, id = str(key).partition("||")
            if Destination(kind.strip(), id.strip()).canonical == destination.canonical:
                return str(key)
        return str(destination)
