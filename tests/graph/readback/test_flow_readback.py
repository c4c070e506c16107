"""A flow read back in plain sentences."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from simulator import play
from simulator.config.flow import Flow, KnownDestination, LoadNote, Recording, RecordingLength
from simulator.config.receptionist import Destination, Entry, Receptionist
from simulator.config.semantics import NOTES, PROFILES, SETTINGS
from simulator.graph.default_paths import silent_exits, silent_path
from simulator.graph.plain_words import length_words
from simulator.graph.readback.flow_readback import Section, TableRow, read_back
from simulator.loader.flow_kinds import load
from simulator.report.section_layout import WIDTH, sections_markdown, sections_text

FLOWS = Path(__file__).parents[3] / "flows"
SHIPPED = ["clinic", "council", "single", "surgery", "acefone-sample.json"]


def menu(name: str, greeting: str, *entries: tuple[str, str, str], **changes: Any) -> Receptionist:
    fields: dict[str, Any] = {
        "name": name,
        "destination_type": "multiple",
        "greeting": greeting,
        "entries": tuple(Entry(option=key, destination_type=kind, destination_id=id) for key, kind, id in entries),
        "timeout_seconds": 5,
        "wrong_keys_allowed": 1,
        "wrong_key_retry_recording": "12",
        "wrong_key_destination_type": "department",
        "wrong_key_destination_id": "7",
        "silences_allowed": 0,
        "silence_destination_type": "hangup",
        "silence_destination_id": "1",
    }
    return Receptionist(**fields | changes)


SMALL = Flow(
    "main",
    {
        "main": menu("Main", "10", ("1", "department", "7"), ("2", "ivr", "@bills"), description="The first menu"),
        "bills": menu("Bills", "11", ("*", "ivr", "@main")),
        "old": menu("Old menu", "10"),
    },
    numbers={"+441632960001": "main", "+441632960002": "main", "+441632960003": "bills"},
    recordings={
        "10": Recording(name="hello", script="Welcome. For bookings, press 1. For bills, press 2."),
        "12": Recording(name="sorry"),
    },
    destinations={Destination("department", "7"): KnownDestination(name="Booking desk", answers="person")},
    lengths={"10": RecordingLength(4000, estimated=False), "12": RecordingLength(1500, estimated=False)},
)

SMALL_AS_TEXT = """\
Overview
========

- A call begins at menu “Main”.
- +441632960001 and +441632960002 lead to menu “Main”.
- +441632960003 leads to menu “Bills”.
- Callers can reach two menus.
- A caller who stays silent is disconnected after 9 s.
- Some recordings' lengths are estimates; a time that rests on one says “about”.
- No call reaches one receptionist: see the end.

Menu “Main”
===========

- Described as “The first menu”.
- Callers get here at the beginning of a call, by calling +441632960001, by calling
  +441632960002 and with * from menu “Bills”.
- Callers hear “hello” (recording 10, 4 s): “Welcome. For bookings, press 1. For bills,
  press 2.”
- They can press a key before it ends: the key stops it and counts. Then the menu
  waits 5 s for a key.

    1 → Booking desk (a person)
    2 → menu “Bills”

- Any key that is not listed is wrong. After the first wrong key callers hear “sorry”,
  then the greeting again. The second wrong key ends the menu: they go to Booking desk
  (a person).
- The first silence ends the menu: the call ends.
- A caller who stays silent is kept here for 9 s (one try).

Menu “Bills”
============

- Callers get here by calling +441632960003 and with 2 from menu “Main”.
- Callers hear recording 11 (about 4 s): its words are not known.
- They can press a key before it ends: the key stops it and counts. Then the menu
  waits 5 s for a key.

    * → menu “Main”

- Any key that is not listed is wrong. After the first wrong key callers hear “sorry”,
  then the greeting again. The second wrong key ends the menu: they go to Booking desk
  (a person).
- The first silence ends the menu: the call ends.
- A caller who stays silent is kept here for about 9 s (one try).
- Estimated length: recording 11 (4 s).

What the recordings say
=======================

    “hello” (recording 10, 4 s)
        “Welcome. For bookings, press 1. For bills, press 2.”
    “sorry” (recording 12, 1.5 s)
        Its words are not known.
    recording 11 (about 4 s)
        Its words are not known.

What the provider leaves open
=============================

"""


def test_a_small_flow_from_its_first_menu_to_its_recordings() -> None:
    text = sections_text(read_back(SMALL))
    assert text[: len(SMALL_AS_TEXT)] == SMALL_AS_TEXT


def test_who_is_not_reached_comes_last() -> None:
    assert sections_text(read_back(SMALL)).endswith("""
Receptionists that no call reaches
==================================

- Neither the beginning of a call, nor a number, nor a menu that callers reach leads to
  these.
