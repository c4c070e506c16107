"""Moves that are in a mutant as they were, and those that are not."""

from __future__ import annotations

from simulator.core.events import PROMPT_ENDED, SILENCE
from simulator.flowtests.repeated_moves import KnownArcs, MadeMove
from simulator.tables.table_plan import TablePlan
from tests.graph.small import changed, flow, menu

MAIN = flow(main=menu(k1="department||1", k2="ivr||more"), more=menu(k1="department||2"))
ARCS = KnownArcs(TablePlan(MAIN))
PROMPT = ARCS.plan.start_place("main")
LISTENING = ARCS.plan.arc_from(PROMPT, PROMPT_ENDED).dest
MADE = {
    "choice": MadeMove(PROMPT, "1", None),
    "wrong key": MadeMove(PROMPT, "5", None),
    "silence": MadeMove(LISTENING, SILENCE, None),
    "listens": MadeMove(PROMPT, PROMPT_ENDED, None),
    "listens, then a key": MadeMove(PROMPT, PROMPT_ENDED, 500),
}


def not_repeated(**changes: object) -> list[str]:
    mutant = ARCS.plan.changed_in(changed(MAIN, "main", **changes), "main")
    return [name for name, made in MADE.items() if not ARCS.is_repeated(made, mutant)]


def test_only_moves_that_are_otherwise_are_made_again() -> None:
    assert not_repeated(entries=MAIN.receptionists["main"].entries) == []
    assert not_repeated(entries=()) == ["choice"]
    assert not_repeated(wrong_keys_allowed=0) == ["wrong key"]
    assert not_repeated(wrong_keys_allowed=2) == []  # a call hears nothing of how many more it may press
    assert not_repeated(timeout_seconds=5.0) == ["listens"]  # who presses a key in time does not notice


def test_a_place_that_no_call_of_the_mutant_comes_to_is_none() -> None:
    typing = KnownArcs(TablePlan(flow(main=menu(k12="department||1"))))
    start = typing.plan.start_place("main")
    collecting = typing.plan.arc_from(start, "1").dest
    mutant = typing.plan.changed_in(flow(main=menu(k2="department||1")), "main")
    assert not typing.is_repeated(MadeMove(collecting, "2", None), mutant)
