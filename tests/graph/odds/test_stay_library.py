"""Stays that menus share, those that they do not, and reactions that come too late."""

import pytest

from simulator.callers.persona import Persona, PersonaCue, RoundChances
from simulator.config.flow import Flow
from simulator.graph.odds.stay_library import LateReaction, StayLibrary, StayVisit
from simulator.tables.flow_table import FlowTable
from tests.graph.small import flow, menu

CHANCES = (RoundChances(0.5, 0.2, 0.2, 0.1),)


def visits_of(drawn: Flow, persona: Persona) -> list[StayVisit]:
    table, library = FlowTable(drawn), StayLibrary(drawn, persona)
    return [library.visit_of(table.station_of(key)) for key in drawn.receptionists]


def test_menus_alike_in_their_rounds_share_a_stay() -> None:
    """Their keys, how many they are, and where they lead make no difference; a longer wait does."""
    drawn = flow(
        main=menu(k1="department||1"),
        other=menu(k2="ivr||main", k3="ivr||main", wrong="department||7"),
        slow=menu(k1="department||1", timeout_seconds=3),
    )
    first, second, third = visits_of(drawn, Persona("x", 1.0, CHANCES))
    assert (first.stay is second.stay, first.stay is third.stay) == (True, False)


@pytest.mark.parametrize(
    ("profile", "cue", "shared"),
    [
        ("acefone", "listening", True),
        ("acefone", "prompt", True),
        ("freepbx-first-match", "listening", False),
        ("freepbx-terminated", "listening", True),
    ],
)
def test_a_stay_is_shared_where_a_round_settles_all_keys(profile: str, cue: PersonaCue, shared: bool) -> None:
    """Where the first match counts, the 2 of 12 comes when 1 has been chosen already."""
    drawn = flow(profile, main=menu(k1="department||1", k12="department||2"))
    (visit,) = visits_of(drawn, Persona("x", 1.0, CHANCES, cue=cue))
    assert (visit.typing is not None) is shared


def test_a_key_before_the_menu_hears_it_is_a_move_of_its_own() -> None:
    drawn = flow(main=menu(k1="department||1"))
    deaf = drawn.with_semantics(drawn.semantics.model_copy(update={"barge_in": False}))
    (visit,) = visits_of(deaf, Persona("x", 1.0, CHANCES, cue="prompt"))
    assert visit.typing is None
    assert [move.end.result for _, move, _ in visit.stay.moves if move.end.keys] == ["silence"] * 4


@pytest.mark.parametrize("reaction", [2000, 2500])
def test_a_reaction_that_is_not_below_the_wait_is_refused(reaction: int) -> None:
    drawn = flow(main=menu(k1="department||1"))
    with pytest.raises(LateReaction) as late:
        visits_of(drawn, Persona("slow", 1.0, CHANCES, reaction_ms=reaction))
    assert str(late.value) == (
        f"persona 'slow': a reaction of {reaction / 1000:g} s is not below the 2 s that Menu waits for a first key; "
        "use a shorter reaction, or cue: prompt"
    )
    assert len(visits_of(drawn, Persona("slow", 1.0, CHANCES, reaction_ms=1999))) == 1
