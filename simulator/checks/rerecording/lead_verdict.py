"""Verdicts on words that announced one destination: whether they fit the one that callers now come to.

Names are the only witness. A label that the old name bears out and the new one does not is untrue; one that both bear
out is true, unless the old destination is still offered next to the new one. A label that neither name bears out cannot
be judged, unless somebody answered before and nobody does now, or the prompt calls the new destination by other words.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal, NamedTuple

from simulator.checks.menu_levels import eventual_target, is_operator
from simulator.checks.option_labels import names_in
from simulator.checks.rerecording.prompt_uses import FlowPair
from simulator.checks.scripts.label_match import labels_match, telling_words, words_in
from simulator.checks.scripts.language import Language, load_language
from simulator.checks.scripts.promises import means_a_machine, means_somebody
from simulator.checks.spoken_scripts import destination_words
from simulator.config.flow import Flow
from simulator.config.receptionist import Destination

LeadVerdict = Literal["true", "untrue", "renamed", "unnamed", "other words"]
"""``unnamed`` and ``other words`` cannot be judged: the destination has no name, or no name ever fitted the words."""


class SpokenLabel(NamedTuple):
    """A prompt's name for a destination, and the code of its language."""

    text: str
    language: str


class LeadContext(NamedTuple):
    """What else a menu says: the destinations of the new menu's other keys, and of other labels of the old prompt."""

    offered: Collection[Destination] = ()
    called_otherwise: Collection[Destination] = ()


ALONE = LeadContext()


def judge_lead(
    pair: FlowPair, label: SpokenLabel, old: Destination, new: Destination, context: LeadContext = ALONE
) -> LeadVerdict:
    """Return whether a label of ``old`` is true of ``new``."""
    language = load_language(label.language)
    if pair.is_same_place(old, new):
        return _judge_rename(pair, label, old, new)
    if _is_plainly_wrong(pair.new, label, language, new):
        return "untrue"
    if not label.text or _is_plainly_right(pair.new, label, language, new):
        return "true" if label.text else "other words"
    was, now = _fitting_words(pair.old, label, old), _fitting_words(pair.new, label, new)
    if now and now >= was:
        still_here = any(pair.is_same_place(old, other) for other in context.offered)
        return "untrue" if still_here and now == was else "true"
    if was or any(pair.is_same_place(other, new) for other in context.called_otherwise):
        return "untrue"
    if is_operator(pair.old, old) and not _leads_to_somebody(pair.new, new):
        return "untrue"
    if not names_in(pair.new, new, label.language):
        return "unnamed"
    return "other words" if names_in(pair.old, old, label.language) else "untrue"


def is_true_of(flow: Flow, label: SpokenLabel, destination: Destination) -> bool:
    """Return whether the name of a destination bears a label out, without anything to compare it with."""
    language = load_language(label.language)
    if _is_plainly_wrong(flow, label, language, destination):
        return False
    return _is_plainly_right(flow, label, language, destination) or bool(_fitting_words(flow, label, destination))


def _judge_rename(pair: FlowPair, label: SpokenLabel, old: Destination, new: Destination) -> LeadVerdict:
    """Return whether a label still fits a destination that is the same one, perhaps under another name."""
    names = names_in(pair.old, old, label.language), names_in(pair.new, new, label.language)
    if not names[1] or names[0] == names[1] or not label.text:
        return "true"
    was, now = _fitting_words(pair.old, label, old), _fitting_words(pair.new, label, new)
    return "renamed" if was and not now else "true"


def _is_plainly_wrong(flow: Flow, label: SpokenLabel, language: Language, destination: Destination) -> bool:
    """Return whether the call ends where the words promise more, or somebody answers instead of a voicemail."""
    menu, end = eventual_target(flow, destination)
    if menu is None and end.hangs_up:
        return not any(phrase in label.text for phrase in language.words.farewells)
    return means_a_machine(label.text, language) and (menu is not None or is_operator(flow, end))


def _is_plainly_right(flow: Flow, label: SpokenLabel, language: Language, destination: Destination) -> bool:
    """Return whether the words are "goodbye" where the call ends, or "an operator" where somebody answers."""
    menu, end = eventual_target(flow, destination)
    if menu is None and end.hangs_up:
        return True  # else it would be plainly wrong
    only_persons = not telling_words(label.text, language) - language.persons
    named = bool(language.persons.intersection(words_in(label.text, language))) and only_persons
    return (named or means_somebody(label.text, language)) and menu is None and is_operator(flow, end)


def _leads_to_somebody(flow: Flow, destination: Destination) -> bool:
    menu, end = eventual_target(flow, destination)
    return menu is not None or is_operator(flow, end)


def _fitting_words(flow: Flow, label: SpokenLabel, destination: Destination) -> frozenset[str]:
    """Return the telling words of a label that a destination's names bear out."""
    language = load_language(label.language)
    _, more = destination_words(flow, destination)
    key = flow.receptionist_for(destination)
    names = [*names_in(flow, destination, label.language), *([more] if key is not None else [])]
    telling = telling_words(label.text, language)
    fitting = {word for word in telling for name in names if _is_borne_out(word, name, language)}
    if not fitting and any(labels_match(label.text, name, language) for name in names if telling_words(name, language)):
        return telling  # by initials, as HR for human resources
    return frozenset(fitting)


def _is_borne_out(word: str, name: str, language: Language) -> bool:
    return bool(telling_words(name, language)) and labels_match(word, name, language)
