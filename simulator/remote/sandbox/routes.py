"""Every route of the sandbox, once: the application and the OpenAPI document are made from this table."""

from __future__ import annotations

from typing import Literal, NamedTuple

from simulator.remote.seen.wanted import Dialect

Does = Literal["login", "refresh", "list", "create", "update", "delete", "one", "things"]


class Path(NamedTuple):
    """A route: what it does to which ``kind``, and the envelope of its list."""

    method: str
    path: str
    does: Does
    summary: str
    kind: str = ""
    envelope: str = ""


_SHARED = (
    Path("POST", "/auth/login", "login", "Exchange a name and a password for a token"),
    Path("POST", "/auth/refresh", "refresh", "Exchange a token for a new one"),
    Path("GET", "/recordings", "things", "List the recordings", "recording", "recordings"),
    Path("GET", "/departments", "things", "List the departments", "department", "departments"),
    Path("GET", "/users", "things", "List the users", "user", "users"),
    Path("GET", "/my_number", "things", "List the numbers and where they lead", "number", "numbers"),
    Path("GET", "/timegroups", "things", "List the time groups", "timegroup", "timegroups"),
)

_VR = (
    Path("GET", "/virtual_receptionists", "list", "List the receptionists", "any", ""),
    Path("POST", "/virtual_receptionist", "create", "Create a receptionist", "any"),
    Path("PUT", "/virtual_receptionist/{id}", "update", "Update a receptionist", "any"),
)


def _pair(one: str, many: str, kind: str, what: str) -> tuple[Path, ...]:
    return (
        Path("GET", f"/{many}", "list", f"List the {what}s", kind, many),
        Path("POST", f"/{one}", "create", f"Create an {what}", kind),
        Path("PUT", f"/{one}/{{id}}", "update", f"Update an {what}", kind),
        Path("DELETE", f"/{one}/{{id}}", "delete", f"Delete an {what}", kind),
    )


ROUTES: dict[Dialect, tuple[Path, ...]] = {
    "vr": (*_SHARED, *_VR),
    "ivr": (
        *_SHARED,
        *_pair("ivr", "ivrs", "multiple", "IVR"),
        *_pair("auto_attendant", "auto_attendants", "single", "auto attendant"),
        Path("GET", "/auto_attendant/{id}", "one", "Show an auto attendant", "single"),
    ),
}
"""The documented routes of each dialect, below the API's root."""
