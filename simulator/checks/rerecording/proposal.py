"""New words for a prompt that is no longer true: as few of its clauses as possible are exchanged.

A key that leads elsewhere is announced in the words in which the prompt announced that place before, if they have
become free; else in those of another prompt of the flow; else by the destination's name. Whatever comes out is only a
proposal. The caller reads it again, and takes it only if what is read is what was meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from simulator.checks.option_labels import names_in
from simulator.checks.rerecording.bill import PromptFault, PromptUse
from simulator.checks.rerecording.clause_words import (
    DEVANAGARI,
    ScriptPiece,
    announced_alone,
    exchange_key,
    exchange_label,
    find_words,
    join_pieces,
    key_rank,
    spoken_key,
)
from simulator.checks.rerecording.hours_proposal import propose_hours
from simulator.checks.rerecording.lead_verdict import SpokenLabel, judge_lead
from simulator.checks.rerecording.option_faults import JudgedScript
from simulator.checks.rerecording.prompt_uses import FlowPair
from simulator.checks.scripts.language import Language, load_language
from simulator.checks.scripts.mentions import STAY
from simulator.checks.scripts.reader import AnnouncedKey, read_script
from simulator.checks.scripts.script_clauses import ScriptClause, split_clauses
from simulator.checks.scripts.spelling import one_spelling
from simulator.checks.spoken_scripts import script_of
from simulator.config.receptionist import Destination, Entry

OF_NAME = "the destination's name"
OF_PROMPT = "the prompt's own words"
OF_HOURS = "the hours in flow.yaml"


class Proposal(NamedTuple):
    """New words, the names they are made from, and the statements in them, as key and label, that need no proof."""

    text: str
    origins: tuple[str, ...]
    vouched: frozenset[tuple[str, str]]


class _Announcement(NamedTuple):
    """A clause that announces a key, what its words are made from, and its label (None: a destination's name)."""

    text: str
    origin: str = ""
    label: str | None = None


@dataclass(slots=True)
class PromptWriter:
    """The writer of one prompt's new words: for one use of it, with the faults that were found there."""

    pair: FlowPair
    use: PromptUse
    id: str
    script: JudgedScript
    faults: Sequence[PromptFault]
    _origins: dict[str, None] = field(default_factory=dict)
    _vouched: set[tuple[str, str]] = field(default_factory=set)

    def write(self) -> Proposal | None:
        """Return new words; None: nobody can propose any, as where a destination has no name."""
        if not self.script.clauses:
            return None
        targets = self._targets()
        gone = {fault.option for fault in self.faults if fault.kind == "removed"}
        try:
            hours = self._hours_words()
            pieces = [
                piece
                for clause in self.script.clauses
                for piece in (
                    [ScriptPiece(hours[clause], (), clause.sentence, is_new=True)]
                    if clause in hours
                    else self._rewritten(clause, targets, gone)
                )
            ]
            self._insert_new(pieces, targets)
        except _NoWordsError:
            return None
        text = join_pieces(pieces, self._language())
        kept = {
            (said.key, said.label)
            for said in self.script.reading.announced
            if said.key not in targets and said.key not in gone
        }
        return Proposal(text, tuple(self._origins), frozenset(kept | self._vouched)) if text else None

    def _hours_words(self) -> dict[ScriptClause, str]:
        """Return the sentences that tell hours, each with what to say instead. Raises ``_NoWordsError``."""
        rules = [fault.rule for fault in self.faults if fault.kind == "rule"]
        if not rules:
            return {}
        words = propose_hours(self.pair, self.use, self.id, self.script.clauses, rules)
        if not words:
            raise _NoWordsError
        self._origins[OF_HOURS] = None
        return words

    def _targets(self) -> dict[str, Destination]:
        """The keys that need other words, and where they lead."""
        kinds = ("elsewhere", "missing", "withdrawn")
        return {fault.option: fault.destination for fault in self.faults if fault.kind in kinds and fault.destination}

    def _language(self) -> Language:
        """The language in which most keys are announced."""
        codes = [said.language for said in self.script.reading.announced]
        code = max(codes, key=codes.count) if codes else self.script.reading.language
        return load_language(code)

    # -- the clauses that stand there ----------------------------------------------------------------

    def _rewritten(
        self, clause: ScriptClause, targets: dict[str, Destination], gone: set[str]
    ) -> Iterator[ScriptPiece]:
        affected = [key for key in clause.keys if key in targets or key in gone]
        if not affected:
            yield from self._exchange_place(clause, targets)
            return
        if any(said.key == STAY for said in clause.announced):
            raise _NoWordsError
        labels = {said.key: said.label for said in reversed(clause.announced)}
        for key in clause.keys:
            if key in targets:
                yield ScriptPiece(self._announce(key, targets), (key,), -1, is_new=True)
            elif key not in gone:
                yield ScriptPiece(self._offer(labels[key], key), (key,), -1, is_new=True)
        if all(key in gone for key in clause.keys):
            yield ScriptPiece("", (), clause.sentence, is_new=True)

    def _exchange_place(self, clause: ScriptClause, targets: dict[str, Destination]) -> Iterator[ScriptPiece]:
        """A clause with another place in it for callers who hold or are put through; gone if there is none."""
        withdrawn = {fault.option for fault in self.faults if fault.kind == "withdrawn"}
        if withdrawn and withdrawn & read_script(clause.text).withdrawn:
            yield ScriptPiece("", (), clause.sentence, is_new=True)
            return
        words = list(clause.words)
        for fault in self.faults:
            if fault.kind not in ("stay", "transfer") or not fault.label or fault.destination is None:
                continue
            if find_words(words, fault.label) is None:
                continue
            if fault.destination.hangs_up:
                yield ScriptPiece("", (), clause.sentence, is_new=True)
                return
            named = exchange_label(words, fault.label, self._name(fault.destination), self._language())
            words = named.text.split(" ") if named is not None else words
            self._origins[OF_NAME] = None
        text = " ".join(words)
        yield ScriptPiece(text, clause.keys, clause.sentence, is_new=text != clause.text)

    # -- the clauses that are new --------------------------------------------------------------------

    def _insert_new(self, pieces: list[ScriptPiece], targets: dict[str, Destination]) -> None:
        """Put the keys that nothing announces yet in their place: in ascending order, where the others are."""
        present = {key for piece in pieces for key in piece.keys}
        announced = [key for piece in pieces for key in piece.keys]
        ascending = announced == sorted(announced, key=key_rank)
        for key in sorted(targets.keys() - present, key=key_rank):
            piece = ScriptPiece(self._announce(key, targets), (key,), -1, is_new=True)
            holding = [index for index, other in enumerate(pieces) if other.keys]
            later = [index for index in holding if min(map(key_rank, pieces[index].keys)) > key_rank(key)]
            at = later[0] if later and ascending else (holding[-1] + 1 if holding else len(pieces))
            pieces.insert(at, piece)

    def _announce(self, key: str, targets: dict[str, Destination]) -> str:
        """A clause that announces a key by the words for where it leads now. Raises ``_NoWordsError``."""
        destination = targets[key]
        announcement = (
            self._words_set_free(key, destination)
            or self._words_of_another(key, destination)
            or self._words_of_name(key, destination)
        )
        if announcement.origin:
            self._origins[announcement.origin] = None
        if announcement.label is not None:
            self._vouched.add((key, announcement.label))
        return announcement.text

    def _words_set_free(self, key: str, destination: Destination) -> _Announcement | None:
        """Return the prompt's own words for a place that it announced for another key."""
        before = self.pair.before(self.use.receptionist)
        changed = {fault.option: fault for fault in self.faults if fault.kind in ("removed", "elsewhere")}
        for clause in self.script.clauses:
            said = announced_alone(clause)
            entry = before.own_options.get(said.key) if said is not None and before is not None else None
            if said is None or entry is None or said.key not in changed or not said.label:
                continue
            led_now = changed[said.key].destination
            if led_now is not None and self.pair.is_same_place(entry.destination, led_now):
                continue  # the place has another name now, and these are the words for the old one
            if self.pair.is_same_place(entry.destination, destination):
                text = exchange_key(clause, said, key, is_spelt=self._spells_keys())
                return _Announcement(text, OF_PROMPT, said.label) if text else None
        return None

    def _words_of_another(self, key: str, destination: Destination) -> _Announcement | None:
        """Return the words in which another greeting announces a place, unless this prompt has words for it."""
        flow, own = self.pair.new, self._language()
        menu = flow.receptionists[self.use.receptionist]
        told = {said.key for said in self.script.reading.announced} - {fault.option for fault in self.faults}
        ends = [entry.destination for option, entry in menu.own_options.items() if option in told]
        if any(self.pair.is_one_end(end, destination) for end in ends):
            return None
        for other_key, other in flow.receptionists.items():
            before = self.pair.before(other_key)
            if other_key == self.use.receptionist or not other.is_menu or before is None or other != before:
                continue
            for clause in split_clauses(script_of(flow, other.greeting), tuple(other.own_options)):
                said = announced_alone(clause)
                entry = other.own_options.get(said.key) if said is not None else None
                if said is None or entry is None or not said.label or said.language != own.code:
                    continue
                if not self.pair.is_one_end(entry.destination, destination) or not self._is_true_still(said, entry):
                    continue
                text = exchange_key(clause, said, key, is_spelt=self._spells_keys())
                if text:
                    return _Announcement(text, f"the words of {other.name}", said.label)
        return None

    def _is_true_still(self, said: AnnouncedKey, entry: Entry) -> bool:
        """Return whether words fit the place that they announced all along, which may have another name now."""
        label = SpokenLabel(said.label, said.language)
        return judge_lead(self.pair, label, entry.destination, entry.destination) == "true"

    def _words_of_name(self, key: str, destination: Destination) -> _Announcement:
        name = self._name(destination)
        return _Announcement(self._own_form(name, key) or self._offer(name, key), OF_NAME)

    def _own_form(self, name: str, key: str) -> str:
        """Return a clause of the prompt that offers something by its name, with another name and key; or nothing.

        A prompt that says "marque 1" is not to say "pulse 1" next. "To pay a bill" takes no name, so it is no form.
        """
        language = self._language()
        before, _, after = language.words.offers[0].partition("{what}") if language.words.offers else ("", "", "")
        for clause in sorted(self.script.clauses, key=lambda item: key not in item.keys):
            announcement = announced_alone(clause)
            if announcement is None or not announcement.label or announcement.language != language.code:
                continue
            text = clause.text
            if announcement.key != key:
                text = exchange_key(clause, announcement, key, is_spelt=self._spells_keys())
            named = exchange_label(text.split(" "), announcement.label, name, language)
            if (
                named is not None
                and named.before == before.split()
                and (before or named.after[:1] == after.split()[:1])
            ):
                return named.text
        return ""

    def _name(self, destination: Destination) -> str:
        names = names_in(self.pair.new, destination, self._language().code)
        if not names:
            raise _NoWordsError
        return names[0]

    def _offer(self, what: str, key: str) -> str:
        """A sentence of the language's own form."""
        language = self._language()
        offers = language.words.offers
        if not offers or not what:
            raise _NoWordsError
        form = offers[0] if DEVANAGARI.search(self.script.text) or language.code != "hi" else offers[-1]
        return form.format(what=what, key=spoken_key(key, language, is_spelt=self._spells_keys()))

    def _spells_keys(self) -> bool:
        """Return whether the prompt's keys are written as words."""
        words = self.script.text.split()
        said = [words[item.word] for item in self.script.reading.announced if item.key.isdecimal()]
        return bool(said) and not any(re.search("[0-9]", one_spelling(word)) for word in said)


class _NoWordsError(Exception):
    """Nothing can be proposed."""
