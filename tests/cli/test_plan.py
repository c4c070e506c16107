"""``ivrsim plan``: what a push would change, as callers and as the provider would see it."""

import json
import os
from pathlib import Path

import pytest

from simulator.provider.sandbox.application import Sandbox
from tests.cli.conftest import Command
from tests.cli.provider import clinic_folder, edit, provider
from tests.cli.test_pull import answer
from tests.cli.test_push import BOTH, later, with_night
from tests.provider.lived import announcement, menu

__all__ = ["clinic_folder", "provider"]


def host(provider_url: str) -> str:
    return provider_url.removeprefix("http://").removesuffix("/v1")


def test_a_plan_in_text(ivrsim: Command, clinic_folder: Path) -> None:
    edit(clinic_folder / "main.yaml", 'recording: "@greeting"', 'recording: "@sorry"')
    done = ivrsim("plan", "clinic")
    assert (done.returncode, done.stderr, done.stdout.splitlines()) == (
        0,
        "",
        [
            f"clinic → {host(os.environ['IVRSIM_API_URL'])} (vr)",
            "",
            "Hears something else:",
            "  · A caller who stays silent now hears “sorry” (before: “greeting”)",
            "      --caller ''",
            "",
            "Fields:",
            "  Main menu (main)",
            "    recording (the greeting): 19549 (greeting) -> 244 (sorry)",
            "",
            "Requests, in this order:",
            "   1. PUT /virtual_receptionist/7001  main",
            "",
            "The push is refused:",
            "  · main (7001) was never written by ivrsim: --take-over 7001",
        ],
    )


def test_a_plan_of_an_unchanged_flow_has_nothing_to_push(ivrsim: Command, clinic_folder: Path) -> None:
    done = ivrsim("plan", "clinic", "--exit-code")
    assert (done.returncode, done.stdout.splitlines()[2:]) == (
        0,
        ["Live matches the flow; there is nothing to push."],
    )
    later(clinic_folder)
    assert ivrsim("plan", "clinic", "--exit-code").returncode == 1


def test_a_plan_in_markdown(ivrsim: Command, clinic_folder: Path) -> None:
    with_night(clinic_folder)
    lines = ivrsim("plan", "clinic", *BOTH, "--format", "markdown").stdout.splitlines()
    assert lines[0].startswith("## clinic → 127.0.0.1:")
    assert lines[-4:] == [
        "### Requests",
        "",
        "1. `POST /virtual_receptionist  night`",
        "2. `PUT /virtual_receptionist/7001  main`",
    ]
    assert "### What callers would notice" in lines


def test_a_plan_in_json_is_what_is_written(ivrsim: Command, clinic_folder: Path) -> None:
    later(clinic_folder)
    done = ivrsim("plan", "clinic", *BOTH, "--format", "json", "--out", "plans.json")
    told = json.loads(done.stdout)
    assert done.stderr == "written: plans.json; ivrsim push plans.json does just this, or is refused\n"
    assert json.loads(Path("plans.json").read_text(encoding="utf-8")) == told
    assert [(step["request"], step["body"]["timeout"], step["before"]["timeout"]) for step in told["steps"]] == [
        ("PUT /virtual_receptionist/7001", 6, 5)
    ]
    assert told["noticed"]["noticed"][-1]["words"].startswith("A caller who stays silent reaches Reception 3 s later")


@pytest.mark.parametrize("provider", [{"dialect": "ivr"}], indirect=True)
def test_a_plan_in_the_other_dialect_uses_its_endpoints(ivrsim: Command, clinic_folder: Path) -> None:
    with_night(clinic_folder)
    done = ivrsim("plan", "clinic")
    assert "   1. POST /auto_attendant  night\n   2. PUT /ivr/7001  main\n" in done.stdout


