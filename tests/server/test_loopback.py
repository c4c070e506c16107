"""Hosts that are this machine."""

from simulator.server.loopback import is_loopback


def test_this_machine_and_no_other() -> None:
    ours = ["localhost", "127.0.0.1", "127.8.8.8", "::1"]
    others = ["localhost.evil.example", "0.0.0.0", "192.0.2.7", "::", "", "127.1", "example"]
    assert [host for host in [*ours, *others] if is_loopback(host)] == ours
