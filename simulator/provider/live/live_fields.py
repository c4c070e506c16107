"""The fields that a receptionist file needs to match what is live: values, and unknown ones.

*Unsaid* is what the response does not include, or includes in a form that no receptionist file takes. It is not
empty: a file that knows the value keeps it, and one that does not says ``UNKNOWN``, with the reason.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple, get_type_hints

from pydantic import TypeAdapter, ValidationError

from simulator.config.documentation import Dialect as Dialect
from simulator.config.receptionist import FORWARD_FIELDS, MENU_FIELDS, Entry, Receptionist
from simulator.config.value_rules import quote_value
from simulator.provider.live.live_state import LiveReceptionist
from simulator.wire import ivr, vr

SAYS_NOT = "the provider's response does not include it"
SAYS_NOTHING = "the provider's response has nothing here, and a call needs it"
OURS = "# the provider's"
"""The beginning of the comments after an ``UNKNOWN``; they go when the value comes."""

_OF_OTHERS: Mapping[str, str] = {
    **dict.fromkeys(FORWARD_FIELDS, "; a menu has none: remove the line"),
    "entries": "; a single has none: remove the line",
}
"""What to do where even the kind is unknown."""

_HINTS = get_type_hints(Receptionist, include_extras=True)
RULES: Mapping[str, TypeAdapter[Any]] = {field: TypeAdapter(_HINTS[field]) for field in vr.WRITE_NAMES}
"""The rule for each field of the model."""

EMPTY = (None, "")
"""What a field that is not in a file means."""


class Unsaid(NamedTuple):
    """A value that is not known, and why."""

    why: str


def value_of(field: str, value: Any) -> Any:
    """A value in the model's one form; ``Unsaid`` where the model does not accept it."""
    if field == "entries" and isinstance(value, (list, tuple)):
        value = [entry.model_dump() if isinstance(entry, Entry) else entry for entry in value]
    try:
        return RULES[field].validate_python(value)
    except ValidationError as error:
        wrong = quote_value(error.errors(include_url=False)[0]["input"])
        return Unsaid(f"the provider's {wrong} is not accepted here")


def fields_from_live(live: LiveReceptionist, dialect: Dialect) -> dict[str, Any]:
    """Every field but the id that a file is to say, in the order of the document."""
    values: dict[str, Any] = {}
    for field in vr.WRITE_NAMES:
        if field == "id":
            continue
        if field in live.fields:
            values[field] = value_of(field, live.fields[field])
        elif _belongs_to_kind(field, live.kind, dialect):
            values[field] = Unsaid(SAYS_NOT + _OF_OTHERS.get(field, "") if live.kind is None else SAYS_NOT)
    if live.kind is not None:
        values["destination_type"] = live.kind
    # Empty here is as bad as absent: the flow would not load, and the reason would not be in the file.
    for field in required_fields(live.kind):
        if values.get(field) in EMPTY:
            values[field] = Unsaid(SAYS_NOTHING)
    return values


def required_fields(kind: str | None) -> tuple[str, ...]:
    """Return what a file cannot be loaded without."""
    own = MENU_FIELDS if kind == "multiple" else FORWARD_FIELDS if kind == "single" else ()
    return ("name", "destination_type", *own)


def _belongs_to_kind(field: str, kind: str | None, dialect: Dialect) -> bool:
    """Return whether a receptionist of this kind has such a field at all, as far as a call and a push depend on it."""
    if dialect == "ivr" and kind == "single":
        return field in ivr.ATTENDANT_READ
    if dialect == "ivr" and field in ivr.MENU_NOT_READ:
        return False
    if kind == "multiple":
        return field not in FORWARD_FIELDS
    if kind == "single":
        return field not in MENU_FIELDS and not field.startswith(("wrong_key_", "silence_"))
    return True
