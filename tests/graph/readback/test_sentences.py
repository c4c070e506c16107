"""One receptionist in plain words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from simulator.config.announcement_settings import AnnouncementSettings
from simulator.config.flow import Flow, Recording, RecordingLength
from simulator.config.menu_engine import MenuEngine
from simulator.config.receptionist import DROPPED, Destination, Entry, Receptionist
from simulator.config.semantics import Semantics
from simulator.graph.default_paths import SilentExit, silent_path, wrong_key_path
from simulator.graph.display_names import DisplayNames
from simulator.graph.passages import Arrival
from simulator.graph.readback import sentences
from simulator.graph.readback.flow_readback import read_back
from tests.callers.switch_flows import switch_flow

RECORDINGS = {"10": "hello", "11": "sorry", "12": "bye"}


def menu(**changes: Any) -> Receptionist:
    fields: dict[str, Any] = {
        "name": "Main",
        "destination_type": "multiple",
        "greeting": "10",
        "entries": (Entry(option="1", destination_type="department", destination_id="7"),),
        "timeout_seconds": 5,
        "wrong_keys_allowed": 2,
        "wrong_key_retry_recording": "11",
        "wrong_key_final_recording": "12",
        "wrong_key_destination_type": "hangup",
        "wrong_key_destination_id": "1",
        "silences_allowed": 1,
        "silence_destination_type": "hangup",
        "silence_destination_id": "1",
    }
    return Receptionist(**fields | changes)


def names(item: Receptionist, **settings: Any) -> DisplayNames:
    return DisplayNames(
        Flow(
            "main",
            {"main": item},
            recordings={id: Recording(name=name) for id, name in RECORDINGS.items()},
            lengths={id: RecordingLength(2000, estimated=id == "12") for id in RECORDINGS},
            semantics=Semantics(**settings),
        )
    )


def mistakes(item: Receptionist, **settings: Any) -> list[str]:
    told = names(item, **settings)
    return list(
        sentences.mistake_sentences(told, "main", *(find(told.flow, "main") for find in (silent_path, wrong_key_path)))
    )


def test_mistakes_and_their_ends() -> None:
    assert mistakes(menu()) == [
        "Any key that is not listed is wrong. After the first and the second wrong key callers hear “sorry”, "
        "then the greeting again. The third wrong key ends the menu: they hear “bye” to its end, and then the "
        "call ends.",
        "After the first silence callers hear the greeting again. The second silence ends the menu: the call ends.",
        "A caller who mixes wrong keys and silence gets four tries at most.",
    ]


def test_no_second_try() -> None:
    assert mistakes(menu(wrong_keys_allowed=0, silences_allowed=0)) == [
        "Any key that is not listed is wrong. The first wrong key ends the menu: they hear “bye” to its end, "
        "and then the call ends.",
        "The first silence ends the menu: the call ends.",
    ]


def test_many_tries_under_the_reading_in_which_the_nth_is_the_last() -> None:
    assert mistakes(menu(wrong_keys_allowed=4), final_on="at_count", replay_greeting="without_retry_prompt") == [
        "Any key that is not listed is wrong. After each of the first 3 wrong keys callers hear “sorry”, without "
        "the greeting. The fourth wrong key ends the menu: they hear “bye” to its end, and then the call ends.",
        "The first silence ends the menu: the call ends.",
    ]


def test_counted_together() -> None:
    assert mistakes(menu(silences_allowed=0), counters="shared") == [
        "Wrong keys and silences are counted together, as mistakes.",
        "Any key that is not listed is wrong. After a wrong key that is the first or the second mistake callers "
        "hear “sorry”, then the greeting again. A wrong key that is the third mistake or a later one ends the "
        "menu: they hear “bye” to its end, and then the call ends.",
        "Any silence ends the menu: the call ends.",
    ]
    told = mistakes(menu(wrong_keys_allowed=5), counters="shared")
    assert "After a wrong key that is one of the first 5 mistakes callers hear" in told[1]
    assert told[3] == "A caller who mixes wrong keys and silence gets six tries at most."


def test_nothing_to_hear_and_nothing_to_choose() -> None:
    item = menu(greeting=None, entries=(), wrong_key_retry_recording=None, wrong_key_final_recording=None)
    assert mistakes(item)[0] == (
        "Every key is wrong: none is listed. After the first and the second wrong key the menu waits again, "
        "and nothing plays. The third wrong key ends the menu: the call ends."
    )
    retry_alone = mistakes(menu(greeting=None, silence_retry_recording="11"))[1]
    assert retry_alone.startswith("After the first silence callers hear “sorry”. The second")


def test_every_key_listed() -> None:
    entries = tuple(Entry(option=key, destination_type="hangup", destination_id="1") for key in "1234567890*#")
    assert mistakes(menu(entries=entries))[0] == "Every key is listed, so no key is wrong."
    assert "is wrong" in mistakes(menu(entries=entries), collect="terminated")[0]


def hearing(item: Receptionist, **settings: Any) -> list[str]:
    told = names(item, **settings)
    return list(sentences.greeting_sentences(told, "main", silent_path(told.flow, "main")))


def test_what_callers_hear_and_when_they_can_press() -> None:
    assert hearing(menu()) == [
        "Callers hear “hello” (recording 10, 2 s): its words are not known.",
        "They can press a key before it ends: the key stops it and counts. Then the menu waits 5 s for a key.",
    ]
    assert hearing(menu(timeout_seconds=0), barge_in=False)[1] == (
        "They have to hear it out: a key pressed before it ends is lost. "
        "Then the menu waits 10 s for a key, although it is set to 0."
    )
    assert hearing(menu(greeting=None)) == ["There is no greeting.", "The menu waits 5 s for a key."]


def announcing(item: Receptionist, settings: AnnouncementSettings) -> Receptionist:
    return item.with_engine(MenuEngine(announcement=settings))


def test_a_forward_waits_for_no_key() -> None:
    single: dict[str, Any] = {
        "destination_type": "single",
        "forward_destination_type": "department",
        "forward_destination_id": "7",
    }
    to = "they go to department 7 (who answers is not known)"
    assert hearing(menu(**single))[1] == f"Keys have no effect here: when it has ended, {to}."
    assert hearing(menu(greeting=None, **single))[1] == f"Keys have no effect here: at once, {to}."
    both = AnnouncementSettings(pause=True, skip=True, repeat="5")
    assert [hearing(announcing(menu(**single), own))[1] for own in (both, AnnouncementSettings(repeat="*"))] == [
        "Where nobody has answered the call before, a pause of 1 s comes first. "
        f"5 plays it again, and any other key leads on. 1 s later, {to}.",
        f"* plays it again, and another key does nothing until it has ended. 1 s later, {to}.",
    ]
    assert hearing(announcing(menu(**single), AnnouncementSettings(pause=True)))[1].endswith(
        f"comes first. Keys have no effect here. When it has ended, {to}."
    )
    told = names(menu(**single))
    out = SilentExit(RecordingLength(2000, estimated=False), Destination("department", "7"))
    silent = silent_path(told.flow, "main")
    assert list(sentences.silence_sentences(told, "main", silent, out)) == ["Every caller is kept here for 2 s."]


def test_how_long_a_silent_caller_is_kept() -> None:
    item = menu(silence_destination_type="ivr", silence_destination_id="@main", silence_final_recording="12")
    told = names(item)
    silent = silent_path(told.flow, "main")
    kept = "A caller who stays silent is kept here for about 16 s (two tries)."
    for way_out, onward in [
        (None, "never gets out: silence leads in a circle"),
        (Destination("hangup", "1"), "is disconnected after 1 min"),
        (Destination("extension", ""), "is dropped after 1 min: the destination is blank"),
        (DROPPED, "is dropped after 1 min: the final recording is missing"),
        (Destination("extension", "5"), "reaches extension 5 (who answers is not known) after 1 min"),
    ]:
        out = SilentExit(RecordingLength(60_000, estimated=False), way_out)
        assert list(sentences.silence_sentences(told, "main", silent, out)) == [
            kept,
            f"From here, a caller who stays silent {onward}.",
        ]


def test_which_lengths_are_estimates() -> None:
    assert list(sentences.estimate_sentences(names(menu()), "main")) == ["Estimated length: “bye” (2 s)."]
    known = menu(wrong_key_final_recording=None)
    assert list(sentences.estimate_sentences(names(known), "main")) == []
    unknown = menu(silence_final_recording="99")
    assert list(sentences.estimate_sentences(names(unknown), "main")) == [
        "Estimated lengths: “bye” (2 s) and recording 99 (4 s)."
    ]


def test_how_callers_get_here() -> None:
    told = names(menu())
    ways = [Arrival("main", "choice", "9"), Arrival("main", "wrong keys", "")]
    assert list(sentences.arrival_sentences(told, "main", ways)) == [
        "Callers get here at the beginning of a call, with 9 from this menu itself and after wrong keys in "
        "this menu itself."
    ]
    elsewhere = DisplayNames(
        replace(told.flow, receptionists={"main": menu(), "other": menu(name="Other")}, entry="main")
    )
    assert list(sentences.arrival_sentences(elsewhere, "other", [Arrival("main", "forward", "")])) == [
        "Callers get here straight from menu “Main”."
    ]
    assert list(sentences.arrival_sentences(elsewhere, "other", [])) == []


@pytest.mark.parametrize(
    ("pause", "words"),
    [
        (0, "department 7 (who answers is not known)"),
        (
            3000,
            "department 7 (who answers is not known), after a pause of 3 s, because a longer choice begins "
            "in the same way",
        ),
        (
            None,
            "department 7 (who answers is not known); but no caller can reach it, because something else is "
            "taken first",
        ),
    ],
)
def test_where_a_choice_leads(pause: int | None, words: str) -> None:
    entry = Entry(option="1", destination_type="department", destination_id="7")
    assert sentences.choice_sentence(names(menu()), "main", entry, pause) == words


def test_a_choice_with_a_template_that_leads_back() -> None:
    entry = Entry(option="1", destination_type="ivr", destination_id="@main", template_id="12")
    assert sentences.choice_sentence(names(menu()), "main", entry, 0) == "this menu again; e-mail template 12 is noted"


@pytest.mark.parametrize(
    ("collect", "options", "told"),
    [
        ("prefix", ["1"], []),
        ("prefix", ["12"], ["The keys of one choice may be 3 s apart at most."]),
        ("first_match", ["1"], ["A wrong key is noticed only when 5 s pass without a further one, or at #."]),
        ("terminated", ["1"], ["Keys are acted on when # is pressed, or when 5 s pass without a further one."]),
    ],
)
def test_how_keys_are_gathered(collect: Any, options: list[str], told: list[str]) -> None:
    entries = tuple(Entry(option=option, destination_type="hangup", destination_id="1") for option in options)
    shown = names(menu(entries=entries), collect=collect)
    assert list(sentences.collecting_sentences(shown, "main", silent_path(shown.flow, "main"))) == told


SWITCH_MENU = {
    "timeout": 1,
    "inter_digit_timeout": 2,
    "digit_len": 5,
    "failures": 3,
    "timeouts": 2,
    "greet_long": "long1",
    "greet_short": "short1",
    "invalid_sound": "invalid1",
    "entries": {"1": "department||7"},
}


def test_freeswitch_has_a_short_greeting_and_codes_of_one_length(tmp_path: Path) -> None:
    flow = switch_flow({"m0": SWITCH_MENU}, tmp_path, "fusionpbx")
    section = next(section for section in read_back(flow) if "m0" in section.heading)
    assert [row.text for row in section.rows] == [
        "department 7 (who answers is not known), after a pause of 1 s, because codes may have 5 keys"
    ]
    assert [sentence for sentence in section.remarks if "short1" in sentence] == [
        "Any key that is not listed is wrong. After the first and the second wrong key callers hear recording "
        "invalid1, then recording short1. The third wrong key ends the menu: they hear recording invalid1 to its end, "
        "and then they go to the end of the menu (failure).",
        "After the first silence callers hear recording short1. The second silence ends the menu: they go to the end "
        "of the menu (timeout).",
    ]
