"""A flow: receptionists that call each other, the catalogue of what they name, and the semantics."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict

from simulator.config.documentation import DEFAULT_DIALECT, Dialect
from simulator.config.menu_engine import settle_engines
from simulator.config.phone_number import dialled_digits
from simulator.config.receptionist import Destination, Receptionist, parse_address
from simulator.config.recording_length import BUILT_IN_LENGTHS, BUILT_IN_PROMPTS, UNKNOWN_LENGTH
from simulator.config.recording_length import RecordingLength as RecordingLength
from simulator.config.semantics import PROFILES, Semantics
from simulator.config.value_rules import LanguageCode, Name, Seconds, Text, quote_value
from simulator.errors import UsageError, nearest_words
from simulator.fast_classes import NamedTuple, dataclass
from simulator.words.phrases import list_first

if TYPE_CHECKING:
    from simulator.config.check_options import CheckOptions
    from simulator.config.claim_options import ClaimOptions
    from simulator.config.routes import Route
    from simulator.config.schedules import Schedule

FLOW_FILE = "||"
"""Stands for flow.yaml itself where sources go by a receptionist's key: no key holds it."""


class Recording(BaseModel):
    """The catalogue's entry for a recording.

    ``file`` is relative to the flow's folder; ``hours`` are those that its words have to tell.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    name: Name | None = None
    script: Text = ""
    script_file: Text = ""
    seconds: Seconds | None = None
    file: Text = ""
    hours: Text = ""


def _or_none_yet(value: Any) -> Any:
    """Nothing, as an empty field in YAML, for no names."""
    return {} if value is None else value


class KnownDestination(BaseModel):
    """The catalogue's entry for a destination: its name, its name by language, and what answers there.

    The other fields say what lies behind it, as written: a ``schedule`` and where each of its answers leads, or
    how long a telephone ``rings`` and where the call goes then. ``Flow.routes`` has them resolved.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    name: Name | None = None
    names: Annotated[dict[LanguageCode, Name], BeforeValidator(_or_none_yet)] = {}
    answers: Literal["person", "machine", "menu", "nobody"] | None = None
    schedule: Text = ""
    open: Text = ""
    closed: Text = ""
    holiday: Text = ""
    rings: Text = ""
    no_answer: Text = ""
    busy: Text = ""

    @property
    def routes_on(self) -> bool:
        """Return whether a field says what lies behind it."""
        return bool(self.schedule or self.open or self.closed or self.holiday or self.alerts)

    @property
    def alerts(self) -> bool:
        """Return whether a telephone rings there."""
        return bool(self.rings or self.no_answer or self.busy)


class LoadNote(NamedTuple):
    """Something that loading noticed and that is no error, such as a field the answer lacks."""

    file: str
    message: str


class Variant(NamedTuple):
    """The flow as it is to be for a while: the receptionists that differ.

    It holds from ``since`` to just before ``until``; None: nobody says.
    """

    until: datetime | None = None
    receptionists: Mapping[str, Receptionist] = {}
    since: datetime | None = None

    def holds_at(self, moment: datetime) -> bool:
        """Return whether it is due at an instant."""
        return (self.since is None or self.since <= moment) and (self.until is None or moment < self.until)


