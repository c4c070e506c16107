"""A receptionist of the flow beside what is live of it: what differs, what cannot be told, what would be lost.

A list answer may not carry all of a receptionist. What it leaves out is *unread*. Where this tool wrote it
last, the lock says what that was, and it is taken to be so still; elsewhere nobody knows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from simulator.config.receptionist import FORWARD_FIELDS, Receptionist
from simulator.config.value_rules import quote_value
from simulator.loader.receptionist_file import validate_fields
from simulator.provider.change.body_values import comparable_fields
from simulator.provider.change.lock import OwnedReceptionist
from simulator.provider.live.file_fields import same_name, values_match
from simulator.provider.live.live_fields import Dialect, Unsaid, value_of
from simulator.provider.live.live_state import LiveReceptionist
from simulator.wire import vr

Verdict = Literal["new", "gone", "same", "differs", "cannot be told"]


@dataclass(frozen=True, slots=True)
class ReceptionistComparison:
    """One receptionist, here and live.

    ``model`` is what the flow wants, its references as ids where these are known. ``differs`` are the
    fields that do, ``unread`` those that the answer does not carry; ``unknown`` those of them that
    nobody knows, and that may differ; ``lost`` those whose old values nobody knows once they are written.
    ``before`` is what is live with all that is known, and for the rest as here; None: not
    even so much is told that a call could be played.
    """

    key: str
    id: str | None
    model: Receptionist
    live: LiveReceptionist | None
    owned: OwnedReceptionist | None
    differs: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    before: Receptionist | None = None

    @property
    def verdict(self) -> Verdict:
        """Return how the two stand to each other."""
        if self.id is None:
            return "new"
        if self.live is None:
            return "gone"
        if self.differs:
            return "differs"
        return "cannot be told" if self.unknown else "same"

    @property
    def is_strange(self) -> bool:
        """Return whether it is live and this tool never wrote it, or wrote it under another name: is it the same?"""
        if self.live is None:
            return False
        written = self.owned.written if self.owned is not None else None
        return written is None or not same_name(self.live.name, written.name)


def compare_receptionist(
    key: str,
    id: str | None,
    model: Receptionist,
    live: LiveReceptionist | None,
    owned: OwnedReceptionist | None,
    dialect: Dialect,
) -> ReceptionistComparison:
    """The flow's receptionist beside what is live under its id."""
    if live is None:
        return ReceptionistComparison(key, id, model, None, owned)
    fields = comparable_fields(model, dialect)
    there = readable_fields(live)
    unread = tuple(field for field in fields if field not in live.fields)
    written = owned.written if owned is not None and owned.id == id else None
    live_values = {field: _live_value(field, value, written, model) for field, value in there.items()}
    if written is not None:
        live_values |= {field: getattr(written, field) for field in unread}
    strange = unreadable_fields(live)
    differs = tuple(
        field
        for field in fields
        if field in strange or (field in live_values and not _is_same(field, model, live_values, written))
    )
    unknown = () if written is not None else tuple(field for field in unread if _matters(model, field))
    lost = tuple(field for field in vr.WRITE_NAMES if field in strange and field in fields)
    lost = lost if written is not None else tuple(_lost_fields(live, (*unread, *lost), dialect))
    return ReceptionistComparison(
        key,
        id,
        model,
        live,
        owned,
        differs,
        unread,
        unknown,
        lost,
        _previous_model(live, live_values, model, (*unread, *strange)),
    )


def _is_same(field: str, model: Receptionist, live_values: Mapping[str, Any], written: Receptionist | None) -> bool:
    """Whether the flow says what is live: to the letter where this tool wrote that, else as the answer tells it."""
    desired, there = getattr(model, field), live_values[field]
    if field == "greeting" and written is not None and there == written.greeting:
        return bool(desired == there)
    return values_match(field, desired, there)


def _live_value(field: str, there: Any, written: Receptionist | None, model: Receptionist) -> Any:
    """Return what is live of a field, in the words of whoever wrote it: an answer may say it less exactly."""
    for author in (written, model):
        if author is not None and values_match(field, getattr(author, field), there):
            return getattr(author, field)
    return there


def _lost_fields(live: LiveReceptionist, unread: Iterable[str], dialect: Dialect) -> Iterator[str]:
    """Yield what nobody knows; where even the kind is unread, the fields of either kind.

    A menu of the ivr dialect does not tell whether its greeting is a recording or a spoken text.
    """
    lacking = {*unread}
    if "destination_type" in lacking:
        lacking |= {"entries", *FORWARD_FIELDS} - live.fields.keys()
    if dialect == "ivr" and live.kind == "multiple" and live.fields.get("greeting") is not None:
        lacking.add("greeting")
    yield from (field for field in vr.WRITE_NAMES if field in lacking)


def readable_fields(live: LiveReceptionist) -> dict[str, Any]:
    """What an answer tells of a receptionist, in the model's values; what the model takes none such of is unread."""
    values = {field: value_of(field, value) for field, value in live.fields.items() if field != "id"}
    return {field: value for field, value in values.items() if not isinstance(value, Unsaid)}


def unreadable_fields(live: LiveReceptionist) -> dict[str, str]:
    """The fields that an answer carries with a value that the model takes none such of, and these values."""
    values = {field: value for field, value in live.fields.items() if field != "id" and field in vr.WRITE_NAMES}
    return {field: quote_value(value) for field, value in values.items() if isinstance(value_of(field, value), Unsaid)}


def _matters(model: Receptionist, field: str) -> bool:
    """Return whether not knowing it can hide a difference: the kind is told by the fields that it has."""
    return field != "destination_type" and getattr(model, field) is not None


def _previous_model(
    live: LiveReceptionist, live_values: Mapping[str, Any], model: Receptionist, unread: tuple[str, ...]
) -> Receptionist | None:
    fields = {field: getattr(model, field) for field in unread}
    entries = live_values.get("entries")
    plain = {**fields, **live_values, "id": live.id}
    for field in ("entries",):
        if entries is not None or fields.get(field) is not None:
            plain[field] = [entry.model_dump() for entry in plain[field]]
    return validate_fields(plain)[0]
