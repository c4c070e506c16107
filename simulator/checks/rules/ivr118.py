"""Option waits because the menu waits for more keys.

## What it does

Under ``freeswitch`` and ``fusionpbx``, reports options that are shorter than the menu's code length, which is
``digit_len`` or the longest option. All of them are one finding. (An option that begins another is IVR108's.)

## Why is it bad

FreeSWITCH does not look whether a longer code begins with the keys: it waits until it has as many as the code length,
or until the inter-digit time is over. FusionPBX's form asks for 5 digits and 2 seconds, so that every option of a
new menu waits 2 s. Callers think that nothing happens, and press again.

## Example

    semantics: fusionpbx             # digit_len 5, inter_digit_timeout 2

    entries:
      - {option: "1", destination_type: department, destination_id: "108000"}

## Use instead

    semantics: fusionpbx
    menus:
      main: {engine: {digit_len: 1}}

Where callers dial extensions at the menu, the wait is its price: silence the finding with that reason.

## Source

switch_ivr.c 1431-1480 (signalwire/freeswitch cc93a683), measured on a real FreeSWITCH; ivr_menu_edit.php 725-763
(fusionpbx c7a00dcb) for the defaults.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.merging import by_menu
from simulator.checks.rule import Finding, Item, Rule, Shared
from simulator.config.switch_menu import switch_menu

RULE = Rule("IVR118", "option-waits-for-code-length", "warning")


def find(subject: CheckedFlow) -> Iterator[Finding]:
    """Look at the options of every menu that FreeSWITCH runs."""
    for key, menu in subject.menus():
        if menu.engine.switch is None:
            continue
        values, options = switch_menu(menu), tuple(menu.own_options)
        wait = min(values.further_ms, values.timeout_ms)
        for index, option in enumerate(options):
            begins_another = any(longer != option and longer.startswith(option) for longer in options)
            if len(option) < values.code_length and not begins_another:
                shared = Shared(wait, Item(option, key), partial(_write_message, wait))
                yield subject.finding(RULE, key, ("entries", index, "option"), shared)


def _write_message(wait: int, items: Sequence[Item]) -> str:
    act = "acts" if len(items) == 1 else "act"
    return (
        f"{by_menu(items)} {act} only after {wait / 1000:g} s, because the menu waits for longer codes; "
        "set digit_len to the length of the options, and give them one length"
    )
