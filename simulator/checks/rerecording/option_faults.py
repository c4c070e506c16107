"""Outdated statements of a prompt about keys: options that are gone, lead elsewhere, or are not announced."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from simulator.checks.menu_levels import is_extension
from simulator.checks.rerecording.bill import FieldPlace, PromptFault, PromptUse
from simulator.checks.rerecording.lead_verdict import LeadContext, LeadVerdict, SpokenLabel, is_true_of, judge_lead
from simulator.checks.rerecording.prompt_uses import FlowPair, heeded_options, place_name
from simulator.checks.scripts.mentions import STAY
from simulator.checks.scripts.script_clauses import ScriptClause, split_clauses
from simulator.checks.scripts.staying import stay_offer
from simulator.checks.spoken_scripts import read_recording, script_of
from simulator.config.flow import FLOW_FILE, Flow
from simulator.config.receptionist import Destination, Entry
from simulator.config.value_rules import quote_value

if TYPE_CHECKING:
    from simulator.checks.scripts.reader import AnnouncedKey, ScriptReading

_ENDS = ",;:.!?।"


class Doubt(NamedTuple):
    """Why a prompt cannot be judged; ``language`` is its code or name if that is the reason."""

    reason: str
    language: str = ""


class JudgedScript(NamedTuple):
    """A script under judgement: its words, and what was read in it with the keys of its menu.

    ``vouched`` are statements, as key and label, that are known to be true; a proposal has new ones, which its menu
    has to bear out (``is_proposal``).
    """

    text: str
    reading: ScriptReading
    clauses: tuple[ScriptClause, ...]
    vouched: Collection[tuple[str, str]] = ()
    is_proposal: bool = False

    def clause_words(self, key: str) -> str:
        """Return the words that announce a key, without the mark at their end."""
        clause = next((clause for clause in self.clauses if key in clause.keys), None)
        if clause is not None:
            return clause.text.rstrip(_ENDS)
        label = next((said.label for said in self.reading.announced if said.key == key), "")
        return label or f"press {key}"


@lru_cache(maxsize=20_000)
def read_prompt(text: str, options: tuple[str, ...]) -> JudgedScript:
    """Read a script for a menu with these keys."""
    from simulator.checks.scripts.reader import read_script

    return JudgedScript(text, read_script(text, options=options), tuple(split_clauses(text, options)))


def find_option_faults(
    pair: FlowPair, use: PromptUse, id: str, script: JudgedScript, accepted: Container[tuple[str, str]] = ()
) -> Iterator[PromptFault | Doubt]:
    """Yield what a prompt says of keys that is not so, what it leaves out, and what cannot be judged.

    ``accepted`` are keys of receptionists that somebody wants unannounced.
    """
    yield from _announced_faults(pair, use, id, script)
    if use.field == "greeting" and pair.new.receptionists[use.receptionist].is_menu:
        yield from _silence_faults(pair, use, id, script)
        yield from _missing_faults(pair, use, script, accepted)


def _announced_faults(pair: FlowPair, use: PromptUse, id: str, script: JudgedScript) -> Iterator[PromptFault | Doubt]:
    item = pair.new.receptionists[use.receptionist]
    before = pair.played_before(use, id)
    options, old_options = heeded_options(item, use.field), heeded_options(before, use.field)
    indexes = {entry.option: index for index, entry in enumerate(item.entries or ())}
    announced = {said.key: said for said in reversed(script.reading.announced) if said.key != STAY}
    for key, said in reversed(announced.items()):
        if key not in options:
            if before is None or key in old_options:
                reason = f"key {key} is no longer an option of {item.name}"
                if key not in heeded_options(pair.before(use.receptionist), use.field):
                    reason = f"key {key} is not an option of {item.name}"
                place = pair.place_of(use, "entries" if item.is_menu else "destination_type")
                yield PromptFault("removed", script.clause_words(key), reason, place, "IVR303", key, said.label)
            continue
        fault = _lead_fault(pair, use, script, said, options[key], old_options, indexes[key])
        if fault is not None:
            yield fault


def _lead_fault(
    pair: FlowPair,
    use: PromptUse,
    script: JudgedScript,
    said: AnnouncedKey,
    entry: Entry,
    old_options: dict[str, Entry],
    index: int,
) -> PromptFault | Doubt | None:
    """Return what is wrong with where an announced key leads; None: nothing that anybody could tell."""
    label, new = SpokenLabel(said.label, said.language), entry.destination
    words, name = script.clause_words(said.key), place_name(pair.new, new)
    reason = f"key {said.key} now {_reaches(pair.new, new)}"
    place = pair.place_of(use, "entries", index, "destination_id")
    old = old_options.get(said.key)
    if old is None:
        is_true = (said.key, said.label) in script.vouched or not script.is_proposal
        if is_true or is_true_of(pair.new, label, new):
            return None
        return PromptFault("elsewhere", words, reason, place, "IVR306", said.key, said.label, new)
    verdict = judge_lead(pair, label, old.destination, new, _context(pair, use, script, said, old_options))
    match verdict:
        case "true":
            return None
        case "untrue":
            return PromptFault("elsewhere", words, reason, place, "IVR306", said.key, said.label, new)
        case "renamed":
            reason = f"key {said.key} reaches {new.canonical}, which is now called {quote_value(name)}"
            return PromptFault(
                "elsewhere", words, reason, _name_place(pair.new, new), "IVR306", said.key, said.label, new
            )
    if not said.label and use.field != "greeting":
        return None  # "Please press 1, 2 or 3" says of no key what it is for
    return Doubt(_doubt_words(f'"{words}"', f"key {said.key}", pair, old.destination, new, verdict, said.language))


def _reaches(flow: Flow, destination: Destination) -> str:
    return "ends the call" if destination.hangs_up else f"reaches {place_name(flow, destination)}"


def _name_place(flow: Flow, destination: Destination) -> FieldPlace:
    """Return where the name of a destination stands."""
    key = flow.receptionist_for(destination)
    if key is not None:
        return FieldPlace(key, ("name",))
    return FieldPlace(FLOW_FILE, ("destinations", str(destination.canonical), "name"))


def _context(
    pair: FlowPair, use: PromptUse, script: JudgedScript, said: AnnouncedKey, old_options: dict[str, Entry]
) -> LeadContext:
    """Return what a label is compared with: where other keys lead, and what other labels of the prompt meant."""
    others = [
        entry.destination
        for option, entry in heeded_options(pair.new.receptionists[use.receptionist], use.field).items()
        if option != said.key
    ]
    labels = {item.key: item.label for item in script.reading.announced}
    otherwise = [
        entry.destination
        for option, entry in old_options.items()
        if option != said.key and labels.get(option) not in (None, said.label)
    ]
    return LeadContext(others, otherwise)


def _doubt_words(
    words: str, what: str, pair: FlowPair, old: Destination, new: Destination, verdict: LeadVerdict, code: str
) -> str:
    moved = f"{what} led to {place_name(pair.old, old)} and now leads to {place_name(pair.new, new)}"
    if verdict == "unnamed":
        return f"{words}: {moved}, which has no name in the catalogue"
    return f"{words}: {moved}, and neither name shares a word with the prompt (names in {code} would help)"


def _silence_faults(pair: FlowPair, use: PromptUse, id: str, script: JudgedScript) -> Iterator[PromptFault | Doubt]:
    """Yield whether "stay on the line for reception" still leads to reception."""
    offer = stay_offer(script.text)
    menu = pair.new.receptionists[use.receptionist]
    new = menu.silence_destination
    before = pair.played_before(use, id)
    if offer is None or new is None:
        return
    label = SpokenLabel(offer.label, offer.language)
    words = f"stay on the line for {offer.label}" if offer.label else "stay on the line"
    place = pair.place_of(use, "silence_destination_id")
    reason = f"a silent caller now {_reaches(pair.new, new)}"
    fault = PromptFault("stay", words, reason, place, "IVR306", STAY, offer.label, new)
    old = before.silence_destination if before is not None else None
    if old is None:
        is_vouched = not script.is_proposal or (STAY, offer.label) in script.vouched
        if not is_vouched and not is_true_of(pair.new, label, new):
            yield fault
        return
    others = [entry.destination for entry in menu.own_options.values()]
    match judge_lead(pair, label, old, new, LeadContext(others)):
        case "untrue" | "renamed":
            yield fault
        case "unnamed" | "other words" as verdict if offer.label:
            yield Doubt(_doubt_words(f'"{words}"', "silence", pair, old, new, verdict, offer.language))


def _missing_faults(
    pair: FlowPair, use: PromptUse, script: JudgedScript, accepted: Container[tuple[str, str]]
) -> Iterator[PromptFault | Doubt]:
    """Yield keys that the greeting does not announce, and did not leave out before."""
    from simulator.checks.scripts.word_advice import speaks_of_dialling

    menu, reading = pair.new.receptionists[use.receptionist], script.reading
    if reading.unread:
        return
    for index, entry in enumerate(menu.entries or ()):
        key = entry.option
        if key in reading.keys or (use.receptionist, key) in accepted or _was_left_out(pair, use, key):
            continue
        if is_extension(entry) and speaks_of_dialling(script.text):
            continue
        name, place = place_name(pair.new, entry.destination), pair.place_of(use, "entries", index)
        if key in reading.withdrawn:
            reason = f"key {key} works, and leads to {name}"
            words = f"key {key} is not available"
            yield PromptFault("withdrawn", words, reason, place, "IVR304", key, "", entry.destination)
        elif key in reading.named:
            yield Doubt(f"key {key} ({name}) is new: the words name {key}, but not in a way that is understood")
        else:
            reason = f"key {key} ({name}) is not announced"
            yield PromptFault("missing", "", reason, place, "IVR304", key, "", entry.destination)


def _was_left_out(pair: FlowPair, use: PromptUse, key: str) -> bool:
    """Return whether the old menu had this key already, and its greeting did not announce it."""
    before = pair.before(use.receptionist)
    if before is None or key not in before.own_options or before.greeting is None:
        return False
    reading = read_recording(pair.old, before.greeting, before.own_options)
    if reading is None:
        # words that are only now written down: the sound has not changed
        return not script_of(pair.old, before.greeting) and before.greeting == _greeting_of(pair, use)
    return key not in reading.keys


def _greeting_of(pair: FlowPair, use: PromptUse) -> str | None:
    return pair.new.receptionists[use.receptionist].greeting
