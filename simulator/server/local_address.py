"""The address of this machine on its local network."""

from __future__ import annotations

import socket
from ipaddress import ip_address

from simulator.errors import UsageError

_ELSEWHERE = ("192.0.2.1", 9)
"""An address of no machine (RFC 5737)."""


def local_network_address() -> str:
    """Return the IPv4 address of this machine on its local network.

    Raises ``UsageError`` without a network, and where the address is a public one.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(_ELSEWHERE)  # sends nothing: it only chooses the address that packets would go from
            address = str(probe.getsockname()[0])
        except OSError:
            address = "0.0.0.0"
    return require_local(address)


def require_local(address: str) -> str:
    """Return an address that only a local network reaches. Raises ``UsageError`` for any other."""
    place = ip_address(address)
    if place.is_loopback or place.is_unspecified:
        raise UsageError("this machine is not on a network that phones can join; connect it, or use --host ADDRESS")
    if place.is_global:
        raise UsageError(f"{address} can be reached from the internet; --host {address} opens the page all the same")
    return address
