"""The places that a last recording promises, and that callers no longer come to: "we will put you through to sales"."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.checks.rerecording.bill import PromptFault, PromptUse
from simulator.checks.rerecording.lead_verdict import SpokenLabel, is_true_of, judge_lead
from simulator.checks.rerecording.option_faults import Doubt, JudgedScript
from simulator.checks.rerecording.prompt_uses import FlowPair, OnwardPlace, onward_of, place_name
from simulator.checks.scripts.language import language_codes, load_language
from simulator.checks.scripts.promises import promised_places

TRANSFER = "transfer"
"""Stands for a promise where others name a key."""


def find_transfer_faults(
    pair: FlowPair, use: PromptUse, id: str, script: JudgedScript
) -> Iterator[PromptFault | Doubt]:
    """Yield promises that are not kept, and a doubt where a prompt's language has no words for them."""
    now = onward_of(pair.new.receptionists[use.receptionist], use.field)
    before = onward_of(pair.played_before(use, id), use.field)
    if now is None:
        return
    code = script.reading.language
    language = load_language(code)
    has_moved = before is not None and not pair.is_same_place(before.destination, now.destination)
    if not language.words.promises.verbs:
        if has_moved:
            read = " and ".join(load_language(code).words.name for code in promise_languages())
            name = place_name(pair.new, now.destination)
            reason = f"the call now goes to {name}; promises of a place are understood in {read} only"
            yield Doubt(reason, code)
        return
    places = tuple(dict.fromkeys(promised_places(script.text, language)))
    faults = [_promise_fault(pair, use, script, place, now, before) for place in places]
    yield from (fault for fault in faults if fault is not None and None not in faults)  # one that is kept is enough


def promise_languages() -> tuple[str, ...]:
    """The codes of the languages in which promises are understood."""
    return tuple(code for code in language_codes() if load_language(code).words.promises.verbs)


def _promise_fault(
    pair: FlowPair, use: PromptUse, script: JudgedScript, place: str, now: OnwardPlace, before: OnwardPlace | None
) -> PromptFault | Doubt | None:
    label = SpokenLabel(place, script.reading.language)
    goes = "the call now ends" if now.destination.hangs_up else "the call now goes to "
    goes += "" if now.destination.hangs_up else place_name(pair.new, now.destination)
    fault = PromptFault(
        "transfer", place, goes, pair.place_of(use, now.field), "IVR315", TRANSFER, place, now.destination
    )
    if before is None:
        is_vouched = not script.is_proposal or (TRANSFER, place) in script.vouched
        return None if is_vouched or is_true_of(pair.new, label, now.destination) else fault
    match judge_lead(pair, label, before.destination, now.destination):
        case "true":
            return None
        case "untrue" | "renamed":
            return fault
    was = place_name(pair.old, before.destination)
    return Doubt(f'"{place}": {goes} (before: {was}), and no name shares a word with the prompt')
