"""``ivrsim adopt``: say that a live receptionist is one of the flow's, so that none is created beside it."""

from __future__ import annotations

from simulator.cli.account_flags import add_provider, connection
from simulator.cli.arguments import KEPT_FLOW, Parser, add_flow
from simulator.cli.changing import Target, only_one, target
from simulator.cli.screen import say
from simulator.errors import UsageError, nearest
from simulator.remote.change.desired import desired, partly
from simulator.remote.change.drift import differences_in_words
from simulator.remote.change.lock import Lock, Owned, how_to_merge, keep, read_unmerged
from simulator.remote.seen.live import Live
from simulator.remote.seen.wanted import Dialect


def run(arguments: list[str]) -> int:
    """Write the id into the lock, and say what differs."""
    parser = Parser("adopt", "tie a receptionist of the flow to a live one", "ivrsim adopt night 7003")
    parser.add_argument("name", metavar="NAME", help="the receptionist of the flow: key or name")
    parser.add_argument("id", metavar="ID", help="the provider's id")
    add_flow(parser, KEPT_FLOW)
    add_provider(parser)
    asked = parser.read(arguments)
    here = target(asked.flow, None, unmerged=True)
    key = here.flow.find(asked.name)
    with connection(asked, str(here.folder)) as client, only_one(here.folder, client):
        here = here._replace(lock=read_unmerged(here.folder, asked.flow or ""))  # as it is now that it is held
        live = client.receptionists()
        host, dialect = client.wire.settings.host, client.dialect
        found = _alive(asked.id, live)
        owner = next((one for one, id in here.lock.ids(host, dialect).items() if id == asked.id and one != key), None)
        if owner in here.flow.receptionists:
            raise UsageError(f"{asked.id} is {owner} of this flow already (ivrsim.lock)")
        said = here.flow.receptionists[key].id
        if said not in (None, asked.id):
            raise UsageError(f"the file of {key} says id {said}; change it there, or adopt {said}")
        changes = _settled(here, host, dialect, live) if here.lock.is_unmerged else {}
        before = changes.get(key) or here.lock.at(host, dialect).get(key)
        if owner is not None:  # a key of the flow that is gone: it was renamed
            changes |= {owner: None, key: here.lock.at(host, dialect)[owner]}
        elif before is None or before.id != asked.id:
            changes |= {key: _of_a_branch(here.lock, host, dialect, key, asked.id)}
        lock = keep(here.lock, host, dialect, changes) if changes or here.lock.is_unmerged else here.lock
    ids = {**here.lock.ids(host, dialect), key: asked.id}
    say(f"{key} is {asked.id} ({found.name}) at {host} from now on; {here.lock.path} says so")
    if lock.is_unmerged:
        say(how_to_merge(lock, asked.flow or ""))
    model = partly(desired(here.flow)[key], ids)
    for line in differences_in_words(found, model, dialect):
        say(f"  live has {line.replace(', sent ', ', the flow has ')}")
    return 0


def _settled(here: Target, host: str, dialect: Dialect, live: tuple[Live, ...]) -> dict[str, Owned | None]:
    """What can be told of the receptionists on which two branches disagree.

    Of two contents the one that is live was written last. A key that the flow does not have any more is forgotten.
    """
    found: dict[str, Owned | None] = {}
    for key, sides in here.lock.clashes.get((host, dialect), {}).items():
        if key not in here.flow.receptionists:
            found[key] = None
        elif sides[0].id == sides[1].id:
            item = next((one for one in live if one.id == sides[0].id), None)
            alike = [one for one in sides if item is not None and _is_live(one, item, dialect)]
            found[key] = alike[0] if len(alike) == 1 else Owned(sides[0].id)
    return found


def _is_live(owned: Owned, item: Live, dialect: Dialect) -> bool:
    return owned.written is not None and not differences_in_words(item, owned.written, dialect)


def _of_a_branch(lock: Lock, host: str, dialect: Dialect, key: str, id: str) -> Owned:
    """What one of two branches wrote under this id; of another id nothing is known."""
    sides = lock.clashes.get((host, dialect), {}).get(key, ())
    return next((one for one in sides if one.id == id), Owned(id))


def _alive(id: str, live: tuple[Live, ...]) -> Live:
    for one in live:
        if one.id == id:
            return one
    near = nearest(id, (one.id for one in live))
    known = ", ".join(f"{one.id} ({one.name})" for one in live[:5]) or "none"
    hint = f"did you mean {near[0]}?" if near else f"live are {known}"
    raise UsageError(f"no live receptionist has the id {id}; {hint}")
