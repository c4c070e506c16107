"""Recording not in the catalogue.

## What it does

Reports a field of a receptionist that names a recording that flow.yaml does not list. A flow without a catalogue of
recordings gets no finding.

## Why is it bad

Nothing is known about it: no name, no words, no length. The times of a simulated call then assume 4 seconds that
nobody measured, and no rule can compare what the voice says with what the keys do. Often the id is mistyped, and
callers would hear another recording, or none.

## Example

    recordings:
      "19549": {name: greeting, script: "For sales, press 1."}
    # main.yaml
    recording: "19594"

## Use instead

    recording: "19549"

## Source

formats.md of this project, section 1: a recording that the catalogue does not hold plays by its id, with an
estimated length. That it is worth a warning is this project's own judgement.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.merging import by_menu, menus
from simulator.checks.rule import Finding, Item, Rule, Shared
from simulator.config.recording_length import BUILT_IN_PROMPTS
from simulator.graph.audible_recordings import audible_recordings

RULE = Rule("IVR301", "recording-not-in-the-catalogue", "warning")


def find(subject: CheckedFlow) -> Iterator[Finding]:
    """Look up every recording that can be heard."""
    flow = subject.flow
    if not flow.recordings:
        return
    for key, item in flow.receptionists.items():
        for field, id in audible_recordings(item):
            if id not in flow.recordings and id not in BUILT_IN_PROMPTS:
                shared = Shared("", Item(id, key), _write_message)
                yield subject.finding(RULE, key, (field,), shared)


def _write_message(items: Sequence[Item]) -> str:
    if len({item.what for item in items}) == 1:
        who = f"{menus(items)} {'plays' if len({item.where for item in items}) == 1 else 'play'}"
        what = f"{who} recording {items[0].what}, which is not in the catalogue: add it"
        return f"{what} under recordings, or use one that is listed"
    what = f"the catalogue lacks recordings {by_menu(items)}: list them"
    return f"{what} under recordings, or use ones that are listed"
