"""Bodies that are written -> the model; what is wrong, in the forms in which the provider says so."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import cycle
from typing import Any, Literal

from pydantic import ValidationError

from simulator.config.receptionist import Receptionist
from simulator.provider.live.live_fields import Dialect
from simulator.wire import ivr, vr
from simulator.wire.decoding import Reads

Kind = Literal["multiple", "single"]


def decode_body(body: Mapping[str, Any], dialect: Dialect) -> Receptionist | dict[str, list[str]]:
    """The receptionist of a body, or what is wrong with it, by field in the provider's words."""
    reading = vr.decode_write(body) if dialect == "vr" else ivr.decode_write(body)
    fields = {name: value for name, value in reading.fields.items() if name != "id"}
    try:
        return Receptionist.model_validate(fields)
    except ValidationError as error:
        wrong: dict[str, list[str]] = {}
        for problem in error.errors(include_url=False, include_context=False)[:20]:
            place = reading.document_path(problem["loc"])
            wrong.setdefault(str(place[0]) if place else "body", []).append(str(problem["msg"])[:120])
        return wrong


class Refusals:
    """Messages in three forms in turn: text, a list, an object of field -> list."""

    def __init__(self) -> None:
        # The provider responds in all three forms, so that a client has to read each of them.
        self._forms = cycle(("object", "list", "text"))

    def message(self, wrong: Mapping[str, list[str]]) -> Any:
        """Return what is wrong, in the next of the forms."""
        lines = [f"{field}: {text}" for field, texts in wrong.items() for text in texts]
        match next(self._forms):
            case "object":
                return dict(wrong)
            case "list":
                return lines
            case _:
                return "; ".join(lines)


def list_item(receptionist: Receptionist, dialect: Dialect, reads: Reads) -> dict[str, Any]:
    """An item of a list response, with numbers and numeric strings mixed, as they come from the provider."""
    fields = vr.encode_read(receptionist, reads) if dialect == "vr" else ivr.encode_read(receptionist)
    return {name: _mixed_type(name, value) for name, value in fields.items()}


def _mixed_type(name: str, value: Any) -> Any:
    """Ids of an even length as numbers, of an odd one as text; counts as text: read both."""
    if isinstance(value, int) and not isinstance(value, bool) and name.endswith(("retries", "tries", "timeout")):
        return str(value)
    plain = isinstance(value, str) and value.isascii() and value.isdecimal() and value[:1] != "0" and len(value) < 15
    return int(value) if plain and name not in ("name", "description") and len(value) % 2 == 0 else value
