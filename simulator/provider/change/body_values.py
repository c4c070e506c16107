"""Receptionists and what is live of them as JSON values, in the names of a receptionist file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from simulator.config.receptionist import Entry, Receptionist
from simulator.errors import SimulatorError
from simulator.loader.receptionist_file import validate_fields
from simulator.provider.live.live_fields import Unsaid, value_of
from simulator.wire import ivr, vr

_FIELDS = {wire: field for field, wire in vr.WRITE_NAMES.items()}


class DamagedBody(SimulatorError):
    """A body that is not a receptionist's; the caller adds the file's name."""


def body_of(receptionist: Receptionist) -> dict[str, Any]:
    """The whole of a receptionist but its id; ids are text, whatever they are on the wire."""
    return vr.encode_write(receptionist, numbers=False)


def model_of(body: Mapping[str, Any], id: str | None = None) -> Receptionist:
    """The receptionist of such a body. Raises ``DamagedBody`` for anything else."""
    model, error = validate_fields({**vr.decode_write(body).fields, "id": id})
    if model is None:
        assert error is not None, "a body without a model has an error"
        first = error.errors(include_url=False, include_context=False)[0]
        raise DamagedBody(f"{'.'.join(map(str, first['loc'])) or 'a receptionist'}: {first['msg']}")
    return model


def live_body(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The model's fields of what is live (entries a tuple of ``Entry``), in write names."""
    return {vr.WRITE_NAMES[field]: _plain_value(value) for field, value in fields.items() if field in vr.WRITE_NAMES}


def _plain_value(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return [item.model_dump(exclude_none=True) if isinstance(item, Entry) else item for item in value]
    return value


def fields_of(body: Mapping[str, Any]) -> dict[str, Any]:
    """Turn a live body back into the model's names and values; values that the model does not accept are left out."""
    values = {_FIELDS[wire]: value_of(_FIELDS[wire], value) for wire, value in body.items() if wire in _FIELDS}
    return {field: value for field, value in values.items() if not isinstance(value, Unsaid)}


def comparable_fields(receptionist: Receptionist, dialect: str) -> tuple[str, ...]:
    """The model's fields that a write of this receptionist says, or that its kind has; without the id.

    Fields of the other kind that nobody sets are left out: they have no effect, and the provider may keep them.
    """
    if dialect == "ivr":
        carried = ivr.ATTENDANT_READ
        return tuple(
            field
            for field in vr.WRITE_NAMES
            if field != "id" and (field not in ivr.MENU_NOT_READ if receptionist.is_menu else field in carried)
        )
    body = body_of(receptionist)
    return tuple(
        field for field, wire in vr.WRITE_NAMES.items() if field != "id" and (wire in body or _is_own_field(field))
    )


def _is_own_field(field: str) -> bool:
    return field in ("description", "greeting", "caller_id_prefix", "intercom")
