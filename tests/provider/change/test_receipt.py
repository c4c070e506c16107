"""What was before and after."""

import json
from dataclasses import replace
from pathlib import Path

from simulator.provider.change.body_values import live_body
from simulator.provider.change.journal import PushStart, begin_journal
from simulator.provider.change.receipt import list_receipts, read_receipt, receipt_of, write_receipt
from tests.provider.change.rig import NOW
from tests.provider.change.test_journal import BEGUN
from tests.provider.change.test_plan_file import PLAN
from tests.provider.lived import announcement, lived, menu

LIVE = (lived(menu("701")), lived(announcement("7003")))


def test_a_receipt_reads_as_it_was_written(here: Path) -> None:
    night, main = live_body(LIVE[1].fields), live_body(lived(menu("701"), "minimal").fields)
    journal = begin_journal(here, BEGUN, PLAN).write_sending(0).write_answered().write_settled(0, "7003", (), night)
    receipt = receipt_of(
        journal.write_sending(1).write_answered().write_settled(1, "701", ["name a, sent b"], main), LIVE, NOW
    )
    write_receipt(receipt)
    assert read_receipt(receipt.path) == receipt
    assert list_receipts(here) == [receipt]
    content = json.loads((here / ".ivrsim" / "push-1.json").read_text(encoding="utf-8"))
    assert (content["outcome"], content["git"], content["despite"], content["account"]) == (
        "done",
        {"revision": "abc", "clean": True},
        {"tests": "why"},
        "clinic",
    )
    assert [(step["request"], step["id"], step["verified"], step["kept_otherwise"]) for step in content["steps"]] == [
        ("POST /virtual_receptionist", "7003", True, []),
        ("PUT /virtual_receptionist/701", "701", False, ["name a, sent b"]),
    ]
    assert content["steps"][1]["not_verified"] == ["destination_type", "entries"]
    assert content["steps"][0]["after"]["name"] == "Night line"


def test_what_somebody_changed_of_it_before_its_end_is_not_taken_for_ours(here: Path) -> None:
    night = live_body(LIVE[1].fields)
    journal = begin_journal(here, BEGUN, PLAN).write_sending(0).write_answered().write_settled(0, "7003", (), night)
    theirs = (LIVE[0], lived(announcement("7003", description="theirs")))
    receipt = receipt_of(journal, theirs, NOW)
    assert receipt.changed_since == ("night (7003): description was nothing, is theirs",)
    assert receipt.after == {"7003": night}


def test_what_was_turned_back(here: Path) -> None:
    journal = begin_journal(here, PushStart("push-2", NOW), PLAN).write_sending(0).write_settled(0, "7003")
    receipt = receipt_of(journal.turn_back(replace(PLAN, kind="rollback")), LIVE[:1], NOW)
    write_receipt(receipt)
    again = read_receipt(receipt.path)
    assert (again, again.outcome, again.ids, again.after) == (receipt, "rolled back", {0: "7003"}, {})
