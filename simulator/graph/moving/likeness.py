"""What is taken to be alike in two flows of two systems, which know one thing under two ids.

Theory of operation. Callers hear recordings and reach destinations; ids they never learn. So before two flows of two
systems are compared, it has to be settled which recording of the one is which of the other. What somebody has stated
comes first. Of the rest, two items are alike if they have

* one **name** in both catalogues;
* else one **content**: recordings the same words, schedules the same hours in the same zone;
* else one **id**, unless both have names, and these differ: ids are dealt out by each system afresh.

Recordings whose words are known and differ are never alike, whatever their names. Two schedules of one name are alike
whatever their hours: how these differ is told by itself (``review.schedule_changes``). An item is alike to one item;
only recordings with the same words (and of one length) may share their counterpart.

Whatever is alike to nothing is another thing to callers.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from simulator.config.flow import Flow
from simulator.graph.moving.item_traits import ITEM_KINDS, ItemKind, ItemTraits, TraitsById, used_items

Basis = Literal["stated", "name", "content", "id"]
"""The reason to take two items to be alike."""

RULES: tuple[Basis, ...] = ("name", "content", "id")
"""The reasons that need nobody's word, in their order."""


class AlikePair(NamedTuple):
    """An item of the old flow and its counterpart in the new one, by their ids, and the reason."""

    old: str
    new: str
    by: Basis


class StatedLikeness(NamedTuple):
    """What somebody has said: pairs of ids by kind, and the rules for all the rest, in the order of ``RULES``."""

    pairs: Mapping[ItemKind, Mapping[str, str]] = {}
    rules: tuple[Basis, ...] = RULES


NOTHING_STATED = StatedLikeness()


class KindLikeness(NamedTuple):
    """The pairs of one kind, and the ids of what only one of the flows uses."""

    pairs: tuple[AlikePair, ...] = ()
    only_old: tuple[str, ...] = ()
    only_new: tuple[str, ...] = ()

    @property
    def renamed(self) -> dict[str, str]:
        """Return the ids of the old flow that the new one has another id for, each with that."""
        return {pair.old: pair.new for pair in self.pairs if pair.old != pair.new}


class Likeness(NamedTuple):
    """What two flows have in common, by kind; ``rules`` are those that were followed."""

    recordings: KindLikeness = KindLikeness()
    destinations: KindLikeness = KindLikeness()
    schedules: KindLikeness = KindLikeness()
    rules: tuple[Basis, ...] = RULES

    def of_kind(self, kind: ItemKind) -> KindLikeness:
        """Return what they have in common of one kind."""
        by_kind: dict[ItemKind, KindLikeness] = {
            "recordings": self.recordings,
            "destinations": self.destinations,
            "schedules": self.schedules,
        }
        return by_kind[kind]


def find_likeness(old: Flow, new: Flow, stated: StatedLikeness = NOTHING_STATED) -> Likeness:
    """Return what two flows have in common."""
    kinds = {kind: _find_pairs(kind, old, new, stated) for kind in ITEM_KINDS}
    return Likeness(kinds["recordings"], kinds["destinations"], kinds["schedules"], stated.rules)


def _find_pairs(kind: ItemKind, old: Flow, new: Flow, stated: StatedLikeness) -> KindLikeness:
    mine, theirs = used_items(old, kind), used_items(new, kind)
    pairs = {
        old_id: AlikePair(old_id, new_id, "stated")
        for old_id, new_id in stated.pairs.get(kind, {}).items()
        if old_id in mine
    }
    for rule in stated.rules:
        taken = {pair.new for pair in pairs.values()}
        free = {id: traits for id, traits in mine.items() if id not in pairs}
        for pair in _pairs_by(rule, kind, free, {id: traits for id, traits in theirs.items() if id not in taken}):
            pairs.setdefault(pair.old, pair)
    if kind == "recordings" and "content" in stated.rules:
        pairs |= {pair.old: pair for pair in list(_shared_words(old, theirs, mine, pairs))}
    found = {pair.new for pair in pairs.values()}
    return KindLikeness(
        tuple(pairs[id] for id in mine if id in pairs),
        tuple(id for id in mine if id not in pairs),
        tuple(id for id in theirs if id not in found),
    )


def _pairs_by(rule: Basis, kind: ItemKind, mine: TraitsById, theirs: TraitsById) -> Iterator[AlikePair]:
    """Yield the pairs of one rule among what is not paired yet, each item once."""
    left: dict[Hashable, list[str]] = {}
    for new_id, traits in theirs.items():
        left.setdefault(_mark(rule, kind, new_id, traits), []).append(new_id)
    left.pop(None, None)
    for old_id, traits in mine.items():
        candidates = left.get(_mark(rule, kind, old_id, traits), [])
        for new_id in candidates:
            if not _speaks_against(rule, kind, traits, theirs[new_id]):
                yield AlikePair(old_id, new_id, rule)
                candidates.remove(new_id)
                break


def _mark(rule: Basis, kind: ItemKind, id: str, traits: ItemTraits) -> Hashable:
    """Return what two items have in common that are alike by a rule; None: the rule says nothing of this one."""
    match rule:
        case "name":
            return traits.name or None
        case "content":
            return traits.content
        case _:
            return None if kind == "schedules" else id


def _speaks_against(rule: Basis, kind: ItemKind, traits: ItemTraits, other: ItemTraits) -> bool:
    if kind == "schedules":  # one name is one schedule, and different hours are a difference of their own
        return False
    is_other_name = bool(traits.name and other.name) and traits.name != other.name
    return traits.contradicts(other) or (rule == "id" and is_other_name)


def _shared_words(
    old: Flow, theirs: TraitsById, mine: TraitsById, pairs: Mapping[str, AlikePair]
) -> Iterator[AlikePair]:
    """Yield recordings left over that say the same, for as long, as one that has its counterpart."""
    twins: dict[Hashable, list[AlikePair]] = {}
    for pair in pairs.values():
        if pair.new in theirs and (content := mine[pair.old].content) is not None:
            twins.setdefault(content, []).append(pair)
    for old_id, traits in mine.items():
        if old_id not in pairs:
            for twin in twins.get(traits.content, ()):
                if old.length_of(old_id) == old.length_of(twin.old):
                    yield AlikePair(old_id, twin.new, "content")
                    break


def count_by_basis(pairs: Sequence[AlikePair]) -> dict[Basis, int]:
    """Return how many pairs there are for each reason, in the order of the rules."""
    counts: dict[Basis, int] = {}
    for basis in ("stated", *RULES):
        if number := sum(pair.by == basis for pair in pairs):
            counts[basis] = number
    return counts
