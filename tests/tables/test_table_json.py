"""Rows as JSON."""

import json
import re
from collections.abc import Callable
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from simulator.callers.rehearsal import Rehearsal
from simulator.config.flow import Flow
from simulator.config.semantics import PROFILES
from simulator.tables.flow_table import FlowTable
from simulator.tables.keypads import Keypad
from simulator.tables.menu_rows import AnnouncementSteps, MenuRows, MissSteps, Position, Step
from simulator.tables.table_json import table_json
from simulator.testing.strategies import flows
from tests.callers.crowds import STEPS
from tests.graph.small_flows import PERSON, flow, menu
from tests.tables.json_player import Call, JsonPlayer, JsonTurn


def test_the_json_of_a_small_menu() -> None:
    assert table_json(FlowTable(flow({"main": menu({"1": PERSON})}))) == {
        "version": 1,
        "semantics": "acefone",
        "keys": "1234567890*#",
        "parts": [
            "greeting",
            "wrong_key_retry_recording",
            "wrong_key_final_recording",
            "silence_retry_recording",
            "silence_final_recording",
            "greet_short",
            "exit_sound",
        ],
        "start": "main",
        "starts": {"main": 0},
        "kinds": [
            {
                "enters": [0, -1, False, True],
                "positions": [["listening", "entry", 0, -1, True, None]],
                "listening": 0,
                "wrong": {"adds": [1, 0], "again": [0, -1, False, True], "last": [-1, -1, False, False]},
                "silence": {"adds": [0, 1], "again": [0, -1, False, True], "last": [-1, -1, False, False]},
            }
        ],
        "keypads": [{"codes": ["1"], "nodes": [""], "keys": [[-1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]], "runs_out": [0]}],
        "stations": [
            {
                "key": "main",
                "kind": 0,
                "recordings": ["", "", "", "", ""],
                "lengths": [0, 0, 0, 0, 0],
                "keypad": 0,
                "waits": [5000, 3000],
                "allowed": [1, 1],
                "choices": [-2],
                "wrong": -3,
                "silence": -3,
            }
        ],
        "outcomes": [
            None,
            {"end": "route", "destination": "department||10"},
            {"end": "menu", "destination": "hangup||1"},
        ],
    }


def test_a_menu_of_99_and_99_retries_is_as_long_as_any_other() -> None:
    sizes = [
        len(json.dumps(table_json(FlowTable(flow({"main": menu({"1": PERSON}, allowed=(count, count))})))))
        for count in (10, 99)
    ]
    assert sizes[0] == sizes[1]


def _miss_steps(miss: dict[str, Any] | None) -> MissSteps | None:
    return None if miss is None else MissSteps(tuple(miss["adds"]), Step(*miss["again"]), Step(*miss["last"]))


def _announcement_steps(announcement: dict[str, Any] | None) -> AnnouncementSteps | None:
    if announcement is None:
        return None
    keys = tuple(tuple(step and Step(*step) for step in row) for row in announcement["keys"])
    return AnnouncementSteps(Step(*announcement["pause"]), tuple(announcement["waits"]), keys)


@given(flows(worlds=True, returns=True))
def test_nothing_of_the_rows_is_lost(of: Flow) -> None:
    table = FlowTable(of)
    rows = json.loads(json.dumps(table_json(table)))
    kinds = [
        MenuRows(
            Step(*kind["enters"]),
            tuple(Position._make([*row[:-1], row[-1] and Step(*row[-1])]) for row in kind["positions"]),
            kind["listening"],
            _miss_steps(kind["wrong"]),
            _miss_steps(kind["silence"]),
            announcement=_announcement_steps(kind.get("announcement")),
        )
        for kind in rows["kinds"]
    ]
    assert kinds == list(table.kinds.values())
    keypads = [
        Keypad(tuple(pad["codes"]), tuple(pad["nodes"]), tuple(map(tuple, pad["keys"])), tuple(pad["runs_out"]))
        for pad in rows["keypads"]
    ]
    assert keypads == list(table.keypads.values())
    for row, station in zip(rows["stations"], table.compile_all(), strict=True):
        assert (row["key"], row["recordings"], row["lengths"]) == (
            station.key,
            list(station.recordings),
            list(station.lengths),
        )
        assert kinds[row["kind"]] == station.kind
        if station.keypad:
            assert keypads[row["keypad"]] == station.keypad
            assert (row["choices"], row["wrong"], row["silence"]) == (
                list(station.choices),
                station.wrong,
                station.silence,
            )


def call_by_machine(of: Flow, steps: list[dict[str, Any]], limit: int) -> Call:
    """A call as its record tells it."""
    record = Rehearsal(of, limit=limit).play({"steps": steps}).as_json()
    turns = [(round(turn["at"] * 1000), turn.get("key", turn["event"]), turn["place"]) for turn in record["turns"]]
    return turns, record["heard"], record["outcome"]["destination"]


@given(flows(worlds=True), st.lists(STEPS, max_size=8), st.integers(1, 40))
def test_the_json_alone_is_enough_to_play_calls(of: Flow, steps: list[dict[str, Any]], limit: int) -> None:
    assert_json_plays(of, steps, limit, lambda turns: turns)


@given(
    flows(worlds=True, returns=True, under=st.just(PROFILES["freepbx"])),
    st.lists(STEPS, max_size=8),
    st.integers(1, 40),
)
def test_a_player_that_keeps_the_engines_variables_needs_no_ways_back(
    of: Flow, steps: list[dict[str, Any]], limit: int
) -> None:
    assert_json_plays(of, steps, limit, _without_memory)


def assert_json_plays(
    of: Flow, steps: list[dict[str, Any]], limit: int, compared: Callable[[list[JsonTurn]], list[JsonTurn]]
) -> None:
    """Play a caller by the machine and by the JSON alone: events, times, recordings and the end agree."""
    turns, heard, destination = call_by_machine(of, steps, limit)
    rows = json.loads(json.dumps(table_json(FlowTable(of))))
    acts = [(at, event) for at, event, _ in turns if event in rows["keys"] or event == "hung_up"]
    played = JsonPlayer(rows, rows["start"]).play(acts, len(turns))
    assert (compared(played[0]), played[1][: len(heard)], played[2]) == (compared(turns), heard, destination)


def _without_memory(turns: list[JsonTurn]) -> list[JsonTurn]:
    """Turns whose places have neither counts, which the machine keeps only as far as they matter, nor a way back."""
    return [(at, event, re.sub(r"/\d+,\d+/", "/", re.split("[<!]", place)[0])) for at, event, place in turns]
