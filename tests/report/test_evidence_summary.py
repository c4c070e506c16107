"""How true it is: the evidence as text and JSON, and as the guide shows it."""

from __future__ import annotations

from pathlib import Path

from simulator.config.measurements import MEASUREMENTS, NOT_MODELLED, READ_RULES
from simulator.config.semantics import PROFILES, SETTINGS
from simulator.guide import page_text
from simulator.loader.project_profiles import read_profiles
from simulator.report.evidence_summary import evidence_json, evidence_lines, evidence_tables

PROJECT = """
[profiles.ours-2026]
base = "acefone"
barge_in = false
[profiles.ours-2026.evidence]
date = "2026-11-30"
number = "+441632960001"
settled = ["barge_in"]
open = ["counters"]
calls = [{caller = "early:4"}]
[profiles.guessed]
base = "freepbx"
"""


def test_a_setting_says_what_each_value_rests_on() -> None:
    lines = evidence_lines(["vr"])
    start = lines.index("  barge_in: whether a key stops the greeting and the retry recordings")
    assert lines[start + 1 : start + 4] == [
        "    vr: not documented (put_v1-virtual-receptionist-id, read 2026-11-30, does not mention it)",
        "    true: measured in [1] [2] [3] [4] [5] [8]",
        "    false: not measured on any engine",
    ]
    assert [line for line in lines if line[:3] == "  ["] == [line for line in evidence_lines() if line[:3] == "  ["]
    assert sum(line[:3] == "  [" for line in lines) == len(MEASUREMENTS)


def test_documented_sentences_are_quoted_with_their_page_and_day() -> None:
    text = "\n".join(evidence_lines(["ivr"]))
    assert "ivr: documented as after_retries, 'Number of retries allowed after invalid inputs'" in text
    assert "ivr: also 'reaches more than the value set' (Servetel (a sister brand), read 2026-11-30)" in text


def test_profiles_of_the_project_bring_their_own_evidence() -> None:
    lines = evidence_lines(["vr"], read_profiles(Path("ivrsim.toml"), PROJECT.encode()))
    start = lines.index("  ours-2026 (ivrsim.toml)")
    assert lines[start : start + 9] == [
        "  ours-2026 (ivrsim.toml)",
        "    acefone, with barge_in false",
        "    identified by telephone: 1 call to +441632960001, 2026-11-30",
        "    settled: barge_in",
        "    not heard on that menu: counters",
        "",
        "  guessed (ivrsim.toml)",
        "    freepbx",
        "    no evidence is stated",
    ]


def test_json_says_the_same() -> None:
    values = evidence_json()
    assert [*values["settings"]] == [*SETTINGS]
    assert {name: profile["status"] for name, profile in values["profiles"].items()}["acefone-uk-literal"] == "read"
    assert [values["settings"]["final_on"]["dialects"][dialect]["status"] for dialect in ("vr", "ivr")] == [
        "leans",
        "documented",
    ]
    assert len(values["measurements"]) == len(MEASUREMENTS)


def test_the_guide_shows_the_tables_as_they_are() -> None:
    page = page_text("how-true")
    for table in evidence_tables():
        assert "\n".join(table) in page, "paste: ivrsim semantics --evidence --format markdown"
    assert [text for text in NOT_MODELLED if f"* {text}\n" not in page] == []
    assert [rule.engine for rule in READ_RULES if f"* {rule.engine} ({rule.source}): {rule.note}.\n" not in page] == []
    assert [name for name in PROFILES if f"| `{name}` |" not in page] == []
