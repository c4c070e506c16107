"""One session of Asterisk's manager interface (AMI), on loopback.

AMI is lines of ``Name: value``, with a blank line after each message. A session sends actions and gets responses and
events. Two sessions are used for all calls, one for the events and one for the keys: a session for each call would
make Asterisk slow. The libraries for Python that there are either drop the events that come while they wait for a
response, or have had no release for years, or run threads; what is needed here is on this page.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress

from simulator.errors import EngineError

HOST = "127.0.0.1"
"""Sessions are opened to this machine alone, and Asterisk listens nowhere else."""

Message = Mapping[str, str]
HearEvent = Callable[[Message], object]


def ignore_event(message: Message) -> None:
    """Stand in for a ``HearEvent`` where nobody listens."""


class AmiSession:
    """An open session. ``hear_event`` gets every event, in order; actions go out in the order of their calls.

    ``ended`` is set when Asterisk has closed it, which it does only when it ends.
    """

    def __init__(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, hear_event: HearEvent = ignore_event
    ) -> None:
        self._reader, self._writer, self._hear_event = reader, writer, hear_event
        self._responses: dict[str, asyncio.Future[Message]] = {}
        self._sent = 0
        self.ended = asyncio.Event()
        self._listening = asyncio.create_task(self._listen())

    @classmethod
    async def open(
        cls, port: int, name: str, secret: str, *, events: str = "off", hear_event: HearEvent = ignore_event
    ) -> AmiSession:
        """Log in. ``events`` are the classes of events to get. Raises ``OSError`` or ``EngineError``."""
        reader, writer = await asyncio.open_connection(HOST, port)
        try:
            greeting = await asyncio.wait_for(reader.readline(), 5)
            if not greeting.startswith(b"Asterisk Call Manager"):
                raise EngineError(f"port {port} answers, and it is not Asterisk's manager interface")
        except BaseException:
            writer.close()
            raise
        session = cls(reader, writer, hear_event)
        try:
            await session.request(Action="Login", Username=name, Secret=secret, Events=events)
        except BaseException:
            await session.close()
            raise
        return session

    def send(self, **fields: str | int) -> str:
        """Send an action and do not wait; the id that its response will carry."""
        self._sent += 1
        id = f"{id_of(fields)}-{self._sent}"
        lines = [f"{name}: {value}" for name, value in {**fields, "ActionID": id}.items()]
        if any("\r" in line or "\n" in line for line in lines):
            raise EngineError("a line break cannot be sent over the manager interface")
        self._writer.write("\r\n".join([*lines, "", ""]).encode())
        return id

    async def request(self, **fields: str | int) -> Message:
        """Send an action and return its response. Raises ``EngineError`` where Asterisk refuses or does not respond."""
        id = self.send(**fields)
        self._responses[id] = asyncio.get_running_loop().create_future()
        try:
            response = await asyncio.wait_for(self._responses[id], 10)
        except (TimeoutError, asyncio.CancelledError) as error:
            if isinstance(error, TimeoutError):
                raise EngineError(f"Asterisk does not respond to {fields['Action']}") from None
            raise
        finally:
            del self._responses[id]
        if response.get("Response") != "Success":
            raise EngineError(f"Asterisk refuses {fields['Action']}: {response.get('Message', 'no reason given')}")
        return response

    async def close(self) -> None:
        """Close the session; nothing is heard of it afterwards."""
        self._listening.cancel()
        with suppress(asyncio.CancelledError, OSError):
            await self._listening
        self._writer.close()
        with suppress(OSError):
            await self._writer.wait_closed()

    async def _listen(self) -> None:
        message: dict[str, str] = {}
        while line := await self._reader.readline():
            text = line.decode("utf-8", "replace").rstrip("\r\n")
            if text:
                name, _, value = text.partition(": ")
                message[name] = value
            else:
                self._take_message(message)
                message = {}
        self.ended.set()

    def _take_message(self, message: Message) -> None:
        waiting = self._responses.get(message.get("ActionID", ""))
        if "Event" in message:
            self._hear_event(message)
        elif waiting is not None and not waiting.done():
            waiting.set_result(message)


def id_of(fields: Mapping[str, str | int]) -> str:
    """Return what the ids of an action begin with: its name."""
    return str(fields["Action"]).lower()
