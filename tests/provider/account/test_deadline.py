"""An end to every request. (That it cuts off what drips, test_transport shows.)"""

import socket

from simulator.provider.account.deadline import Deadline


class Stream:
    """What the HTTP library gives."""

    def __init__(self, found: object) -> None:
        self.found = found

    def get_extra_info(self, name: str) -> object:
        return self.found if name == "socket" else None


def test_whoever_waits_reads_the_end() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        deadline = Deadline(0.01)
        deadline.watch("connection.connect_tcp.started", {})
        deadline.watch("connection.connect_tcp.complete", {"return_value": Stream(ours)})
        with deadline.running():
            assert ours.recv(1) == b""
        assert deadline.passed
        with Deadline(60.0).running():
            pass


def test_without_a_connection_there_is_nothing_to_cut() -> None:
    deadline = Deadline(60.0)
    deadline.watch("connection.connect_tcp.complete", {"return_value": Stream(None)})
    deadline._cut_connection()
    assert deadline.passed
