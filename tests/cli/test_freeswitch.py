"""The commands on a flow whose menus FreeSWITCH runs."""

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Command = Callable[..., CompletedProcess[str]]

FLOW = """
entry: main
semantics: freeswitch
receptionists:
  main:
    name: Main menu
    destination_type: multiple
    recording: "@hello"
    invalid_recording: "@sorry"
    timeout: 5
    incorrect_count: 2
    timeout_retries: 2
    entries:
      - {option: "1", destination_type: department, destination_id: "@Sales"}
      - {option: "2", destination_type: virtual_receptionist, destination_id: "@support"}
  support:
    name: Support menu
    destination_type: multiple
    recording: "@hello"
    timeout: 4
    incorrect_count: 1
    entries:
      - {option: "1", destination_type: department, destination_id: "@Sales"}
      - {option: "*", destination_type: menu_back, destination_id: "1"}
menus:
  main: {engine: {greet_short: "@short", exit_sound: "@bye"}}
  support: {engine: {digit_len: 2, inter_digit_timeout: 1.5}}
recordings:
  "101": {name: hello, seconds: 6, script: "For sales, press 1."}
  "102": {name: short, seconds: 2, script: "For sales, press 1."}
  "103": {name: sorry, seconds: 1.5}
  "104": {name: bye, seconds: 1}
destinations:
  department||1: {name: Sales, answers: person}
"""


@pytest.fixture
def shop(tmp_path: Path) -> str:
    (tmp_path / "flow.yaml").write_text(FLOW, encoding="utf-8")
    return str(tmp_path)


def test_a_call_returns_and_ends_with_its_exit_sound(ivrsim: Command, shop: str) -> None:
    done = ivrsim("play", shop, "--caller", "2 *# silence silence")
    lines = [line.split(maxsplit=1)[1] for line in done.stdout.splitlines() if line[:8].strip().count(":") == 1]
    assert lines[-9:] == [
        "☎ back to Main menu (main)",
        "▶ hello, 6 s",
        "… waits up to 5 s for a key",
        "● no key for 5 s: silence 1 of 2",
        "▶ short, 2 s",
        "… waits up to 5 s for a key",
        "● no key for 5 s: silence 2 of 2",
        "▶ bye, 1 s",
        "→ the end of the menu (timeout) (menu_end||timeout)",
    ]
    assert done.stdout.splitlines()[-1] == "Routed to menu_end||timeout after 0:32.3."


def test_what_the_provider_leaves_open_is_no_question_here(ivrsim: Command, shop: str) -> None:
    done = ivrsim("readings", shop)
    assert (done.stdout, done.returncode) == (
        "Nothing is open: under freeswitch, FreeSWITCH runs the menus, and its rules were measured.\n",
        0,
    )
    refused = ivrsim("identify", shop)
    assert (refused.stdout, refused.returncode) == ("", 2)
    assert refused.stderr == ("nothing to identify: the rules of freeswitch are known (ivrsim semantics --evidence)\n")


def test_the_findings_are_those_of_this_engine(ivrsim: Command, shop: str) -> None:
    done = ivrsim("check", shop)
    found = [line.split()[1] for line in done.stdout.splitlines() if line.startswith(("error", "warning"))]
    assert {"IVR118", "IVR120"} <= set(found)
    assert not {"IVR501", "IVR601", "IVR604", "IVR610"} & set(found)


def test_claims_hold_for_menus_that_call_each_other(ivrsim: Command, shop: str) -> None:
    done = ivrsim("prove", shop)
    assert done.returncode == 0
    assert "All five claims hold for every caller." in done.stdout
    assert (
        "stays silent, or sends no keys             the end of the menu (timeout) (menu_end||timeout), after 19 s"
        in (done.stdout)
    )


def test_a_suite_is_made_and_passes_and_its_mutants_are_caught(ivrsim: Command, shop: str) -> None:
    made = ivrsim("cover", shop, "--output", f"{shop}/made.calls.yaml")
    assert "cover all" in made.stderr + made.stdout
    tested = ivrsim("test", shop, "--mutate")
    assert tested.returncode == 0, tested.stdout
    assert "Mutation score" in tested.stdout


def test_the_menu_is_read_back_with_its_own_rules(ivrsim: Command, shop: str) -> None:
    done = ivrsim("show", shop, "--full")
    text = " ".join(done.stdout.split())
    assert "* → the menu before, after a pause of 1.5 s, because codes may have 2 keys" in text
    assert "The keys of one choice may be 1.5 s apart at most, and take 4 s together; # ends them." in text
    assert "callers hear “sorry”, then “short”." in text
    assert "The menus run on FreeSWITCH (profile “freeswitch”), whose rules were measured." in text


def test_the_map_leads_back_to_the_menu_before(ivrsim: Command, shop: str) -> None:
    done = ivrsim("draw", shop, "--format", "mermaid")
    (support,) = (line for line in done.stdout.splitlines() if "Support menu ◆" in line)
    assert support.endswith('<br/>↩ #42; Main menu<br/>↩ 1st wrong key or silence Main menu"]')
