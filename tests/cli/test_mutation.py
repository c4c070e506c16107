"""``ivrsim test --mutate``, as it is typed."""

import shutil
from pathlib import Path

from tests.cli.conftest import Command, CtrlC

FLOWS = Path(__file__).parents[2] / "flows"

CALLS = """\
tests:
  - {name: books, caller: '1', reaches: Booking desk}
"""


def test_a_survivor_is_listed_with_a_caller_who_would_have_caught_it(ivrsim: Command, tmp_path: Path) -> None:
    shutil.copytree(FLOWS / "clinic", tmp_path / "clinic", ignore=shutil.ignore_patterns("*.calls.yaml", "*.py"))
    (tmp_path / "clinic" / "one.calls.yaml").write_text(CALLS, encoding="utf-8")
    done = ivrsim("test", tmp_path / "clinic", "--mutate")
    lines = done.stdout.splitlines()
    assert done.returncode == 0
    assert [line for line in lines if line.startswith("Mutation score")] == [
        "Mutation score 6%: 2 of 32 mutants caught",
    ]
    swapped = lines.index("  survived  Main menu (main): option 3 dropped")
    assert lines[swapped + 2] == "            --caller '3'"


def test_the_tests_of_the_clinic_catch_every_mistake(ivrsim: Command) -> None:
    done = ivrsim("test", FLOWS / "clinic", "--mutate")
    assert done.stdout.splitlines()[-1] == "Mutation score 100%: 32 of 32 mutants caught"


def test_it_goes_without_what_rewrites_and_what_is_json(ivrsim: Command) -> None:
    done = ivrsim("test", FLOWS / "clinic", "--mutate", "--format", "json")
    assert (done.returncode, done.stderr) == (
        2,
        "--mutate does not go with --update or --format json; remove one of them\n",
    )


def test_ctrl_c_leaves_the_score_of_the_mutants_that_were_judged(ivrsim: Command, ctrl_c_at: CtrlC) -> None:
    ctrl_c_at("3 of 32 mutants")
    done = ivrsim("test", FLOWS / "clinic", "--mutate")
    assert (done.returncode, done.stderr) == (130, "interrupted\n")
    assert done.stdout.splitlines()[-2:] == [
        "Mutation score 100%: 3 of 3 mutants caught",
        "Partial result: interrupted after 3 of 32 mutants.",
    ]


def test_a_score_can_be_asked_for(ivrsim: Command, tmp_path: Path) -> None:
    shutil.copytree(FLOWS / "clinic", tmp_path / "clinic", ignore=shutil.ignore_patterns("*.calls.yaml", "*.py"))
    (tmp_path / "clinic" / "one.calls.yaml").write_text(CALLS, encoding="utf-8")

    def gate(*flags: str) -> tuple[int, str]:
        done = ivrsim("test", tmp_path / "clinic", "--mutate", *flags)
        return done.returncode, done.stderr

    assert gate("--fail-under", "6.25") == (0, "")
    assert gate("--fail-under", "7") == (1, "the mutation score is 6.2 %; --fail-under requires 7 %\n")


def test_with_coverage_as_well_both_have_to_reach_it(ivrsim: Command, tmp_path: Path) -> None:
    shutil.copytree(FLOWS / "single", tmp_path / "single", ignore=shutil.ignore_patterns("*.calls.yaml"))
    (tmp_path / "single" / "one.calls.yaml").write_text("tests: [{name: a, caller: silence, reaches: Workshop}]\n")
    done = ivrsim("test", tmp_path / "single", "--mutate", "--coverage", "--fail-under", "100")
    assert (done.returncode, done.stderr) == (0, "")
    (tmp_path / "single" / "one.calls.yaml").write_text("tests: [{name: a, caller: hangup, hears: greeting}]\n")
    done = ivrsim("test", tmp_path / "single", "--mutate", "--coverage", "--fail-under", "60")
    assert (done.returncode, done.stderr.splitlines()) == (
        1,
        [
            "the mutation score is 0.0 %; --fail-under requires 60 %",
        ],
    )
