"""timeout_tries and timeout_retries are both given.

## What it does

Reports a receptionist that has both ``timeout_tries`` and ``timeout_retries``. ``--fix`` removes the first, which
has no effect.

## Why is it bad

They are two dialects' names for the same number. No document says which of them the provider would use; here
``timeout_retries`` counts.

## Example

    timeout_tries: 3
    timeout_retries: 2

## Use instead

    timeout_retries: 2

## Source

The provider's documents: ``timeout_retries`` in the one dialect, ``timeout_tries`` in the other.
"""

from __future__ import annotations

from collections.abc import Iterator

from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.rule import REMOVE, Finding, Rule
from simulator.wire import vr

RULE = Rule("IVR608", "two-names-for-one-count", "warning")


def find(subject: CheckedFlow) -> Iterator[Finding]:
    """Look at the documents themselves: the model has one field for both."""
    for key in subject.flow.receptionists:
        draft = subject.draft_of(key)
        # loading keeps one of the two names, so only the file itself still shows both
        body = draft.document.at_path(draft.base) if draft else None
        retries = vr.WRITE_NAMES["silences_allowed"]
        if isinstance(body, dict) and vr.TIMEOUT_TRIES in body and retries in body:
            message = f"{vr.TIMEOUT_TRIES} has no effect next to {retries}: both name one number; remove it"
            yield subject.finding(RULE, key, (vr.TIMEOUT_TRIES,), message, fix=REMOVE)
