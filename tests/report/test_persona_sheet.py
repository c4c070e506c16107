"""The file of an estimated persona: its chances add up, and its reaction comes in time."""

from fractions import Fraction

import yaml
from hypothesis import given
from hypothesis import strategies as st

import simulator
from simulator.graph.replay.persona_fit import fit_persona
from simulator.graph.replay.round_acts import Act, ActCounts, RoundAct
from simulator.report.persona_sheet import fit_json, sheet_lines

CLINIC = simulator.load("flows/clinic")


def counts_of(
    right: int, wrong: int, stopped: int, chosen: list[int], reactions: dict[tuple[str, int], int]
) -> ActCounts:
    counts = ActCounts()
    acts: dict[Act, int] = {"right": right, "wrong": wrong, "stopped": stopped}
    counts.acts.update({RoundAct(1, act, bool(reactions)): times for act, times in acts.items()})
    counts.choices.update({("main", str(code)): times for code, times in enumerate(chosen)})
    counts.reactions.update(reactions)
    counts.timed_calls = len(reactions)
    return counts


NUMBERS = st.integers(1, 999)


@given(NUMBERS, NUMBERS, NUMBERS, st.lists(NUMBERS, min_size=1, max_size=7))
def test_chances_add_up_to_one_exactly(right: int, wrong: int, stopped: int, chosen: list[int]) -> None:
    fit = fit_persona(counts_of(right, wrong, stopped, chosen, {}))
    (persona,) = yaml.safe_load("\n".join(sheet_lines(CLINIC, fit, "calls.csv", 5000)))["personas"]
    for chances in (*persona["per_round"], persona["prefers"]["main"]):
        assert sum(Fraction(str(chance)) for chance in chances.values()) == 1


def test_a_reaction_is_cut_to_the_shortest_wait() -> None:
    fit = fit_persona(counts_of(90, 5, 5, [50, 40], {("listening", 500): 1, ("listening", 2000): 8, ("prompt", 0): 2}))
    lines = list(sheet_lines(CLINIC, fit, "calls.csv", 1000))
    assert lines[-4:] == [
        "    cue: listening",
        "    reaction: 0.999 s                # median of 9 keys; half of them took 2.025 to 2.025 s, "
        "cut below the shortest wait of 1 s",
        "    gap: 0.4 s                      # assumed",
        '    source: "calls.csv; not measured: silence against hanging up"',
    ]
    assert fit_json(fit, 1000)["reaction"] == {
        "cue": "listening",
        "median": 2025,
        "quarter": 2025,
        "three_quarters": 2025,
        "keys": 9,
        "used": 999,
    }
    early = fit_persona(counts_of(9, 0, 1, [9], {("prompt", 3000): 3}))
    assert "    reaction: 3.025 s                # median of 3 keys; half of them took 3.025 to 3.025 s" in list(
        sheet_lines(CLINIC, early, "calls.csv", 1000)
    )
