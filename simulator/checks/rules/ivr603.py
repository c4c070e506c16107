"""Agent id of another account.

## What it does

An agent id is 050, the account's number and four digits. Reports agent ids whose account is not the one that most
agent ids of the flow belong to.

## Why is it bad

The id was copied from another account, perhaps a test account: the call rings nowhere, or at somebody else's desk.

## Example

    invalid_destination_id: "050109590001"        # account 10959
    timeout_destination_id: "050109600001"        # account 10960

## Use instead

    invalid_destination_id: "050109590001"
    timeout_destination_id: "050109590002"

## Source

Inferred from the provider's own samples (050109590001 next to ``added_by: 10959``); no document says so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial

from simulator.checks.catalogue_gaps import gaps
from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.merging import by_menu
from simulator.checks.rule import FLOW_FILE, Finding, Item, Rule, Shared
from simulator.config.receptionist import Destination
from simulator.wire.decoding import Path

RULE = Rule("IVR603", "agent-of-another-account", "warning")


_AGENT = re.compile(r"050([0-9]{3,})[0-9]{4}")


def find(subject: CheckedFlow) -> Iterator[Finding]:
    """Look at every agent id; with a catalogue that was pulled, IVR114 reports what is not in it."""
    missing = gaps(subject) if subject.flow.pulled else {}
    for account, home, key, place, destination in _find_agents(subject):
        if account != home and destination.canonical not in missing:
            item = Item(subject.field_name(key, place), key or FLOW_FILE)
            shared = Shared(account, item, partial(_write_message, account, home))
            yield subject.finding(RULE, key, place, shared)


def strangers(subject: CheckedFlow) -> set[Destination]:
    """The destinations that are agents of another account."""
    return {destination.canonical for account, home, _, _, destination in _find_agents(subject) if account != home}


def _find_agents(subject: CheckedFlow) -> Iterator[tuple[str, str, str, Path, Destination]]:
    """Every agent: its account, the account of most, and where it stands."""
    agents = [
        (match[1], key, place, destination)
        for key, place, destination in subject.every_destination()
        if (match := _AGENT.fullmatch(destination.id))
    ]
    # nothing in a flow names its own account, so the one of most agents is taken for it
    counts = Counter(account for account, _, _, _ in agents)
    for account, key, place, destination in agents:
        yield account, counts.most_common(1)[0][0], key, place, destination


def _write_message(account: str, home: str, items: Sequence[Item]) -> str:
    are, agent = (
        (f"{by_menu(items)} are agents", "agents") if len(items) > 1 else (f"{items[0].what} is an agent", "an agent")
    )
    return f"{are} of account {account}; the others here belong to {home}: use {agent} of that account"
