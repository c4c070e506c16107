"""What is taken to be alike in two systems, and why."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from simulator.config.flow import Recording, RecordingLength
from simulator.graph.moving.likeness import (
    AlikePair,
    KindLikeness,
    StatedLikeness,
    count_by_basis,
    find_likeness,
)
from tests.graph.moving.two_systems import load_systems
from tests.graph.small import flow, menu


def test_names_come_first_then_words_and_hours(tmp_path: Path) -> None:
    """The ids 5 in both systems are two recordings."""
    found = find_likeness(*load_systems(tmp_path))
    assert found.recordings == KindLikeness((AlikePair("5", "19549", "name"), AlikePair("6", "5", "content")))
    assert found.destinations == KindLikeness(
        (
            AlikePair("department||600", "department||108000", "name"),
            AlikePair("time_condition||1", "time_condition||77", "name"),
            AlikePair("voicemail||101", "voicemail||9001", "name"),
        )
    )
    assert found.schedules == KindLikeness((AlikePair("timegroup-1", "office", "content"),))
    assert count_by_basis(found.recordings.pairs) == {"name": 1, "content": 1}


def test_one_name_with_other_words_is_another_recording(tmp_path: Path) -> None:
    found = find_likeness(*load_systems(tmp_path, words="that is wrong."))
    assert found.recordings == KindLikeness((AlikePair("5", "19549", "name"),), ("6",), ("5",))


def test_ids_are_the_last_resort() -> None:
    old = flow(main=menu(k1="department||1", greeting="7", wrong_key_retry_recording="8"))
    assert {pair.by for pair in find_likeness(old, old).recordings.pairs} == {"id"}
    named = replace(old, recordings={"7": Recording(name="a")})
    other = replace(old, recordings={"7": Recording(name="b")})
    assert "7" in [pair.old for pair in find_likeness(named, old).recordings.pairs]
    assert find_likeness(named, other).recordings.only_old == ("7",)


def test_what_is_stated_goes_before_every_rule(tmp_path: Path) -> None:
    stated = StatedLikeness({"recordings": {"5": "5"}}, ("content",))
    found = find_likeness(*load_systems(tmp_path), stated)
    assert found.recordings == KindLikeness((AlikePair("5", "5", "stated"),), ("6",), ("19549",))
    assert found.destinations.pairs == ()
    assert found.rules == ("content",)


def test_recordings_with_the_same_words_share_a_counterpart() -> None:
    old = flow(main=menu(k1="department||1", greeting="7", wrong_key_retry_recording="8"))
    old = replace(old, recordings={id: Recording(script="Hello") for id in ("7", "8")})
    new = flow(main=menu(k1="department||1", greeting="9", wrong_key_retry_recording="9"))
    new = replace(new, recordings={"9": Recording(script="hello")})
    pairs = find_likeness(old, new).recordings.pairs
    assert {(pair.old, pair.new) for pair in pairs} >= {("7", "9"), ("8", "9")}
    longer = replace(old, lengths={**old.lengths, "8": RecordingLength(9000, estimated=False)})
    assert "8" in find_likeness(longer, new).recordings.only_old
