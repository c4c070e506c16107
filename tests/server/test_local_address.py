"""The address that a phone on the same network asks."""

from ipaddress import ip_address

import pytest

from simulator.errors import UsageError
from simulator.server.local_address import local_network_address, require_local


def test_only_an_address_of_a_local_network_is_taken() -> None:
    assert [*map(require_local, ("192.168.1.20", "10.0.0.5", "169.254.3.4"))] == [
        *("192.168.1.20", "10.0.0.5", "169.254.3.4"),
    ]
    for address, message in (
        ("127.0.0.1", "this machine is not on a network that phones can join"),
        ("0.0.0.0", "this machine is not on a network that phones can join"),
        ("8.8.8.8", "8.8.8.8 can be reached from the internet; --host 8.8.8.8 opens the page all the same"),
    ):
        with pytest.raises(UsageError) as refusal:
            require_local(address)
        assert str(refusal.value).startswith(message)


def test_the_address_of_this_machine_is_local_or_there_is_none() -> None:
    try:
        address = local_network_address()
    except UsageError:
        return
    assert not ip_address(address).is_global
