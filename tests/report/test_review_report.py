"""A review as text, Markdown and JSON."""

from __future__ import annotations

from dataclasses import replace

from simulator import Flow
from simulator.config.receptionist import Entry
from simulator.graph.review.change import review_change
from simulator.report.review_report import review_json, review_markdown, review_text
from tests.graph.small import changed


def test_one_line_where_nothing_differs(clinic: Flow) -> None:
    assert review_text(review_change(clinic, clinic)) == "No caller can tell the difference."
    assert review_markdown(review_change(clinic, clinic)) == "**No caller can tell the difference.**"


def test_text(clinic: Flow) -> None:
    new = changed(clinic, "main", silence_final_recording=None, wrong_key_retry_recording="245")
    assert review_text(review_change(clinic, new)).splitlines() == [
        "Hears something else:",
        "  · A caller who presses a wrong key (4) now hears “are-you-there” after “greeting” (before:",
        "    “sorry”)",
        "      --caller '4'",
        "  · A caller who stays silent no longer hears “goodbye” after “greeting”",
        "      --caller ''",
        "",
        "Fields:",
        "  Main menu (main)",
        "    invalid_recording (played after a wrong key that leaves another try): 244 (sorry) -> 245 (are-you-there)",
        "    timeout_recording (played after the last silence): 246 (goodbye) -> none",
    ]


def test_markdown_shows_names_as_they_are(clinic: Flow) -> None:
    new = changed(clinic, "main", name="<b>|main|</b>", wrong_key_retry_recording=None)
    assert review_markdown(review_change(clinic, new)).splitlines() == [
        "### What callers would notice",
        "",
        "**Hears something else**",
        "",
        "- A caller who presses a wrong key (4) no longer hears “sorry” after “greeting” `--caller '4'`",
        "",
        "### Fields",
        "",
        "| | field | before | now |",
        "|---|---|---|---|",
        r"| \<b\>\|main\|\</b\> (main) | name | Main menu | \<b\>\|main\|\</b\> |",
        r"| \<b\>\|main\|\</b\> (main) | invalid\_recording (played after a wrong key that leaves another try) "
        "| 244 (sorry) | none |",
    ]


def test_numbers_in_text_and_markdown(clinic: Flow) -> None:
    found = review_change(clinic, replace(clinic, numbers={"+441632960001": "main"}))
    assert "  · +441632960002 is no longer answered (before: billing)" in review_text(found).splitlines()
    assert "- +441632960002 is no longer answered (before: billing)" in review_markdown(found).splitlines()


def test_many_differences_of_one_kind_are_counted(clinic: Flow) -> None:
    entries = tuple(
        Entry(option=f"{number}", destination_type="voicemail", destination_id=f"{number}") for number in range(10, 40)
    )
    text = review_text(review_change(changed(clinic, "main", entries=()), changed(clinic, "main", entries=entries)))
    assert "  · and 18 more (--format json lists them)" in text.splitlines()


def test_json(clinic: Flow) -> None:
    new = changed(clinic, "main", wrong_key_destination_id="9")
    assert review_json(review_change(clinic, new)) == {
        "equal": False,
        "complete": True,
        "noticed": [
            {
                "kind": "destination",
                "number": None,
                "receptionists": ["main", "main"],
                "words": "A caller who presses three wrong keys (4, 4, 4) now reaches extension||9 "
                "(before: reaches Reception)",
                "caller": {"steps": [{"press": "4"}, {"press": "4"}, {"press": "4"}]},
                "before": {
                    "outcome": {"kind": "routed", "destination": "extension||050109590001", "name": "Reception"},
                    "heard": ["19549", "244", "19549", "244", "19549", "246"],
                    "seconds": 36.9,
                },
                "after": {
                    "outcome": {"kind": "routed", "destination": "extension||9", "name": None},
                    "heard": ["19549", "244", "19549", "244", "19549", "246"],
                    "seconds": 36.9,
                },
            }
        ],
        "numbers": [],
        "fields": [
            {
                "receptionist": "main",
                "field": "invalid_destination_id",
                "meaning": "where the last wrong key leads: id",
                "before": "050109590001 (Reception)",
                "after": "9",
            }
        ],
    }
