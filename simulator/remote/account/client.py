"""The provider, asked and told in the model's words, in either dialect."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote

from simulator.config.receptionist import Destination, Receptionist
from simulator.config.values import as_id, shown
from simulator.errors import RemoteRefused, RemoteUnreachable, UsageError
from simulator.remote.account.answers import listed
from simulator.remote.account.paths import LISTS, Action, Kind, route
from simulator.remote.account.transport import Wire
from simulator.remote.seen.apart import apart, as_sent, bare, shared_ids, told_apart
from simulator.remote.seen.items import live_of
from simulator.remote.seen.live import Live, Named, Number
from simulator.wire import ivr, vr

NO_ROUTE = frozenset({403, 404})
"""What the provider answers where it has no such route (its gateway says 403)."""

_NAMES = ("name", "recording_name", "department_name", "title", "full_name")
_NUMBERS = ("did_number", "number", "did", "phone_number")


class Client:
    """One account. Every method raises a ``RemoteError``; a ``with`` lets the connection go."""

    def __init__(self, wire: Wire) -> None:
        self.wire = wire
        self.dialect = wire.settings.dialect
        self._shared: frozenset[str] = frozenset()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.wire.close()

    def receptionists(self) -> tuple[Live, ...]:
        """What is live. Raises ``RemoteUnreachable`` for an answer that is no list of receptionists with ids."""
        lists = [self._receptionists(path) for path in LISTS[self.dialect]]
        if len(lists) == 1:
            return lists[0]
        self._shared = shared_ids(*lists)
        return told_apart(*lists)

    def _receptionists(self, path: str) -> tuple[Live, ...]:
        found: dict[str, Live] = {}
        for item in self._list(path):
            live = live_of(item) if isinstance(item, dict) else None
            if live is None:
                raise self._strange(path, f"{shown(item)} is no receptionist with an id")
            if live.id in found:
                raise self._strange(path, f"id {live.id} is there twice")
            found[live.id] = live
        return tuple(found.values())

    def create(self, receptionist: Receptionist) -> None:
        """Make a receptionist; no answer tells its id: the list does."""
        self._send("create", receptionist.destination_type, None, self._body(receptionist))

    def update(self, id: str, receptionist: Receptionist) -> None:
        """Change a receptionist: all of it, since nobody documents what a part would do."""
        self._send("update", receptionist.destination_type, id, self._body(receptionist))

    def delete(self, id: str, kind: Kind) -> None:
        """Remove a receptionist; the ``vr`` dialect documents no way to."""
        if self.dialect == "vr":
            raise UsageError("the vr dialect documents no way to delete a receptionist; the provider's portal has one")
        self._send("delete", kind, id)

    def recordings(self) -> tuple[Named, ...] | None:
        """The recordings; None where the account has no such list."""
        return self._named("/recordings")

    def departments(self) -> tuple[Named, ...] | None:
        """The departments; None where the account has no such list."""
        return self._named("/departments")

    def users(self) -> tuple[Named, ...] | None:
        """The users; None where the account has no such list."""
        return self._named("/users")

    def numbers(self) -> tuple[Number, ...] | None:
        """The numbers and where they lead; None where the account has no such list."""
        items = self._optional("/my_number")
        return None if items is None else tuple(_numbers(items, self._shared))

    def _send(self, action: Action, kind: Kind, id: str | None, body: Mapping[str, Any] | None = None) -> None:
        asked = route(self.dialect, action, kind, None if id is None else quote(bare(id), safe=""))
        self.wire.send(asked.method, asked.path, body)

    def _body(self, receptionist: Receptionist) -> dict[str, Any]:
        settings = self.wire.settings
        if self.dialect == "vr":
            return vr.encode_write(receptionist, numbers=settings.numbers)
        return ivr.encode_write(as_sent(receptionist), numbers=settings.numbers, sms_template=settings.sms_template)

    def _list(self, path: str) -> list[Any]:
        items = listed(self.wire.get(path))
        if items is None:
            raise self._strange(path, "the answer is no list")
        return items

    def _optional(self, path: str) -> list[Any] | None:
        try:
            return self._list(path)
        except RemoteRefused as no:
            if no.status in NO_ROUTE:
                return None
            raise

    def _named(self, path: str) -> tuple[Named, ...] | None:
        items = self._optional(path)
        return None if items is None else tuple(_named(items))

    def _strange(self, path: str, what: str) -> RemoteUnreachable:
        return RemoteUnreachable(
            f"{self.wire.settings.host}: GET {path}: {what}; is this the API's address, and its dialect?"
        )


def _id(value: Any) -> str | None:
    try:
        return as_id(value)
    except ValueError:
        return None


def _first(item: Mapping[str, Any], names: Iterable[str]) -> str:
    return next((str(item[name]) for name in names if isinstance(item.get(name), str | int) and item[name] != ""), "")


def _named(items: Iterable[Any]) -> Iterator[Named]:
    """Things with an id and a name; what has not both is passed over: response fields are partly unknown."""
    for item in items:
        if isinstance(item, dict) and (id := _id(item.get("id"))) is not None and (name := _first(item, _NAMES)):
            yield Named(id, name)


def _numbers(items: Iterable[Any], shared: frozenset[str]) -> Iterator[Number]:
    for item in items:
        if isinstance(item, dict) and (number := _first(item, _NUMBERS)):
            kind, _, id = str(item.get("destination") or "").partition("||")
            kind, id = str(item.get("destination_type") or kind), id or str(item.get("destination_id") or kind)
            yield Number(number, apart(Destination(kind, id), shared) if kind and id and kind != id else None)
