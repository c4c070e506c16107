"""IVRs and auto attendants of one id, kept apart: the ``ivr`` dialect numbers them in lists of their own.

Here an id means one receptionist. Where both lists have an id, the attendant's is ``auto_attendant:ID``; it is
sent as the bare id again. The type of a destination says which of the two is meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from simulator.config.receptionist import Destination, Receptionist
from simulator.provider.live.live_state import LiveReceptionist
from simulator.provider.live.onward_links import redirect_receptionist, redirected_fields

PREFIX = "auto_attendant:"
_TYPES = frozenset({"auto_attendant", "auto_attend"})


def merge_lists(
    menus: Sequence[LiveReceptionist], attendants: Sequence[LiveReceptionist]
) -> tuple[LiveReceptionist, ...]:
    """Both lists as one, in which every id is one receptionist's."""
    shared = shared_ids(menus, attendants)
    return (*(_separate(item, shared) for item in menus), *(_separate(item, shared, own=True) for item in attendants))


def shared_ids(menus: Iterable[LiveReceptionist], attendants: Iterable[LiveReceptionist]) -> frozenset[str]:
    """The ids that both lists have."""
    return frozenset(item.id for item in menus) & {item.id for item in attendants}


def _separate(live: LiveReceptionist, shared: frozenset[str], *, own: bool = False) -> LiveReceptionist:
    if not shared:  # nearly always: accounts whose two lists share an id are rare
        return live

    def leads(destination: Destination) -> Destination:
        return separate_destination(destination, shared)

    id = f"{PREFIX}{live.id}" if own and live.id in shared else live.id
    fields = {**live.fields, **redirected_fields(live.fields, leads), "id": id}
    model = live.model and redirect_receptionist(live.model, leads).model_copy(update={"id": id})
    return replace(live, id=id, fields=fields, model=model)


def separate_destination(destination: Destination, shared: frozenset[str]) -> Destination:
    """A destination under the id that it has here."""
    kind, id = destination
    return Destination(kind, f"{PREFIX}{id}") if kind.lower() in _TYPES and id in shared else destination


def id_meant(id: str, kind: object, alive: Mapping[str, LiveReceptionist]) -> str:
    """Return which of two live receptionists an id means that was stored when only one had it: the one of this kind."""
    if id not in alive and id.startswith(PREFIX) and provider_id(id) in alive and alive[provider_id(id)].kind == kind:
        return provider_id(id)  # the other one is gone
    attendant = alive.get(f"{PREFIX}{id}")
    same_id = alive.get(id)
    return (
        attendant.id
        if attendant is not None and same_id is not None and same_id.kind != kind and attendant.kind == kind
        else id
    )


def live_identity(live: LiveReceptionist, dialect: str) -> str:
    """Return the identity of a receptionist, which stays the same whatever other ids come and go."""
    return f"{live.kind}:{provider_id(live.id)}" if dialect == "ivr" else live.id


def provider_id(id: str) -> str:
    """An id as the provider knows it."""
    return id.removeprefix(PREFIX)


def with_provider_ids(receptionist: Receptionist) -> Receptionist:
    """A receptionist whose destinations have the provider's own ids."""
    return redirect_receptionist(receptionist, lambda destination: destination._replace(id=provider_id(destination.id)))
