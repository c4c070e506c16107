"""A receptionist: one menu, or one straight way on, under names that mean one thing.

The provider's own names are ambiguous (``invalid_recording`` is one recording when written and
another when read), so they live in ``simulator.wire`` alone. Here a *wrong key* is a key that is
no entry, a *silence* a wait in which no key came, a *retry* recording plays while another try is
left, the *final* recording when none is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import cached_property
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, model_validator
from pydantic_core import PydanticCustomError

from simulator.config.destination import DROPPED as DROPPED
from simulator.config.destination import HANGUP as HANGUP
from simulator.config.destination import HANGUP_ID as HANGUP_ID
from simulator.config.destination import NOWHERE as NOWHERE
from simulator.config.destination import RECEPTIONIST_TYPES as RECEPTIONIST_TYPES
from simulator.config.destination import TYPE_ALIASES as TYPE_ALIASES
from simulator.config.destination import Destination as Destination
from simulator.config.destination import parse_address as parse_address
from simulator.config.menu_engine import EXTENSION_PLACE, PLAIN_ENGINE, MenuEngine
from simulator.config.value_rules import (
    ENTRIES_MOST,
    Count,
    DestinationType,
    Id,
    Name,
    Option,
    OptionalDestination,
    OptionalId,
    OptionalType,
    Text,
    Timeout,
)
from simulator.fast_classes import NamedTuple

Cause = Literal["choice", "wrong keys", "silence", "forward"]


class Passage(NamedTuple):
    """One way out of a receptionist.

    ``keys`` are those of a choice, else empty. ``place`` is the path of the model's field that defines the
    destination: ``("entries", 0, "destination_id")``, ``("silence_destination_id",)``.
    """

    cause: Cause
    keys: str
    destination: Destination
    place: tuple[str | int, ...]


class Entry(BaseModel):
    """One choice of a menu: the keys, and where they lead."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    option: Option
    destination_type: DestinationType
    destination_id: Id
    template_id: OptionalId = None

    @classmethod
    def of_number(cls, number: str, destination: Destination) -> Entry:
        """Return the choice of a number that callers dial: it may be longer than an option."""
        return cls.model_construct(
            option=number, destination_type=destination.type, destination_id=destination.id, template_id=None
        )

    @cached_property  # every analysis asks every entry of a flow, and some of them often
    def destination(self) -> Destination:
        """Return where the keys lead."""
        return Destination(self.destination_type, self.destination_id)

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Return a copy with changes, which leads where its own fields say."""
        copied = super().model_copy(update=update, deep=deep)
        copied.__dict__.pop("destination", None)
        return copied


# No recording is among them: a menu without a greeting is silent, and a call goes through it all the same.
MENU_FIELDS = (
    "entries",
    "timeout_seconds",
    "wrong_keys_allowed",
    "silences_allowed",
    "wrong_key_destination_type",
    "wrong_key_destination_id",
    "silence_destination_type",
    "silence_destination_id",
)
"""What a ``multiple`` cannot be simulated without."""

FORWARD_FIELDS = ("forward_destination_type", "forward_destination_id")
"""What a ``single`` cannot be simulated without."""

RECORDING_FIELDS = (
    "greeting",
    "wrong_key_retry_recording",
    "wrong_key_final_recording",
    "silence_retry_recording",
    "silence_final_recording",
)
"""What names a recording, in the order of the fields."""


class Receptionist(BaseModel):
    """A virtual receptionist. Times are seconds, counts are *re*tries, ids are text.

    ``multiple`` is a menu of entries; ``single`` plays its greeting and sends everybody to the
    forward destination. Fields of the other kind may be filled; they have no effect on a call.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: OptionalId = None
    name: Name
    description: Text = ""
    destination_type: Literal["single", "multiple"]
    greeting: OptionalId = None
    forward_destination_type: OptionalType = None
    forward_destination_id: OptionalDestination = None
    entries: tuple[Entry, ...] | None = Field(default=None, max_length=ENTRIES_MOST)
    timeout_seconds: Timeout | None = None
    wrong_keys_allowed: Count | None = None
    wrong_key_retry_recording: OptionalId = None
    wrong_key_final_recording: OptionalId = None
    wrong_key_destination_type: OptionalType = None
    wrong_key_destination_id: OptionalDestination = None
    silences_allowed: Count | None = None
    silence_retry_recording: OptionalId = None
    silence_final_recording: OptionalId = None
    silence_destination_type: OptionalType = None
    silence_destination_id: OptionalDestination = None
    caller_id_prefix: Text = ""
    intercom: Text = ""
    _engine: MenuEngine = PrivateAttr(default_factory=lambda: PLAIN_ENGINE)

    @model_validator(mode="after")
    def _holds_what_its_kind_needs(self) -> Self:
        needed = MENU_FIELDS if self.destination_type == "multiple" else FORWARD_FIELDS
        missing = [name for name in needed if getattr(self, name) is None]
        if missing:
            raise PydanticCustomError(
                "fields_missing",
                "{destination_type} needs {missing}",
                {"destination_type": self.destination_type, "missing": tuple(missing)},
            )
        return self

    @model_validator(mode="after")
    def _options_are_listed_once(self) -> Self:
        if len({entry.option for entry in self.entries or ()}) == len(self.entries or ()):
            return self
        options: dict[str, int] = {}
        for index, entry in enumerate(self.entries or ()):
            if entry.option in options:
                # A type of its own rather than a ValueError: the loader reports it with the lines of both entries.
                raise PydanticCustomError(
                    "option_twice",
                    "option {option} is listed twice",
                    {"option": entry.option, "index": index, "first": options[entry.option]},
                )
            options[entry.option] = index
        return self

    @property
    def is_menu(self) -> bool:
        """Return whether callers choose (``multiple``)."""
        return self.destination_type == "multiple"

    @property
    def engine(self) -> MenuEngine:
        """Return what flow.yaml says of the engine behind it; no provider has a field for that."""
        private = self.__pydantic_private__  # a large flow asks often, and pydantic's own way is ten times slower
        return PLAIN_ENGINE if private is None else private["_engine"]

    def with_engine(self, engine: MenuEngine) -> Receptionist:
        """Return the same receptionist on another engine."""
        copied = self.model_copy()
        copied._engine = engine
        return copied

    @property
    def own_options(self) -> dict[str, Entry]:
        """The entries by their keys."""
        return {entry.option: entry for entry in self.entries or ()}

    @property
    def options(self) -> dict[str, Entry]:
        """Everything that keys can choose here: the entries, then the extensions that no entry hides."""
        options = self.own_options
        for extension in self.engine.extensions:
            options.setdefault(extension.option, extension)
        return options

    @property
    def choices(self) -> Collection[Entry]:
        """The same without their keys."""
        return self.options.values() if self.engine.extensions else self.entries or ()

    @property
    def forward_destination(self) -> Destination | None:
        """Return where a ``single`` sends every caller."""
        return _optional_destination(self.forward_destination_type, self.forward_destination_id)

    @property
    def wrong_key_destination(self) -> Destination | None:
        """Return where a caller is meant to go whose wrong keys are used up."""
        return _optional_destination(self.wrong_key_destination_type, self.wrong_key_destination_id)

    @property
    def silence_destination(self) -> Destination | None:
        """Return where a caller is meant to go whose silences are used up."""
        return _optional_destination(self.silence_destination_type, self.silence_destination_id)

    def fall_back(self, cause: str) -> Destination | None:
        """Return where a call goes once ``wrong`` keys or ``silence`` are used up; the engine may drop it before."""
        if cause in self.engine.drops:
            return DROPPED
        return self.wrong_key_destination if cause == "wrong" else self.silence_destination

    def ways(self) -> Iterator[Passage]:
        """Yield every way out that a call can take: entries in their order, extensions, wrong keys, then silence.

        ``destination_type`` decides which exist: a menu that still carries a forward destination leads
        nowhere by it, and neither does an announcement by its entries.
        """
        # The documents let a body carry the fields of both kinds; the engine reads those of its kind only.
        if not self.is_menu:
            if self.forward_destination:
                yield Passage("forward", "", self.forward_destination, ("forward_destination_id",))
            return
        for index, entry in enumerate(self.entries or ()):
            yield Passage("choice", entry.option, entry.destination, ("entries", index, "destination_id"))
        if self.engine.extensions:
            own = self.own_options
            for extension in self.engine.extensions:
                if extension.option not in own:
                    yield Passage("choice", extension.option, extension.destination, EXTENSION_PLACE)
        if (wrong := self.fall_back("wrong")) is not None:
            yield Passage("wrong keys", "", wrong, ("wrong_key_destination_id",))
        if (silence := self.fall_back("silence")) is not None:
            yield Passage("silence", "", silence, ("silence_destination_id",))

    @property
    def recordings(self) -> tuple[str, ...]:
        """The ids of the recordings that this receptionist names, each once, in field order."""
        named = (*(getattr(self, name) for name in RECORDING_FIELDS), *self.engine.settings.switch.recordings)
        return tuple(dict.fromkeys(id for id in named if id is not None))


def _optional_destination(kind: str | None, id: str | None) -> Destination | None:
    return None if kind is None or id is None else Destination(kind, id)
