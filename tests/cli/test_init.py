"""``ivrsim init``: files that play and whose tests pass; nothing that is there is touched."""

import io
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from simulator import load, play
from simulator.cli.main import run
from simulator.flowtests import load_tests
from simulator.flowtests import run as run_test
from tests.loader import core_yaml
from tests.loader.agreement import objections

Command = Callable[..., CompletedProcess[str]]

FILES = ["flow.yaml", "main.yaml", "main.calls.yaml"]
SCHEMAS = [".ivrsim/schema/calls.json", ".ivrsim/schema/flow.json", ".ivrsim/schema/receptionist.json"]

WRITTEN = """\
# yaml-language-server: $schema=.ivrsim/schema/receptionist.json
name: "Main menu"
description: "Written by ivrsim init"
destination_type: "multiple"
recording: "101"  # the greeting
entries:  # the keys that callers may press
  - {option: "1", destination_type: "department", destination_id: "201"}
  - {option: "2", destination_type: "department", destination_id: "202"}
  - {option: "0", destination_type: "extension", destination_id: "301"}
timeout: 5  # seconds to wait for a key
incorrect_count: 2  # wrong keys that leave another try
invalid_recording: "102"  # played after a wrong key that leaves another try
recording_invalid: "104"  # played after the last wrong key
invalid_destination_type: "extension"
invalid_destination_id: "301"
timeout_retries: 2  # silences that leave another try
timeout_retry_recording: "103"  # played after a silence that leaves another try
timeout_recording: "104"  # played after the last silence
timeout_destination_type: "extension"
timeout_destination_id: "301"
"""


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def failed(folder: Path) -> list[str]:
    """The names of the written tests that do not pass."""
    return [test.name for test in load_tests(folder / "main.calls.yaml").tests if not run_test(test).passed]


def test_a_flow_is_written_that_plays(ivrsim: Command, here: Path) -> None:
    done = ivrsim("init", "reception")
    assert (done.stderr, done.returncode) == ("", 0)
    assert done.stdout == (
        "Wrote flow.yaml, main.yaml, main.calls.yaml in reception, and .ivrsim/schema for editors.\n"
        "Play it:  ivrsim play reception --caller '9 silence 1'\n"
        "Test it:  ivrsim test reception\n"
    )
    assert sorted(contents(here / "reception")) == sorted([*FILES, *SCHEMAS])
    assert (here / "reception" / "main.yaml").read_text(encoding="utf-8") == WRITTEN
    played = ivrsim("play", "reception", "--caller", "9 silence 1", "--reaches", "Sales")
    assert (played.stderr, played.returncode) == ("", 0)


def test_the_written_tests_pass(ivrsim: Command, here: Path) -> None:
    ivrsim("init", "new")
    done = ivrsim("test", "new")
    assert (done.returncode, done.stdout.splitlines()[-1].partition(" in ")[0]) == (0, "2 passed"), done.stdout


def test_a_written_test_fails_when_the_flow_changes(ivrsim: Command, tmp_path: Path) -> None:
    ivrsim("init", tmp_path)
    menu = tmp_path / "main.yaml"
    menu.write_text(menu.read_text(encoding="utf-8").replace('"201"', '"202"'), encoding="utf-8")
    assert failed(tmp_path) == ["a caller who presses 1 reaches Sales"]


@pytest.mark.parametrize("name", FILES)
def test_each_file_names_its_schema_and_is_as_that_says(ivrsim: Command, here: Path, name: str) -> None:
    ivrsim("init", "desk")
    first, _, _ = (here / "desk" / name).read_text(encoding="utf-8").partition("\n")
    schema = here / "desk" / first.removeprefix("# yaml-language-server: $schema=")
    found = objections(
        Draft7Validator(json.loads(schema.read_text(encoding="utf-8"))), core_yaml.read(here / "desk" / name)
    )
    assert found == []


def test_schemas_that_are_there_stay(ivrsim: Command, here: Path) -> None:
    (here / ".ivrsim" / "schema").mkdir(parents=True)
    mine = here / ".ivrsim" / "schema" / "flow.json"
    mine.write_text("{}", encoding="utf-8")
    assert ivrsim("init", ".").returncode == 0
    assert mine.read_text(encoding="utf-8") == "{}"
    assert sorted(contents(here)) == sorted([*FILES, *SCHEMAS])


