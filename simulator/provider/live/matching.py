"""Which live receptionist a flow's receptionist is: by the id that is known of it, else by its name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from simulator.loader.receptionist_file import Draft
from simulator.provider.live.id_spaces import id_meant
from simulator.provider.live.live_fields import Unsaid, value_of
from simulator.provider.live.live_state import LiveReceptionist


class IdMatch(NamedTuple):
    """The provider's id of each receptionist by key, gone ones included.

    ``unsaid`` are the keys whose id nothing tells but this match.
    """

    ids: dict[str, str]
    unsaid: frozenset[str]
    notes: tuple[str, ...]


def match_ids(drafts: Mapping[str, Draft], known: Mapping[str, str], live: Sequence[LiveReceptionist]) -> IdMatch:
    """The ids of a flow's receptionists.

    The first that tells one: the file, the lock (``known``), a key that is an id, a name that only one has.
    """
    alive = {one.id: one for one in live}
    ids: dict[str, str] = {}
    for key, draft in drafts.items():
        id = _draft_id(draft) or known.get(key)
        if id is not None:
            ids[key] = id_meant(id, draft.reading.fields.get("destination_type"), alive)
    taken = set(ids.values())
    for key in drafts:
        if key not in ids and key in alive and key not in taken:
            ids[key] = key
            taken.add(key)
    by_name = _match_by_name(drafts, ids, [one for one in live if one.id not in taken])
    notes = [f"{key}: taken for the live {id} of the same name; its id is written down" for key, id in by_name.items()]
    ids |= by_name
    notes += [f"{key} ({id}) is no longer live; its file stays" for key, id in ids.items() if id not in alive]
    notes += [f"{key} has no id of the provider: it is in this flow only" for key in drafts if key not in ids]
    return IdMatch(ids, frozenset(by_name), tuple(notes))


def _draft_id(draft: Draft) -> str | None:
    value = value_of("id", draft.reading.fields.get("id"))
    return None if isinstance(value, Unsaid) else value


def _match_by_name(
    drafts: Mapping[str, Draft], ids: Mapping[str, str], live: Sequence[LiveReceptionist]
) -> dict[str, str]:
    """Receptionists without an id whose name one live one has, and no other here."""
    names = {key: draft.reading.fields.get("name") for key, draft in drafts.items() if key not in ids}
    here, there = Counter(map(str, names.values())), Counter(one.name for one in live)
    found = {one.name: one.id for one in live if there[one.name] == 1}
    return {key: found[str(name)] for key, name in names.items() if here[str(name)] == 1 and str(name) in found}
