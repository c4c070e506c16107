"""Ask for a receptionist in the words of the provider's fields; every answer is checked at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from simulator.config.flow import KnownDestination, Recording
from simulator.config.receptionist import Destination, Entry, Receptionist
from simulator.config.values import (
    as_count,
    as_destination_type,
    as_id,
    as_name,
    as_option,
    as_optional_id,
    as_timeout,
)

Ask = Callable[[str], str]
Tell = Callable[[str], None]
Rule = Callable[[Any], Any]


@dataclass(slots=True)
class Interview:
    """Questions to a person; ``ask`` shows one and returns the answer, ``tell`` shows a line."""

    ask: Ask
    tell: Tell
    recordings: dict[str, Recording] = field(default_factory=dict)
    destinations: dict[Destination, KnownDestination] = field(default_factory=dict)

    def receptionist(self) -> Receptionist:
        """Ask for a whole receptionist; fills ``recordings`` and ``destinations`` on the way."""
        self.tell("Answer in the provider's own terms; Enter takes what stands in [ ].")
        name = self._answer("name", as_name, "Main menu")
        description = self.ask("description []: ").strip()
        greeting = self._recording("recording (id of the greeting; Enter: none)")
        kind = self._answer("destination_type: multiple (a menu) or single", _as_kind, "multiple")
        common = {"name": name, "description": description, "greeting": greeting, "destination_type": kind}
        if kind == "single":
            target = self._destination("forward_destination")
            common |= {"forward_destination_type": target.type, "forward_destination_id": target.id}
        else:
            common |= self._menu()
        common["caller_id_prefix"] = self.ask("prefix []: ").strip()
        common["intercom"] = self.ask("intercom []: ").strip()
        return Receptionist.model_validate(common)

    def _menu(self) -> dict[str, Any]:
        answers: dict[str, Any] = {"entries": self._entries()}
        answers["timeout_seconds"] = self._answer("timeout (seconds to wait for a key)", as_timeout, "5")
        answers["wrong_keys_allowed"] = self._answer("incorrect_count (wrong keys allowed)", as_count, "2")
        answers["wrong_key_retry_recording"] = self._recording("invalid_recording (after each wrong key)")
        answers["wrong_key_final_recording"] = self._recording("recording_invalid (after the last wrong key)")
        wrong = self._destination("invalid_destination")
        answers |= {"wrong_key_destination_type": wrong.type, "wrong_key_destination_id": wrong.id}
        answers["silences_allowed"] = self._answer("timeout_retries (silences allowed)", as_count, "2")
        answers["silence_retry_recording"] = self._recording("timeout_retry_recording (after each silence)")
        answers["silence_final_recording"] = self._recording("timeout_recording (after the last silence)")
        silent = self._destination("timeout_destination")
        answers |= {"silence_destination_type": silent.type, "silence_destination_id": silent.id}
        return answers

    def _entries(self) -> list[Entry]:
        entries: dict[str, Entry] = {}
        self.tell("entries: one after the other; Enter at option ends them.")
        while True:
            option = self._answer("  option (the key)", _as_option_or_end, "")
            if not option:
                if entries:
                    return list(entries.values())
                self.tell("  a menu needs one entry at least")
            elif option in entries:
                self.tell(f"  option {option} is there already")
            else:
                target = self._destination("  destination")
                template = self._answer("  template_id (Enter: none)", as_optional_id, "")
                entries[option] = Entry(
                    option=option,
                    destination_type=target.type,
                    destination_id=target.id,
                    template_id=template,
                )

    def _destination(self, field: str) -> Destination:
        type_field = "destination_type" if field.strip() == "destination" else f"{field}_type"
        indent = field[: len(field) - len(field.lstrip())]
        kind = self._answer(f"{indent}{type_field.strip()}", as_destination_type, "department")
        suggestion = "1" if kind.lower() == "hangup" else None
        id = self._answer(f"{indent}{field.strip()}_id", _as_filled_id, suggestion)
        destination = Destination(kind, id).canonical
        if destination.hangs_up or destination in self.destinations:
            return Destination(kind, id)
        name = self.ask(f"{indent}what is {kind} {id} called? []: ").strip()
        if name and not any(known.name == name for known in self.destinations.values()) and not name.isdigit():
            self.destinations[destination] = KnownDestination(name=name.replace("||", " "))
        return Destination(kind, id)

    def _recording(self, label: str) -> str | None:
        id: str | None = self._answer(label, as_optional_id, "")
        if id is not None and id not in self.recordings:
            script = self.ask(f"  what does {id} say? []: ").strip()
            self.recordings[id] = Recording(script=script)
        return id

    def _answer(self, label: str, rule: Rule, suggestion: str | None) -> Any:
        """Ask until the rule takes the answer."""
        shown = "" if suggestion is None else f" [{suggestion}]"
        while True:
            answer = self.ask(f"{label}{shown}: ").strip() or suggestion or ""
            try:
                return rule(answer)
            except ValueError as error:
                self.tell(f"  {error}")


def _as_kind(value: str) -> str:
    if value in ("single", "multiple"):
        return value
    raise ValueError(f"{value!r} is not accepted; single or multiple is")


def _as_option_or_end(value: str) -> str:
    return as_option(value) if value else ""


def _as_filled_id(value: str) -> str:
    if not value:
        raise ValueError("an id is needed, such as 108000")
    return as_id(value)
