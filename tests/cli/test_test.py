"""``ivrsim test``, as its user types it."""

import io
import json
import shutil
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from simulator.cli.main import run
from tests.cli.conftest import Command, CtrlC

HOLDS = "  - {name: books, caller: '9 silence 1', reaches: Booking desk}\n"
FAILS = "  - {name: lost, caller: '9 1', hears: [greeting, sorry], reaches: Booking desk}\n"
BECAUSE = f"{Path(__file__).parents[2].as_posix()}/flows/clinic/main.yaml:7, recording is greeting"


def write(name: str, *tests: str) -> None:
    Path(name).parent.mkdir(exist_ok=True)
    Path(name).write_text("flow: example:clinic\ntests:\n" + "".join(tests), encoding="utf-8")


@pytest.fixture(autouse=True)
def no_runner(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No continuous integration around us, and an empty folder."""
    for name in ("GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY"):
        monkeypatch.delenv(name, raising=False)


def untimed(text: str) -> list[str]:
    """Lines, without the seconds that a run took."""
    return [line.partition(" in 0.")[0] for line in text.splitlines()]


def test_tests_that_pass_are_counted_per_file(ivrsim: Command) -> None:
    write("a.calls.yaml", HOLDS)
    write("deep/longer.calls.yaml", HOLDS, HOLDS.replace("books", "again"))
    done = ivrsim("test")
    assert (done.returncode, done.stderr) == (0, "")
    assert untimed(done.stdout) == [
        "✓ a.calls.yaml            1 passed",
        "✓ deep/longer.calls.yaml  2 passed",
        "",
        "3 passed",
    ]


def test_a_folder_that_is_named_like_an_example_is_a_folder(ivrsim: Command, here: Path) -> None:
    """Its path without ./ would name an example that does not exist."""
    shutil.copytree(Path(__file__).parents[2] / "flows" / "single", here / "example:mine")
    response = Path(__file__).parents[2] / "flows" / "acefone-sample.json"
    assert ivrsim("test", "./example:mine").returncode == 0
    assert ivrsim("test", "./example:mine", "--mutate").returncode == 0
    assert ivrsim("report", "./example:mine", "-o", "page.html").returncode == 0
    assert '<li class="good">' in Path("page.html").read_text(encoding="utf-8")
    assert ivrsim("cover", "./example:mine", "-o", "all.calls.yaml").returncode == 0
    assert ivrsim("test", "all.calls.yaml").returncode == 0
    drifted = ivrsim("status", "--all", ".", "--from", response)
    assert (drifted.returncode, drifted.stdout.splitlines()[0]) == (1, "✗ ./example:mine  neither")


def test_a_failure_is_told_and_counted(ivrsim: Command) -> None:
    write("a.calls.yaml", HOLDS, FAILS)
    done = ivrsim("test", "a.calls.yaml")
    assert (done.returncode, done.stderr) == (1, "")
    lines = untimed(done.stdout)
    assert lines[:9] == [
        "✗ lost",
        "  a.calls.yaml:4:33",
        "",
        "  >    4 |   - {name: lost, caller: '9 1', hears: [greeting, sorry], reaches: Booking desk}",
        "      expected  greeting, sorry",
        "      got       greeting, sorry, greeting",
        "      hint      greeting starts here too",
        f"      because   {BECAUSE}",
        "",
    ]
    assert lines[-3:] == ["✗ a.calls.yaml  1 of 2 failed", "", "1 failed, 1 passed"]


def test_words_choose_and_x_stops(ivrsim: Command) -> None:
    write("a.calls.yaml", FAILS, HOLDS)
    assert ivrsim("test", "-k", "books").returncode == 0
    stopped = ivrsim("test", "-x")
    assert stopped.returncode == 1
    assert stopped.stdout.endswith("s; stopped at the first failure, 1 not run\n")


def test_nothing_to_run_is_an_error(ivrsim: Command, here: Path) -> None:
    assert (ivrsim("test").returncode, ivrsim("test").stderr) == (
        2,
        "no tests found: there is no *.calls.yaml in .\n",
    )
    write("a.calls.yaml", HOLDS)
    assert ivrsim("test", "-k", "xyz").stderr == "no tests found: none of 1 has 'xyz' in its name\n"
    assert ivrsim("test", "nowhere").returncode == 2


def test_bad_input_is_listed_for_all_files(ivrsim: Command) -> None:
    write("a.calls.yaml", "  - {name: a}\n")
    write("b.calls.yaml", "  - {name: a, reaches: Boking desk}\n")
    done = ivrsim("test")
    assert (done.returncode, done.stdout, done.stderr.splitlines()) == (
        2,
        "",
        [
            "a.calls.yaml:3:5: this test checks nothing; add hears, rings, reaches, menu hangs up, never ends, within, "
            "never or always",
            "b.calls.yaml:3:24: reaches: no destination 'Boking desk'; did you mean Booking desk?",
        ],
    )


def test_json_is_what_is_documented(ivrsim: Command) -> None:
    write("a.calls.yaml", HOLDS, FAILS)
    done = ivrsim("test", "--format", "json")
    assert done.returncode == 1
    assert json.loads(done.stdout) == {
        "passed": 1,
        "failed": 1,
        "tests": [
            {"name": "books", "file": "a.calls.yaml", "line": 3, "passed": True, "problem": None},
            {
                "name": "lost",
                "file": "a.calls.yaml",
                "line": 4,
                "passed": False,
                "problem": {"line": 4, "expected": "greeting, sorry", "got": "greeting, sorry, greeting"},
            },
        ],
    }


def test_results_are_written_as_junit_xml(ivrsim: Command) -> None:
    write("a.calls.yaml", HOLDS, FAILS)
    ivrsim("test", "--junit", "out.xml")
    assert ElementTree.parse("out.xml").getroot().get("failures") == "1"
    assert ivrsim("test", "--junit", "none/out.xml").stderr == "--junit none/out.xml: the folder none does not exist\n"


def test_a_github_runner_gets_annotations_and_a_summary(
    ivrsim: Command, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("a.calls.yaml", FAILS)
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(here / "summary.md"))
    command = (
        "::error file=a.calls.yaml,line=3,col=33,title=lost::expected greeting, sorry, got greeting, sorry, greeting"
    )
    assert ivrsim("test").stdout.splitlines()[0] == (f"{command} (greeting starts here too) (because: {BECAUSE})")
    as_json = ivrsim("test", "--format", "json")
    assert as_json.stderr.splitlines() == [f"{command} (greeting starts here too) (because: {BECAUSE})"]
    assert json.loads(as_json.stdout)["failed"] == 1
    assert (here / "summary.md").read_text(encoding="utf-8").count("### Flow tests: 1 failed in") == 2


def test_semantics_and_all_readings(ivrsim: Command) -> None:
    write("a.calls.yaml", "  - {name: two, caller: '9 9 1', reaches: Booking desk}\n", HOLDS)
    assert ivrsim("test", "--semantics", "acefone-uk-literal", "-k", "two").returncode == 1
    done = ivrsim("test", "--all-readings")
    assert done.returncode == 0
    assert done.stdout.splitlines()[4:] == [
        "0 of 2 tests hold under all 16 readings of the settings that no document settles",
        "(final_on, replay_greeting, counters, barge_in: `ivrsim semantics` explains them). The others:",
        "",
        "  holds under 8 of 16: needs final_on: after_retries (1 test)",
        "      a.calls.yaml:3: two",
        "",
        "  holds under 12 of 16: depends on final_on, counters (1 test)",
        "      a.calls.yaml:4: books",
    ]
    found = json.loads(ivrsim("test", "--all-readings", "--format", "json").stdout)["tests"]
    assert [test["readings"] for test in found] == [
        {"holds": 8, "of": 16, "depends_on": ["final_on"]},
        {"holds": 12, "of": 16, "depends_on": ["final_on", "counters"]},
    ]


def test_update_shows_what_it_changes(ivrsim: Command) -> None:
    write("a.calls.yaml", HOLDS, FAILS)
    done = ivrsim("test", "--update", "--yes")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "--- a.calls.yaml",
        "+++ a.calls.yaml",
        "@@ -1,4 +1,4 @@",
        " flow: example:clinic",
        " tests:",
        "   - {name: books, caller: '9 silence 1', reaches: Booking desk}",
        "-  - {name: lost, caller: '9 1', hears: [greeting, sorry], reaches: Booking desk}",
        "+  - {name: lost, caller: '9 1', hears: [greeting, sorry, greeting], reaches: Booking desk}",
        "wrote new expectations of 1 test to a.calls.yaml",
    ]
    assert ivrsim("test").returncode == 0
    assert ivrsim("test", "--update", "--yes").stdout == "nothing to update: 2 passed\n"


def test_an_update_says_what_it_leaves(ivrsim: Command) -> None:
    write("a.calls.yaml", "  - {name: a, never: greeting}\n")
    done = ivrsim("test", "--update", "--yes")
    assert (done.returncode, done.stdout) == (1, "nothing to update\n")
    assert done.stderr == (
        "not updated: a.calls.yaml:3: a: line 3 is not for a machine to decide: expected never greeting, "
        "got greeting, heard at 0:00.0\n"
    )


def test_line_ends_and_the_byte_order_mark_stay(ivrsim: Command) -> None:
    text = f"flow: example:clinic\ntests:\n{FAILS}".replace("\n", "\r\n")
    Path("a.calls.yaml").write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert ivrsim("test", "--update", "--yes").returncode == 0
    after = text.replace("sorry]", "sorry, greeting]")
    assert Path("a.calls.yaml").read_bytes() == b"\xef\xbb\xbf" + after.encode()


@pytest.mark.parametrize(
    ("flags", "message"),
    [
        (("--update",), "--update asks before it writes, and there is no terminal to ask at; add --yes"),
        (("--yes",), "--yes needs --update: it writes without asking"),
        (
            ("--update", "--yes", "--all-readings"),
            "--update does not go with --all-readings or --format json; remove one of them",
        ),
        (("-n", "0"), "-n 0: use a number of processes from 1 to 256, or auto"),
        (("--semantics", "freebpx"), "'freebpx' is not a semantics profile"),
    ],
)
def test_flags_of_test_that_do_not_fit_are_refused(ivrsim: Command, flags: tuple[str, ...], message: str) -> None:
    write("a.calls.yaml", HOLDS)
    done = ivrsim("test", *flags)
    assert done.returncode == 2
    assert done.stderr.startswith(message)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_at_a_terminal_the_update_is_asked_for(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write("a.calls.yaml", FAILS)
    before = Path("a.calls.yaml").read_text()
    monkeypatch.setattr(sys, "stdin", Terminal("n\ny\n"))
    assert run(["test", "--update"]) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "Write these expectations of 1 test? [y/N] nothing was written"
    assert Path("a.calls.yaml").read_text() == before
    assert run(["test", "--update"]) == 0
    assert Path("a.calls.yaml").read_text() != before


def test_a_process_of_its_own_in_ascii(program: Command, here: Path) -> None:
    write("a.calls.yaml", HOLDS, FAILS)
    done = program("test", "-n", "2", encoding="ascii", cwd=here)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.splitlines()[0] == "x lost"


def test_ctrl_c_leaves_the_results_of_the_tests_that_ran(ivrsim: Command, here: Path, ctrl_c_at: CtrlC) -> None:
    write("a.calls.yaml", HOLDS, FAILS, HOLDS.replace("books", "again"))
    ctrl_c_at("1 of 3 tests")
    done = ivrsim("test", "--junit", "results.xml", "--update", "--yes")
    assert (done.returncode, done.stderr) == (130, "")
    assert untimed(done.stdout) == [
        "✓ a.calls.yaml  1 passed",
        "",
        "1 passed",
        "Partial result: interrupted after 1 of 3 tests.",
    ]
    assert [path.name for path in here.iterdir()] == ["a.calls.yaml"]
    as_json = ivrsim("test", "--format", "json")
    told = json.loads(as_json.stdout)
    assert (as_json.returncode, as_json.stderr) == (130, "Partial result: interrupted after 1 of 3 tests.\n")
    assert (told["partial"], [test["name"] for test in told["tests"]]) == (True, ["books"])


def test_ctrl_c_before_the_first_test_leaves_nothing(ivrsim: Command, ctrl_c_at: CtrlC) -> None:
    write("a.calls.yaml", HOLDS)
    ctrl_c_at("0 of 1 tests")
    done = ivrsim("test")
    assert (done.returncode, done.stdout, done.stderr) == (
        130,
        "",
        "Partial result: interrupted after 0 of 1 tests.\n",
    )


def test_ctrl_c_leaves_the_tests_that_ran_under_all_readings(ivrsim: Command, ctrl_c_at: CtrlC) -> None:
    write("a.calls.yaml", HOLDS, HOLDS.replace("books", "again"))
    ctrl_c_at("1 of 2 tests under all readings")
    done = ivrsim("test", "--all-readings")
    assert (done.returncode, done.stderr) == (130, "interrupted\n")
    assert done.stdout.splitlines()[4:] == [
        "0 of 1 tests hold under all 16 readings of the settings that no document settles",
        "(final_on, replay_greeting, counters, barge_in: `ivrsim semantics` explains them). The others:",
        "",
        "  holds under 12 of 16: depends on final_on, counters (1 test)",
        "      a.calls.yaml:3: books",
        "Partial result: interrupted after 1 of 2 tests under all readings.",
    ]
    told = json.loads(ivrsim("test", "--all-readings", "--format", "json").stdout)
    assert (told["partial"], ["readings" in test for test in told["tests"]]) == (True, [True, False])


def test_ctrl_c_while_coverage_is_sought_says_that_there_is_none(ivrsim: Command, ctrl_c_at: CtrlC) -> None:
    write("a.calls.yaml", HOLDS)
    ctrl_c_at("1 of 2 receptionists")
    done = ivrsim("test", "--coverage", "--coverage-json", "c.json")
    assert (done.returncode, done.stderr) == (
        130,
        "Coverage is not reported: interrupted after 1 of 2 receptionists.\ninterrupted\n",
    )
    assert not Path("c.json").exists()
