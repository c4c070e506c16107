"""``ivrsim sandbox``: what it refuses before it runs; that it runs is shown with the server."""

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from simulator.provider.sandbox.faults import FAULTS

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
def test_flags_of_the_sandbox_that_do_not_fit_are_refused(
    ivrsim: Command, given: tuple[str, ...], refusal: str
) -> None:
    done = ivrsim("sandbox", *given)
    assert (done.stdout, done.returncode) == ("", 2)
    assert refusal in done.stderr


def test_a_file_that_is_no_account_is_refused(ivrsim: Command, tmp_path: Path) -> None:
    file = tmp_path / "flow.yaml"
    file.write_text("entry: main\n" * 100, encoding="utf-8")
    done = ivrsim("sandbox", "--data", str(file))
    assert (done.stdout, done.stderr, done.returncode) == (
        "",
        f"--data {file} cannot be used: file is not a database; use a file that ivrsim sandbox wrote, or a new name\n",
        2,
    )
