"""The files in which an identification ends: comments and layout stay, and nothing is half written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from simulator.cli.profile_files import flow_semantics
from simulator.loader.flow_kinds import load_with_shelf
from tests.cli.conftest import Command

CLINIC = Path(__file__).parents[2] / "flows" / "clinic"
ANSWERS = {
    "date": "2026-12-01",
    "calls": [
        {"caller": "early:4 silence 3", "stopped": {"1": False}, "heard": {"greeting": 2}, "ended": "Reception"},
        {"caller": "4 4 silence 3", "heard": {"sorry": 1, "are-you-there": 0, "greeting": 2}, "ended": "Reception"},
        {"caller": "4 silence 3", "ended": "Reception"},
    ],
}
"""at_count, shared counters, no barge-in."""
SHARED = "{base: acefone, final_on: at_count, counters: shared, barge_in: false}"


@pytest.fixture
def reception(here: Path) -> Path:
    """A copy of the clinic, and a file of answers next to it."""
    folder = here / "reception"
    folder.mkdir()
    for path in CLINIC.glob("[bfm]*.yaml"):
        (folder / path.name).write_bytes(path.read_bytes())
    (here / "answers.json").write_text(json.dumps(ANSWERS), encoding="utf-8")
    return folder / "flow.yaml"


LAYOUTS = {
    "semantics: acefone              # how": f"semantics: {SHARED}              # how",
    "semantics: {base: freepbx, replay_greeting: always} # how": "semantics: {base: freepbx, final_on: at_count, "
    "replay_greeting: always, counters: shared, barge_in: false} # how",
    "semantics:   # why\n  base: acefone   # the base\n  final_on: at_count # literal\n# how": "semantics:   # why\n"
    "  base: acefone   # the base\n  final_on: at_count # literal\n  counters: shared\n  barge_in: false\n# how",
    "# how": f"semantics: {SHARED}\n# how",
}


@pytest.mark.parametrize("before", LAYOUTS)
def test_semantics_are_written_where_they_stand(ivrsim: Command, reception: Path, before: str) -> None:
    whole = reception.read_text(encoding="utf-8")
    start = whole.index("semantics: acefone")
    end = whole.index("# how", start) + len("# how")
    reception.write_text(whole[:start] + before + whole[end:], encoding="utf-8")
    done = ivrsim("identify", "reception", "--answers", "answers.json")
    text = reception.read_text(encoding="utf-8")
    if before == "# how":  # a section that is new goes after the numbers
        assert text.count(f"semantics: {SHARED}\n") == 1
        assert text.replace(f"semantics: {SHARED}\n", "") == whole[:start] + before + whole[end:]
    else:
        assert (text, done.returncode) == (whole[:start] + LAYOUTS[before] + whole[end:], 0)
    again = ivrsim("identify", "reception", "--answers", "answers.json")
    assert again.stdout.splitlines()[-1] == "reception/flow.yaml already says so: nothing was written."


def test_a_profile_is_saved_with_its_evidence_and_flows_below_inherit_it(ivrsim: Command, reception: Path) -> None:
    (Path("ivrsim.toml")).write_text("# ours\n", encoding="utf-8")
    other = reception.parent.parent / "other"
    other.mkdir()
    (other / "flow.yaml").write_text(
        "receptionists:\n  a: {name: A, destination_type: single, forward_destination_type: hangup, "
        "forward_destination_id: 1}\n",
        encoding="utf-8",
    )
    done = ivrsim("identify", "reception", "--answers", "answers.json", "--save", "ours-2026")
    assert (done.returncode, done.stdout.splitlines()[-3:]) == (
        0,
        [
            'Written: ivrsim.toml profile "ours-2026" (3 calls, their answers, 2026-12-01).',
            "Written: reception/flow.yaml now says  semantics: ours-2026",
            "2 flows below use it.",
        ],
    )
    assert ivrsim("play", "reception").stdout.startswith("A call to Main menu, under ours-2026\n")
    assert ivrsim("play", "other").stdout.startswith("A call to A, under ours-2026\n")
    evidence = ivrsim("semantics", "--evidence", "--format", "json")
    identified = json.loads(evidence.stdout)["identified"]["ours-2026"]
    assert (identified["date"], identified["calls"], identified["open"]) == (ANSWERS["date"], ANSWERS["calls"], [])
    taken = ivrsim("identify", "reception", "--answers", "answers.json", "--save", "ours-2026")
    assert (taken.returncode, "already has a profile ours-2026" in taken.stderr) == (2, True)


def test_nothing_is_written_in_a_dry_run_or_into_an_example(ivrsim: Command, reception: Path) -> None:
    before = reception.read_bytes()
    dry = ivrsim("identify", "reception", "--answers", "answers.json", "--save", "ours-2026", "--dry-run")
    assert (dry.returncode, dry.stdout.splitlines()[-1]) == (0, "1 flow below uses it.")
    assert (reception.read_bytes(), Path("reception/ivrsim.toml").exists()) == (before, False)
    example = ivrsim("identify", "example:clinic", "--answers", "answers.json")
    assert (example.returncode, "example:clinic is an example, which stays as it is" in example.stdout) == (0, True)
    saved = ivrsim("identify", "example:clinic", "--answers", "answers.json", "--save", "ours-2026")
    assert (saved.returncode, saved.stderr.startswith("--save: example:clinic is an example")) == (2, True)


def test_a_name_that_is_taken_is_refused_before_anybody_telephones(ivrsim: Command, reception: Path) -> None:
    (reception.parents[1] / "ivrsim.toml").write_text('[profiles.ours]\nbase = "acefone"\n', encoding="utf-8")
    refused = ivrsim("identify", "reception", "--save", "ours")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "already has a profile ours; use another name" in refused.stderr


def test_what_is_edited_while_calls_are_made_stays(reception: Path) -> None:
    flow, shelf = load_with_shelf(reception)
    semantics = flow.semantics.model_copy(update={"final_on": "at_count"})
    edited = f"{reception.read_text(encoding='utf-8')}# added in the meantime\n"
    reception.write_text(edited, encoding="utf-8")
    files = flow_semantics(str(reception), shelf, semantics)
    assert files.texts == {
        reception: edited.replace("semantics: acefone", "semantics: {base: acefone, final_on: at_count}", 1)
    }
