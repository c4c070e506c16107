"""What each field of a file means, in a sentence or two: what an editor shows over its name."""

from __future__ import annotations

from collections.abc import Mapping

from simulator.config.documentation import DIALECTS, status_words
from simulator.config.semantics import DEFAULT_PROFILE, NOTES, PROFILES
from simulator.loader.recording_lengths import WORDS_PER_MINUTE
from simulator.wire import vr

_EACH = vr.WRITE_NAMES["wrong_key_retry_recording"]
_LAST = vr.WRITE_NAMES["wrong_key_final_recording"]
_EACH_READ = vr.READ_NAMES["wrong_key_retry_recording"][0]
_LAST_READ = vr.READ_NAMES["wrong_key_final_recording"][0]

TRAP = (
    f"Mind the names: in this file, as in what is sent to the provider, {_EACH} plays after each wrong key and "
    f"{_LAST} after the last one. The provider's answers call the first {_EACH_READ} and the last {_LAST_READ}, "
    f"so an answer that is copied into a file puts the good-bye where the try-again belongs."
)
"""The naming trap, in plain words."""

_RECORDING = 'A recording\'s id, or "@name" of flow.yaml in quotes. 0, "" or nothing: nothing plays.'
_TYPE = "The kind of destination, in the provider's words; virtual_receptionist is another menu."
_ID = 'The provider\'s id (in quotes where it starts with 0), or "@name" of flow.yaml in quotes.'

ENTRY: Mapping[str, str] = {
    "option": 'The keys that make this choice: 1 to 10 of 0-9, * and #. Quote "*" and "#".',
    "destination_type": _TYPE,
    "destination_id": f"Where this choice sends the call. {_ID}",
    "template_id": "The e-mail template that goes with this choice. It has no effect on the call.",
}
"""The fields of an entry."""

RECEPTIONIST: Mapping[str, str] = {
    "id": "The provider's own id of this receptionist, once it has one.",
    "name": "What people call this receptionist.",
    "description": "A longer label. It has no effect on a call.",
    "destination_type": (
        "multiple: a menu, whose callers press keys. "
        "single: no menu; every caller hears the recording and goes to the one forward destination."
    ),
    "greeting": f"The greeting, which plays once the call is answered, and again with each new try. {_RECORDING}",
    "forward_destination_type": f"single only: where every caller goes. {_TYPE}",
    "forward_destination_id": f"single only: where every caller goes. {_ID}",
    "entries": "What each key does: a list of entries, or an object of entries by their keys.",
    "timeout_seconds": (
        "How long the menu waits for a key once its recordings are over, in seconds from 0 to 600. "
        "0 means the engine's own default, not no time."
    ),
    "wrong_keys_allowed": "How many wrong keys leave another try, 0 to 99. The next one is the last.",
    "wrong_key_retry_recording": f"Plays after EACH wrong key that leaves another try. {_RECORDING}\n\n{TRAP}",
    "wrong_key_final_recording": f"Plays once, after the LAST wrong key. {_RECORDING}\n\n{TRAP}",
    "wrong_key_destination_type": f"Where callers go whose wrong keys are used up. {_TYPE}",
    "wrong_key_destination_id": f"Where callers go whose wrong keys are used up. {_ID}",
    "silences_allowed": "How many silences leave another try, 0 to 99. The next one is the last.",
    "silence_retry_recording": f"Plays after EACH silence that leaves another try. {_RECORDING}",
    "silence_final_recording": f"Plays once, after the LAST silence. {_RECORDING}",
    "silence_destination_type": f"Where callers go whose silences are used up. {_TYPE}",
    "silence_destination_id": f"Where callers go whose silences are used up. {_ID}",
    "caller_id_prefix": "Shown before the caller's number to whoever answers. It has no effect on routing.",
    "intercom": "The receptionist's short internal number. It has no effect on routing.",
}
"""The fields of a receptionist, by the model's names."""

TRIES = (
    f"Another dialect's name for {vr.WRITE_NAMES['silences_allowed']}: how many silences leave another try. "
    "Write one of the two."
)

RECORDING: Mapping[str, str] = {
    "name": 'What this flow and its tests call the recording: "@name" in a receptionist. Not all digits.',
    "script": "The words that are spoken. Text with a colon goes in quotes, or behind >- on lines of its own.",
    "hours": "The opening hours that its words have to tell, such as Mon-Fri 9:00-17:00; Sat 10:00-13:00.",
    "script_file": "A text file with the words, in place of script; from this file's folder.",
    "seconds": (
        "How long it plays. Left out: the audio file's length, else an estimate from the script at "
        f"{WORDS_PER_MINUTE} words a minute, else 4 s."
    ),
    "file": "The audio file, from this file's folder.",
}
"""What a catalogue says of a recording."""

