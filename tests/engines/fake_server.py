"""A server that stands in for Asterisk: it makes every call as it was recorded, at once, and writes the log."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from simulator.engines.ami_client import AmiSession, HearEvent, ignore_event
from simulator.engines.asterisk_install import AsteriskInstall
from simulator.engines.asterisk_server import AsteriskServer
from simulator.engines.call_log import ExecutedStep, LoggedEvent
from tests.engines.recorded_calls import log_text

MakeCall = Callable[[int], Sequence[LoggedEvent] | None]
"""Something that gives the events of the n-th call; None: the call never ends."""


class FakeServer(AsteriskServer):
    """Its calls are made by a function."""

    def __init__(self, folder: Path, make_call: MakeCall) -> None:
        super().__init__(AsteriskInstall(("asterisk",), "Asterisk 0"))
        self._own_log = folder / "calls"
        self._own_log.write_text("")
        self._make_call = make_call
        self.sent: list[dict[str, Any]] = []
        self.sessions: list[FakeSession] = []
        self.ringing = self.most_ringing = self._made = 0
        self._hear: HearEvent = ignore_event

    @property
    def log(self) -> Path:
        return self._own_log

    async def open_session(self, *, events: str = "off", hear_event: HearEvent = ignore_event) -> AmiSession:
        if events != "off":
            self._hear = hear_event
        return FakeSession(self)

    def originate(self, channel: str, id: str) -> None:
        """Make a call: its events, the lines of the log, and its end."""
        self._made += 1
        made = self._make_call(self._made)
        name = f"{channel.removesuffix('/n')}-{self._made:08};2"
        self.ringing += 1
        self.most_ringing = max(self.most_ringing, self.ringing)
        for event in made or ():
            if isinstance(event, ExecutedStep):
                context, extension, priority = event.place
                self._hear(
                    {
                        "Event": "Newexten",
                        "Uniqueid": id,
                        "Channel": name,
                        "Context": context,
                        "Extension": extension,
                        "Priority": str(priority),
                        "Application": event.application,
                        "AppData": event.argument,
                    }
                )
        with self._own_log.open("a") as log:
            log.write(log_text(name, made or ()))
        if made is not None:
            asyncio.get_running_loop().call_later(0.01, self._end, id)

    def _end(self, id: str) -> None:
        self.ringing -= 1
        self._hear({"Event": "Hangup", "Uniqueid": id})


class FakeSession(AmiSession):
    """Takes note of what is sent, and lets calls be made."""

    def __init__(self, server: FakeServer) -> None:
        self._server = server
        self.ended = asyncio.Event()
        server.sessions.append(self)

    def send(self, **fields: str | int) -> str:
        self._server.sent.append(fields)
        if fields["Action"] == "Originate":
            self._server.originate(str(fields["Channel"]), str(fields["OtherChannelId"]))
        return ""

    async def request(self, **fields: str | int) -> dict[str, str]:
        return {"Response": "Success"}

    async def close(self) -> None:
        """There is nothing to close."""
