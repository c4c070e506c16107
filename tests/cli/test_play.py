"""``ivrsim play``: one caller and many, what is printed, and the exit code."""

import io
import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

from simulator.cli.main import run
from simulator.config.semantics import PROFILES

Command = Callable[..., CompletedProcess[str]]

CLINIC = "example:clinic"

TRANSCRIPT = """\
A call to Main menu, under acefone

  0:00.0  ☎ Main menu (main) answers
  0:00.0  ▶ greeting, 8.2 s
            “Welcome to Fernside Clinic. To book an appointment, press 1. For billing, press 2. For…”
  0:08.2  … waits up to 5 s for a key
  0:08.7  ● presses 1
  0:08.7  → Booking desk (department||108000)

Routed to Booking desk (department||108000) after 0:08.7.
"""

RECORD: dict[str, Any] = {
    "name": "",
    "entry": "main",
    "semantics": "acefone",
    "outcome": {"kind": "routed", "destination": "department||108000", "name": "Booking desk"},
    "heard": ["19549"],
    "keys": ["1"],
    "seconds": 0.5,
    "estimated": False,
    "turns": [
        {
            "at": 0.0,
            "event": "answered",
            "place": "main/0,0/prompt/entry/0",
            "effects": [
                {"enter": "main"},
                {"round": {"wrong_keys": 0, "silences": 0}},
                {"play": "19549", "seconds": 8.2},
            ],
        },
        {
            "at": 0.5,
            "event": "pressed",
            "key": "1",
            "place": "ended",
            "effects": [{"choice": "1"}, {"route": "department||108000"}],
        },
    ],
}

SELF_LOOP = """\
name: Round and round
destination_type: multiple
recording: 100
entries: []
timeout: 1
incorrect_count: 0
invalid_destination_type: ivr
invalid_destination_id: "@loop"
timeout_retries: 0
timeout_destination_type: ivr
timeout_destination_id: "@loop"
"""


@pytest.fixture
def loop(tmp_path: Path) -> Path:
    """A menu that a silent caller never leaves."""
    (tmp_path / "loop.yaml").write_text(SELF_LOOP, encoding="utf-8")
    return tmp_path / "loop.yaml"


