"""A receptionist of the flow compared with its live state: what differs, is unknown, or would be lost.

A list response may leave out fields of a receptionist. What it leaves out is *unread*. Where this tool wrote it
last, the lock says what that was, and it is taken to be so still; elsewhere it is not known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from simulator.config.receptionist import FORWARD_FIELDS, Receptionist
from simulator.loader.receptionist_file import validate_fields
from simulator.provider.change.body_values import comparable_fields
from simulator.provider.change.lock import OwnedReceptionist
from simulator.provider.live.file_fields import same_name, values_match
from simulator.provider.live.live_fields import Dialect
from simulator.provider.live.live_state import LiveReceptionist
from simulator.provider.live.state_comparison import UnacceptedValue, compare_states, read_state
from simulator.wire import vr

Verdict = Literal["new", "gone", "same", "differs", "cannot be told"]


@dataclass(frozen=True, slots=True)
class ReceptionistComparison:
    """One receptionist of the flow, compared with its live state.

    ``model`` is what the flow wants, its references as ids where these are known. ``differs`` are the
    fields that do, ``unread`` those that the response does not include; ``unknown`` those of them that
    are not known and may differ; ``lost`` those whose old values are not known once they are overwritten.
    ``before`` is the live receptionist with every value that is known, and the flow's for the rest; None: too
    little is known to play a call.
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
        """Return the result of the comparison in one word."""
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
    """Compare a flow's receptionist with what is live under its id."""
    if live is None:
        return ReceptionistComparison(key, id, model, None, owned)
    fields = comparable_fields(model, dialect)
    state_read = read_state(live)
    strange = {field for field, value in state_read.items() if isinstance(value, UnacceptedValue)}
    unread = tuple(field for field in fields if field not in live.fields)
    # What was written under another id says nothing about this receptionist.
    written = owned.written if owned is not None and owned.id == id else None
    live_values = {
        field: _live_value(field, value, written, model) for field, value in state_read.items() if field not in strange
    }
    if written is not None:
        live_values |= {field: getattr(written, field) for field in unread}
    # Only ivrsim's own record distinguishes a spoken greeting from a recording of the same id: where it wrote what is
    # live, a flow that now says the other of the two differs.
    exact = {"greeting"} if written is not None and live_values.get("greeting") == written.greeting else set()
    state = {**live_values, **{field: state_read[field] for field in strange}}
    differs = tuple(compare_states(state, dict(model), fields, exact=exact).fields)
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


def _live_value(field: str, there: Any, written: Receptionist | None, model: Receptionist) -> Any:
    """Return what is live of a field, in the words of whoever wrote it: a response may say it less exactly."""
    for author in (written, model):
        if author is not None and values_match(field, getattr(author, field), there):
            return getattr(author, field)
    return there


def _lost_fields(live: LiveReceptionist, unread: Iterable[str], dialect: Dialect) -> Iterator[str]:
    """Yield the unknown fields; where even the kind is unread, the fields of either kind.

    A menu of the ivr dialect does not show whether its greeting is a recording or a spoken text.
    """
    lacking = {*unread}
    if "destination_type" in lacking:
        lacking |= {"entries", *FORWARD_FIELDS} - live.fields.keys()
    if dialect == "ivr" and live.kind == "multiple" and live.fields.get("greeting") is not None:
        lacking.add("greeting")
    yield from (field for field in vr.WRITE_NAMES if field in lacking)


def _matters(model: Receptionist, field: str) -> bool:
    """Return whether not knowing it can hide a difference: the kind shows in the fields that it has."""
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
