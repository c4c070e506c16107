"""Every route of the sandbox, once: the application and the OpenAPI document are made from this table."""

from __future__ import annotations

from typing import Literal, NamedTuple

from simulator.provider.live.live_fields import Dialect

Does = Literal["login", "refresh", "list", "create", "update", "delete", "one", "things"]


class SandboxRoute(NamedTuple):
    """A route: what it does to which ``kind``, and the envelope of its list."""

    method: str
    path: str
    does: Does
    summary: str
    kind: str = ""
    envelope: str = ""


_SHARED = (
    SandboxRoute("POST", "/auth/login", "login", "Exchange a name and a password for a token"),
    SandboxRoute("POST", "/auth/refresh", "refresh", "Exchange a token for a new one"),
    SandboxRoute("GET", "/recordings", "things", "List the recordings", "recording", "recordings"),
    SandboxRoute("GET", "/departments", "things", "List the departments", "department", "departments"),
    SandboxRoute("GET", "/users", "things", "List the users", "user", "users"),
    SandboxRoute("GET", "/my_number", "things", "List the numbers and where they lead", "number", "numbers"),
    SandboxRoute("GET", "/timegroups", "things", "List the time groups", "timegroup", "timegroups"),
)

_VR = (
    SandboxRoute("GET", "/virtual_receptionists", "list", "List the receptionists", "any", ""),
    SandboxRoute("POST", "/virtual_receptionist", "create", "Create a receptionist", "any"),
    SandboxRoute("PUT", "/virtual_receptionist/{id}", "update", "Update a receptionist", "any"),
)


def _list_and_item_routes(singular: str, plural: str, kind: str, what: str) -> tuple[SandboxRoute, ...]:
    return (
        SandboxRoute("GET", f"/{plural}", "list", f"List the {what}s", kind, plural),
        SandboxRoute("POST", f"/{singular}", "create", f"Create an {what}", kind),
        SandboxRoute("PUT", f"/{singular}/{{id}}", "update", f"Update an {what}", kind),
        SandboxRoute("DELETE", f"/{singular}/{{id}}", "delete", f"Delete an {what}", kind),
    )


ROUTES: dict[Dialect, tuple[SandboxRoute, ...]] = {
    "vr": (*_SHARED, *_VR),
    "ivr": (
        *_SHARED,
        *_list_and_item_routes("ivr", "ivrs", "multiple", "IVR"),
        *_list_and_item_routes("auto_attendant", "auto_attendants", "single", "auto attendant"),
        SandboxRoute("GET", "/auto_attendant/{id}", "one", "Show an auto attendant", "single"),
    ),
}
"""The documented routes of each dialect, below the API's root."""
