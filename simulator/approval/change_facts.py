"""The changes since an earlier version, as a client would put them: keys, words, hours, numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from simulator.approval.menu_facts import MenuFacts, list_menus
from simulator.config.flow import Flow
from simulator.graph.review.change import Review, difference_sentence, number_sentence
from simulator.graph.review.schedule_changes import schedule_sentences

_AROUND = 4
"""Words around a change that an excerpt shows."""

EQUAL = "Callers notice no difference."


class KeyChange(NamedTuple):
    """A key, or a count of mistakes, that leads elsewhere; an empty ``now`` or ``before``: it leads nowhere."""

    menu: str
    caption: str
    now: str
    before: str


class WordChange(NamedTuple):
    """Other words: in which menu and where, and what is said now and was said before."""

    menu: str
    when: str
    now: str
    before: str

    @property
    def excerpt(self) -> str:
        """Return the words that are new with a few around them, in quotation marks; empty where nothing is said."""
        now, before = self.now.split(), self.before.split()
        first = _common_length(now, before)
        last = min(_common_length(now[::-1], before[::-1]), len(now) - first, len(before) - first)
        start, end = max(0, first - _AROUND), min(len(now), len(now) - last + _AROUND)
        words = " ".join(now[start:end])
        return f"“{'… ' if start else ''}{words}{' …' if end < len(now) else ''}”" if words else ""


def _common_length(first: Sequence[str], second: Sequence[str]) -> int:
    """Return how many words two texts begin with alike."""
    pairs = zip(first, second, strict=False)
    return next((place for place, (one, another) in enumerate(pairs) if one != another), min(len(first), len(second)))


@dataclass(frozen=True, slots=True)
class ChangeFacts:
    """The changes of a flow. ``since`` names the earlier version; ``sentences`` say what callers notice, in full."""

    since: str
    keys: tuple[KeyChange, ...]
    words: tuple[WordChange, ...]
    others: tuple[str, ...]
    sentences: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Return whether callers notice nothing."""
        return not (self.keys or self.words or self.others or self.sentences)


def list_key_and_word_changes(old: Flow, new: Flow) -> tuple[list[KeyChange], list[WordChange]]:
    """Return the keys that lead elsewhere and the words that are others, of menus that both flows have."""
    before = {menu.key: menu for menu in list_menus(old)}
    keys: list[KeyChange] = []
    words: list[WordChange] = []
    for menu in list_menus(new):
        if (earlier := before.get(menu.key)) is not None:
            keys += _key_changes(earlier, menu)
            words += _word_changes(earlier, menu)
    return keys, words


def change_facts(review: Review, since: str) -> ChangeFacts:
    """Return what a review found, with ``since`` as the name of the earlier version."""
    keys, words = list_key_and_word_changes(review.old, review.new)
    others = [
        *_menu_changes(review.old, review.new),
        *(sentence for change in review.schedules for sentence in schedule_sentences(change)),
        *(number_sentence(review, number) for number in review.numbers),
    ]
    noticed = [f"{difference_sentence(review, item)}." for item in review.noticed]
    if not review.complete:
        noticed.append("There is more that callers notice.")
    return ChangeFacts(since, tuple(keys), tuple(words), tuple(others), tuple(noticed))


def _key_changes(before: MenuFacts, after: MenuFacts) -> Iterator[KeyChange]:
    led = {row.caption: row.name for row in before.rows}
    leads = {row.caption: row.name for row in after.rows}
    for caption in dict.fromkeys([*leads, *led]):
        now, was = leads.get(caption, ""), led.get(caption, "")
        if now != was:
            yield KeyChange(after.name, caption, now, was)


def _word_changes(before: MenuFacts, after: MenuFacts) -> Iterator[WordChange]:
    said = {"At the beginning": before.words, **{line.when: line.words for line in before.replies}}
    says = {"At the beginning": after.words, **{line.when: line.words for line in after.replies}}
    for when in dict.fromkeys([*says, *said]):
        now, was = says.get(when, ""), said.get(when, "")
        if now != was:
            yield WordChange(after.name, when, now, was)


def _menu_changes(old: Flow, new: Flow) -> Iterator[str]:
    before, after = ({menu.key: menu.name for menu in list_menus(flow)} for flow in (old, new))
    yield from (f"New: {name}" for key, name in after.items() if key not in before)
    yield from (f"No longer reached: {name}" for key, name in before.items() if key not in after)
