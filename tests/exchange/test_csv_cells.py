"""Cells of a sheet: as people write them, and as they are written so that they read alike again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.config.receptionist import Destination
from simulator.exchange.csv_cells import (
    parse_destination,
    parse_recording,
    protect_cell,
    spell_destination,
    spell_recording,
    unprotect_cell,
)

TEXTS = st.text(max_size=12) | st.text("()|[]\"' =+@a1", max_size=8)


@pytest.mark.parametrize(
    ("cell", "address", "name"),
    [
        ("Booking desk (department||108000)", "department||108000", "Booking desk"),
        ("voicemail||9001", "voicemail||9001", ""),
        ("extension||", "extension||", ""),
        ("hang up", "hangup||1", ""),
        ("End call", "hangup||1", ""),
        ("ext. 101", "extension||101", ""),
        ("Extension 101", "extension||101", ""),
        ("mailbox 5", "voicemail||5", ""),
        ("Queue 7", "inbound_queue||7", ""),
        ("101", "extension||101", ""),
        ("Sales & support", "department||sales-support", "Sales & support"),
        ('["a|", "b)", "c"]', "a|||b)", "c"),
        ("[x", "department||x", "[x"),
    ],
)
def test_destinations_as_people_write_them(cell: str, address: str, name: str) -> None:
    read = parse_destination(cell)
    assert (str(read.destination), read.name) == (address, name)


@given(TEXTS, TEXTS, TEXTS)
def test_what_is_written_is_read_again(kind: str, id: str, name: str) -> None:
    destination = Destination(kind, id)
    cell = unprotect_cell(protect_cell(spell_destination(destination, name)))
    assert parse_destination(cell)[:2] == (destination, name)
    assert parse_recording(unprotect_cell(protect_cell(spell_recording(id, name)))) == (id, name)


@given(TEXTS)
def test_no_cell_is_a_formula(text: str) -> None:
    cell = protect_cell(text)
    assert cell[:1] not in ("=", "+", "-", "@", "\t", "\r")
    assert unprotect_cell(cell) == text