DESTINATION: Mapping[str, str] = {
    "name": 'What this flow and its tests call the destination: "@name" in a destination_id. Not all digits.',
    "names": "Its names in other languages, by the language's code: {es: ventas}. ivrsim check compares them with what "
    "recordings in that language announce.",
    "answers": "Who or what answers there.",
}
"""What a catalogue says of a destination."""

FLOW: Mapping[str, str] = {
    "entry": "The key of the receptionist that a call reaches first. May be left out when there is one.",
    "numbers": "Where each telephone number leads: to a receptionist, or to any destination. Quote the numbers.",
    "semantics": (
        "How the engine behind the menus behaves where the provider does not say: a profile, "
        f"or {{base: {DEFAULT_PROFILE}, final_on: at_count}}. ivrsim semantics explains each setting."
    ),
    "dialect": (
        "Which of the provider's dialects the flow is for: vr (virtual receptionists) or ivr (IVRs and auto "
        "attendants). It decides what counts as documented. Left out: vr."
    ),
    "pulled": "The day on which ivrsim pull last wrote to this catalogue; pull writes it.",
    "receptionists": 'The receptionists: key -> file, or the receptionist itself. A menu leads to another by "@key".',
    "recordings": "The provider's id of each recording -> its name, words and length.",
    "destinations": '"type||id" of each destination -> its name, and who or what answers there.',
    "claims": "What must hold for every caller; ivrsim prove finds a caller for whom it does not.",
    "variants": "Changes that apply for a while, such as over Christmas: name -> what changes. Any command that "
    "plays or sends the flow takes --variant NAME.",
    "checks": "How strictly ivrsim check looks, which rules it leaves out, and how much they weigh.",
}
"""The sections of flow.yaml."""

VARIANT: Mapping[str, str] = {
    "from": "From when the variant is meant to be live: a date, a local time in the flow's zone, or a time with its "
    "offset.",
    "until": "Until when the variant is meant to be live, with the offset: 2026-12-29T08:30+00:00. "
    "Afterwards ivrsim status reports it.",
    "receptionists": "What changes: a receptionist's key -> the fields of its file that differ.",
}
"""The fields of a variant."""

CHANGE = (
    "A JSON merge patch of the receptionist's file: what is here replaces, nothing (null) takes a field away, "
    "and a list replaces the whole list."
)

CLAIM: Mapping[str, str] = {
    "reach": 'Some caller gets there: person, a name of the flow, or "type||id".',
    "never": 'No caller gets there, or hears it: a name of the flow, or "type||id".',
    "hears": "Some caller hears this recording: its name or id.",
    "trait": "A caller who only ever does this still gets to a person.",
    "within": "Some caller gets there so soon: 90 s, 2 min.",
    "keys": "Some caller gets there with so few keys.",
}
"""The fields of a claim."""

CHECKS: Mapping[str, str] = {
    "ruleset": "default; strict: at most 5 options; accessible: at most 4, and IVR5xx are errors.",
    "select": "Only these rules: a code, IVR3xx for all of a kind, or a name (ivrsim explain lists them).",
    "ignore": "Not these rules.",
    "severities": "How much the findings of a rule weigh here: error, warning or info.",
    "limits": "The numbers that rules hold the flow against, where this flow needs others.",
    "silence": "Findings that are meant to stay, each with its reason; for files that hold no comments (JSON).",
}
"""The fields of ``checks``."""

SILENCE: Mapping[str, str] = {
    "rule": "The rule: a code, IVR3xx for all of a kind, or a name.",
    "reason": "Why its findings are meant to stay. Whoever reads this next wants to know.",
    "receptionist": "Only in this receptionist (its key). Left out: anywhere.",
    "field": "Only of this field, as ivrsim check --format json names it. Left out: any.",
}
"""The fields of an entry of ``silence``."""

BASE = f"The profile that the settings start from: {', '.join(PROFILES)}. Left out: {DEFAULT_PROFILE}."


def setting_help(name: str) -> str:
    """Return what a setting of the semantics means, and what each of its values does."""
    note = NOTES[name]
    values = "".join(f"\n- {value}: {meaning}" for value, meaning in note.values.items())
    documented = "".join(f"\n\nIn {status_words(dialect, name)}." for dialect in DIALECTS)
    return f"{note.meaning[0].upper()}{note.meaning[1:]}.\n{values}\n\nFrom: {note.source}.{documented}"
