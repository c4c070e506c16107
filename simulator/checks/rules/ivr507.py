"""Recording without a script.

## What it does

Reports a recording of the catalogue that a receptionist uses and whose words are not written down: there is no
``script``, or an empty one. Recordings that are not in the catalogue are IVR301; ``ivrsim recordings`` lists those
that nobody uses.

## Why is it bad

Without the words, nobody can give them to people who do not hear: on a text telephone, through a relay operator, on
a web page. Nor can they be checked against the menu: IVR303 to IVR308 read scripts.

## Example

    recordings:
      "19549": {name: greeting, seconds: 8.2}

## Use instead

    recordings:
      "19549": {name: greeting, seconds: 8.2, script: "Welcome to the surgery. For appointments, press 1."}

or ``script_file: greeting.txt`` next to flow.yaml.

## Source

W3C WAI, Protocols and Formats Working Group, accessibility comments on the last call of VoiceXML 2.0 (31
May 2002): text equivalents for all recorded prompts, required as a condition of validity, because text
telephones are served by them. VoiceXML 2.0 did not make it a condition; so this rule is a warning, and an
error under ``accessible``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.merging import join_names
from simulator.checks.rule import Finding, Item, Rule, Shared

RULE = Rule("IVR507", "recording-without-a-script", "warning")


def find(subject: CheckedFlow) -> Iterator[Finding]:
    """Look at every recording that is used and catalogued."""
    flow = subject.flow
    used: dict[str, str] = {}
    for key, item in flow.receptionists.items():
        used |= {id: key for id in item.recordings if id not in used}
    for id, recording in flow.recordings.items():
        if id in used and not recording.script.strip():
            name = subject.names.recording_name(id)
            called = f"{name} ({id})" if recording.name else name  # a recording without a name is called by its id
            yield subject.recording_finding(RULE, id, "", Shared("", Item(called, used[id]), _write_message))


def _write_message(items: Sequence[Item]) -> str:
    if len(items) == 1:
        what, them, its = f"{items[0].what}, which {items[0].where} plays, has no script", "it", "its"
    else:
        what, them, its = f"{join_names(item.what for item in items)} have no script", "them", "their"
    return f"{what}; people who cannot hear {them} cannot get {them} as text: write down {its} words"
