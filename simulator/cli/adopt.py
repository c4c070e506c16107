"""``ivrsim adopt``: say that a live receptionist is one of the flow's, so that no second one is created."""

from __future__ import annotations

from simulator.cli.account_flags import add_provider, connection
from simulator.cli.arguments import KEPT_FLOW, Parser, add_flow
from simulator.cli.change_flags import PushTarget, exclusive_push, open_target
from simulator.cli.screen import say
from simulator.errors import UsageError
from simulator.provider.change.desired import desired_receptionists, resolve_some_ids
from simulator.provider.change.drift import compare_with_sent
from simulator.provider.change.lock import FlowLock, OwnedReceptionist, how_to_merge, read_unmerged, record_changes
from simulator.provider.live.live_fields import Dialect
from simulator.provider.live.live_state import LiveReceptionist
from simulator.words.suggestion import suggest


def run(arguments: list[str]) -> int:
    """Write the id into the lock, and say what differs."""
    parser = Parser("adopt", "tie a receptionist of the flow to a live one", "ivrsim adopt night 7003")
    parser.add_argument("name", metavar="NAME", help="the receptionist of the flow: key or name")
    parser.add_argument("id", metavar="ID", help="the provider's id")
    add_flow(parser, KEPT_FLOW)
    add_provider(parser)
    options = parser.read_arguments(arguments)
    target = open_target(options.flow, None, unmerged=True)
    key = target.flow.find_receptionist(options.name)
    with connection(options, str(target.folder)) as client, exclusive_push(target.folder, client):
        target = target._replace(lock=read_unmerged(target.folder, options.flow or ""))  # as it is now that it is held
        live = client.receptionists()
        host, dialect = client.wire.settings.host, client.dialect
        item = _live_with_id(options.id, live)
        owner = next(
            (
                owner_key
                for owner_key, id in target.lock.ids_at(host, dialect).items()
                if id == options.id and owner_key != key
            ),
            None,
        )
        if owner in target.flow.receptionists:
            raise UsageError(f"{options.id} is {owner} of this flow already (ivrsim.lock)")
        file_id = target.flow.receptionists[key].id
        if file_id not in (None, options.id):
            raise UsageError(f"the file of {key} says id {file_id}; change it there, or adopt {file_id}")
        changes = _settle_key(target, host, dialect, live) if target.lock.is_unmerged else {}
        before = changes.get(key) or target.lock.owned_at(host, dialect).get(key)
        if owner is not None:  # a key of the flow that is gone: it was renamed
            changes |= {owner: None, key: target.lock.owned_at(host, dialect)[owner]}
        elif before is None or before.id != options.id:
            changes |= {key: _of_a_branch(target.lock, host, dialect, key, options.id)}
        lock = (
            record_changes(target.lock, host, dialect, changes) if changes or target.lock.is_unmerged else target.lock
        )
    ids = {**target.lock.ids_at(host, dialect), key: options.id}
    say(f"{key} is {options.id} ({item.name}) at {host} from now on; {target.lock.path} says so")
    if lock.is_unmerged:
        say(how_to_merge(lock, options.flow or ""))
    model = resolve_some_ids(desired_receptionists(target.flow)[key], ids)
    for difference in compare_with_sent(item, model, dialect).differences:
        for name, live_words, flow_words in difference.parts():
            say(f"  live has {name} {live_words}, the flow has {flow_words}")
    return 0


def _settle_key(
    push_target: PushTarget, host: str, dialect: Dialect, live: tuple[LiveReceptionist, ...]
) -> dict[str, OwnedReceptionist | None]:
    """Return what is known of the receptionists on which two branches disagree.

    Of two contents the one that is live was written last. A key that the flow no longer has is forgotten.
    """
    settled: dict[str, OwnedReceptionist | None] = {}
    for key, sides in push_target.lock.clashes.get((host, dialect), {}).items():
        if key not in push_target.flow.receptionists:
            settled[key] = None
        elif sides[0].id == sides[1].id:
            item = next((candidate for candidate in live if candidate.id == sides[0].id), None)
            alike = [side for side in sides if item is not None and _is_live(side, item, dialect)]
            settled[key] = alike[0] if len(alike) == 1 else OwnedReceptionist(sides[0].id)
    return settled


def _is_live(owned: OwnedReceptionist, item: LiveReceptionist, dialect: Dialect) -> bool:
    return owned.written is not None and not compare_with_sent(item, owned.written, dialect).differences


def _of_a_branch(lock: FlowLock, host: str, dialect: Dialect, key: str, id: str) -> OwnedReceptionist:
    """Return what one of two branches wrote under this id; of another id nothing is known."""
    sides = lock.clashes.get((host, dialect), {}).get(key, ())
    return next((side for side in sides if side.id == id), OwnedReceptionist(id))


def _live_with_id(id: str, live: tuple[LiveReceptionist, ...]) -> LiveReceptionist:
    for item in live:
        if item.id == id:
            return item
    examples = ", ".join(f"{item.id} ({item.name})" for item in live[:5]) or "none"
    hint = suggest(id, (item.id for item in live), f"live are {examples}")
    raise UsageError(f"no live receptionist has the id {id}{hint}")
