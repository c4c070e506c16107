"""``ivrsim identify``: sheets, interviews, files of answers, and an engine that plays the telephone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Command, CtrlC

TODAY = ("--today", "2026-11-30")


def test_an_engine_that_plays_the_telephone_is_found_out(ivrsim: Command) -> None:
    done = ivrsim("identify", "example:probe", "--synthetic", "freepbx", *TODAY)
    lines = done.stdout.splitlines()
    assert (done.returncode, done.stderr) == (0, "")
    assert lines[:3] == [
        "The provider's documents (vr dialect) leave 16 readings of this menu:",
        "final_on, replay_greeting, counters and barge_in are open. At most two calls",
        "settle them.",
    ]
    assert lines[-4:] == [
        "",
        "Settled: final_on after_retries, replay_greeting without_retry_prompt,",
        "counters separate and barge_in true.",
        # Not freepbx: what a missing final recording does was not asked.
        "Nothing was written: no telephone was used. The semantics are:  "
        "{base: acefone, replay_greeting: without_retry_prompt}",
    ]


@pytest.mark.parametrize(
    "settings",
    [
        "final_on=at_count,barge_in=false",
        "{base: acefone, final_on: at_count, barge_in: false}",
        '{"final_on": "at_count", "barge_in": "false"}',
    ],
)
def test_the_settings_of_the_engine_may_be_written_in_several_ways(ivrsim: Command, settings: str) -> None:
    done = ivrsim("identify", "example:clinic", "--synthetic", settings, "--format", "json", *TODAY)
    values = json.loads(done.stdout)
    assert values["semantics"] == {"base": "acefone", "final_on": "at_count", "barge_in": False}
    assert (len(values["calls"]), values["remaining"], values["written"]) == (
        2,
        [{"final_on": "at_count", "replay_greeting": "always", "counters": "separate", "barge_in": False}],
        [],
    )


def test_an_interview_writes_what_it_settles_and_an_unfinished_one_nothing(ivrsim: Command, here: Path) -> None:
    clinic = Path(__file__).parents[2] / "flows" / "clinic"
    for path in clinic.glob("[bfm]*.yaml"):
        (here / path.name).write_bytes(path.read_bytes())
    before = (here / "flow.yaml").read_bytes()
    first, second = "y\n3\ny\n1\nn\n2\n", "2\n1\nn\ny\n1\n"  # as acefone-uk-literal answers
    half = ivrsim("identify", *TODAY, stdin=first)
    assert (half.returncode, half.stderr) == (2, "standard input ended before the last question; nothing was written\n")
    stopped = ivrsim("identify", *TODAY, stdin=f"{first}stop\n")
    assert (stopped.returncode, stopped.stdout.splitlines()[-1]) == (2, "Nothing was written.")
    assert (here / "flow.yaml").read_bytes() == before
    whole = ivrsim("identify", *TODAY, stdin=first + second)
    assert (whole.returncode, whole.stdout.splitlines()[-1]) == (
        0,
        "Written: flow.yaml now says  semantics: acefone-uk-literal",
    )


def test_what_fits_no_reading_is_told_and_collect_may_explain_it(ivrsim: Command) -> None:
    answers = {"calls": [{"caller": "4 hangup", "pause": {"1": 5}, "heard": {"sorry": 1}}]}
    text = json.dumps(answers)
    refused = ivrsim("identify", "example:clinic", "--answers", "-", *TODAY, stdin=text)
    assert refused.returncode == 2
    assert refused.stdout.splitlines()[-8:] == [
        "No reading fits what was heard: this engine does something unknown to ivrsim,",
        "or an answer is mistaken.",
        "  call 1 (4 hangup): How many seconds was it quiet after you pressed 4 (step",
        "    1)? (0 if something came at once)",
        "      heard: 5 s",
        "      0 s: 16 readings (of every kind)",
        "With --collect and --direct-dial, 32 readings fit.",
        "Nothing was written.",
    ]
    wider = ivrsim("identify", "example:clinic", "--collect", "--answers", "-", *TODAY, stdin=text)
    assert (wider.returncode, "Not settled: 32 readings left" in wider.stdout) == (2, True)
    assert "The next call:" in wider.stdout


@pytest.mark.parametrize("form", ["text", "markdown", "yaml"])
def test_a_sheet_says_when_to_ring(ivrsim: Command, form: str) -> None:
    done = ivrsim("identify", "example:surgery", "--sheet", form, "--today", "2026-12-24")
    assert (done.returncode, done.stderr) == (0, "")
    words = " ".join(done.stdout.replace("\n# ", " ").split())
    assert "The menu answers from Thu 24 Dec 2026 08:30 to 12:00 and from Tue 29 Dec 2026 08:30 to 18:00." in words
    assert done.stdout.count("+441632960040") == 2


def test_a_schedule_that_is_given_chooses_the_menu(ivrsim: Command) -> None:
    done = ivrsim(
        "identify", "example:surgery", "--given", "office: closed", "--sheet", "text", "--today", "2026-12-24"
    )
    assert "Ring while office is closed." in done.stdout
    people = ivrsim("identify", "example:surgery", "--given", "Reception: no answer", "--sheet", "text")
    assert (people.returncode, people.stderr.startswith("--given: a test call is over")) == (2, True)


def test_a_menu_that_shows_nothing_settles_nothing(ivrsim: Command, here: Path) -> None:
    entries = [{"option": key, "destination_type": "hangup", "destination_id": "1"} for key in "1234567890*#"]
    menu = {"name": "Mute", "destination_type": "multiple", "entries": entries, "timeout": 5}
    menu |= {"incorrect_count": 0, "invalid_destination_type": "hangup", "invalid_destination_id": "1"}
    menu |= {"timeout_retries": 0, "timeout_destination_type": "hangup", "timeout_destination_id": "1"}
    (here / "mute.json").write_text(json.dumps(menu), encoding="utf-8")
    done = ivrsim("identify", "mute.json", "--synthetic", "acefone", *TODAY)
    assert (done.returncode, done.stdout.splitlines()[0]) == (
        2,
        "16 readings are open, and no call to this menu tells any of them apart.",
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("example:single",), "no caller of this flow reaches a menu, so there is nothing to find out"),
        (("example:clinic", "--synthetic", "nobody"), "'nobody' is not a semantics profile"),
        (("example:clinic", "--synthetic", "final_on"), "'final_on' is not a semantics profile"),
        (("example:clinic", "--synthetic", "a=1,a=2"), "'a' is here twice; use it once"),
        (("example:clinic", "--answers", "gone.yaml"), "gone.yaml"),
        (("example:clinic", "--format", "json"), "--format json needs --answers or --synthetic"),
        (("example:clinic", "--sheet", "text", "--save", "x"), "--save keeps what was heard, and --sheet only prints"),
        (("example:clinic", "--save", "freepbx"), "--save: freepbx is a built-in profile"),
        (("-",), "standard input cannot hold both the flow and the answers"),
        (("example:clinic", "--today", "soon"), "--today: "),
    ],
)
def test_bad_input_is_refused_in_one_line(
    ivrsim: Command, here: Path, arguments: tuple[str, ...], message: str
) -> None:
    refused = ivrsim("identify", *arguments)
    assert (refused.returncode, refused.stdout, refused.stderr[: len(message)]) == (2, "", message)


def test_ctrl_c_writes_nothing(ivrsim: Command, ctrl_c_at: CtrlC) -> None:
    ctrl_c_at("20 calls looked at")
    done = ivrsim("identify", "example:clinic", "--sheet", "text")
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "interrupted: nothing was written\n")


@pytest.mark.parametrize(
    ("name", "words"), [("a.yaml", "is empty"), ("a.yaml", "holds only comments"), ("a.json", "is empty")]
)
def test_an_empty_file_of_answers_is_asked_for_calls(ivrsim: Command, here: Path, name: str, words: str) -> None:
    (here / name).write_text("# calls\n" if "comments" in words else "", encoding="utf-8")
    refused = ivrsim("identify", "example:clinic", "--answers", name, *TODAY)
    assert (refused.returncode, refused.stderr) == (
        2,
        f"{name}: {words}; calls are needed: `calls:`, and below it a list of them\n",
    )
