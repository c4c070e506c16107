"""The reasons for what happens at a voicemail whose caller stays on the line, and for a call that ends there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.callers.voicemail_recordings import TRANSFER, message_heard_at
from simulator.config.flow import FLOW_FILE

if TYPE_CHECKING:
    from simulator.callers.reasons import Reason
    from simulator.callers.world import WorldSettings
    from simulator.config.destination import Destination
    from simulator.config.flow import Flow
    from simulator.core.places import Place


def entry_words(flow: Flow, key: str, world: WorldSettings | None) -> str | None:
    """Return what a way to a receptionist leads to, if it stands for a voicemail; None: it does not."""
    stays = world.staying if world is not None else ()
    item = flow.receptionists[key]
    if item.greeting in {message_heard_at(caller.voicemail) for caller in stays}:
        return f"that leads to {item.name}, and the caller stays on the line after the message (given)"
    return None


def return_reason(flow: Flow, source: Place, key: str, world: WorldSettings | None) -> Reason | None:
    """Return why a call goes on after a message; None: it enters something else."""
    if world is None or not world.staying or flow.receptionists[key].greeting != TRANSFER:
        return None
    from simulator.callers.reasons import Reason  # which asks here in turn

    last = source.way_back.menus[0].receptionist
    text = "the menu that was entered last has return_after: [voicemail]"
    if not flow.receptionists[last].engine.settings.voicemail_returns:  # the call came back to another since
        return Reason(f"{text} (read in FreePBX)")
    return Reason(f"{text}: {last} (read in FreePBX)", FLOW_FILE, ("menus", last, "return_after"))


def end_words(destination: Destination, world: WorldSettings | None) -> str:
    """Return why a call ends at a voicemail after which its caller would stay; empty where that was not given."""
    stays = {caller.voicemail for caller in world.staying} if world is not None else set()
    if destination.canonical not in stays:
        return ""
    why = "it was in no menu, or the one that it entered last does not have return_after: [voicemail]"
    return f"; the call ends there: {why}"
