"""A move as text, Markdown and JSON."""

from __future__ import annotations

from pathlib import Path

from simulator.graph.moving.move import MoveReview
from simulator.report.move_report import move_json, move_markdown, move_text
from tests.graph.moving.test_move import review


def text_of(result: MoveReview, folder: Path) -> str:
    return move_text(result).replace(f"{folder}/", "")


def test_nobody_can_tell(tmp_path: Path) -> None:
    assert text_of(review(tmp_path), tmp_path).splitlines()[2:] == [
        "Taken to be alike: 2 recordings (1 by name, 1 by their words), 3 destinations (by name) and 1",
        "  schedule (by their hours)",
        "Lengths that one flow knows hold for both: “Welcome” 8 s",
        "",
        "No caller can tell the difference.",
    ]


def test_the_shortest_caller_comes_first(tmp_path: Path) -> None:
    result = review(tmp_path, engine="freepbx", words="no.", box="9001")
    lines = move_text(result).splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith("Engines"))
    assert lines[start : start + 13] == [
        "Engines differ in replay_greeting always -> without_retry_prompt, missing_final skipped ->",
        "  ends_call",
        "Taken to be alike: 1 recording (by name), 3 destinations (by name) and 1 schedule (by their",
        "  hours)",
        "Lengths that one flow knows hold for both: “Welcome” 8 s",
        "Old alone has the recording 6",
        "New alone has the recording 5",
        "",
        "Callers can tell the difference. The shortest caller who can:",
        "  · A caller who presses a wrong key (4) now hears 5 after “Welcome” (before: 6)",
        "      --caller '4'",
        "",
        "Hears something else:",
    ]


def test_markdown(tmp_path: Path) -> None:
    lines = move_markdown(review(tmp_path, words="no.")).splitlines()
    assert lines[0] == "### From acefone to acefone"
    assert "**Callers can tell the difference.** The shortest caller who can:" in lines
    assert "- A caller who presses a wrong key (4) now hears 5 after “Welcome” (before: 6) `--caller '4'`" in lines


def test_json_has_the_old_calls_in_the_ids_of_the_old_system(tmp_path: Path) -> None:
    values = move_json(review(tmp_path, words="no."))
    assert values["engines"] == {"old": "acefone", "new": "acefone", "settings": {}}
    assert values["alike"] == {
        "recordings": [{"old": "5", "new": "19549", "by": "name"}],
        "destinations": [
            {"old": "department||600", "new": "department||108000", "by": "name"},
            {"old": "time_condition||1", "new": "time_condition||77", "by": "name"},
            {"old": "voicemail||101", "new": "voicemail||9001", "by": "name"},
        ],
        "schedules": [{"old": "timegroup-1", "new": "office", "by": "content"}],
        "only_old": {"recordings": ["6"]},
        "only_new": {"recordings": ["5"]},
        "lengths": {"19549": 8.0},
    }
    shortest = values["shortest"]
    assert (values["equal"], values["shortest_is_proved"], values["fields"]) == (False, True, [])
    assert (shortest["caller"], shortest["caller_of_old"]) == ({"steps": [{"press": "4"}]},) * 2
    assert (shortest["before"]["heard"], shortest["after"]["heard"][:2]) == (["5", "6", "5", "5"], ["19549", "5"])
    assert shortest["before"]["outcome"]["destination"] == "voicemail||101"