@dataclass(frozen=True, slots=True)
class Flow:
    """Receptionists by key, in the order of their file, with what they name.

    Names with ``@`` are resolved in recordings and in destinations that end a call; a destination
    that means a receptionist keeps its ``@key``, and ``target`` follows it. ``variant`` is the name of
    the variant that holds; None: the flow as it is without one. ``dialect`` decides what counts as
    documented (``config.documentation``). ``pulled`` is the day (YYYY-MM-DD) on which ``pull`` last wrote
    to the catalogue; empty: it never did. ``routes`` say what lies behind a destination, by its canonical form;
    ``timezone`` is the IANA name of the zone of ``schedules``. ``numbers`` lead to a receptionist's key or to a
    destination as ``type||id``; ``number`` is the one of them that callers ring, empty: they begin at ``entry``.
    ``profiles`` are the project's (``loader.project_profiles``), ``profile_name`` is the one that holds; empty: none.
    """

    entry: str
    receptionists: Mapping[str, Receptionist]
    numbers: Mapping[str, str] = field(default_factory=dict)
    recordings: Mapping[str, Recording] = field(default_factory=dict)
    destinations: Mapping[Destination, KnownDestination] = field(default_factory=dict)
    lengths: Mapping[str, RecordingLength] = field(default_factory=dict)
    semantics: Semantics = PROFILES["acefone"]
    profiles: Mapping[str, Semantics] = field(default_factory=dict)
    profile_name: str = ""
    dialect: Dialect = DEFAULT_DIALECT
    pulled: str = ""
    timezone: str = ""
    schedules: Mapping[str, Schedule] = field(default_factory=dict)
    routes: Mapping[Destination, Route] = field(default_factory=dict)
    number: str = ""
    source: str = ""
    notes: tuple[LoadNote, ...] = ()
    claims: tuple[ClaimOptions, ...] = ()
    checks: CheckOptions | None = None
    variants: Mapping[str, Variant] = field(default_factory=dict)
    variant: str | None = None
    _ids: dict[str, str] | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def _keys_by_id(self) -> dict[str, str]:
        ids = self._ids
        if ids is None:  # many copies of a flow are never asked
            ids = {item.id: key for key, item in self.receptionists.items() if item.id is not None}
            object.__setattr__(self, "_ids", ids)
        return ids

    @property
    def title(self) -> str:
        """Return what it was loaded from, and in which variant."""
        return f"{self.source} (variant {self.variant})" if self.variant else self.source

    def receptionist_for(self, destination: Destination) -> str | None:
        """The key of the receptionist that a destination enters; None: the call ends there."""
        if not destination.names_receptionist:
            return None
        id = destination.id
        if id.startswith("@") and id[1:] in self.receptionists:
            return id[1:]
        return self._keys_by_id.get(id, id if id in self.receptionists else None)

    def route_of(self, destination: Destination) -> Route | None:
        """Return what lies behind a destination; None: it is an end, as far as the flow says."""
        return self.routes.get(destination.canonical) if self.routes else None

    @property
    def start(self) -> str:
        """The start of a call: what the number that callers ring leads to, else the entry's key."""
        return self.numbers[self.number] if self.number else self.entry

    def destination_name(self, destination: Destination) -> str | None:
        """The catalogue's name of a destination that ends a call, under any alias of its type."""
        entry = self.destinations.get(destination.canonical)
        return entry.name if entry else None

    def recording_name(self, id: str) -> str:
        """Return the catalogue's name of a recording, else an engine's own, else its id."""
        recording = self.recordings.get(id)
        if recording is None and id in BUILT_IN_PROMPTS:
            return BUILT_IN_PROMPTS[id].name
        return recording.name if recording and recording.name else id

    def length_of(self, recording: str) -> RecordingLength:
        """Return how long a recording plays; an estimate (4 s for most) where nothing is known."""
        return self.lengths.get(recording) or BUILT_IN_LENGTHS.get(recording, UNKNOWN_LENGTH)

    def find_receptionist(self, name: str) -> str:
        """The key of the receptionist that has this key, id, number, or unique name.

        A number is one of the flow's, with or without spaces, ``+`` or ``00``. Raises ``UsageError`` that lists
        the nearest.
        """
        if (key := name if name in self.receptionists else self._keys_by_id.get(name)) is not None:
            return key
        if name in self.numbers:
            return self._receptionist_behind(name)
        named = [key for key, item in self.receptionists.items() if item.name == name]
        if len(named) == 1:
            return named[0]
        if named:
            raise UsageError(f"{len(named)} receptionists are named {name!r}: say {' or '.join(named[:5])}")
        return self._receptionist_behind(self.find_number(name, what="number or receptionist"))

    def _receptionist_behind(self, number: str) -> str:
        target = self.numbers[number]
        if "||" not in target:
            return target
        raise UsageError(
            f"{number} leads to {self.describe_address(target)}, which is not a receptionist; ring it with --number"
        )

    def describe_address(self, address: str) -> str:
        """A destination's name and ``type||id``, or the latter alone."""
        name = self.destination_name(parse_address(address))
        return f"{name} ({address})" if name else address

    def find_number(self, name: str, *, what: str = "number") -> str:
        """The flow's own spelling of a number, however it is written. Raises ``UsageError``."""
        if (number := self._spelling_of(name)) is not None:
            return number
        digits = dialled_digits(name)
        if same := self._same_digits(digits):
            raise UsageError(f"{name!r} is written in {len(same)} ways in this flow: say {' or '.join(same)}")
        if digits and (self.numbers or name.lstrip().startswith(("+", "00"))):
            raise UsageError(f"no {what} {quote_value(name)}; {self._nearest_number(name, digits)}")
        if what == "number":
            raise UsageError(f"{quote_value(name)} is not a number; {self._nearest_number(name, digits)}")
        raise UsageError(f"no receptionist {quote_value(name)}; {self._nearest_name(name)}")

    def _same_digits(self, digits: str) -> dict[str, str]:
        return {number: to for number, to in self.numbers.items() if digits and dialled_digits(number) == digits}

    def _spelling_of(self, name: str) -> str | None:
        """The flow's own spelling of a number; None where it has none, or several that lead to different places."""
        if name in self.numbers:
            return name
        same = self._same_digits(dialled_digits(name))
        return next(iter(same)) if len(set(same.values())) == 1 else None

    def _nearest_number(self, name: str, digits: str) -> str:
        if not self.numbers:
            return "the flow has no numbers: list them in flow.yaml under numbers"
        near = [number for number in self.numbers if dialled_digits(number).endswith(digits.removeprefix("0"))]
        near = near or nearest_words(name, [*self.numbers, *self.receptionists])
        if near:
            return f"did you mean {' or '.join(near[:3])}?"
        return f"the flow's numbers are {list_first([*self.numbers], 5)}"

    def _nearest_name(self, name: str) -> str:
        names = (item.name for item in self.receptionists.values())
        if near := nearest_words(name, [*self.receptionists, *names]):
            return f"did you mean {' or '.join(near)}?"
        return f"the flow has {list_first([*self.receptionists], 5)}"

    def entered_at(self, name: str) -> Flow:
        """The same flow with another receptionist first; a number that leads elsewhere is rung instead."""
        if name not in self.receptionists and "||" in self.numbers.get(self._spelling_of(name) or "", ""):
            return self.rung_at(name)
        return replace(self, entry=self.find_receptionist(name), number="")

    def rung_at(self, number: str) -> Flow:
        """The same flow, called on one of its numbers. Raises ``UsageError`` for one that it does not have."""
        spelling = self.find_number(number)
        target = self.numbers[spelling]
        return replace(self, number=spelling, entry=self.entry if "||" in target else target)

    def in_variant(self, variant: str) -> Flow:
        """The same flow in one of its variants. Raises ``UsageError`` that lists the nearest."""
        if variant not in self.variants:
            hint = "the flow has none; flow.yaml lists them under variants"
            if near := nearest_words(variant, self.variants):
                hint = f"did you mean {' or '.join(near)}?"
            elif self.variants:
                hint = f"the flow has {list_first([*self.variants], 5)}"
            raise UsageError(f"no variant {variant!r}; {hint}")
        changed = {**self.receptionists, **self.variants[variant].receptionists}
        return replace(self, receptionists=settle_engines(changed, self.semantics), variant=variant)

    def with_semantics(self, semantics: Semantics) -> Flow:
        """The same flow under other semantics."""
        name = next((name for name, profile in self.profiles.items() if profile == semantics), "")
        if (semantics, name) == (self.semantics, self.profile_name):
            return self
        settled = settle_engines(self.receptionists, semantics)
        return replace(self, semantics=semantics, profile_name=name, receptionists=settled)

    def semantics_in(self, item: Receptionist) -> Semantics:
        """Return the semantics of a receptionist: its own, or the flow's."""
        return item.engine.semantics or self.semantics

    def in_dialect(self, dialect: Dialect) -> Flow:
        """The same flow, for another dialect of the provider."""
        return replace(self, dialect=dialect)
