"""Destinations as FreePBX writes them."""

import pytest

from simulator.exchange.freepbx_destinations import read_destination


@pytest.mark.parametrize(
    ("written", "address", "table"),
    [
        ("ivr-5,s,1", "virtual_receptionist||5", "ivr"),
        ("app-announcement-3,s,1", "virtual_receptionist||announcement-3", "announcement"),
        ("timeconditions,7,1", "time_condition||7", "time condition"),
        ("ext-group,600,1", "department||600", "ring group"),
        ("from-did-direct,101,1", "extension||101", "extension"),
        ("ext-local,vmb101,1", "voicemail||101", ""),
        ("ext-local,vmi101,1", "voicemail||101", ""),
        ("ext-queues,700,1", "inbound_queue||700", ""),
        ("app-blackhole,hangup,1", "hangup||1", ""),
        ("app-blackhole,no-service,1", "app-blackhole||no-service", ""),
        ("app-blackhole,other,1", "custom_dialplan||app-blackhole,other,1", ""),
        ("custom-app,s,1", "custom_dialplan||custom-app,s,1", ""),
        ("ivr-5x,s,1", "custom_dialplan||ivr-5x,s,1", ""),
        ("a||b", "custom_dialplan||a|b", ""),
        ("", "extension||", ""),
    ],
)
def test_what_a_destination_means(written: str, address: str, table: str) -> None:
    read = read_destination(written)
    assert (str(read.destination), read.table) == (address, table)


def test_what_is_not_known_is_told() -> None:
    assert read_destination("custom-app,s,1").note == (
        "ivrsim does not know the context custom-app: the call ends there, as far as the flow knows"
    )
    assert read_destination("ext-local,vms9,1").note == "the mailbox; its greeting there (no message) is not kept"
