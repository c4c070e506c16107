"""The comparison of a live state with a desired one, field by field: status, plan, pull and push all use it.

The commands differ in what they desire, and in what they do about a difference, but not in what a difference is:

* *status* desires what the flow or one of its variants says, and reports the differences;
* *pull* desires in the file what is live, and edits the fields that differ;
* *plan* desires what the flow says, and sends the receptionists that differ;
* *push* and *rollback* desire what they sent, and look for it in the list, or for what was there before.

Each field has one of three results. It *matches*, it *differs*, or it is *unread*: the response leaves it out, so
that nobody can say. Unread fields never count as differences, since the ``vr`` list documents only some of the
fields: otherwise each status would report drift, and each push would write everything again.

>>> compare_states({"name": "Main"}, {"name": "Night", "timeout_seconds": 5.0}, ["name", "timeout_seconds"])
StateComparison(differences=(FieldDifference(field='name', live='Main', desired='Night'),), unread=('timeout_seconds',))
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from simulator.config.value_rules import quote_value
from simulator.provider.live.difference_words import differing_parts, value_words
from simulator.provider.live.file_fields import values_match
from simulator.provider.live.live_fields import Unsaid, value_of
from simulator.provider.live.live_state import LiveReceptionist
from simulator.wire import vr


class UnacceptedValue(NamedTuple):
    """A live value that the model does not accept, in words; it differs from every value that a flow can say."""

    words: str


class FieldDifference(NamedTuple):
    """A field that differs: its live value, and the desired one."""

    field: str
    live: Any
    desired: Any

    def parts(self, *, desired_first: bool = False) -> Iterator[tuple[str, str, str]]:
        """Yield the name, the live and the desired value of each differing part, in the provider's words.

        A menu's entries are a part for each option, in the order of the state that comes first.
        """
        if isinstance(self.live, UnacceptedValue):
            yield vr.WRITE_NAMES[self.field], self.live.words, value_words(self.desired)
        elif desired_first:
            for name, desired, live in differing_parts(self.field, self.desired, self.live):
                yield name, live, desired
        else:
            yield from differing_parts(self.field, self.live, self.desired)


class StateComparison(NamedTuple):
    """The result for one receptionist: the fields that differ, and those that the response leaves out."""

    differences: tuple[FieldDifference, ...]
    unread: tuple[str, ...]

    @property
    def fields(self) -> list[str]:
        """The fields that differ."""
        return [difference.field for difference in self.differences]

    @property
    def is_complete_match(self) -> bool:
        """Return whether every field was read, and matches."""
        return not self.differences and not self.unread


def compare_states(
    live: Mapping[str, Any], desired: Mapping[str, Any], fields: Iterable[str], *, exact: Collection[str] = ()
) -> StateComparison:
    """Compare the ``fields`` of two states, whose values are in the model's form.

    A field that ``live`` lacks, or has as ``Unsaid``, is unread; one that ``desired`` lacks is desired empty.
    ``exact`` are fields that match only to the letter.
    """
    differences: list[FieldDifference] = []
    unread: list[str] = []
    for field in fields:
        value = live.get(field, _MISSING)
        if isinstance(value, Unsaid):
            unread.append(field)
        elif not _matches(field, value, desired.get(field), is_exact=field in exact):
            differences.append(FieldDifference(field, value, desired.get(field)))
    return StateComparison(tuple(differences), tuple(unread))


_MISSING = Unsaid("")


def _matches(field: str, live: Any, desired: Any, *, is_exact: bool) -> bool:
    if isinstance(live, UnacceptedValue):
        return False
    return bool(live == desired) if is_exact else values_match(field, live, desired)


def read_state(live: LiveReceptionist) -> dict[str, Any]:
    """Return the fields of a response but the id, in the model's form or as an ``UnacceptedValue``."""
    state: dict[str, Any] = {}
    for field, shown_value in live.fields.items():
        if field != "id" and field in vr.WRITE_NAMES:
            value = value_of(field, shown_value)
            state[field] = UnacceptedValue(quote_value(shown_value)) if isinstance(value, Unsaid) else value
    return state
