"""Flags of commands about many callers; ``odds`` and ``traffic`` test the rest of them."""

from argparse import Namespace
from pathlib import Path

import pytest

from simulator.callers.persona_file import load_personas
from simulator.cli.caller_flags import place_late_reactions, refuse_two_moments
from simulator.errors import FlowError, UsageError
from simulator.graph.odds.stay_library import LateReaction
from tests.cli.conftest import Command
from tests.graph.crowds.sampling import crowd
from tests.graph.small import flow, menu

LATE = "personas:\n  - {name: a, per_round: {right: 1}, reaction: 9 s}\n  - {name: b, per_round: {right: 1}}\n"


@pytest.mark.parametrize("command", ["odds", "traffic"])
def test_two_moments_are_refused(ivrsim: Command, command: str) -> None:
    done = ivrsim(command, "example:clinic", "--week", "--at", "2026-12-25T10:00")
    assert (done.returncode, done.stderr) == (2, "--at and --week both say when calls are made; use one of them\n")
    refuse_two_moments(Namespace(at="now", week=False, during=None))


def test_a_late_reaction_has_its_place_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    path.write_text(LATE)
    drawn = flow(main=menu(k1="department||1"))

    def compute(personas: object) -> str:
        late = [item for item in personas if item.reaction_ms == 9_000]  # type: ignore[attr-defined]  # personas
        if late:
            raise LateReaction(late[0], "Menu", 2_000)
        return "figures"

    personas = load_personas(str(path), drawn)
    with pytest.raises(FlowError) as error:
        place_late_reactions(str(path), personas, compute)
    assert str(error.value).startswith(f"{path}:2:48: persona 'a': a reaction of 9 s is not below the 2 s that Menu")
    with pytest.raises(UsageError, match=r"\(of a persona of your own: ivrsim odds --print-personas\)$"):
        place_late_reactions(None, personas, compute)
    assert place_late_reactions(None, (crowd(),), compute) == "figures"
