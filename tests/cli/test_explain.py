"""``ivrsim explain``: the page of a rule, and why a call goes as it does."""

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from simulator.checks.registry import rule_codes
from simulator.checks.rule import PAGE

Command = Callable[..., CompletedProcess[str]]


def test_the_page_of_a_rule(ivrsim: Command) -> None:
    done = ivrsim("explain", "IVR605")
    lines = done.stdout.splitlines()
    assert lines[:2] == ["IVR605 hangup-id-is-not-1 (error)", ""]
    assert [line.removeprefix("## ") for line in lines if line.startswith("## ")] == list(PAGE)
    assert (done.stderr, done.returncode) == ("", 0)


def test_pages_show_code_without_backticks(ivrsim: Command) -> None:
    shown = [line for kind in range(1, 8) for line in ivrsim("explain", f"IVR{kind}xx").stdout.splitlines()]
    assert [line for line in shown if "`" in line] == []
    assert "``*`` and ``#`` may come anywhere" not in "\n".join(shown)
    signs = "and # may come anywhere), and options whose key comes before what it is for, as in"
    assert f'{signs} "press 1 for sales". Scripts' in shown


def test_a_rule_tells_the_limits_that_a_flow_can_set(ivrsim: Command) -> None:
    assert ivrsim("explain", "IVR202").stdout.splitlines()[-5:] == [
        "Limit timeout_shortest: the shortest usual wait for a key, in seconds; 3, unless flow.yaml sets it "
        "under checks: limits.",
        "",
        "Limit timeout_longest: the longest usual wait for a key, in seconds; 10, unless flow.yaml sets it "
        "under checks: limits.",
        "",
        "To keep a finding, add the comment '# ivrsim: ignore IVR202 because REASON' to its line, "
        "or list it in flow.yaml under checks: silence.",
    ]


def test_a_page_says_how_to_keep_a_finding_unless_loading_refuses_the_flow(ivrsim: Command) -> None:
    pages = {code: ivrsim("explain", code).stdout for code in ("IVR107", "IVR109")}
    assert {code: page.count("ivrsim: ignore") for code, page in pages.items()} == {"IVR107": 0, "IVR109": 2}


def test_a_rule_is_known_by_its_name_too(ivrsim: Command) -> None:
    assert ivrsim("explain", "hangup-id-is-not-1").stdout == ivrsim("explain", "ivr605").stdout


def test_without_a_rule_all_are_listed(ivrsim: Command) -> None:
    lines = ivrsim("explain").stdout.splitlines()
    assert lines[0] == "IVR1xx structure"
    assert [line.split()[0] for line in lines if line.startswith("  IVR")] == list(rule_codes())
    assert lines[-1] == "ivrsim explain RULE prints a rule's page."


def test_the_page_of_a_rule_is_given_as_json(ivrsim: Command) -> None:
    (page,) = json.loads(ivrsim("explain", "IVR605", "--format", "json").stdout)
    assert {**page, "page": ""} == {
        "code": "IVR605",
        "name": "hangup-id-is-not-1",
        "severity": "error",
        "title": "Hang-up with another id than 1",
        "page": "",
    }


def test_an_unknown_rule_gets_the_nearest_one(ivrsim: Command) -> None:
    done = ivrsim("explain", "IVR6O5")
    assert (done.stdout, done.stderr, done.returncode) == ("", "'IVR6O5' is not a rule; did you mean IVR605?\n", 2)


CALL = """\
  0:00.0  ☎ Main menu (main) answers
  0:00.0  ▶ greeting, 8.2 s
            “Welcome to Fernside Clinic. To book an appointment, press 1. For billing, press 2. For…”
            · the call starts at main
            · greeting plays
                flows/clinic/main.yaml:7
  0:08.2  … waits up to 5 s for a key
            · the menu waits 5 s for a first key
                flows/clinic/main.yaml:8
  0:08.7  ● presses 1
  0:08.7  → Booking desk (department||108000)
            · 1 is an entry of main
                flows/clinic/main.yaml:11
            · that leads to Booking desk (department||108000)
                flows/clinic/main.yaml:11

Routed to Booking desk (department||108000) after 0:08.7.
"""


def test_why_a_call_goes_as_it_does(ivrsim: Command) -> None:
    done = ivrsim("explain", "example:clinic", "--caller", "1")
    assert (done.stdout, done.stderr, done.returncode) == (CALL, "", 0)


