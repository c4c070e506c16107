"""The onsets of events: sounds, loops of sounds, and endings as callers tell them apart."""

from __future__ import annotations

from simulator.config.receptionist import Destination
from simulator.graph.compare.observation import Observer
from simulator.graph.compare.onset import ending_of
from tests.graph.small import flow, single


def test_a_loop_is_written_in_one_way_only() -> None:
    long = flow(one=single("ivr||two", "nil"), two=single("ivr||one", greeting="nil"))
    short = flow(one=single("ivr||one", greeting="nil"))
    assert Observer(long).answer_call() == Observer(short).answer_call()


def test_endings_are_told_by_one_word_for_each_kind() -> None:
    ends = ("ringgroup||1", "Department||1", "hangup||1", "hangup||2", "auto_attendant||7", "extension|| ")
    told = [ending_of(Destination(*end.split("||"))) for end in ends]
    assert told == ["department||1", "department||1", "hangup", "hangup", "virtual_receptionist||7", "hangup"]
