"""``ivrsim sandbox``: what it refuses before it runs; that it runs is shown with the server."""

from collections.abc import Callable
from subprocess import CompletedProcess

import pytest

from simulator.remote.sandbox.faults import FAULTS

Command = Callable[..., CompletedProcess[str]]


def test_the_faults_are_listed(ivrsim: Command) -> None:
    lines = ivrsim("sandbox", "--fault", "help").stdout.splitlines()
    assert [line.split()[0] for line in lines[:-1]] == list(FAULTS)


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        (("--port", "high"), "--port high: use a number from 0 to 65,535"),
        (("--token-seconds", "-"), "--token-seconds -: use a number from 0 to 1,000,000,000"),
        (("--fault", "drop-befor"), "no fault 'drop-befor'; did you mean drop-before?"),
        (("--seed", "example:nowhere"), "there is no example 'nowhere'"),
        (("--dialect", "vrr"), "did you mean vr?"),
    ],
)
def test_what_cannot_be_run(ivrsim: Command, given: tuple[str, ...], refusal: str) -> None:
    done = ivrsim("sandbox", *given)
    assert (done.stdout, done.returncode) == ("", 2)
    assert refusal in done.stderr
