"""Match a flow's receptionists with live ones: by id where it is known, else by name."""

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

    ``unsaid`` are the keys whose id only this match shows.
    """

    ids: dict[str, str]
    unsaid: frozenset[str]
    notes: tuple[str, ...]


def match_ids(drafts: Mapping[str, Draft], locked_ids: Mapping[str, str], live: Sequence[LiveReceptionist]) -> IdMatch:
    """The ids of a flow's receptionists.

    The first source that has one wins: the file, the lock (``locked_ids``), a key that is an id, a unique name.
    """
    alive = {item.id: item for item in live}
    ids: dict[str, str] = {}
    for key, draft in drafts.items():
        id = _draft_id(draft) or locked_ids.get(key)
        if id is not None:
            ids[key] = id_meant(id, draft.reading.fields.get("destination_type"), alive)
    taken = set(ids.values())
    for key in drafts:
        if key not in ids and key in alive and key not in taken:
            ids[key] = key
            taken.add(key)
    # Names last, and only unique ones: the provider allows two receptionists of one name.
    by_name = _match_by_name(drafts, ids, [item for item in live if item.id not in taken])
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
    own_names, live_names = Counter(map(str, names.values())), Counter(item.name for item in live)
    ids_by_name = {item.name: item.id for item in live if live_names[item.name] == 1}
    return {
        key: ids_by_name[str(name)]
        for key, name in names.items()
        if own_names[str(name)] == 1 and str(name) in ids_by_name
    }
