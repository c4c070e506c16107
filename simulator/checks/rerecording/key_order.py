"""Another order of a menu's keys under which its greeting stays true: what is announced stays on its key."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from simulator.checks.rerecording.bill import KeptKey, KeptOrder, PromptFault, PromptUse
from simulator.checks.rerecording.option_faults import JudgedScript, find_option_faults
from simulator.checks.rerecording.prompt_uses import FlowPair, place_name
from simulator.config.receptionist import Destination, Entry, Receptionist

_FREE_KEYS = "123456789"


def find_kept_order(
    pair: FlowPair, use: PromptUse, id: str, script: JudgedScript, faults: Iterable[PromptFault]
) -> KeptOrder | None:
    """Return an order of keys that makes the greeting true again; None: there is none.

    Every destination of the new menu keeps a key. What the greeting does not announce gets a free one.
    """
    menu, before = pair.new.receptionists[use.receptionist], pair.played_before(use, id)
    if use.field != "greeting" or not menu.is_menu or before is None:
        return None
    broken = {fault.option: fault for fault in faults if fault.kind in ("elsewhere", "removed")}
    missing = {fault.option for fault in faults if fault.kind == "missing"}
    restored: dict[str, Destination] = {}
    for option, fault in broken.items():
        old = before.own_options[option].destination if option in before.own_options else None
        kept = pair.in_new(old) if old is not None else None
        offered = kept is not None and any(
            pair.is_one_end(entry.destination, kept) for entry in menu.own_options.values()
        )
        if kept is None or (fault.kind == "removed" and not offered):
            return None  # the place is no longer there, so no order of keys can make the words true
        restored[option] = kept
    if not restored and not missing:
        return None
    return _verified(pair, use, id, script, _rearranged(pair, menu, script, restored, missing))


def _rearranged(
    pair: FlowPair, menu: Receptionist, script: JudgedScript, restored: dict[str, Destination], missing: set[str]
) -> tuple[Receptionist, KeptOrder] | None:
    """The menu with what is announced back on its keys, and everything else on keys that nobody announces."""
    options = {option: entry.destination for option, entry in menu.own_options.items()}
    displaced = [options[option] for option in restored if option in options]
    options |= restored
    for option in missing:  # a place that moved back to its old key needs the new one no longer
        if any(pair.is_one_end(options[option], kept) for kept in restored.values()):
            del options[option]
    unannounced = {option: options[option] for option in missing if option in options}
    for destination in displaced:
        if any(pair.is_one_end(destination, there) for there in (*restored.values(), *unannounced.values())):
            continue
        free = next((key for key in _FREE_KEYS if key not in options and key not in script.reading.named), None)
        if free is None:
            return None
        options[free] = unannounced[free] = destination
    entries = tuple(
        Entry(option=option, destination_type=end.type, destination_id=end.id) for option, end in options.items()
    )
    twice = tuple(
        option
        for option, end in options.items()
        if option not in unannounced and any(pair.is_one_end(end, other) for other in unannounced.values())
    )
    order = KeptOrder(
        PromptUse("", ""),
        menu.name,
        tuple(KeptKey(option, place_name(pair.new, end)) for option, end in restored.items()),
        tuple(KeptKey(option, place_name(pair.new, end)) for option, end in sorted(unannounced.items())),
        twice,
    )
    return menu.model_copy(update={"entries": entries}), order


def _verified(
    pair: FlowPair, use: PromptUse, id: str, script: JudgedScript, found: tuple[Receptionist, KeptOrder] | None
) -> KeptOrder | None:
    """The order, if the prompt is judged true under it."""
    if found is None:
        return None
    menu, order = found
    flow = replace(pair.new, receptionists={**pair.new.receptionists, use.receptionist: menu})
    accepted = {(use.receptionist, key.option) for key in order.unannounced}
    remaining = find_option_faults(FlowPair(pair.old, flow, pair.variant), use, id, script, accepted)
    return None if any(isinstance(fault, PromptFault) for fault in remaining) else replace(order, use=use)
