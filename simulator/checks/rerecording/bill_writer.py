"""The re-record bill of a change: every use of every recording judged, and new words proposed for what is untrue."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from simulator.checks.rerecording.bill import (
    FieldPlace,
    KeptOrder,
    PromptFault,
    PromptRecording,
    PromptUse,
    RecordingBill,
    UnjudgedPrompt,
)
from simulator.checks.rerecording.hour_doubts import changed_schedules, hours_doubt, silent_reason
from simulator.checks.rerecording.key_order import find_kept_order
from simulator.checks.rerecording.option_faults import Doubt, JudgedScript, find_option_faults, read_prompt
from simulator.checks.rerecording.prompt_uses import FlowPair, flow_pairs, heeded_options
from simulator.checks.rerecording.proposal import PromptWriter, Proposal
from simulator.checks.rerecording.rule_faults import RuleFaults, find_rule_faults
from simulator.checks.rerecording.transfer_faults import find_transfer_faults
from simulator.checks.scripts.detection import Detected, detect_language
from simulator.checks.scripts.language import language_codes, load_language
from simulator.checks.spoken_scripts import script_field, script_of
from simulator.config.flow import FLOW_FILE, Flow
from simulator.config.recording_length import WORDS_PER_MINUTE

if TYPE_CHECKING:
    from simulator.loader.receptionist_file import Shelf


@dataclass
class _JudgedUse:
    """One use of a recording, with what is wrong in it, and the words that make it right (None: none are known)."""

    pair: FlowPair
    use: PromptUse
    id: str
    text: str
    faults: list[PromptFault] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    proposal: Proposal | None = None

    @cached_property
    def script(self) -> JudgedScript:
        """The words, read: what nothing has touched is never read."""
        return read_prompt(self.text, self.options)

    @property
    def options(self) -> tuple[str, ...]:
        """The keys that count where it plays."""
        return tuple(heeded_options(self.pair.new.receptionists[self.use.receptionist], self.use.field))


@dataclass(slots=True)
class _Ledger:
    """What has been judged so far: uses by recording, and recordings whose words are not known or not read."""

    judged: dict[str, list[_JudgedUse]] = field(default_factory=dict)
    wordless: dict[str, str] = field(default_factory=dict)
    untouched: dict[str, None] = field(default_factory=dict)
    languages: set[str] = field(default_factory=set)
    schedules: dict[str, list[str]] = field(default_factory=dict)
    """The changed schedules around each receptionist."""


def write_bill(
    old: Flow, new: Flow, shelf: Shelf | None = None, heard_in: Collection[str] | None = None
) -> RecordingBill:
    """Return what a change of a flow costs in recordings.

    ``shelf`` is what the new flow was loaded from: it holds what its author accepts (IVR304). ``heard_in`` are the
    receptionists whose prompts count; None: all of them. Raises ``FlowError`` for a bad comment in the files.
    """
    pairs = list(flow_pairs(old, new))
    ledger = _Ledger(schedules=changed_schedules(pairs[0]))
    rules = find_rule_faults(pairs[0], shelf)
    for pair in pairs:
        for use, id in pair.uses():
            is_counted = heard_in is None or use.receptionist in heard_in
            if is_counted and (pair is pairs[0] or _is_changed_by_variant(pair, pairs[0], use)):
                _judge_use(ledger, pair, use, id, rules)
    return _add_up(pairs[0], ledger)


def _is_changed_by_variant(pair: FlowPair, plain: FlowPair, use: PromptUse) -> bool:
    """Return whether a variant's receptionist is another than the flow's own, in which it has been judged already."""
    key = use.receptionist
    return (pair.new.receptionists[key], pair.before(key)) != (plain.new.receptionists[key], plain.before(key))


def _judge_use(ledger: _Ledger, pair: FlowPair, use: PromptUse, id: str, rules: RuleFaults) -> None:
    text, is_touched = pair.script(id), pair.is_touched(use, id)
    if not text:
        if is_touched:
            ledger.wordless.setdefault(id, f"it has no script, and {_menu_name(pair, use)} has changed")
        elif reason := silent_reason(ledger.schedules, use.receptionist):
            ledger.wordless.setdefault(id, reason)
        else:
            ledger.untouched.setdefault(id)
        return
    judged = _JudgedUse(pair, use, id, text)
    judged.faults += () if use.variant else rules.by_recording.get(id, ())
    if is_touched:
        _read_closely(judged, rules.accepted)
    if judged.faults:
        judged.proposal = _propose(judged, rules.accepted)
    detected = _language_of(text)
    doubt = hours_doubt(ledger.schedules.get(use.receptionist, ()), text, detected)
    if doubt is not None and not judged.doubts:
        judged.doubts.append(doubt)
        is_touched = True
    if not detected.unread:
        ledger.languages.add(detected.code or "en")
    elif not is_touched:
        ledger.untouched.setdefault(id)
        return
    ledger.judged.setdefault(id, []).append(judged)


@lru_cache(maxsize=20_000)
def _language_of(text: str) -> Detected:
    return detect_language(text)


def _read_closely(judged: _JudgedUse, accepted: Container[tuple[str, str]]) -> None:
    """Add the faults of a use, and what cannot be judged of it."""
    for fault in _find_faults(judged.pair, judged.use, judged.id, judged.script, accepted):
        if isinstance(fault, PromptFault):
            judged.faults.append(fault)
        else:
            judged.doubts.append(fault)
    if judged.script.reading.unread:
        names = " and ".join(judged.script.reading.unread)
        read = ", ".join(load_language(code).words.name for code in language_codes())
        judged.doubts.append(Doubt(f"words in {names} are not read ({read} are)", names))


def _find_faults(
    pair: FlowPair, use: PromptUse, id: str, script: JudgedScript, accepted: Container[tuple[str, str]]
) -> Iterator[PromptFault | Doubt]:
    yield from find_option_faults(pair, use, id, script, accepted)
    yield from find_transfer_faults(pair, use, id, script)


def _menu_name(pair: FlowPair, use: PromptUse) -> str:
    return pair.new.receptionists[use.receptionist].name


# -- words ----------------------------------------------------------------------------------------


def _propose(judged: _JudgedUse, accepted: Container[tuple[str, str]]) -> Proposal | None:
    """Return new words for one use, if they are read as they are meant; None: there are none."""
    proposal = PromptWriter(judged.pair, judged.use, judged.id, judged.script, judged.faults).write()
    return proposal if proposal is not None and _fits(judged, proposal, accepted) else None


def _fits(judged: _JudgedUse, proposal: Proposal, accepted: Container[tuple[str, str]]) -> bool:
    """Return whether a use is true in the proposed words, and says no less than before."""
    pair = judged.pair.with_script(judged.id, proposal.text)
    script = read_prompt(proposal.text, judged.options)
    own = {(said.key, said.label) for said in judged.script.reading.announced}
    faulty = {fault.option for fault in judged.faults}
    true = {statement for statement in own if statement[0] not in faulty}
    labels = {(fault.option, fault.label) for fault in judged.faults}
    vouched = own - labels if not judged.faults else (true | proposal.vouched)
    script = script._replace(vouched=vouched, is_proposal=True)
    said = {(item.key, item.label) for item in script.reading.announced}
    found = _find_faults(pair, judged.use, judged.id, script, accepted)
    if not true <= said or any(isinstance(fault, PromptFault) for fault in found):
        return False
    tells_hours = any(fault.kind == "rule" for fault in judged.faults)
    return not tells_hours or judged.id not in find_rule_faults(pair, None).by_recording


# -- the sum --------------------------------------------------------------------------------------


def _add_up(plain: FlowPair, ledger: _Ledger) -> RecordingBill:
    recordings: list[PromptRecording] = []
    orders: list[KeptOrder] = []
    unjudged: list[UnjudgedPrompt] = []
    for id, uses in ledger.judged.items():
        recordings += _recordings_of(plain, id, uses)
        for judged in uses:
            order = (
                find_kept_order(judged.pair, judged.use, id, judged.script, judged.faults) if judged.faults else None
            )
            orders += [order] if order is not None else []
            unjudged += [_unjudged(plain, id, judged, doubt) for doubt in judged.doubts]
    unjudged += [UnjudgedPrompt(id, plain.new.recording_name(id), reason) for id, reason in ledger.wordless.items()]
    untouched = len(ledger.untouched.keys() - ledger.wordless.keys() - ledger.judged.keys())
    prompts = len({*ledger.judged, *ledger.wordless, *ledger.untouched})
    return RecordingBill(
        prompts,
        tuple(recordings),
        tuple(dict.fromkeys(unjudged)),
        untouched,
        tuple(orders),
        tuple(sorted(ledger.languages)),
    )


def _unjudged(plain: FlowPair, id: str, judged: _JudgedUse, doubt: Doubt) -> UnjudgedPrompt:
    return UnjudgedPrompt(
        id, plain.new.recording_name(id), f"in {_menu_name(judged.pair, judged.use)}, {doubt.reason}", doubt.language
    )


def _recordings_of(plain: FlowPair, id: str, uses: list[_JudgedUse]) -> Iterator[PromptRecording]:
    """What has to be recorded in place of one recording: nothing, one for all of its uses, or one for each kind."""
    faulty = [judged for judged in uses if judged.faults]
    if not faulty:
        if _needs_recording(plain, id):
            place = _script_place(plain, id)
            yield _build_recording(plain, id, uses, script_of(plain.new, id), written=place)
        return
    groups: dict[str, list[_JudgedUse]] = {}
    for judged in faulty:
        groups.setdefault(judged.proposal.text if judged.proposal is not None else "", []).append(judged)
    sound = [judged for judged in uses if not judged.faults]
    for number, (text, group) in enumerate(groups.items()):
        proposal = group[0].proposal
        is_shared = proposal is not None and all(_fits(judged, proposal, ()) for judged in sound)
        is_separate = number > 0 or (bool(sound) and not is_shared)
        told = group if is_separate else [*group, *sound] if number == 0 else group
        yield _build_recording(plain, id, told, text, proposal, is_separate=is_separate)


def _needs_recording(plain: FlowPair, id: str) -> bool:
    """Return whether a voice has not said these words yet: the author changed them, or the recording is new.

    A new recording whose length is stated or measured exists already.
    """
    if id in plain.old.recordings or any(id in item.recordings for item in plain.old.receptionists.values()):
        return bool(script_of(plain.new, id)) and not plain.has_same_words(id)
    return plain.new.length_of(id).estimated


def _script_place(plain: FlowPair, id: str) -> FieldPlace:
    return FieldPlace(FLOW_FILE, ("recordings", id, script_field(plain.new.recordings[id])))


def _build_recording(
    plain: FlowPair,
    id: str,
    uses: list[_JudgedUse],
    words: str,
    proposal: Proposal | None = None,
    *,
    written: FieldPlace | None = None,
    is_separate: bool = False,
) -> PromptRecording:
    recording = plain.new.recordings.get(id)
    faults = {fault: None for judged in uses for fault in judged.faults}
    return PromptRecording(
        id,
        plain.new.recording_name(id),
        recording.file if recording is not None else "",
        tuple(judged.use for judged in uses),
        tuple(faults),
        " ".join(words.split()),
        written is None and bool(words),
        proposal.origins if proposal is not None else (),
        written,
        is_separate,
        uses[0].script.reading.language,
        _estimate_length(plain, id, uses[0].script.text, words or uses[0].script.text),
    )


def _estimate_length(plain: FlowPair, id: str, old_words: str, words: str) -> int:
    """Return about how many milliseconds words play: at the pace of the recording that there is, else at an average."""
    count, length = len(words.split()), plain.old.length_of(id)
    if length.estimated or not script_of(plain.old, id):
        return round(count * 60_000 / WORDS_PER_MINUTE)
    return round(length.milliseconds * count / max(1, len((script_of(plain.old, id) or old_words).split())))
