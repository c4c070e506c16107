"""A last recording promises another place than the call goes to.

## What it does

Reads where the script of a last recording says that the call goes ("we are connecting you to reception") and
compares that with where it does go: after the last wrong key (``recording_invalid``), after the last silence
(``timeout_recording``), and after the greeting of an announcement (``single``).

It is a warning if the call ends there, if a voicemail answers that was not announced, if no person answers and one
was promised, or if another destination of the flow has the promised name. If the names merely have nothing in
common, the finding is a note. Time conditions are skipped, because they route by the clock. The flow's variants are
read too. It reads English and German.

## Why is it bad

Callers wait for reception and reach a machine, or are cut off after being told to hold. It happens when the night
mode changes the destination and leaves the recording as it is.

## Example

    recording_invalid: "@goodbye"             # "We are now connecting you to reception."
    invalid_destination_type: voicemail
    invalid_destination_id: "@Night voicemail"

## Use instead

    recording_invalid: "@leave-a-message"     # "Nobody can answer now. Please leave a message."
    invalid_destination_type: voicemail
    invalid_destination_id: "@Night voicemail"

## Source

This project's own. The words that are looked for are listed in ``simulator/checks/scripts/languages``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.menu_levels import VOICEMAIL, eventual_target, is_operator
from simulator.checks.merging import join_names
from simulator.checks.rule import Finding, Item, Rule, Severity, Shared
from simulator.checks.spoken_scripts import read_recording, script_of
from simulator.config.receptionist import Destination, Receptionist
from simulator.fast_classes import NamedTuple
from simulator.graph.display_names import DisplayNames
from simulator.wire.vr import WRITE_NAMES

if TYPE_CHECKING:
    from simulator.checks.better_fit import NameIndex
    from simulator.checks.option_labels import OptionLabel

RULE = Rule("IVR315", "last-recording-promises-another-place", "warning")

_ROUTES_ON = frozenset({"time_condition", "timegroup", "api_dialplan", "custom_dialplan"})
"""Types of destinations that lead on by the clock or by a script: nobody can tell where."""

_SAME = 3
"""The fit of a name that has all words of a promise: see ``option_labels.fit``."""


class _Broken(NamedTuple):
    """A promise that is not kept: which recording's, the field that breaks it, and the message.

    ``{}`` stands for the receptionists in it.
    """

    recording: str
    field: str
    severity: Severity
    message: str


def find(subject: CheckedFlow) -> Iterator[Finding]:
    """Compare what is promised with where calls go, in the flow and in its variants."""
    flow = subject.flow
    if not any(recording.script.strip() for recording in flow.recordings.values()):
        return
    from simulator.checks.better_fit import NameIndex

    index = NameIndex(flow)
    usual_promises = {key: list(_broken_promises(subject, index, key)) for key in flow.receptionists}
    for key, promises in usual_promises.items():
        for broken in promises:
            shared = _shared_finding(broken, Item(key, key))
            yield subject.finding(RULE, key, (broken.field,), shared, severity=broken.severity)
    for name in flow.variants if flow.variant is None else ():
        index, changed = NameIndex(flow.in_variant(name)), flow.variants[name].receptionists
        for key in flow.receptionists:
            for broken in _broken_promises(subject, index, key):
                # a promise that the flow breaks without the variant is reported there already
                if broken not in usual_promises[key]:
                    path = ("variants", name, "receptionists", key, WRITE_NAMES[broken.field])
                    shared = _shared_finding(broken, Item(f"{key} (variant {name})", key))
                    yield subject.document_finding(
                        RULE, path if key in changed else path[:2], shared, severity=broken.severity
                    )


def _shared_finding(broken: _Broken, item: Item) -> Shared:
    return Shared(broken._replace(field=""), item, partial(_write_message, broken.message))


def _write_message(message: str, items: Sequence[Item]) -> str:
    return message.replace("{}", join_names(item.what for item in items), 1)


def _last_recordings(item: Receptionist) -> Iterator[tuple[str | None, str, Destination | None]]:
    """The last recordings that callers hear, the field that says where they go then, and where that is."""
    if item.is_menu:
        yield item.wrong_key_final_recording, "wrong_key_destination_id", item.wrong_key_destination
        yield item.silence_final_recording, "silence_destination_id", item.silence_destination
    else:
        yield item.greeting, "forward_destination_id", item.forward_destination


def _broken_promises(subject: CheckedFlow, index: NameIndex, key: str) -> Iterator[_Broken]:
    """The promises of a receptionist's last recordings that are not kept."""
    flow = index.flow
    for id, field, destination in _last_recordings(flow.receptionists[key]):
        reading = read_recording(flow, id)
        if id is None or reading is None or destination is None:
            continue
        from simulator.checks.option_labels import OptionLabel

        places = _promised_places(script_of(flow, id), reading.language)
        labels = [OptionLabel("", place, reading.language, destination, ()) for place in places]
        faults = [fault for label in labels if (fault := _promise_fault(index, label)) is not None]
        if not faults or len(faults) < len(labels):  # one that is kept is enough
            continue
        end = eventual_target(flow, destination).destination
        goes = "the call ends" if end.hangs_up else f"the call goes to {DisplayNames(flow).destination_name(end)}"
        message = (
            f'{subject.names.recording_name(id)} promises "{labels[0].text}", but in {{}} {goes}{faults[0].words}: '
            "lead it to what is promised, or record what happens"
        )
        yield _Broken(id, field, faults[0].severity, message)


@lru_cache(maxsize=20_000)
def _promised_places(script: str, code: str) -> tuple[str, ...]:
    """The places that a script promises, each once."""
    from simulator.checks.scripts.language import load_language
    from simulator.checks.scripts.promises import promised_places

    return tuple(dict.fromkeys(promised_places(script, load_language(code))))


class _Fault(NamedTuple):
    """The severity of a broken promise, and words to add to its message."""

    severity: Severity
    words: str = ""


def _promise_fault(index: NameIndex, label: OptionLabel) -> _Fault | None:
    """Return how a promise is broken; None: it is kept, or nobody can tell."""
    from simulator.checks.option_labels import fit, fits_own, name_in
    from simulator.checks.scripts.language import load_language
    from simulator.checks.scripts.promises import means_a_machine, means_somebody

    flow, language = index.flow, load_language(label.language)
    menu, end = eventual_target(flow, label.destination)
    if menu is None and end.hangs_up:
        return _Fault("warning")
    if menu is None and (not end.id.strip() or end.canonical.type in _ROUTES_ON):
        return None
    is_answered = is_operator(flow, end)
    if means_a_machine(label.text, language):
        return _Fault("warning") if menu is not None or is_answered else None
    is_machine = menu is None and end.canonical.type == VOICEMAIL and not is_answered
    if is_machine and fit(flow, label, end) < _SAME:
        return _Fault("warning")
    if fit(flow, label, label.destination) or fit(flow, label, end):
        return None
    namesake = next(
        (candidate for candidate in index.sharing_a_word(label) if fit(flow, label, candidate) >= _SAME), None
    )
    if namesake is not None:
        return _Fault("warning", f', and "{name_in(flow, namesake, label.language)}" is another place')
    if means_somebody(label.text, language):
        return None if menu is not None or is_answered else _Fault("warning")
    is_told = bool(name_in(flow, label.destination, label.language)) and not fits_own(flow, label)
    return _Fault("info") if is_told else None
