"""A client of the provider's API, in the model's words and in either dialect."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote

from simulator.config.receptionist import Destination, Receptionist
from simulator.config.value_rules import parse_id, quote_value
from simulator.errors import RemoteRefused, RemoteUnreachable, UsageError
from simulator.provider.account.endpoints import LISTS, Action, Kind, endpoint_for
from simulator.provider.account.responses import list_items
from simulator.provider.account.transport import Transport
from simulator.provider.live.id_spaces import (
    merge_lists,
    provider_id,
    separate_destination,
    shared_ids,
    with_provider_ids,
)
from simulator.provider.live.list_items import live_of
from simulator.provider.live.live_state import LiveReceptionist, NamedItem, NumberRoute
from simulator.provider.live.time_group import TimeGroup, read_time_group
from simulator.wire import ivr, vr

NO_ROUTE = frozenset({403, 404})
"""The statuses of a route that the account does not have (the provider's gateway says 403)."""

_NAMES = ("name", "recording_name", "department_name", "title", "full_name")
_NUMBERS = ("did_number", "number", "did", "phone_number")


class Client:
    """One account. Every method raises a ``RemoteError``; a ``with`` lets the connection go."""

    def __init__(self, wire: Transport) -> None:
        self.wire = wire
        self.dialect = wire.settings.dialect
        self._shared: frozenset[str] = frozenset()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.wire.close()

    def receptionists(self) -> tuple[LiveReceptionist, ...]:
        """Return what is live. Raises ``RemoteUnreachable`` for a response without a list of receptionists."""
        lists = [self._read_list(path) for path in LISTS[self.dialect]]
        if len(lists) == 1:
            return lists[0]
        # Kept for numbers(): a number of the ivr dialect names its receptionist by the id that both lists may have.
        self._shared = shared_ids(*lists)
        return merge_lists(*lists)

    def _read_list(self, path: str) -> tuple[LiveReceptionist, ...]:
        live_by_id: dict[str, LiveReceptionist] = {}
        for item in self._get_items(path):
            live = live_of(item) if isinstance(item, dict) else None
            if live is None:
                raise self._unusable_response(path, f"{quote_value(item)} is not a receptionist with an id")
            if live.id in live_by_id:
                raise self._unusable_response(path, f"id {live.id} occurs twice")
            live_by_id[live.id] = live
        return tuple(live_by_id.values())

    def create(self, receptionist: Receptionist) -> None:
        """Create a receptionist. No response has its id: only the list shows it."""
        self._send_change("create", receptionist.destination_type, None, self._write_body(receptionist))

    def update(self, id: str, receptionist: Receptionist) -> None:
        """Change a receptionist: all of it, because the effect of sending a part is not documented."""
        self._send_change("update", receptionist.destination_type, id, self._write_body(receptionist))

    def delete(self, id: str, kind: Kind) -> None:
        """Remove a receptionist; the ``vr`` dialect documents no way to."""
        if self.dialect == "vr":
            raise UsageError("the vr dialect documents no way to delete a receptionist; the provider's portal has one")
        self._send_change("delete", kind, id)

    def recordings(self) -> tuple[NamedItem, ...] | None:
        """The recordings; None where the account has no such list."""
        return self._get_named("/recordings")

    def departments(self) -> tuple[NamedItem, ...] | None:
        """The departments; None where the account has no such list."""
        return self._get_named("/departments")

    def users(self) -> tuple[NamedItem, ...] | None:
        """The users; None where the account has no such list."""
        return self._get_named("/users")

    def time_groups(self) -> tuple[TimeGroup, ...] | None:
        """The time groups, with their hours as far as the response includes them; None: there is no such list."""
        items = self._get_optional_items("/timegroups")
        return None if items is None else tuple(group for group in map(read_time_group, items) if group is not None)

    def numbers(self) -> tuple[NumberRoute, ...] | None:
        """The numbers and where they lead; None where the account has no such list."""
        items = self._get_optional_items("/my_number")
        return None if items is None else tuple(_number_routes(items, self._shared))

    def _send_change(self, action: Action, kind: Kind, id: str | None, body: Mapping[str, Any] | None = None) -> None:
        endpoint = endpoint_for(self.dialect, action, kind, None if id is None else quote(provider_id(id), safe=""))
        self.wire.send(endpoint.method, endpoint.path, body)

    def _write_body(self, receptionist: Receptionist) -> dict[str, Any]:
        settings = self.wire.settings
        if self.dialect == "vr":
            return vr.encode_write(receptionist, numbers=settings.numbers)
        return ivr.encode_write(
            with_provider_ids(receptionist), numbers=settings.numbers, sms_template=settings.sms_template
        )

    def _get_items(self, path: str) -> list[Any]:
        items = list_items(self.wire.get(path))
        if items is None:
            raise self._unusable_response(path, "the response is not a list")
        return items

    def _get_optional_items(self, path: str) -> list[Any] | None:
        try:
            return self._get_items(path)
        except RemoteRefused as no:
            # Accounts differ in the lists that they offer, and none of these is needed to play a call.
            if no.status in NO_ROUTE:
                return None
            raise

    def _get_named(self, path: str) -> tuple[NamedItem, ...] | None:
        items = self._get_optional_items(path)
        return None if items is None else tuple(_named_things(items))

    def _unusable_response(self, path: str, what: str) -> RemoteUnreachable:
        return RemoteUnreachable(
            f"{self.wire.settings.host}: GET {path}: {what}; is this the API's address, and its dialect?"
        )


def _item_id(value: Any) -> str | None:
    try:
        return parse_id(value)
    except ValueError:
        return None


def _first_field(item: Mapping[str, Any], names: Iterable[str]) -> str:
    return next((str(item[name]) for name in names if isinstance(item.get(name), str | int) and item[name] != ""), "")


def _named_things(items: Iterable[Any]) -> Iterator[NamedItem]:
    """Things with an id and a name; what has not both is passed over: response fields are partly unknown."""
    for item in items:
        if (
            isinstance(item, dict)
            and (id := _item_id(item.get("id"))) is not None
            and (name := _first_field(item, _NAMES))
        ):
            yield NamedItem(id, name)


def _number_routes(items: Iterable[Any], shared: frozenset[str]) -> Iterator[NumberRoute]:
    for item in items:
        if isinstance(item, dict) and (number := _first_field(item, _NUMBERS)):
            kind, _, id = str(item.get("destination") or "").partition("||")
            kind, id = str(item.get("destination_type") or kind), id or str(item.get("destination_id") or kind)
            yield NumberRoute(
                number, separate_destination(Destination(kind, id), shared) if kind and id and kind != id else None
            )