def test_a_folder_whose_name_needs_quotes_gets_them(ivrsim: Command, here: Path) -> None:
    assert ivrsim("init", "the front desk").stdout.splitlines()[1] == (
        "Play it:  ivrsim play \"the front desk\" --caller '9 silence 1'"
    )


@pytest.mark.parametrize("name", FILES)
def test_nothing_that_is_there_is_overwritten(ivrsim: Command, here: Path, name: str) -> None:
    (here / name).write_text("mine", encoding="utf-8")
    (here / "notes.txt").write_text("mine too", encoding="utf-8")
    before = contents(here)
    for more in ([], ["--ask"], ["--ask", "--ci", "github"]):
        done = ivrsim("init", ".", *more)
        assert (done.stdout, done.returncode) == ("", 2)
        assert done.stderr == f". already has {name}; nothing was written, use another folder\n"
    assert contents(here) == before


def test_other_files_may_be_there(ivrsim: Command, here: Path) -> None:
    (here / "notes.txt").write_text("mine", encoding="utf-8")
    assert ivrsim("init", ".").returncode == 0
    assert contents(here)["notes.txt"] == b"mine"


def test_a_file_is_no_folder(ivrsim: Command, here: Path) -> None:
    (here / "taken").write_text("mine", encoding="utf-8")
    done = ivrsim("init", "taken")
    assert (done.returncode, done.stderr) == (
        2,
        "taken is a file; use a new folder, or one without a flow\n",
    )
    below = ivrsim("init", str(Path("taken") / "below"))
    assert below.returncode == 2
    assert len(below.stderr.splitlines()) == 1
    assert contents(here) == {"taken": b"mine"}


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_to(ivrsim: Command, here: Path) -> None:
    here.chmod(0o500)
    done = ivrsim("init", "new")
    here.chmod(0o700)
    assert (done.returncode, done.stderr) == (2, "ivrsim: new: Permission denied\n")


def test_a_folder_is_needed(ivrsim: Command) -> None:
    done = ivrsim("init")
    assert (done.returncode, done.stderr) == (
        2,
        "ivrsim init: DIR is missing (see ivrsim init --help)\n",
    )


# --ask

MENU = [
    "Front desk",
    "",
    "100",
    "Welcome.",
    "",
    "*",
    "",
    "7",
    "Sales",
    "",
    "",
    "1",
    "x",
    "0",
    "",
    "",
    "hangup",
    "",
    "0",
]
MENU += ["", "", "voicemail", "9", "", "", ""]
SINGLE = ["Bye \N{WAVING HAND SIGN}", "", "", "single", "hangup", "", "", ""]


def test_a_menu_that_was_asked_for(ivrsim: Command, here: Path) -> None:
    done = ivrsim("init", "desk", "--ask", stdin="\n".join(MENU) + "\n")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("name [Main menu]: \ndescription [none]: \n")
    assert done.stdout.endswith(
        "Wrote flow.yaml, main.yaml, main.calls.yaml in desk, and .ivrsim/schema for editors.\n"
        "Play it:  ivrsim play desk --caller '9 silence 1'\nTest it:  ivrsim test desk\n"
    )
    assert done.stderr.splitlines()[-1] == "  'x' is not a count; use a whole number from 0 to 99"
    flow = load("desk")
    menu = flow.receptionists["main"]
    assert (menu.name, [*menu.options], menu.timeout_seconds) == ("Front desk", ["*"], 1.0)
    assert flow.recordings["100"].script == "Welcome."
    assert play(flow, "*").outcome.name == "Sales"
    assert failed(here / "desk") == []


def test_a_single_that_was_asked_for(ivrsim: Command, here: Path) -> None:
    done = ivrsim("init", "bye", "--ask", stdin="\n".join(SINGLE) + "\n")
    assert (done.stderr.splitlines()[1:], done.returncode) == ([], 0)
    flow = load("bye")
    assert flow.receptionists["main"].name == "Bye \N{WAVING HAND SIGN}"
    assert play(flow).outcome.kind == "hung_up"
    assert failed(here / "bye") == []


