"""The one table of what the fields of a receptionist mean."""

from __future__ import annotations

from simulator.config.field_meanings import ENTRY_MEANINGS, RECEPTIONIST_MEANINGS
from simulator.config.receptionist import Entry, Receptionist


def test_every_field_has_its_meaning_in_the_models_order() -> None:
    assert [*RECEPTIONIST_MEANINGS] == [*Receptionist.model_fields]
    assert [*ENTRY_MEANINGS] == [*Entry.model_fields]


def test_a_short_meaning_fits_in_brackets_after_a_name() -> None:
    shorts = [meaning.short for meaning in (*RECEPTIONIST_MEANINGS.values(), *ENTRY_MEANINGS.values())]
    assert [short for short in shorts if len(short) > 48 or short.endswith(".") or short[0].isupper()] == []


def test_a_long_meaning_is_whole_sentences() -> None:
    longs = [meaning.long for meaning in (*RECEPTIONIST_MEANINGS.values(), *ENTRY_MEANINGS.values())]
    assert [long for long in longs if not long.endswith(".") or "  " in long] == []


def test_no_two_fields_of_a_receptionist_mean_the_same() -> None:
    shorts = [meaning.short for meaning in RECEPTIONIST_MEANINGS.values()]
    assert sorted(set(shorts)) == sorted(shorts)
