"""Option hides an extension, or everything waits for a longer number.

## What it does

Looks at menus where callers can dial extensions (``extension_dialling``) or end a choice with # (``optional_hash``).
It reports options that wait for a further key before they act, and options with the number of an extension, which
nobody can dial then. All of them are one finding.

## Why is it bad

Every digit may be the beginning of an extension's number. So a caller who presses 1 waits 3 s before anything
happens, and many press it again in that time: 11 is a wrong number. A fresh FreePBX has direct dial on, in menus that
never mention extensions. And an option such as 101 is taken before the extension 101.

## Example

    semantics: freepbx-16-default

    entries:
      - {option: "1", destination_type: department, destination_id: "108000"}
      - {option: "101", destination_type: department, destination_id: "108001"}

## Use instead

    semantics: freepbx-16-default
    menus:
      main: {direct_dial: none}

    entries:
      - {option: "1", destination_type: department, destination_id: "108000"}
      - {option: "2", destination_type: department, destination_id: "108001"}

On the FreePBX itself, set Direct Dial to Disabled in the menu. Where the greeting asks callers to dial extensions, the
wait is its price: silence the finding with that reason.

## Source

FreePBX's ivr and core modules (16 and 17) on a real Asterisk: 240 of 240 random calls agreed with these rules.
FreePBX/issue-tracker #604 (ivr 17.0.4 to 17.0.8 let # follow every option).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.merging import by_menu
from simulator.checks.rule import Finding, Item, Rule, Shared
from simulator.config.semantics import Semantics

RULE = Rule("IVR116", "option-delays-or-hides-extension", "warning")

_HIDES = "="
"""Begins the item of an option that has an extension's number; the others wait."""


def find(subject: CheckedFlow) -> Iterator[Finding]:
    """Look at the options of every menu in which keys are waited for."""
    flow = subject.flow
    waiting = [(key, menu) for key, menu in subject.menus() if _waits_for_more(flow.semantics_in(menu))]
    if not waiting:
        return
    from simulator.graph.default_paths import DefaultPaths

    paths = DefaultPaths(flow)
    for key, menu in waiting:
        semantics = flow.semantics_in(menu)
        extensions = {extension.option for extension in menu.engine.extensions}
        late = set(_late_options(paths.option_pauses(key), tuple(menu.own_options)))
        for index, option in enumerate(menu.own_options):
            for sign, applies in (("", option in late), (_HIDES, option in extensions)):
                if applies:
                    problem = semantics.interdigit_seconds, semantics.extension_dialling != "none"
                    shared = Shared(problem, Item(sign + option, key), partial(_write_message, *problem))
                    yield subject.finding(RULE, key, ("entries", index, "option"), shared)


def _waits_for_more(semantics: Semantics) -> bool:
    """Return whether a menu waits for an extension's number, or for #, after keys that are an option already."""
    return semantics.extension_dialling != "none" or semantics.optional_hash


def _late_options(waits: Mapping[str, int | None], options: tuple[str, ...]) -> Iterator[str]:
    """Yield the options that wait although no other option begins with them, which is IVR108's."""
    for option in options:
        if waits[option] and not any(longer != option and longer.startswith(option) for longer in options):
            yield option


def _write_message(seconds: float, dials: bool, items: Sequence[Item]) -> str:
    late = [item for item in items if not item.what.startswith(_HIDES)]
    hidden = [Item(item.what.removeprefix(_HIDES), item.where) for item in items if item.what.startswith(_HIDES)]
    parts: list[str] = []
    if late:
        act = "acts" if len(late) == 1 else "act"
        follows = "an extension's number" if dials else "a #"
        parts.append(f"{by_menu(late)} {act} only after {seconds:g} s, because {follows} may follow")
    if hidden:
        same = "has the number of an extension" if len(hidden) == 1 else "have the numbers of extensions"
        parts.append(f"{by_menu(hidden)} {same}, which callers cannot dial there")
    advice = "direct_dial: none, or other options" if dials else "an ivr module in which # does not end a choice"
    return f"{'; '.join(parts)}; use {advice}"
