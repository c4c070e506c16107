"""One mistake ends the menu.

## What it does

Under ``freeswitch`` and ``fusionpbx``, reports a menu that ends with the first wrong key (max-failures 1), or with the
first silence (max-timeouts 1).

## Why is it bad

Everybody presses a wrong key now and then, or looks for their glasses. Such callers do not hear the menu again: they
leave by its one exit, which in FusionPBX is the same for all. Both limits are 1 in FusionPBX's form.

## Example

    semantics: fusionpbx             # incorrect_count 1 and timeout_retries 1 where they are left out

## Use instead

    incorrect_count: 3
    timeout_retries: 3

## Source

switch_ivr_menu.c 507-522 (signalwire/freeswitch cc93a683), measured on a real FreeSWITCH; ivr_menu_edit.php 725-763
(fusionpbx c7a00dcb) for the defaults.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.merging import menus
from simulator.checks.rule import Finding, Item, Rule, Shared
from simulator.config.switch_menu import switch_menu

RULE = Rule("IVR120", "one-mistake-ends-menu", "warning")


def find(subject: CheckedFlow) -> Iterator[Finding]:
    """Look at the limits of every menu that FreeSWITCH runs."""
    for key, menu in subject.menus():
        if menu.engine.switch is None or menu.greeting is None:
            continue
        values = switch_menu(menu)
        limits = (
            ("wrong_keys_allowed", values.failures, "wrong key"),
            ("silences_allowed", values.timeouts, "silence"),
        )
        single = [(field, what) for field, most, what in limits if most == 1]
        if single:
            whats = " or ".join(what for _, what in single)
            shared = Shared(whats, Item("", key), partial(_write_message, whats))
            yield subject.finding(RULE, key, (single[0][0],), shared)


def _write_message(what: str, items: Sequence[Item]) -> str:
    ends = "ends" if len(items) == 1 else "end"
    return f"{menus(items)} {ends} with the first {what}: callers do not hear it again; allow 2 or 3"