@pytest.mark.parametrize("provider", [{"dialect": "ivr"}], indirect=True)
@pytest.mark.parametrize("setting", ["yes", "no"])
def test_templates_that_are_sent_or_not_make_no_difference(
    ivrsim: Command, clinic_folder: Path, monkeypatch: pytest.MonkeyPatch, setting: str
) -> None:
    monkeypatch.setenv("IVRSIM_API_SMS_TEMPLATE", setting)
    edit(clinic_folder / "main.yaml", "timeout: 5", "timeout: 6")
    planned = json.loads(ivrsim("plan", "clinic", "--format", "json").stdout)
    (sent,) = (step["sends"] for step in planned["steps"])
    assert sent.get("sms_template") == ([""] * len(sent["option"]) if setting == "yes" else None)
    assert ivrsim("push", "clinic", "--yes", "--take-over", "7001").returncode == 0
    assert ivrsim("plan", "clinic", "--exit-code").returncode == 0
    assert ivrsim("status", "clinic").returncode == 0


def test_a_variant_is_planned_pushed_and_recognized(ivrsim: Command, clinic_folder: Path) -> None:
    flow = clinic_folder / "flow.yaml"
    text = flow.read_text(encoding="utf-8")
    flow.write_text(
        f'{text}\nvariants: {{closed: {{receptionists: {{main: {{recording: "@goodbye"}}}}}}}}\n', encoding="utf-8"
    )
    assert ivrsim("plan", "clinic").stdout.endswith("there is nothing to push.\n")
    done = ivrsim("plan", "clinic", "--variant", "closed")
    assert done.stdout.startswith("clinic (variant closed) → ")
    assert "recording (the greeting): 19549 (greeting) -> 246 (goodbye)" in done.stdout
    assert ivrsim("push", "clinic", "--variant", "closed", "--yes", *BOTH).returncode == 0
    status = ivrsim("status", "clinic")
    assert status.stdout.splitlines()[-1] == "clinic: live matches its variant closed"


def test_answers_that_were_saved_stand_for_the_account(ivrsim: Command, here: Path) -> None:
    ivrsim("pull", "shop", "--from", answer(here, menu(), announcement()))
    answer(here, menu(timeout_seconds=9), announcement())
    done = ivrsim("plan", "shop", "--from", "live.json")
    assert done.stdout.splitlines()[0] == "shop → saved responses (vr)"
    assert "    timeout (seconds to wait for a key): 9 -> 5" in done.stdout


def test_what_is_no_flow_of_ones_own(ivrsim: Command, here: Path) -> None:
    answer(here, menu())
    done = ivrsim("plan", "live.json", "--from", "live.json")
    assert (done.returncode, done.stderr) == (
        2,
        "live.json is a provider's response; ivrsim pull DIR --from live.json makes a flow of it\n",
    )


def test_numbers_are_never_led_elsewhere(ivrsim: Command, clinic_folder: Path, provider: Sandbox) -> None:
    edit(clinic_folder / "flow.yaml", "  billing: billing.yaml\n", "  billing: billing.yaml\n  alone: alone.yaml\n")
    edit(
        clinic_folder / "flow.yaml",
        '  "+441632960002": billing',
        '  "+441632960002": billing\n  "+441632960003": alone',
    )
    night = (
        "name: Alone\ndestination_type: single\nforward_destination_type: department\nforward_destination_id: 108000\n"
    )
    (clinic_folder / "alone.yaml").write_text(night, encoding="utf-8")
    done = ivrsim("plan", "clinic")
    assert done.stdout.splitlines()[-1] == (
        "  · no number leads to alone (it is meant for +441632960003, which the account does not show); "
        "ivrsim never changes where numbers lead"
    )


@pytest.mark.parametrize("provider", [{"reads": "minimal"}], indirect=True)
def test_what_the_answer_leaves_out_is_never_told_as_equal(ivrsim: Command, clinic_folder: Path) -> None:
    """Key 1 hangs up here; live it may do anything."""
    edit(clinic_folder / "main.yaml", 'department, destination_id: "@Booking desk"', 'hangup, destination_id: "1"')
    done = ivrsim("plan", "clinic")
    assert done.stdout.splitlines()[2:] == [
        "As far as the response shows, live matches the flow; what it leaves out may differ.",
        "",
        "To know:",
        "  · main (7001): the response does not include entries; --take-over 7001 writes them",
        "  · billing (7002): the response does not include entries; --take-over 7002 writes them",
    ]
    taken = ivrsim("plan", "clinic", "--take-over", "7001").stdout
    assert "As far as is known of what is live, no caller can tell the difference." in taken
    assert "  · main: entries: not known -> 1 to hangup||1, 2 to virtual_receptionist||@billing, 3 to" in taken
    noticed = json.loads(ivrsim("plan", "clinic", "--take-over", "7001", "--format", "json").stdout)["noticed"]
    assert (noticed["equal"], noticed["complete"]) == (False, False)
    assert ivrsim("status", "clinic").stdout.splitlines()[-2].endswith("matches the flow, as far as the response shows")


