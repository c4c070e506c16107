"""A comparison of labels with destinations: does another one fit a label better than the one that its option leads to?

A label and a name can mean the same without being alike. So a mismatch alone proves nothing; that the words of the
label are the name of another destination does, unless that destination has an option whose label fits it as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from simulator.checks.menu_levels import is_operator
from simulator.checks.option_labels import OptionLabel, fit, fits_own, is_named_in_its_language, names_in
from simulator.checks.scripts.label_match import telling_words, words_in
from simulator.checks.scripts.language import load_language
from simulator.config.flow import Flow
from simulator.config.receptionist import Destination

SAME_WORDS = 3
SAME_WORD = 2


class NameIndex:
    """The destinations of a flow by the telling words of their names, in each language that is asked for.

    To compare every label with every destination would take a large flow's size squared.
    """

    def __init__(self, flow: Flow) -> None:
        self.flow = flow
        self._by_language: dict[str, dict[str, list[Destination]]] = {}

    def sharing_a_word(self, label: OptionLabel) -> Iterator[Destination]:
        """Every destination with a word of the label in its name; several times where it has several."""
        by_word = self._by_language.get(label.language)
        if by_word is None:
            by_word = self._by_language[label.language] = self._label_words(label.language)
        for word in sorted(telling_words(label.text, load_language(label.language))):
            yield from by_word.get(word, ())

    def _label_words(self, code: str) -> dict[str, list[Destination]]:
        menus = [Destination("ivr", f"@{key}") for key in self.flow.receptionists]
        words: dict[str, list[Destination]] = {}
        for destination in (*menus, *self.flow.destinations):
            for name in names_in(self.flow, destination, code):
                for word in telling_words(name, load_language(code)):
                    words.setdefault(word, []).append(destination)
        return words


class Fits:
    """The labels of one greeting, and how well the destinations of the menu and of the flow fit them.

    ``named_in`` tells in which languages other greetings of the flow call a destination by its plain name;
    ``fall_back`` is where else callers of the menu come to.
    """

    def __init__(
        self,
        index: NameIndex,
        labels: Sequence[OptionLabel],
        named_in: Mapping[str, frozenset[str]],
        fall_back: Destination | None = None,
    ) -> None:
        self.flow = index.flow
        self.index = index
        self.labels = labels
        self.named_in = named_in
        self.own = {label: fits_own(self.flow, label) for label in labels}
        self._here = [*(label.destination for label in labels), *([fall_back] if fall_back else ())]

    def better(self, label: OptionLabel) -> Destination | None:
        """Return a destination that fits a label better, if there is one."""
        # a name with all words of the label cannot be beaten
        if self.own[label] >= SAME_WORDS:
            return None
        # by end, so that an alias of its type does not make a destination a rival of itself
        others = {
            end_of(self.flow, candidate): candidate for candidate in (*self.index.sharing_a_word(label), *self._here)
        }
        others.pop(end_of(self.flow, label.destination), None)
        better_ones = [candidate for candidate in others.values() if self._is_better(label, candidate)]
        return max(better_ones, key=lambda candidate: fit(self.flow, label, candidate), default=None)

    def is_odd(self, label: OptionLabel) -> bool:
        """Return whether a label does not fit its destination where others of its language fit theirs."""
        if self.own[label] or label.is_condition or asks_for_a_person(self.flow, label):
            return False
        if (label.stays or label.option == "0") and is_operator(self.flow, label.destination):
            return False  # "a banker", "any other matter": whatever the operator is called
        if is_named_in_its_language(self.flow, label):
            return True
        languages = self.named_in.get(end_of(self.flow, label.destination), frozenset())
        if languages and label.language not in languages:
            return False  # the name is of another language
        alike = [neighbour for neighbour in self.labels if neighbour.language == label.language and neighbour != label]
        plain = (neighbour for neighbour in alike if not is_named_in_its_language(self.flow, neighbour))
        return any(fit(self.flow, neighbour, neighbour.destination) for neighbour in plain)

    def _is_better(self, label: OptionLabel, destination: Destination) -> bool:
        score, own = fit(self.flow, label, destination), self.own[label]
        if score <= own:
            return False
        rivals = [
            neighbour
            for neighbour in self.labels
            if end_of(self.flow, neighbour.destination) == end_of(self.flow, destination)
        ]
        if any(fit(self.flow, rival, destination) >= score for rival in rivals):
            return False
        # two labels that fit each other's destinations better are a swap, even if each fit alone is weak
        exchanged = any(fit(self.flow, rival, label.destination) > self.own[rival] for rival in rivals)
        if own:
            return exchanged and score == SAME_WORDS
        if label.stays and not label.is_condition:
            return score >= SAME_WORD or not asks_for_a_person(self.flow, label)
        return exchanged or score >= (SAME_WORD if rivals else SAME_WORDS)


def asks_for_a_person(flow: Flow, label: OptionLabel) -> bool:
    """Return whether a label asks for somebody ("an agent") and somebody answers, whatever that place is called."""
    return is_operator(flow, label.destination) and names_a_person(label)


def names_a_person(label: OptionLabel) -> bool:
    """Return whether a label holds a word for those who answer a call."""
    language = load_language(label.language)
    return not language.persons.isdisjoint(words_in(label.text, language))


def languages_of_names(flow: Flow, labels: Iterable[OptionLabel]) -> dict[str, frozenset[str]]:
    """In which languages the labels of all greetings fit a destination's names, by ``end_of``."""
    languages_by_end: dict[str, set[str]] = {}
    for label in labels:
        if fit(flow, label, label.destination):
            languages_by_end.setdefault(end_of(flow, label.destination), set()).add(label.language)
    return {end: frozenset(languages) for end, languages in languages_by_end.items()}


def end_of(flow: Flow, destination: Destination) -> str:
    """Return what tells destinations apart, under any alias of their type: a receptionist's key, or type||id."""
    return flow.receptionist_for(destination) or str(destination.canonical)
