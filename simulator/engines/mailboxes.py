"""Voicemails of a flow as mailboxes of the Asterisk that is rung: its callers leave a message, and may come back.

The dialplan is that of an export whose dial map has ``VoiceMail`` for each voicemail after which the caller stays. A
message ends by itself after ``MESSAGE_SECONDS``; how long it really takes is left out of the comparison
(``engine_trace``), as ``play`` assumes a length that is no rule of the engine.
"""

from __future__ import annotations

from collections.abc import Mapping

from simulator.callers.voicemail_returns import Staying
from simulator.config.flow import Flow
from simulator.config.receptionist import Destination
from simulator.engines.asterisk_install import AsteriskInstall, has_module
from simulator.engines.asterisk_settings import VOICEMAIL_MODULE, VOICEMAIL_SETTINGS
from simulator.engines.flow_dialplans import RealEngine
from simulator.errors import UsageError
from simulator.exchange.dial_map import DialAction
from simulator.exchange.dialplan_writer import DialplanFiles, write_dialplan

MESSAGE_SECONDS = 3
"""Longer than a caller waits who hangs up in the midst of it (``caller_drawing``)."""

_CONTEXT = "messages"


class MailboxDialplan:
    """Writes the dialplan of a flow whose voicemails take messages, whatever is said of the flow of such a call."""

    def __init__(self, flow: Flow, staying: Staying) -> None:
        self._flow = flow
        self._actions = mailbox_actions(staying)

    def __call__(self, flow: Flow, *, prefix: str, sounds_folder: str) -> DialplanFiles:
        """Return the dialplan of the flow, in place of that of a call in which its callers stay."""
        return write_dialplan(self._flow, dial_map=self._actions, prefix=prefix, sounds_folder=sounds_folder)


def mailbox_actions(staying: Staying) -> Mapping[Destination, DialAction]:
    """Return what follows where a call arrives at each voicemail."""
    return {
        caller.voicemail: DialAction(f"VoiceMail({number}@{_CONTEXT},s)") for number, caller in enumerate(staying, 1)
    }


def voicemail_settings(count: int) -> bytes:
    """Return the settings of so many mailboxes."""
    lines = ["[general]", "format = wav", f"maxsecs = {MESSAGE_SECONDS}", "minsecs = 0", "", f"[{_CONTEXT}]"]
    lines += [f"{number} => ,mailbox {number}" for number in range(1, count + 1)]
    return "\n".join([*lines, ""]).encode()


def engine_with_mailboxes(install: AsteriskInstall, flow: Flow, staying: Staying) -> RealEngine:
    """Return an engine that takes messages. Raises ``UsageError`` for an Asterisk that cannot."""
    if not has_module(install, VOICEMAIL_MODULE):
        raise UsageError(
            f"{install.version} has no {VOICEMAIL_MODULE}, so no caller can leave a message there; install it (Debian: "
            "asterisk-voicemail), or leave out --given"
        )
    files = {VOICEMAIL_SETTINGS: voicemail_settings(len(staying))}
    return RealEngine(install, MailboxDialplan(flow, staying), files)