@pytest.mark.parametrize("provider", [{"dialect": "ivr"}], indirect=True)
def test_a_receptionist_that_is_gone_from_live_is_a_difference(
    ivrsim: Command, clinic_folder: Path, provider: Sandbox
) -> None:
    provider.store.delete("7002")
    done = ivrsim("plan", "clinic", "--exit-code")
    assert (done.returncode, done.stdout.splitlines()[2]) == (
        1,
        "Live differs from the flow, and cannot be made to match it.",
    )
    assert ivrsim("push", "clinic", "--yes").returncode == 2


@pytest.mark.parametrize("provider", [{"dialect": "ivr"}], indirect=True)
def test_what_a_dialect_has_no_name_for_is_told_and_not_compared(ivrsim: Command, clinic_folder: Path) -> None:
    edit(clinic_folder / "main.yaml", "description: ", 'prefix: "P1"\ndescription: ')
    silent = "  · main: the ivr dialect has no prefix; what the flow says of it is never sent"
    assert silent in ivrsim("plan", "clinic").stdout.splitlines()
    later(clinic_folder)
    told = ivrsim("plan", "clinic").stdout
    assert silent in told.splitlines()
    assert "none -> P1" not in told
    assert "prefix" in ivrsim("status", "clinic").stdout.splitlines()[-1]


def test_a_number_that_leads_elsewhere_is_not_answered_by_a_plan(ivrsim: Command, clinic_folder: Path) -> None:
    edit(clinic_folder / "flow.yaml", '"+441632960002": billing', '"+441632960002": main')
    edit(clinic_folder / "main.yaml", 'recording: "@greeting"', 'recording: "@sorry"')
    told = ivrsim("plan", "clinic").stdout
    assert "+441632960002 leads to ivr||7002 and not to main; ivrsim never changes where numbers lead" in told
    assert "is now answered" not in told
    assert "(calling +441632960002)" not in told


def test_a_plan_takes_the_place_of_no_other_file(ivrsim: Command, clinic_folder: Path) -> None:
    before = (clinic_folder / "flow.yaml").read_bytes()
    done = ivrsim("plan", "clinic", "--out", "clinic/flow.yaml")
    assert (done.returncode, done.stderr) == (
        2,
        "--out clinic/flow.yaml: there is a file already that is not a plan; use another name\n",
    )
    assert (clinic_folder / "flow.yaml").read_bytes() == before
    for _ in range(2):
        assert ivrsim("plan", "clinic", "--out", "plan.json").returncode == 0
    saved = ivrsim("plan", "clinic", "--out", "p.json", "--from", "live.json")
    assert saved.stderr.startswith("--out: a plan of saved responses cannot be pushed")
    (clinic_folder.parent / "away").mkdir()
    (clinic_folder.parent / "plan.json").rename(clinic_folder.parent / "away" / "plan.json")
    assert ivrsim("push", "away/plan.json").stderr == (
        "away/plan.json: its flow is clinic from where the plan lies, and is not there; ivrsim plan again\n"
    )


def test_a_flow_whose_claims_are_a_list_is_no_answer(ivrsim: Command, clinic_folder: Path) -> None:
    with (clinic_folder / "flow.yaml").open("a", encoding="utf-8") as stream:
        stream.write("\nclaims:\n  - {reach: person}\n")
    done = ivrsim("plan", "clinic")
    assert (done.stderr, done.returncode) == ("", 0)