def test_the_reasons_of_a_call_are_given_as_json(ivrsim: Command) -> None:
    done = ivrsim("explain", "example:clinic", "--caller", "early:9", "--format", "json")
    told = json.loads(done.stdout)
    assert [(turn["at"], turn["event"]) for turn in told[:2]] == [(0.0, "answered"), (0.5, "9")]
    assert told[1]["reasons"][2] == {
        "text": "wrong key 1 of 3: not the last",
        "setting": None,
        "file": "flows/clinic/main.yaml",
        "line": 18,
    }


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        (("a", "b"), "ivrsim explain: --caller takes one FLOW; put the caller in quotes, as one argument\n"),
        (
            ("-",),
            "ivrsim explain: FLOW cannot be -, since the explanation names lines of files; give the flow as a file\n",
        ),
    ],
)
def test_a_call_that_cannot_be_explained(ivrsim: Command, words: tuple[str, ...], refusal: str) -> None:
    done = ivrsim("explain", *words, "--caller", "1")
    assert (done.stdout, done.stderr, done.returncode) == ("", refusal, 2)


def test_what_is_documented_of_a_setting_depends_on_the_dialect(ivrsim: Command) -> None:
    shown = ivrsim("explain", "flows/acefone-sample.json", "--caller", "9").stdout
    assert (
        "semantics final_on: after_retries (the ivr dialect documents after_retries: 'Number of retries allowed "
        "after invalid inputs')\n"
    ) in shown
    undocumented = ivrsim("explain", "example:clinic", "--caller", "9").stdout
    assert "(the vr dialect does not document it)\n" in undocumented


def test_a_code_that_there_is_not_gets_the_series_and_no_guess(ivrsim: Command) -> None:
    series = f"{rule_codes()[0][:4]}xx to {rule_codes()[-1][:4]}xx"
    for code in ("IVR999", "IVR9xx", "ivr9"):
        done = ivrsim("explain", code)
        assert (done.returncode, done.stderr) == (
            2,
            f"{code!r} is not a rule; the codes are {series} (ivrsim explain lists them)\n",
        )


def test_a_flow_without_a_caller_is_told_how_to_give_one(ivrsim: Command, here: Path) -> None:
    (here / "my flow").mkdir()
    shown = [ivrsim("explain", word).stderr for word in ("example:clinic", "my flow", ".", "-")]
    assert shown == [
        f"{word} is a flow, not a rule; to explain a call in it, add a caller: "
        f"ivrsim explain {typed} --caller '9 silence 1'\n"
        for word, typed in (("example:clinic", "example:clinic"), ("my flow", "'my flow'"), (".", "."), ("-", "-"))
    ]


OFFICE = """\
timezone: Europe/London
receptionists:
  desk: {name: Desk, destination_type: single, forward_destination_type: department, forward_destination_id: 7}
schedules:
  office:
    open: Mon-Fri 09:00-17:00
    holidays:
      - {date: 2026-12-25, name: Christmas Day}
destinations:
  time_condition||77: {name: Office hours, schedule: office, open: "@desk", closed: voicemail||9}
  department||7: {name: Booking desk, rings: 15, no_answer: voicemail||9}
  voicemail||9: {name: Voicemail}
numbers: {"+441632960001": time_condition||77}
"""

AT_CHRISTMAS = """\
Fri 25 Dec 2026 21:00, Christmas Day: Office hours closed

            · the call starts at +441632960001
            · that leads to Office hours (time_condition||77), which asks the schedule office
                flow.yaml:13
  0:00.0  ◷ Office hours (time_condition||77) is closed for a holiday
  0:00.0  → Voicemail (voicemail||9)
            · office is closed for a holiday at Fri 25 Dec 2026 21:00, Christmas Day
                flow.yaml:7
            · that leads to Voicemail (voicemail||9)
                flow.yaml:10

Routed to Voicemail (voicemail||9) after 0:00.0.
"""

NOBODY_ANSWERS = """\
  0:00.0  ☎ Desk (desk) answers
            · the call starts at desk
  0:00.0  ♪ Booking desk (department||7) rings
            · that leads to Booking desk (department||7), which rings for up to 15 s
                flow.yaml:3
  0:15.0  ◷ Booking desk (department||7) does not answer
  0:15.0  → Voicemail (voicemail||9)
            · nobody picks up at Booking desk for 15 s, as given
                flow.yaml:11
            · that leads to Voicemail (voicemail||9)
                flow.yaml:11

Routed to Voicemail (voicemail||9) after 0:15.0.
"""


@pytest.mark.parametrize(
    ("words", "output"),
    [
        (("--number", "+441632960001", "--at", "25 Dec 2026 21:00"), AT_CHRISTMAS),
        (("--given", "Booking desk: no answer"), NOBODY_ANSWERS),
    ],
)
def test_why_the_world_answers_as_it_does(
    ivrsim: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], output: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("flow.yaml").write_text(OFFICE, encoding="utf-8")
    done = ivrsim("explain", ".", "--caller", "", *words)
    assert (done.stdout, done.stderr, done.returncode) == (output, "", 0)
