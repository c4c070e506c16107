"""The meaning of each field of a file, in a sentence or two: the text that an editor shows over its name."""

from __future__ import annotations

from collections.abc import Mapping

from simulator.config.documentation import DIALECTS, status_words
from simulator.config.field_meanings import ENTRY_MEANINGS, RECEPTIONIST_MEANINGS
from simulator.config.recording_length import WORDS_PER_MINUTE
from simulator.config.semantics import DEFAULT_PROFILE, NOTES, PROFILES
from simulator.wire import vr

_EACH = vr.WRITE_NAMES["wrong_key_retry_recording"]
_LAST = vr.WRITE_NAMES["wrong_key_final_recording"]
_EACH_READ = vr.READ_NAMES["wrong_key_retry_recording"][0]
_LAST_READ = vr.READ_NAMES["wrong_key_final_recording"][0]

TRAP = (
    f"Mind the names: in this file, as in what is sent to the provider, {_EACH} plays after each wrong key and "
    f"{_LAST} after the last one. The provider's responses call the first {_EACH_READ} and the last {_LAST_READ}, "
    f"so a response that is copied into a file puts the good-bye where the try-again belongs."
)
"""The naming trap, in plain words."""

ENTRY: Mapping[str, str] = {field: meaning.long for field, meaning in ENTRY_MEANINGS.items()}
"""The fields of an entry."""

_TRAPPED = ("wrong_key_retry_recording", "wrong_key_final_recording")
RECEPTIONIST: Mapping[str, str] = {
    field: f"{meaning.long}\n\n{TRAP}" if field in _TRAPPED else meaning.long
    for field, meaning in RECEPTIONIST_MEANINGS.items()
}
"""The fields of a receptionist, by the model's names."""

TRIES = (
    f"Another dialect's name for {vr.WRITE_NAMES['silences_allowed']}: how many silences leave another try. "
    "Write one of the two."
)

RECORDING: Mapping[str, str] = {
    "name": 'What this flow and its tests call the recording: "@name" in a receptionist. Not all digits.',
    "script": "The words that are spoken. Text with a colon goes in quotes, or after >- on lines of its own.",
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
        "How the engine that runs the menus behaves where the provider does not say: a profile, "
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
    "menus": "Engine settings of single menus: a menu's key -> its semantics, and the extensions that callers can "
    "dial there. The provider has no fields for them, so they are never sent.",
    "checks": "How strictly ivrsim check looks, which rules it leaves out, and how much they weigh.",
}
"""The sections of flow.yaml."""

REPLAY: Mapping[str, str] = {
    "wrong": "Whether the greeting follows the retry recording for a wrong key.",
    "silence": "Whether the greeting follows the retry recording for a silence.",
}
"""The two switches of ``replay_greeting``."""

MENU: Mapping[str, str] = {
    "semantics": "How this menu's engine behaves: a profile, or the settings that differ from the flow's.",
    "direct_dial": "The extensions that callers can dial at this menu, where extension_dialling is on: all of the "
    "catalogue's (as without this), none, or a list of type||number.",
    "return_after": "After what a call goes back to the menu that it came from, where there is one: wrong keys or "
    "silence that are used up, a voicemail whose caller stays on the line, the recording of an announcement.",
    "announcement": "How FreePBX plays this announcement, where it does more than play it and lead on.",
    "engine": "The settings of FreeSWITCH's menu that no provider has, under freeswitch or fusionpbx.",
}
"""The fields of a menu in ``menus``."""

ANNOUNCEMENT: Mapping[str, str] = {
    "pause": "Whether it answers a call that no one has answered yet, and then pauses for 1 s, in which keys are lost.",
    "skip": "Whether any key leads on.",
    "repeat": "The key that plays the recording again; after the recording there is 1 s for it.",
}
"""The fields of a menu's ``announcement``."""

ENGINE: Mapping[str, str] = {
    "greet_short": "The recording from the second presentation on: an id or @name. Left out: the greeting again.",
    "exit_sound": "The recording at the end of the call's first menu. Left out: none.",
    "digit_len": "How many keys are waited for, at least; a longer option makes it more. Left out: 1, or 5 under "
    "fusionpbx.",
    "inter_digit_timeout": "The wait for one more key in seconds. Left out or 0: half the timeout; left out under "
    "fusionpbx: 2.",
}
"""The fields of ``engine``."""

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
