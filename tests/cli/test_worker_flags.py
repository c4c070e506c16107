"""--workers and --on: who works, and what cannot be."""

import pytest

from simulator.cli.worker_flags import parse_workers
from simulator.errors import UsageError
from tests.cli.conftest import Command


def test_a_number_of_processes() -> None:
    assert (parse_workers(None), parse_workers("3"), parse_workers("auto") >= 1) == (1, 3, True)
    with pytest.raises(UsageError, match=r"^--workers x: use a number of processes from 1 to 256, or auto$"):
        parse_workers("x")


@pytest.mark.parametrize(
    ("flags", "message"),
    [
        (("--workers", "0"), "--workers 0: use a number of processes from 1 to 256, or auto"),
        (("--on", "localhost"), "--on localhost: use the address of a Dask scheduler, such as dask://localhost:8786"),
        (
            ("--on", "dask://localhost", "--workers", "2"),
            "--on and --workers both say who works; the cluster has its own workers: use one of them",
        ),
        (("--on", "dask://127.0.0.1:1"), "cannot reach a Dask scheduler at dask://127.0.0.1:1: connection refused"),
    ],
)
def test_what_cannot_work_is_refused(ivrsim: Command, flags: tuple[str, ...], message: str) -> None:
    done = ivrsim("traffic", "example:clinic", "--calls", "100", *flags)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"{message}\n")
