"""IVRs and auto attendants of one id, told apart: the ``ivr`` dialect numbers them in lists of their own.

Here an id means one receptionist. Where both lists have an id, the attendant's is ``auto_attendant:ID``; it is
sent as the bare id again. The type of a destination says which of the two is meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from simulator.config.receptionist import Destination, Receptionist
from simulator.remote.seen.leads import redirected, redirections
from simulator.remote.seen.live import Live

PREFIX = "auto_attendant:"
_TYPES = frozenset({"auto_attendant", "auto_attend"})


def told_apart(menus: Sequence[Live], attendants: Sequence[Live]) -> tuple[Live, ...]:
    """Both lists as one, in which every id is one receptionist's."""
    shared = shared_ids(menus, attendants)
    return (*(_apart(one, shared) for one in menus), *(_apart(one, shared, own=True) for one in attendants))


def shared_ids(menus: Iterable[Live], attendants: Iterable[Live]) -> frozenset[str]:
    """The ids that both lists have."""
    return frozenset(one.id for one in menus) & {one.id for one in attendants}


def _apart(live: Live, shared: frozenset[str], *, own: bool = False) -> Live:
    if not shared:
        return live

    def leads(destination: Destination) -> Destination:
        return apart(destination, shared)

    id = f"{PREFIX}{live.id}" if own and live.id in shared else live.id
    fields = {**live.fields, **redirections(live.fields, leads), "id": id}
    model = live.model and redirected(live.model, leads).model_copy(update={"id": id})
    return replace(live, id=id, fields=fields, model=model)


def apart(destination: Destination, shared: frozenset[str]) -> Destination:
    """A destination under the id that it has here."""
    kind, id = destination
    return Destination(kind, f"{PREFIX}{id}") if kind.lower() in _TYPES and id in shared else destination


def meant(id: str, kind: object, alive: Mapping[str, Live]) -> str:
    """Which of two live receptionists an id means that was written down when only one had it: the one of the kind."""
    if id not in alive and id.startswith(PREFIX) and bare(id) in alive and alive[bare(id)].kind == kind:
        return bare(id)  # the other one is gone
    other = alive.get(f"{PREFIX}{id}")
    here = alive.get(id)
    return other.id if other is not None and here is not None and here.kind != kind and other.kind == kind else id


def identity(live: Live, dialect: str) -> str:
    """What tells a receptionist from all others for ever, whatever ids come and go beside it."""
    return f"{live.kind}:{bare(live.id)}" if dialect == "ivr" else live.id


def bare(id: str) -> str:
    """An id as the provider knows it."""
    return id.removeprefix(PREFIX)


def as_sent(receptionist: Receptionist) -> Receptionist:
    """A receptionist whose destinations have the provider's own ids."""
    return redirected(receptionist, lambda destination: destination._replace(id=bare(destination.id)))