def lines(done: CompletedProcess[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


# one caller


def test_a_call_as_a_transcript(ivrsim: Command) -> None:
    done = ivrsim("play", CLINIC, "--caller", "1")
    assert (done.stdout, done.stderr, done.returncode) == (TRANSCRIPT, "", 0)


def test_a_call_as_a_record(ivrsim: Command) -> None:
    done = ivrsim("play", CLINIC, "--caller", "early:1", "--format", "json")
    assert (json.loads(done.stdout), done.stderr, done.returncode) == (RECORD, "", 0)
    assert done.stdout == json.dumps(RECORD, indent=2) + "\n"


def test_without_a_caller_nobody_presses_a_key(ivrsim: Command) -> None:
    done = ivrsim("play", CLINIC)
    assert done.stdout.splitlines()[-1] == "Routed to Reception (extension||050109590001) after 0:51.2."


def test_a_caller_may_be_a_json_object_with_a_name(ivrsim: Command) -> None:
    done = ivrsim("play", CLINIC, "--caller", '{"name": "books \\u001b[31m", "steps": [{"press": 1}]}')
    assert done.stdout.splitlines()[0] == "books \\x1b[31m: a call to Main menu, under acefone"


def test_the_entry_is_a_key_an_id_or_a_name(ivrsim: Command) -> None:
    assert ivrsim("play", CLINIC, "--entry", "Billing", "--caller", "1").stdout.splitlines()[-1] == (
        "Routed to Bill payments (department||108002) after 0:11.3."
    )
    done = ivrsim("play", CLINIC, "--entry", "biling")
    assert (done.stdout, done.stderr, done.returncode) == (
        "",
        "no receptionist 'biling'; did you mean billing?\n",
        2,
    )


def test_the_semantics_change_what_is_heard(ivrsim: Command) -> None:
    def heard(*more: str) -> list[str]:
        shown = json.loads(ivrsim("play", CLINIC, "--caller", "9 1", "--format", "json", *more).stdout)["heard"]
        assert isinstance(shown, list)
        return shown

    assert heard() == ["19549", "244", "19549"]
    assert heard("--semantics", "freepbx") == ["19549", "244"]
    done = ivrsim("play", CLINIC, "--semantics", "freepx")
    assert done.returncode == 2
    assert done.stderr.startswith("'freepx' is not a semantics profile")
    assert "did you mean freepbx?" in done.stderr


def test_changed_semantics_are_told(ivrsim: Command, tmp_path: Path) -> None:
    (tmp_path / "loop.yaml").write_text(SELF_LOOP, encoding="utf-8")
    text = "receptionists: {loop: loop.yaml}\nsemantics: {base: freepbx, barge_in: false}\n"
    (tmp_path / "flow.yaml").write_text(text, encoding="utf-8")
    done = ivrsim("play", tmp_path, "--limit", "1")
    assert done.stdout.splitlines()[0] == "A call to Round and round, under freepbx, changed"


def test_a_call_that_never_ends_is_reported_endless(ivrsim: Command, loop: Path) -> None:
    done = ivrsim("play", loop, "--limit", "2")
    assert done.returncode == 0
    shown = done.stdout.splitlines()
    assert len([line for line in shown if line.endswith("☎ Round and round (loop) answers")]) == 3
    assert shown[-1] == "Endless: this call is still in the menu after 0:10.0 (some lengths are estimates)."


def test_a_long_endless_call_is_shown_shortened(ivrsim: Command, loop: Path) -> None:
    done = ivrsim("play", loop)
    assert done.stdout.count("\n") < 50
    left, _, last = done.stdout.splitlines()[-3:]
    assert re.fullmatch(r" +… and so on \(3,\d+ lines more; --format json has every turn\)", left)
    assert last == "Endless: this call is still in the menu after 83:20.0 (some lengths are estimates)."


@pytest.mark.parametrize("limit", ["0", "-1", "many", "1.5", "1000001", "9" * 5000, "\N{ARABIC-INDIC DIGIT SEVEN}"])
def test_a_limit_is_a_number_of_rounds(ivrsim: Command, limit: str) -> None:
    done = ivrsim("play", CLINIC, f"--limit={limit}")
    assert (done.stderr, done.returncode) == (
        f"--limit {limit}: use a whole number of rounds from 1 to 1,000,000\n",
        2,
    )


# --reaches


@pytest.mark.parametrize("wanted", ["Booking desk", "department||108000", "ringgroup||108000", "Department||108000"])
def test_a_destination_that_is_reached_gives_exit_code_0(ivrsim: Command, wanted: str) -> None:
    done = ivrsim("play", CLINIC, "--caller", "1", "--reaches", wanted)
    assert (done.stdout, done.stderr, done.returncode) == (TRANSCRIPT, "", 0)


@pytest.mark.parametrize("wanted", ["Reception", "department||999", "hangup||1"])
def test_what_is_not_reached_gives_exit_code_1(ivrsim: Command, wanted: str) -> None:
    done = ivrsim("play", CLINIC, "--caller", "1", "--reaches", wanted)
    assert (done.stdout, done.returncode) == (TRANSCRIPT, 1)
    assert done.stderr == f"not reached: {wanted}. Routed to Booking desk (department||108000) after 0:08.7.\n"


def test_a_caller_who_hangs_up_reaches_nothing(ivrsim: Command) -> None:
    done = ivrsim("play", CLINIC, "--caller", "hangup", "--reaches", "Booking desk")
    assert (done.returncode, done.stderr) == (
        1,
        "not reached: Booking desk. Abandoned by the caller after 0:08.7.\n",
    )


def test_a_destination_that_there_is_not_is_a_misspelling(ivrsim: Command) -> None:
    done = ivrsim("play", CLINIC, "--caller", "1", "--reaches", "Boking desk")
    assert (done.stdout, done.returncode) == ("", 2)
    assert done.stderr == "--reaches Boking desk: no destination has this name; did you mean Booking desk?\n"
    assert ivrsim("play", CLINIC, "--reaches", "x").stderr == (
        "--reaches x: no destination has this name; use a name from flow.yaml, or TYPE||ID\n"
    )


# what a shell makes of a caller


def test_a_caller_that_cannot_be_read_names_the_step(ivrsim: Command) -> None:
    done = ivrsim("play", CLINIC, "--caller", "9 silense")
    assert (done.returncode, done.stderr) == (
        2,
        "--caller: step 2: 'silense' is not a step; use keys (9, 12, *, #), early:9, silence or hangup; "
        "did you mean silence?\n",
    )


def test_words_beside_the_caller_are_refused(ivrsim: Command, here: Path) -> None:
    done = ivrsim("play", CLINIC, "--caller", "9", "silence", "1")
    assert (done.returncode, done.stderr) == (
        2,
        "ivrsim play: unexpected silence 1; a caller is one argument in quotes: --caller '9 silence 1' "
        "(see ivrsim play --help)\n",
    )


def test_a_star_that_the_shell_replaced_by_file_names_is_recognised(ivrsim: Command, here: Path) -> None:
    (here / "notes.txt").touch()
    (here / "plan.txt").touch()
    done = ivrsim("play", CLINIC, "--caller", "9", "notes.txt", "plan.txt", "1")
    assert (done.returncode, done.stderr) == (
        2,
        "ivrsim play: unexpected notes.txt plan.txt 1: quote the caller, as in --caller '9 * 1': "
        "the shell replaced * with file names (see ivrsim play --help)\n",
    )
    done = ivrsim("play", CLINIC, "--caller", "notes.txt")
    assert (done.returncode, done.stderr) == (
        2,
        "--caller: step 1: 'notes.txt' is not a step; use keys (9, 12, *, #), early:9, silence or hangup; "
        "quote the caller, as in --caller '9 * 1': the shell replaced * with file names\n",
    )


def test_a_hash_that_the_shell_took_for_a_comment(ivrsim: Command) -> None:
    done = ivrsim("play", CLINIC, "--caller")
    assert (done.returncode, done.stderr) == (
        2,
        "ivrsim play: --caller needs its script, in quotes: --caller '9 silence #' (see ivrsim play --help)\n",
    )


# many callers

CALLERS = (
    b'{"name": "books", "steps": [{"press": "1", "cue": "prompt"}]}\n'
    b"\n"
    b"9 silence\n"
    b'\xef\xbb\xbf{"name": "pays", "entry": "billing", "steps": [{"press": 1}]}\r\n'
    b'{"name": "\xff"}\n'
    b'{"steps": [{"pres": 1}]}\n'
    b'{"entry": "nowhere"}\n'
    b'{"semantics": "none"}\n'
    + (b"[" * 100_000 + b"\n")
    + (b"{" * 2_000_001 + b"\n")
    + (b'{"steps": ' + b"[" * 100_000 + b"\n")
    + b'{"name": "hangs up", "steps": [{"hangup": true}]}'
)
ANSWERS = [
    ("books", "routed"),
    (3, 'not a JSON object; use one with steps, such as {"steps": [{"press": "9"}]}'),
    ("pays", "routed"),
    (5, "the line is not UTF-8: see its byte 11"),
    (6, "step 1: pres: unknown; did you mean press?"),
    (7, "no receptionist 'nowhere'; the flow has main, billing"),
    (8, "'none' is not a semantics profile; the profiles are " + ", ".join(PROFILES)),
    (9, 'not a JSON object; use one with steps, such as {"steps": [{"press": "9"}]}'),
    (10, "the line has more than 1,000,000 bytes; split the script, or use fewer steps"),
    (11, "nested too deep"),
    ("hangs up", "abandoned"),
]


def told(done: CompletedProcess[str]) -> list[tuple[Any, str]]:
    return [
        (line["line"], line["error"]) if "error" in line else (line["name"], line["outcome"]["kind"])
        for line in lines(done)
    ]


@pytest.mark.parametrize("more", [(), ("--workers", "1"), ("--workers", "2")])
def test_every_line_gets_its_answer_in_its_place(ivrsim: Command, tmp_path: Path, more: tuple[str, ...]) -> None:
    file = tmp_path / "callers.jsonl"
    file.write_bytes(CALLERS)
    done = ivrsim("play", CLINIC, "--callers", file, *more)
    assert told(done) == ANSWERS
    assert (done.returncode, done.stderr) == (
        2,
        f"8 lines of {file} could not be played; the output says why, in place of the record\n",
    )


def test_callers_may_come_from_standard_input(ivrsim: Command) -> None:
    done = ivrsim("play", CLINIC, "--callers", "-", stdin=CALLERS)
    assert told(done) == ANSWERS
    assert done.stderr == (
        "8 lines of standard input could not be played; the output says why, in place of the record\n"
    )


def test_a_record_of_many_is_the_record_of_one_on_a_line(ivrsim: Command) -> None:
    done = ivrsim("play", CLINIC, "--callers", "-", stdin='{"steps": [{"press": "1", "cue": "prompt"}]}')
    assert done.stdout == json.dumps(RECORD, separators=(",", ":")) + "\n"
    assert (done.returncode, done.stderr) == (0, "")


def test_without_callers_no_record_is_written(ivrsim: Command) -> None:
    done = ivrsim("play", CLINIC, "--callers", "-", stdin="\n \n")
    assert (done.stdout, done.stderr, done.returncode) == ("", "", 0)


def test_callers_who_do_not_reach_what_they_should(ivrsim: Command) -> None:
    two = '{"steps": [{"press": "1"}]}\n{}\n'
    done = ivrsim("play", CLINIC, "--callers", "-", "--reaches", "Booking desk", stdin=two)
    assert (len(lines(done)), done.returncode) == (2, 1)
    assert done.stderr == "Booking desk was not reached by 1 caller\n"
    assert ivrsim("play", CLINIC, "--callers", "-", "--reaches", "Reception", stdin=two * 2).stderr == (
        "Reception was not reached by 2 callers\n"
    )


def test_the_flags_hold_for_all_callers_but_a_script_wins(ivrsim: Command) -> None:
    two = '{}\n{"entry": "main", "semantics": "acefone"}\n'
    done = ivrsim("play", CLINIC, "--callers", "-", "--entry", "billing", "--semantics", "freepbx", stdin=two)
    assert [(line["entry"], line["semantics"]) for line in lines(done)] == [
        ("billing", "freepbx"),
        ("main", "acefone"),
    ]


@pytest.mark.parametrize("more", [("--caller", "1"), ("--format", "text")])
def test_many_callers_stand_alone(ivrsim: Command, more: tuple[str, ...]) -> None:
    done = ivrsim("play", CLINIC, "--callers", "-", *more)
    assert (done.returncode, done.stderr) == (
        2,
        "--callers plays many callers and prints JSON; remove --caller and --format text\n",
    )


def test_standard_input_holds_one_thing(ivrsim: Command) -> None:
    done = ivrsim("play", "-", "--callers", "-", stdin="{}")
    assert (done.returncode, done.stderr) == (
        2,
        "standard input cannot be both the flow and the callers; give one of them as a file\n",
    )


@pytest.mark.parametrize("text", ["0", "257", "two", "-1", "", "1.5"])
def test_numbers_of_processes_that_there_are_not(ivrsim: Command, text: str) -> None:
    done = ivrsim("play", CLINIC, "--callers", "-", f"--workers={text}", stdin="{}")
    assert (done.stdout, done.stderr, done.returncode) == (
        "",
        f"--workers {text}: use a number of processes from 1 to 256, or auto\n",
        2,
    )


def test_processes_are_for_many_callers(ivrsim: Command) -> None:
    done = ivrsim("play", CLINIC, "--caller", "1", "--workers", "2")
    assert (done.stdout, done.stderr, done.returncode) == (
        "",
        "--workers is for many callers; use it with --callers FILE\n",
        2,
    )


def test_a_file_of_callers_that_is_not_there(ivrsim: Command, tmp_path: Path) -> None:
    missing = tmp_path / "missing.jsonl"
    done = ivrsim("play", CLINIC, "--callers", missing)
    assert (done.returncode, done.stderr) == (
        2,
        f"--callers {missing}: there is no such file or folder; use a file with a JSON object on each line\n",
    )


def test_a_record_is_out_before_the_next_caller_is_awaited(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C while the second caller is awaited: the first has its record, and nothing is torn."""

    written = io.BytesIO()

    class Screen(io.TextIOWrapper):
        out = b""

        def flush(self) -> None:
            super().flush()
            self.out = written.getvalue()

    class Callers:
        awaited = 0
        out = b""

        @property
        def buffer(self) -> "Callers":
            return self

        def read(self, size: int) -> bytes:
            self.awaited += 1
            self.out = screen.out
            if self.awaited == 2:
                raise KeyboardInterrupt
            return b'{"steps": [{"press": "1", "cue": "prompt"}]}\n'

    screen, callers = Screen(written), Callers()
    monkeypatch.setattr(sys, "stdin", callers)
    monkeypatch.setattr(sys, "stdout", screen)
    assert run(["play", CLINIC, "--callers", "-"]) == 130
    assert callers.out == written.getvalue() == json.dumps(RECORD, separators=(",", ":")).encode() + b"\n"


TWO_NUMBERS = """
entry: main
numbers: {"+441632960001": main, "+441632960002": shop}
receptionists:
  main: {name: Main, destination_type: single, forward_destination_type: department, forward_destination_id: "1"}
  shop: {name: Shop, destination_type: single, forward_destination_type: department, forward_destination_id: "2"}
"""


@pytest.mark.parametrize("flag", ["--entry", "--number"])
@pytest.mark.parametrize("number", ["+441632960002", "+44 1632 960002", "00441632960002"])
def test_a_number_that_is_called(ivrsim: Command, here: Path, flag: str, number: str) -> None:
    (here / "flow.yaml").write_text(TWO_NUMBERS, encoding="utf-8")
    done = ivrsim("play", ".", flag, number, "--format", "json")
    assert (json.loads(done.stdout)["entry"], done.returncode) == ("shop", 0)
    script = json.dumps({"entry": number, "steps": []})
    assert json.loads(ivrsim("play", ".", "--caller", script, "--format", "json").stdout)["entry"] == "shop"


def test_a_file_of_another_folder_that_the_user_names(ivrsim: Command, here: Path) -> None:
    (here / "shop").mkdir()
    (here / "one.yaml").write_text(
        "{name: One, destination_type: single, forward_destination_type: a, forward_destination_id: '1'}",
        encoding="utf-8",
    )
    (here / "shop" / "flow.yaml").write_text("receptionists: {main: ../one.yaml}\n", encoding="utf-8")
    assert [ivrsim("play", "shop", *more).returncode for more in ([], ["--allow", "."], [])] == [2, 0, 2]


def test_a_blank_destination_is_not_reached_and_the_call_drops(ivrsim: Command, tmp_path: Path) -> None:
    (tmp_path / "one.yaml").write_text(
        "name: One\ndestination_type: single\nforward_destination_type: extension\nforward_destination_id: ''\n"
    )
    done = ivrsim("play", tmp_path / "one.yaml", "--reaches", "extension||", "--format", "json")
    assert done.returncode == 1
    assert json.loads(done.stdout)["outcome"] == {"kind": "hung_up", "destination": None, "name": None}
    assert done.stderr == (
        "not reached: extension||. Hung up by the menu after 0:00.0: the call drops, and gets nowhere.\n"
    )
