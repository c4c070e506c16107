"""Ask for a receptionist in the words of the provider's fields; every answer is checked at once."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from simulator.config.field_meanings import ENTRY_MEANINGS, RECEPTIONIST_MEANINGS, FieldMeaning
from simulator.config.flow import KnownDestination, Recording
from simulator.config.receptionist import HANGUP_ID, Destination, Entry, Receptionist
from simulator.config.value_rules import (
    PlainNumber,
    parse_count,
    parse_destination_type,
    parse_id,
    parse_name,
    parse_option,
    parse_optional_id,
    parse_text,
    parse_timeout,
)
from simulator.wire import vr
from simulator.words.sanitizer import escape_signs

Ask = Callable[[str], str]
Tell = Callable[[str], None]
Rule = Callable[[Any], Any]

NONE = "none"
"""How a question shows that Enter leaves the field out."""

_SIGNED = re.compile(r"-[0-9.]*[0-9]|[0-9]+\.[0-9]*")
"""A number that is not a valid id: ``-5``, ``7.0``."""


@dataclass(slots=True)
class Interview:
    """Questions to a person; ``ask`` shows one and returns the answer, ``tell`` shows a line."""

    ask: Ask
    tell: Tell
    recordings: dict[str, Recording] = field(default_factory=dict)
    destinations: dict[Destination, KnownDestination] = field(default_factory=dict)

    def ask_receptionist(self) -> Receptionist:
        """Ask for a whole receptionist; fills ``recordings`` and ``destinations`` on the way."""
        self.tell("The questions use the provider's field names. Press Enter to accept the value in [ ].")
        common = {
            "name": self.ask_until_valid(_field_label("name"), parse_name, "Main menu"),
            "description": self._ask_text("description"),
            "greeting": self._ask_recording("greeting"),
            "destination_type": self.ask_until_valid(_field_label("destination_type"), _as_kind, "multiple"),
        }
        if common["destination_type"] == "single":
            common |= self._ask_fallback("forward_destination")
        else:
            common |= self._ask_menu()
        common["caller_id_prefix"] = self._ask_text("caller_id_prefix")
        common["intercom"] = self._ask_text("intercom")
        return Receptionist.model_validate(common)

    def _ask_menu(self) -> dict[str, Any]:
        answers: dict[str, Any] = {"entries": self._ask_entries()}
        answers["timeout_seconds"] = self.ask_until_valid(_field_label("timeout_seconds"), parse_timeout, "5")
        for mistake, counted in (("wrong_key", "wrong_keys_allowed"), ("silence", "silences_allowed")):
            answers[counted] = self.ask_until_valid(_field_label(counted), parse_count, "2")
            for recording in (f"{mistake}_retry_recording", f"{mistake}_final_recording"):
                answers[recording] = self._ask_recording(recording)
            answers |= self._ask_fallback(f"{mistake}_destination")
        return answers

    def _ask_fallback(self, prefix: str) -> dict[str, str]:
        """Ask for a destination of the receptionist itself: its two fields begin with ``prefix``."""
        target = self._ask_destination(_field_label(f"{prefix}_type"), _field_label(f"{prefix}_id"))
        return {f"{prefix}_type": target.type, f"{prefix}_id": target.id}

    def _ask_entries(self) -> list[Entry]:
        entries: dict[str, Entry] = {}
        self.tell("entries: one choice after the other; press Enter at an option to end the list.")
        while True:
            option = self.ask_until_valid(_entry_label("option"), _as_option_or_end, "")
            if option in entries:
                self.tell(f"  option {option} already has an entry; use another key, or Enter to end the list")
            elif option:
                entries[option] = self._ask_entry(option)
            elif entries:
                return list(entries.values())
            else:
                self.tell("  a menu needs at least one entry")

    def _ask_entry(self, option: str) -> Entry:
        labels = _entry_label("destination_type"), _entry_label("destination_id")
        target = self._ask_destination(*labels, indent="  ")
        template = self.ask_until_valid(_entry_label("template_id"), _as_optional_id, "")
        return Entry(option=option, destination_type=target.type, destination_id=target.id, template_id=template)

    def _ask_destination(self, type_label: str, id_label: str, *, indent: str = "") -> Destination:
        kind = self.ask_until_valid(type_label, parse_destination_type, "department")
        suggestion = HANGUP_ID if Destination(kind, "").hangs_up else None
        id = self.ask_until_valid(id_label, _as_filled_id, suggestion)
        destination = Destination(kind, id)
        if not destination.hangs_up and destination.canonical not in self.destinations:
            name = self.ask_until_valid(f"{indent}what is {kind} {id} called?", self.as_free_name, "")
            if name:
                self.destinations[destination.canonical] = KnownDestination(name=name)
        return destination

    def as_free_name(self, name: str) -> str:
        """A name that the catalogue takes, or none."""
        taken = next(
            (where for where, destination in self.destinations.items() if name and destination.name == name), None
        )
        if taken is not None:
            raise ValueError(f"{name!r} is already the name of {taken}; use another name, or Enter for none")
        if name.isdecimal() or "||" in name:
            raise ValueError(f"{name!r} reads like an id; use a name with a letter and without '||'")
        return name

    def _ask_recording(self, field: str) -> str | None:
        id: str | None = self.ask_until_valid(_field_label(field), _as_optional_id, "")
        if id is not None and id not in self.recordings:
            self.recordings[id] = Recording(script=self.ask_until_valid(f"  what does {id} say?", parse_text, ""))
        return id

    def _ask_text(self, field: str) -> str:
        text: str = self.ask_until_valid(_field_label(field), parse_text, "")
        return text

    def ask_until_valid(self, label: str, rule: Rule, suggestion: str | None) -> Any:
        """Ask until the rule accepts the answer."""
        hint = "" if suggestion is None else f" [{suggestion or NONE}]"
        while True:
            answer = escape_signs(self.ask(f"{label}{hint}: ")).strip() or suggestion or ""
            try:
                return rule(answer)
            except ValueError as error:
                self.tell(f"  {error}")


def _field_label(field: str) -> str:
    """Return a field of the receptionist as it is asked for: the provider's name, and what it means."""
    return _with_meaning(vr.WRITE_NAMES[field], RECEPTIONIST_MEANINGS[field])


def _entry_label(field: str) -> str:
    return f"  {_with_meaning(field, ENTRY_MEANINGS[field])}"


def _with_meaning(name: str, meaning: FieldMeaning) -> str:
    return name if meaning.short == name else f"{name} ({meaning.short})"


def _as_kind(value: str) -> str:
    if value in ("single", "multiple"):
        return value
    raise ValueError(f"{value!r} is not accepted; use single or multiple")


def _as_option_or_end(value: str) -> str:
    return parse_option(value) if value else ""


def _as_filled_id(value: str) -> str:
    if not value:
        raise ValueError("an id is missing; use one such as 108000")
    if value.startswith("@"):
        raise ValueError("'@name' works only in files; use the provider's id, such as 108000")
    return parse_id(PlainNumber(value) if _SIGNED.fullmatch(value) else value)


def _as_optional_id(value: str) -> str | None:
    return parse_optional_id(_as_filled_id(value)) if value not in ("", NONE) else None