- Menu “Old menu”, old in the flow
""")


def test_sections_are_data() -> None:
    main = read_back(SMALL)[1]
    assert (main.heading, main.columns) == ("Menu “Main”", ("Key", "Leads to"))
    assert main.rows == (TableRow("1", "Booking desk (a person)"), TableRow("2", "menu “Bills”"))


def test_every_setting_is_an_open_question_with_what_is_assumed() -> None:
    changed = SMALL.with_semantics(PROFILES["freepbx"].model_copy(update={"counters": "shared", "barge_in": False}))
    asked = read_back(changed)[-2]
    assert asked.sentences[1] == "This reading assumes the profile “freepbx”, with changes of its own."
    assert len(asked.rows) == len(SETTINGS) - len({"optional_hash"})  # which no FreePBX should have
    assert len(SETTINGS) == len(NOTES)
    assert [row.text for row in asked.rows if "set by this flow" in row.text] == [
        "one count, compared with the limit of what just happened (set by this flow)",
        "it is ignored (set by this flow)",
    ]


def test_a_setting_of_another_profile_says_so() -> None:
    asked = read_back(SMALL.with_semantics(PROFILES["acefone-uk-literal"]))[-2]
    assert asked.sentences[1] == "This reading assumes the profile “acefone-uk-literal”."
    assert asked.rows[0].text == (
        "the N-th is final (with N = 0 the first) (as the profile “acefone-uk-literal” has it)"
    )


def test_what_loading_noticed_is_told() -> None:
    noted = Flow("old", {"old": SMALL.receptionists["old"]}, notes=(LoadNote("answer.json", "it lacks prefix"),))
    assert read_back(noted)[-1].remarks == ("answer.json: it lacks prefix",)


def test_a_silent_caller_who_never_gets_out() -> None:
    round_and_round = menu("Loop", "10", silence_destination_type="ivr", silence_destination_id="@loop")
    overview, loop, *_ = read_back(Flow("loop", {"loop": round_and_round}))
    assert "A caller who stays silent never gets out: silence leads in a circle." in overview.sentences
    assert "From here, a caller who stays silent never gets out: silence leads in a circle." in loop.remarks


def test_an_announcement_alone_has_no_keys_and_no_recordings() -> None:
    single = Receptionist(
        name="Closed", destination_type="single", forward_destination_type="hangup", forward_destination_id="1"
    )
    overview, closed, unknown = read_back(Flow("closed", {"closed": single}))
    assert overview.sentences == (
        "A call begins at announcement “Closed”.",
        "Callers can reach one announcement.",
        "A caller who stays silent is disconnected after 0 s.",
    )
    assert closed == Section(
        "Announcement “Closed”",
        (
            "Callers get here at the beginning of a call.",
            "There is no greeting.",
            "Keys have no effect here: at once, the call ends.",
        ),
    )
    assert unknown.heading == "What the provider leaves open"


def test_no_control_character_reaches_the_reader() -> None:
    evil = "a\x1b[2Jb\x07c\x9bd\u202ee\r\nf\ud800"
    flow = Flow(
        "main",
        {"main": menu(evil, evil, ("1", evil, evil), description=evil), evil: menu(evil, "10")},
        numbers={evil: "main"},
        recordings={evil: Recording(name=evil, script=evil)},
        destinations={Destination(evil, evil): KnownDestination(name=evil)},
        notes=(LoadNote(evil, evil),),
    )
    for shown in (sections_text(read_back(flow)), sections_markdown(read_back(flow))):
        assert [sign for sign in shown if not sign.isprintable() and sign != "\n"] == []
        assert "ax1b[2Jbx07cx9bdu202ee fud800" in shown.replace("\\", "")


@pytest.mark.parametrize("name", SHIPPED)
def test_the_shipped_flows_read_within_the_width(name: str) -> None:
    flow = load(str(FLOWS / name))
    sections = read_back(flow)
    lines = sections_text(sections).splitlines()
    assert max(map(len, lines)) <= WIDTH
    assert [line for line in lines if line != line.rstrip()] == []
    told = [part for section in sections for part in (*section.sentences, *section.remarks)]
    assert [sentence for sentence in told if sentence[-1] not in ".”" and ".json: " not in sentence] == []


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("name", SHIPPED)
def test_the_time_told_for_a_silent_caller_is_that_of_a_played_one(name: str, profile: str) -> None:
    flow = load(str(FLOWS / name)).with_semantics(PROFILES[profile])
    ways_out = silent_exits(flow, {key: silent_path(flow, key) for key in flow.receptionists})
    for key, way in ways_out.items():
        record = play(flow, "", entry=key)
        assert (record.seconds, record.estimated) == (way.length.milliseconds / 1000, way.length.estimated)
        assert record.outcome.destination == str(way.destination)
    assert f"after {length_words(ways_out[flow.entry].length)}" in sections_text(read_back(flow)[:1])


def test_what_the_dialect_documents_is_no_open_question() -> None:
    section = next(
        one
        for one in read_back(load(FLOWS / "clinic").in_dialect("ivr"))
        if one.heading.startswith("What the provider")
    )
    assert [row.label for row in section.rows if row.label.startswith("Which wrong key")] == []
    assert section.remarks == (
        "Documented: Number of retries allowed after invalid inputs "
        "(docs.acefone.co.uk, create-an-ivr, read 2026-11-30).",
    )


def test_a_flow_that_departs_from_what_is_documented_is_told_so() -> None:
    flow = load(FLOWS / "clinic").in_dialect("ivr").with_semantics(PROFILES["acefone-uk-literal"])
    section = next(one for one in read_back(flow) if one.heading.startswith("What the provider"))
    assert section.remarks == (
        "Documented: Number of retries allowed after invalid inputs "
        "(docs.acefone.co.uk, create-an-ivr, read 2026-11-30); this flow has final_on: at_count all the same.",
    )
