"""push --all: a plan of plans, one question, and one push after the other."""

import shutil
from pathlib import Path

from simulator.provider.sandbox.application import Sandbox
from tests.cli.conftest import Command
from tests.cli.provider import clinic_folder, edit, held, provider
from tests.cli.test_push import with_night

__all__ = ["clinic_folder", "provider"]

BOTH = ("--take-over", "7001", "--take-over", "7002")


def test_flows_with_a_change_are_pushed_one_after_the_other(
    ivrsim: Command, clinic_folder: Path, provider: Sandbox, here: Path
) -> None:
    shutil.copytree(clinic_folder, here / "other")
    edit(here / "other" / "main.yaml", '@Reception"}', '@Nobody"}')
    edit(clinic_folder / "main.yaml", "timeout: 5 ", "timeout: 6 ")
    done = ivrsim("push", "--all", "clinic", "other", "--yes", *BOTH)
    lines = done.stdout.splitlines()
    assert done.returncode == 2  # of the flow that cannot be planned
    assert lines[:6] == [
        "2 flows, no two alike",
        "",
        "  ! other   other/main.yaml:14:64: no extension is named 'Nobody'; the flow has Reception",
        "  ✓ clinic  1 request: update main; callers notice 2 things",
        "",
        "clinic ...",
    ]
    assert lines[-3:] == ["1 flow: now live: 1 request sent, read back and compared", "", lines[-1]]
    assert lines[-1] == "  ✓ clinic  now live: 1 request sent, read back and compared"
    assert held(provider)["Main menu"].timeout_seconds == 6
    again = ivrsim("push", "--all", "clinic", "--yes", *BOTH)
    assert (again.returncode, again.stdout.splitlines()) == (
        0,
        ["1 flow: nothing to push", "", "  ✓ clinic  nothing to push", "", "Nothing to push."],
    )


def test_nobody_is_asked_without_a_terminal(ivrsim: Command, clinic_folder: Path, provider: Sandbox) -> None:
    edit(clinic_folder / "main.yaml", "timeout: 5 ", "timeout: 6 ")
    done = ivrsim("push", "--all", "clinic", *BOTH)
    assert (done.returncode, done.stderr) == (
        2,
        "push --all asks before it changes what is live, and there is no terminal to answer at; use --yes\n",
    )
    assert held(provider)["Main menu"].timeout_seconds == 5


def test_it_stops_where_it_is_not_known_what_is_live(
    ivrsim: Command, clinic_folder: Path, provider: Sandbox, here: Path
) -> None:
    shutil.copytree(clinic_folder, here / "other")
    edit(here / "other" / "main.yaml", "timeout: 5 ", "timeout: 6 ")
    with_night(clinic_folder)
    provider.faults.add_fault("drop-before:1")
    despite = ("--despite-tests", "x", "--despite-checks", "x")
    done = ivrsim("push", "--all", "clinic", "other", "--yes", *BOTH, *despite)
    assert held(provider)["Main menu"].timeout_seconds == 5
    assert (done.returncode, done.stderr.splitlines()[-1]) == (
        2,
        "not begun: other; ivrsim push --all goes on with them",
    )
