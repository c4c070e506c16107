"""Many callers: `play --callers` by rows, next to the machine, the library alone, a plain table and a C loop.

W1 is one menu of three keys, W2 has 50 menus with ways back, and the third flow 100 uneven ones.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

import pytest

from simulator import Rehearsal
from simulator.cli.caller_stream import play_stream
from simulator.config.flow import Flow
from simulator.core.call import Call
from simulator.core.effects import Round
from simulator.core.events import EVENTS
from simulator.core.machine import CallMachine
from simulator.words.markup import dump_json
from tests.benchmarks.c_loop import compile_loop
from tests.benchmarks.child_cost import measure_command, surroundings
from tests.benchmarks.flow_documents import Document, fifty_menus, load_document, one_menu, uneven_tree
from tests.benchmarks.pairs import ratio, seconds_text
from tests.benchmarks.result_table import RESULTS
from tests.benchmarks.round_table import (
    HANG_UP,
    NO_KEY,
    WRONG_KEY,
    RoundTable,
    TriggerPlayer,
    draw_callers,
    play_plainly,
    read_rounds,
    write_scripts,
)

DOCUMENTS: dict[str, Callable[[], Document]] = {
    "W1": one_menu,
    "W2": fifty_menus,
    "100 menus": lambda: uneven_tree(100),
}

CALLERS = 1_000
"""Different callers, whom the slower roads play once."""

CROWD = 10
"""How often the quick roads play them, so that what a flow costs once does not count."""

OVER_THE_MACHINE = 1 / 8
FLAT = 1.1
"""How much more memory ten times as many callers may take; there is no reason for any."""

C_CALLERS = 1_000_000


class World(NamedTuple):
    """A flow, its rounds, and callers in both forms."""

    name: str
    flow: Flow
    table: RoundTable
    callers: list[list[int]]
    lines: list[str]


@pytest.fixture(params=DOCUMENTS)
def world(request: pytest.FixtureRequest, tmp_path: Path) -> World:
    flow = load_document(DOCUMENTS[request.param](), tmp_path)
    table = read_rounds(flow)
    callers = draw_callers(table, CALLERS)
    return World(request.param, flow, table, callers, write_scripts(table, callers))


def by_rows(rehearsal: Rehearsal, lines: list[str], monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """The road of ``play --callers``, with its records thrown away."""
    stream = "\n".join(lines * CROWD).encode()

    def play() -> None:
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdout", io.StringIO())
            assert play_stream(rehearsal, io.BytesIO(stream), None, 1) == (0, 0)

    return play


def test_the_table_of_rounds_is_the_machine(world: World) -> None:
    """The callers drawn from it play as many rounds in the machine."""
    rehearsal = Rehearsal(world.flow)
    for choices, line in zip(world.callers[:200], world.lines, strict=False):
        _, trace = rehearsal.trace_call(line)
        assert trace.kind == ("abandoned" if choices[-1] == HANG_UP else "routed")
        rounds = sum(type(effect) is Round for turn in trace.turns for effect in turn.effects)
        assert rounds == len(choices)


def test_play_callers(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    rehearsal = Rehearsal(world.flow)

    def peer() -> None:
        for line in world.lines:
            dump_json(rehearsal.play(line).as_json(), compact=True)

    ours = by_rows(rehearsal, world.lines, monkeypatch)
    name = f"{world.name}: play --callers over the machine, caller by caller"
    ratio(name, ours, peer, most=OVER_THE_MACHINE, rounds=5, calls=(CROWD * CALLERS, CALLERS))


def test_play_callers_over_the_library_alone(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = by_rows(Rehearsal(world.flow), world.lines, monkeypatch)
    bare = TriggerPlayer(world.table)
    name = f"{world.name}: play --callers over bare transitions"
    ratio(name, ours, lambda: bare.play_callers(world.callers), rounds=3, calls=(CROWD * CALLERS, CALLERS))
    some = world.callers[:20]
    ratio(
        f"{world.name}: transitions with each call a model over bare",
        lambda: bare.play_as_models(some),
        lambda: bare.play_callers(some),
        rounds=3,
        calls=(len(some), len(some)),
    )


def test_play_callers_over_a_plain_table(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = by_rows(Rehearsal(world.flow), world.lines, monkeypatch)
    name = f"{world.name}: play --callers over a plain Python table"
    many = world.callers * CROWD
    ratio(name, ours, lambda: play_plainly(world.table, many), rounds=3, calls=(len(many), len(many)))


def test_a_plain_table_over_a_c_loop(world: World, tmp_path: Path) -> None:
    play = compile_loop(world.table, tmp_path)
    name = f"{world.name}: a plain Python table over a C loop"
    if play is None:
        RESULTS.add_row(name, ours="-", peer="no C compiler on this machine")
        return
    plain = play_plainly(world.table, world.callers) / CALLERS
    drawn = play(C_CALLERS) / C_CALLERS
    assert abs(drawn - plain) / plain < 0.1, "both play the same flow, with the same chances"
    many = world.callers * CROWD
    ratio(
        name, lambda: play_plainly(world.table, many), lambda: play(C_CALLERS), rounds=3, calls=(len(many), C_CALLERS)
    )


def test_events_over_the_library_alone(world: World) -> None:
    """The same callers through ``Call``, prompts and waits included, and as one bare trigger for each round."""
    machine, bare = CallMachine(world.flow), TriggerPlayer(world.table)
    some = world.callers[:300]

    def ours() -> None:
        for choices in some:
            play_events(machine, world.table, choices)

    ratio(
        f"{world.name}: Call.receive_event over bare transitions",
        ours,
        lambda: bare.play_callers(some),
        rounds=3,
        calls=(len(some), len(some)),
    )


def play_events(machine: CallMachine, table: RoundTable, choices: list[int]) -> None:
    """One caller, event by event."""
    call, at = Call(machine), 0
    call.receive_event(EVENTS["answered"], 0)
    for choice in choices:
        while call.due is not None and call.due.event is not EVENTS["silence"]:
            call.receive_event(call.due.event, call.due.at)
        for event in events_of(table, at, choice):
            call.receive_event(EVENTS[event], call.due.at if call.due else 0)
        at = table.rows[at][choice]
    while not call.is_over:
        assert call.due is not None
        call.receive_event(call.due.event, call.due.at)


def events_of(table: RoundTable, at: int, choice: int) -> Sequence[str]:
    """The events of a choice."""
    return {WRONG_KEY: table.wrong[at], NO_KEY: ["silence"], HANG_UP: ["hung_up"]}.get(choice) or table.codes[at][
        choice
    ]


# -- whole commands ---------------------------------------------------------------------------------


@pytest.fixture
def crowd(tmp_path: Path) -> Callable[[int], list[str]]:
    """The arguments that play so many callers of W2."""
    document = fifty_menus()
    table = read_rounds(load_document(document, tmp_path))
    lines = write_scripts(table, draw_callers(table, CALLERS))

    def arguments(count: int) -> list[str]:
        (tmp_path / f"{count}.jsonl").write_text("\n".join(lines * (count // CALLERS)))
        return ["play", "flow.json", "--callers", f"{count}.jsonl"]

    return arguments


def test_memory_is_flat(crowd: Callable[[int], list[str]], tmp_path: Path) -> None:
    few, many = (measure_command(crowd(count), tmp_path).megabytes for count in (10_000, 100_000))
    what = "W2: peak memory of play --callers, 100,000 lines over 10,000"
    RESULTS.add_ratio(what, ours=f"{many:.1f} MB", peer=f"{few:.1f} MB", ratio=many / few, most=FLAT)


def test_two_workers(crowd: Callable[[int], list[str]], tmp_path: Path) -> None:
    """By the clock, since that is what a second process is for; where the cores are not free it is not shorter."""
    one = crowd(40_000)

    def seconds_of(arguments: list[str]) -> float:
        command = [sys.executable, "-m", "simulator", *arguments]
        started = perf_counter()
        subprocess.run(command, cwd=tmp_path, env=surroundings(), capture_output=True, check=True)
        return perf_counter() - started

    pairs = [(seconds_of([*one, "--workers", "2"]), seconds_of(one)) for _ in range(3)]
    two, alone = (min(times) for times in zip(*pairs, strict=True))
    what = f"W2: play --callers --workers 2 over one process, by the clock, {os.cpu_count()} cores"
    RESULTS.add_ratio(what, ours=seconds_text(two), peer=seconds_text(alone), ratio=two / alone, most=None)
