import asyncio
from collections.abc import Awaitable, Callable

import pytest

from simulator.engines.ami_client import AmiSession, Message
from simulator.errors import EngineError

Play = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


async def read_action(reader: asyncio.StreamReader) -> dict[str, str]:
    lines = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
    return dict(line.split(": ", 1) for line in lines if line)


async def polite(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """An Asterisk that lets everybody in, reports an event and then refuses a command."""
    writer.write(b"Asterisk Call Manager/11.0.0\r\n")
    login = await read_action(reader)
    accepted = "Success" if login["Secret"] == "secret" else "Error"
    writer.write(f"Response: {accepted}\r\nActionID: {login['ActionID']}\r\nMessage: Authentication\r\n\r\n".encode())
    action = await read_action(reader)
    writer.write(b"Event: Newexten\r\nChannel: Local/s;2\r\nAppData: a: b\r\n\r\n")
    writer.write(b"Response: Success\r\nActionID: another\r\n\r\n")
    writer.write(f"Response: Error\r\nActionID: {action['ActionID']}\r\nMessage: No such command\r\n\r\n".encode())
    await reader.read()
    writer.close()


def with_server(play: Play, talk: Callable[[int], Awaitable[None]]) -> None:
    async def run() -> None:
        server = await asyncio.start_server(play, "127.0.0.1", 0)
        async with server:
            await talk(server.sockets[0].getsockname()[1])

    asyncio.run(run())


def test_events_are_heard_and_a_refusal_says_why() -> None:
    events: list[Message] = []

    async def talk(port: int) -> None:
        session = await AmiSession.open(port, "ivrsim", "secret", events="call", hear_event=events.append)
        with pytest.raises(EngineError) as refused:
            await session.request(Action="Command", Command="dance")
        assert str(refused.value) == "Asterisk refuses Command: No such command"
        await session.close()

    with_server(polite, talk)
    assert events == [{"Event": "Newexten", "Channel": "Local/s;2", "AppData": "a: b"}]


def test_a_wrong_secret_is_refused() -> None:
    async def talk(port: int) -> None:
        with pytest.raises(EngineError) as refused:
            await AmiSession.open(port, "ivrsim", "wrong")
        assert str(refused.value) == "Asterisk refuses Login: Authentication"

    with_server(polite, talk)


def test_something_else_on_the_port_is_noticed() -> None:
    async def other(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 mail\r\n")
        writer.close()

    async def talk(port: int) -> None:
        with pytest.raises(EngineError) as refused:
            await AmiSession.open(port, "ivrsim", "secret")
        assert str(refused.value) == f"port {port} answers, and it is not Asterisk's manager interface"

    with_server(other, talk)


def test_a_value_cannot_begin_another_line() -> None:
    async def talk(port: int) -> None:
        session = await AmiSession.open(port, "ivrsim", "secret")
        with pytest.raises(EngineError) as refused:
            session.send(Action="Hangup", Channel="x\r\nAction: Command")
        assert str(refused.value) == "a line break cannot be sent over the manager interface"
        await session.close()

    with_server(polite, talk)
