"""The labels that a greeting gives to options and to staying on the line, and how well destinations fit them.

A label is compared with names in its own language only. A destination may have a name for each language
(``names`` in the catalogue); of its plain name nobody knows the language, so a mismatch with it means something only
where other labels of the same greeting do fit.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from typing import TYPE_CHECKING

from simulator.checks.scripts.label_match import closeness, labels_match
from simulator.checks.scripts.language import Language, language_codes, load_language
from simulator.checks.scripts.mentions import STAY
from simulator.checks.scripts.word_tokens import plain_words
from simulator.checks.spoken_scripts import MenuGreeting, destination_words, script_of, silence_offer
from simulator.config.flow import Flow
from simulator.config.receptionist import Destination, Receptionist
from simulator.fast_classes import dataclass

if TYPE_CHECKING:
    from simulator.wire.decoding import Path

_CONDITION_WORDS = 4
"""Words in front of a label that may open its condition, as in "if you are in pain"."""


@dataclass(frozen=True, slots=True)
class OptionLabel:
    """A greeting's words for an option (``option``: its code, or ``STAY``), and where the option leads."""

    option: str
    text: str
    language: str
    destination: Destination
    place: Path = field(compare=False)
    is_condition: bool = False

    @property
    def stays(self) -> bool:
        """Return whether this is staying on the line."""
        return self.option == STAY


def option_labels(flow: Flow, greeting: MenuGreeting) -> Iterator[OptionLabel]:
    """Every label that a greeting gives to an option of its menu, then that of staying on the line."""
    reading, menu = greeting.reading, greeting.menu
    script = script_of(flow, greeting.id)
    announced = {item.key: item for item in reversed(reading.announced)}
    for index, entry in enumerate(menu.entries or ()):
        item = announced.get(entry.option)
        if item is not None and item.label:
            conditional = _is_condition(script, item.label, load_language(item.language))
            place: Path = ("entries", index, "destination_id")
            yield OptionLabel(entry.option, item.label, item.language, entry.destination, place, conditional)
    yield from _stay_label(flow, menu, script)


def _stay_label(flow: Flow, menu: Receptionist, script: str) -> Iterator[OptionLabel]:
    offer = silence_offer(flow, menu)
    if offer is not None and menu.silence_destination is not None:
        conditional = _is_condition(script, offer.label, load_language(offer.language))
        place: Path = ("silence_destination_id",)
        yield OptionLabel(STAY, offer.label, offer.language, menu.silence_destination, place, conditional)


def _is_condition(script: str, label: str, language: Language) -> bool:
    """Return whether the label tells when to choose an option ("if you have pain"), and not what for."""
    before, match, _ = plain_words(script).partition(f" {label} ")
    return bool(match) and not set(language.words.ifs).isdisjoint(before.split()[-_CONDITION_WORDS:])


def fit(flow: Flow, label: OptionLabel, destination: Destination) -> int:
    """Return how well a destination's names fit a label: 0 not at all, 1 in meaning, 2 by a word, 3 by all words."""
    language = load_language(label.language)
    return max(
        (closeness(label.text, name, language) for name in names_in(flow, destination, label.language)), default=0
    )


def is_named_in_its_language(flow: Flow, label: OptionLabel) -> bool:
    """Return whether the catalogue names the destination in the label's language, or in one that nothing reads."""
    catalogued = flow.destinations.get(label.destination.canonical)
    if catalogued is None:
        return False
    return any(code == label.language or code not in language_codes() for code in catalogued.names)


def fits_own(flow: Flow, label: OptionLabel) -> int:
    """Return how well its own destination fits a label, by all that is known of it; 1 where nothing can be said."""
    language = load_language(label.language)
    names = names_in(flow, label.destination, label.language)
    name, more = destination_words(flow, label.destination)
    if not names or any(labels_match(label.text, text, language) for text in (*names, f"{' '.join(names)} {more}")):
        return max(1, fit(flow, label, label.destination))
    if language.words.name.casefold() in name.casefold().split():
        return 2  # "Für Deutsch bleiben Sie in der Leitung", and the menu is called German
    return 0


def name_in(flow: Flow, destination: Destination, code: str) -> str:
    """Return a destination's name in a language, else its plain name; empty if it has neither."""
    return next(iter(names_in(flow, destination, code)), "")


def names_in(flow: Flow, destination: Destination, code: str) -> list[str]:
    """The names of a destination to which a label in a language can be compared."""
    catalogued = flow.destinations.get(destination.canonical)
    if flow.receptionist_for(destination) is not None or catalogued is None:
        name, _ = destination_words(flow, destination)
        words = load_language(code).words
        itself = words.own_names if words.name.casefold() in name.casefold().split() else ()
        return [*([name] if name else []), *itself]  # the menu "German" is "Deutsch" to who speaks it
    if code in catalogued.names:
        return [catalogued.names[code]]
    unread = [text for tongue, text in catalogued.names.items() if tongue not in language_codes()]
    return [*([catalogued.name] if catalogued.name else []), *unread]
