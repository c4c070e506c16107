"""The routes of the provider, by dialect: what is asked where."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from simulator.provider.live.live_fields import Dialect

Kind = Literal["multiple", "single"]
Action = Literal["create", "update", "delete"]

LISTS: Mapping[Dialect, tuple[str, ...]] = {"vr": ("/virtual_receptionists",), "ivr": ("/ivrs", "/auto_attendants")}
"""Where the receptionists of an account are listed."""

_ITEMS: Mapping[tuple[Dialect, Kind], str] = {
    ("vr", "multiple"): "/virtual_receptionist",
    ("vr", "single"): "/virtual_receptionist",
    ("ivr", "multiple"): "/ivr",
    ("ivr", "single"): "/auto_attendant",
}
_METHODS: Mapping[Action, str] = {"create": "POST", "update": "PUT", "delete": "DELETE"}


class Endpoint(NamedTuple):
    """An HTTP method and a path below the API's root."""

    method: str
    path: str


def endpoint_for(dialect: Dialect, action: Action, kind: Kind, id: str | None = None) -> Endpoint:
    """The request that does this to a receptionist of a kind; an id for all but a create."""
    path = _ITEMS[dialect, kind]
    return Endpoint(_METHODS[action], path if id is None else f"{path}/{id}")