@pytest.mark.parametrize("answered", [0, 1, 5, len(MENU) - 1])
def test_answers_that_end_too_early_write_nothing(ivrsim: Command, here: Path, answered: int) -> None:
    done = ivrsim("init", "desk", "--ask", stdin="".join(f"{answer}\n" for answer in MENU[:answered]))
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1] == "standard input ended before the last question; nothing was written"
    assert contents(here) == {}


def test_an_answer_that_is_no_text_writes_nothing(ivrsim: Command, here: Path) -> None:
    done = ivrsim("init", "desk", "--ask", stdin=b"B\xfcro\n")
    assert (done.returncode, done.stderr.splitlines()[-1]) == (
        2,
        "an answer is not in the encoding of the terminal; nothing was written, start again",
    )
    assert contents(here) == {}


def test_a_file_that_appears_meanwhile_is_not_overwritten_either(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Typing:
        answers = iter(SINGLE)

        def isatty(self) -> bool:
            return True

        def readline(self) -> str:
            Path("main.yaml").write_text("mine", encoding="utf-8")
            return next(self.answers) + "\n"

    monkeypatch.setattr(sys, "stdin", Typing())
    assert run(["init", ".", "--ask"]) == 2
    assert Path("main.yaml").read_text(encoding="utf-8") == "mine"


TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\n\r"), max_size=12)
NASTY = [
    "7",
    "0050",
    "main",
    "7.0",
    "-7",
    "a b",
    "'",
    '"',
    "a:b",
    "*x",
    "&x",
    "!x",
    "{x}",
    "@x",
    "\x85",
    "\u2028",
    "\x7f",
    "#",
]
WORDS = st.sampled_from(["department", "ivr", "hangup", "", "single", "5", "*9", *NASTY]) | TEXTS


class Person:
    """Somebody at the keyboard who says anything, and something sensible when asked for the third time."""

    def __init__(self, screen: io.StringIO, draw: Callable[[st.SearchStrategy[str]], str]) -> None:
        self.screen = screen
        self.draw = draw
        self.patience = 3

    def isatty(self) -> bool:
        return False

    def readline(self) -> str:
        asked = self.screen.getvalue().splitlines()
        question = asked[-1]
        self.patience = self.patience - 1 if asked[-2:-1] == [question] else 3
        if "option" in question and len(asked) > 30:
            return "\n"
        if self.patience > 0:
            return self.draw(WORDS) + "\n"
        return "1\n" if "option" in question else "7\n" if "_id" in question else "\n"


@given(data=st.data())
def test_whatever_is_answered_what_is_written_loads_and_plays(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("asked")
    screen = io.StringIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdout", screen)
        patch.setattr(sys, "stderr", io.StringIO())
        patch.setattr(sys, "stdin", Person(screen, data.draw))
        assert run(["init", str(folder), "--ask"]) == 0, sys.stderr
    flow = load(folder)
    menu = flow.receptionists["main"]
    for code in menu.options:
        assert play(flow, code).outcome.kind in ("routed", "hung_up", "endless")
    assert play(flow).outcome.kind in ("routed", "hung_up", "endless")
    assert failed(folder) == []


HOURS = """\

Europe/London
Mon-Thu 09:00-17:30
Fri 09:00-12:00, 13:00-16:00

2026-12-25 Christmas Day



@main
voicemail||9001
Night voicemail


Support
15 s
Night voicemail
"""


def test_hours_are_asked_for_and_written_into_a_new_flow(ivrsim: Command, here: Path) -> None:
    done = ivrsim("init", "front", "--hours", stdin=HOURS)
    assert (done.returncode, done.stdout.splitlines()[-3:]) == (
        0,
        [
            "Wrote flow.yaml, main.yaml, main.calls.yaml, hours.calls.yaml in front.",
            "ivrsim never sends hours to the provider: ivrsim plan says what to enter in its portal.",
            "Test it:  ivrsim test front",
        ],
    )
    assert sorted(contents(here / "front")) == sorted([*FILES, "hours.calls.yaml", *SCHEMAS])
    flow = load(here / "front")
    assert (flow.timezone, flow.numbers) == ("Europe/London", {"+441632960001": "time_condition||1"})
    played = ivrsim("play", "front", "--number", "+441632960001", "--at", "25 Dec 2026 21:00")
    assert played.stdout.splitlines()[0] == "Fri 25 Dec 2026 21:00, Christmas Day: Office hours closed"
    played = ivrsim("play", "front", "--number", "+441632960001", "--at", "1 Dec 2026 10:00", "--caller", "2",
                    "--given", "Support: no answer", "--format", "json")  # fmt: skip
    assert json.loads(played.stdout)["outcome"]["name"] == "Night voicemail"
    again = ivrsim("init", "front", "--hours", stdin=HOURS)
    assert (again.returncode, again.stderr) == (
        2,
        "front already has hours.calls.yaml; rename it, and run init --hours again\n",
    )


@pytest.mark.parametrize("more", [(), ("--hours",)])
@pytest.mark.parametrize("profile", ["ours", "freepbx-17-default"])
def test_a_new_flow_has_the_semantics_of_its_project(
    ivrsim: Command, here: Path, profile: str, more: tuple[str]
) -> None:
    """Its tests pass on that engine, which it does not name itself."""
    text = f'semantics = "{profile}"\n[profiles.ours]\nfinal_on = "at_count"\nreplay_greeting = "after_silence"\n'
    (here / "ivrsim.toml").write_text(text, encoding="utf-8")
    assert ivrsim("init", "front", *more, stdin=HOURS).returncode == 0
    assert "semantics:" not in (here / "front" / "flow.yaml").read_text(encoding="utf-8")
    assert ivrsim("test", "front").returncode == 0
    assert f"under {profile}\n" in ivrsim("play", "front").stdout


def test_a_new_flow_has_the_holidays_of_its_project(ivrsim: Command, here: Path) -> None:
    (here / "ivrsim.toml").write_text('holidays = ["uk.yaml"]\n', encoding="utf-8")
    (here / "uk.yaml").write_text("- {date: 2027-01-04, name: Project Day}\n", encoding="utf-8")
    assert ivrsim("init", "front", "--hours", stdin=HOURS).returncode == 0
    done = ivrsim("play", "front", "--at", "2027-01-04T10:00", "--number", "+441632960001")
    assert "Project Day" in done.stdout.splitlines()[0]


def test_hours_go_into_a_flow_that_is_there(ivrsim: Command, here: Path) -> None:
    ivrsim("init", "front")
    before = contents(here / "front")
    done = ivrsim("init", "front", "--hours", stdin=HOURS)
    assert (done.returncode, done.stdout.splitlines()[-3]) == (0, "Wrote hours.calls.yaml, flow.yaml in front.")
    after = contents(here / "front")
    assert {name for name in after if after[name] != before.get(name)} == {"flow.yaml", "hours.calls.yaml"}
    added = [line for line in after["flow.yaml"].decode().splitlines() if line not in before["flow.yaml"].decode()]
    assert added == [
        "numbers:",
        '  "+441632960001": "time_condition||1"',
        'timezone: "Europe/London"',
        "schedules:",
        '  "office":',
        "    open:",
        '      - "Mon-Thu 09:00-17:30"',
        '      - "Fri 09:00-12:00, 13:00-16:00"',
        "    holidays:",
        '      - {date: "2026-12-25", name: "Christmas Day"}',
        '  "department||202": {name: "Support", answers: "person", rings: "15 s", no_answer: "@Night voicemail"}',
        '  "voicemail||9001": {name: "Night voicemail", answers: "machine"}',
        '  "time_condition||1": {name: "Office hours", schedule: "office", open: "@main", closed: "voicemail||9001"}',
    ]


def test_hours_that_nobody_finishes_change_nothing(ivrsim: Command, here: Path) -> None:
    done = ivrsim("init", "front", "--hours", stdin="\nEurope/London\n")
    assert (done.returncode, done.stderr.splitlines()[-1]) == (
        2,
        "standard input ended before the last question; nothing was written",
    )
    assert not (here / "front").exists()
    ivrsim("init", "front")
    before = contents(here / "front")
    assert ivrsim("init", "front", "--hours", stdin="\nEurope/London\n").returncode == 2
    assert contents(here / "front") == before
    both = ivrsim("init", "front", "--hours", "--ask")
    assert (both.returncode, both.stderr) == (
        2,
        f"--ask makes a new flow, and {Path('front', 'flow.yaml')} is there; leave out --ask\n",
    )
