"""The desired state of a flow: its receptionists, leading to each other by ``@key`` until ids are known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from simulator.config.flow import Flow
from simulator.config.menu_engine import PLAIN_ENGINE
from simulator.config.receptionist import HANGUP, HANGUP_ID, Destination, Receptionist
from simulator.config.switch_menu import MENU_ACTIONS
from simulator.provider.live.onward_links import onward_destinations, redirect_receptionist


def desired_receptionists(flow: Flow) -> dict[str, Receptionist]:
    """Return a flow's receptionists as a provider can have them; references between them are by ``@key``.

    It has neither its id, which a plan gives it, nor its engine, for which there are no fields.
    """

    def by_key(destination: Destination) -> Destination:
        key = flow.receptionist_for(destination)
        return destination if key is None else Destination(destination.type, f"@{key}")

    return {
        key: redirect_receptionist(model, by_key).model_copy(update={"id": None}).with_engine(PLAIN_ENGINE)
        for key, model in flow.receptionists.items()
    }


def find_actions(wanted: Mapping[str, Receptionist]) -> Iterator[str]:
    """Yield what leads to an action of FreeSWITCH's menus: to the provider that is a destination it does not have."""
    for key, item in wanted.items():
        actions = dict.fromkeys(str(way.destination) for way in item.ways() if way.destination.type in MENU_ACTIONS)
        if actions:
            yield f"{key} leads to {', '.join(actions)}: FreeSWITCH's menus have that, the provider does not"


def resolve_ids(receptionist: Receptionist, ids: Mapping[str, str], postponed: Iterable[str] = ()) -> Receptionist:
    """The receptionist with the provider's ids in place of ``@key``.

    What leads to a ``postponed`` key hangs up for now. Raises ``KeyError`` for another key without an id.
    """
    return _replace_keys(receptionist, ids.__getitem__, postponed)


def resolve_some_ids(receptionist: Receptionist, ids: Mapping[str, str], postponed: Iterable[str] = ()) -> Receptionist:
    """The receptionist with ids in place of ``@key``, where there are some."""
    return _replace_keys(receptionist, lambda key: ids.get(key, f"@{key}"), postponed)


def _replace_keys(receptionist: Receptionist, id_of: Callable[[str], str], postponed: Iterable[str]) -> Receptionist:
    waiting = frozenset(postponed)

    def by_id(destination: Destination) -> Destination:
        key = key_of(destination)
        if key is None:
            return destination
        return Destination(HANGUP, HANGUP_ID) if key in waiting else Destination(destination.type, id_of(key))

    return redirect_receptionist(receptionist, by_id)


def key_of(destination: Destination) -> str | None:
    """The key of the flow's receptionist that a destination of ``desired`` means; None: something else."""
    return destination.id[1:] if destination.names_receptionist and destination.id.startswith("@") else None


def referenced_keys(receptionist: Receptionist) -> Iterator[str]:
    """The keys of the flow that a receptionist of ``desired`` leads to, each once."""
    keys: dict[str, None] = {}
    for destination in onward_destinations(receptionist):
        key = key_of(destination)
        if key is not None:
            keys[key] = None
    yield from keys
