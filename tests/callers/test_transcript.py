"""A call as people read it."""

from dataclasses import replace

from simulator.callers.caller_script import CallerScript, ScriptStep
from simulator.callers.rehearsal import Rehearsal
from simulator.callers.transcript import (
    clock_text,
    layout_lines,
    recap_sentence,
    seconds_text,
    shorten_transcript,
    write_transcript,
)
from simulator.config.flow import Flow, Recording
from simulator.config.receptionist import Receptionist
from simulator.config.routes import PersonRoute, ScheduleRoute
from simulator.config.semantics import PROFILES
from tests.callers.world_flow import DESK, NUMBER, OFFICE, world_flow


def told(flow: Flow, script: object, *, words: bool = False) -> list[str]:
    """The transcript as text, by default without the words of the recordings."""
    machine, trace = Rehearsal(flow).trace_call(script)  # type: ignore[arg-type]  # any form of a script
    lines = layout_lines(write_transcript(machine.flow, trace))
    return [line for line in lines if words or "“" not in line]


def test_a_wrong_key_a_silence_and_a_choice(clinic: Flow) -> None:
    assert told(clinic, "9 silence 1", words=True) == [
        "  0:00.0  ☎ Main menu (main) answers",
        "  0:00.0  ▶ greeting, 8.2 s",
        "            “Welcome to Fernside Clinic. To book an appointment, press 1. For billing, press 2. For…”",
        "  0:08.2  … waits up to 5 s for a key",
        "  0:08.7  ● presses 9: wrong key 1 of 3",
        "  0:08.7  ▶ sorry, 3.2 s",
        "            “Sorry, that was not one of the choices.”",
        "  0:11.9  ▶ greeting, 8.2 s",
        "            “Welcome to Fernside Clinic. To book an appointment, press 1. For billing, press 2. For…”",
        "  0:20.1  … waits up to 5 s for a key",
        "  0:25.1  ● no key for 5 s: silence 1 of 3",
        "  0:25.1  ▶ are-you-there, 3.6 s",
        "            “Are you still there? Please choose from this list.”",
        "  0:28.7  ▶ greeting, 8.2 s",
        "            “Welcome to Fernside Clinic. To book an appointment, press 1. For billing, press 2. For…”",
        "  0:36.9  … waits up to 5 s for a key",
        "  0:37.4  ● presses 1",
        "  0:37.4  → Booking desk (department||108000)",
    ]


def test_the_last_wrong_key_and_keys_that_nobody_hears(clinic: Flow) -> None:
    silent_last = {"steps": [{"press": "999", "cue": "prompt"}, {"press": "1", "cue": "now"}]}
    assert told(clinic, silent_last) == [
        "  0:00.0  ☎ Main menu (main) answers",
        "  0:00.0  ▶ greeting, 8.2 s",
        "  0:00.5  ● presses 9 into the recording: wrong key 1 of 3",
        "  0:00.5  ▶ sorry, 3.2 s",
        "  0:00.8  ● presses 9 into the recording: wrong key 2 of 3",
        "  0:00.8  ▶ sorry, 3.2 s",
        "  0:01.0  ● presses 9 into the recording: wrong key 3 of 3",
        "  0:01.0  ▶ goodbye, 4.4 s",
        "  0:01.5  ● presses 1, which nobody hears",
        "  0:05.4  → Reception (extension||050109590001)",
    ]


def test_a_code_of_several_keys_and_a_hang_up(clinic: Flow) -> None:
    main = clinic.receptionists["main"]
    entry = (main.entries or ())[0]
    codes = main.model_copy(update={"entries": (entry, entry.model_copy(update={"option": "12", "template_id": "7"}))})
    flow = replace(clinic, receptionists={**clinic.receptionists, "main": codes})
    assert told(flow, "12")[-4:] == [
        "  0:08.7  ● presses 1, and more may follow",
        "  0:09.0  ● presses 2: the choice 12",
        "  0:09.0  ✉ e-mail template 7 is noted",
        "  0:09.0  → Booking desk (department||108000)",
    ]
    assert told(flow, "1")[-2:] == ["  0:11.7  ● no further key", "  0:11.7  → Booking desk (department||108000)"]
    assert told(flow, "hangup")[-1] == "  0:08.7  ● hangs up"


def test_a_nested_menu_answers_by_its_name(clinic: Flow) -> None:
    assert told(clinic, "2 hangup")[4] == "  0:08.7  ☎ Billing (billing) answers"


def test_none_allowed_and_a_recording_without_name_or_length(clinic: Flow) -> None:
    main = clinic.receptionists["main"].model_copy(update={"wrong_keys_allowed": 0})
    bare = Flow(entry="main", receptionists={"main": main})
    assert told(bare, "9", words=True)[1:] == [
        "  0:00.0  ▶ recording 19549, about 4 s",
        "  0:04.0  … waits up to 5 s for a key",
        "  0:04.5  ● presses 9: wrong key 1 of 1",
        "  0:04.5  ▶ recording 246, about 4 s",
        "  0:08.5  → extension||050109590001",
    ]


def test_a_menu_that_hangs_up_says_so(clinic: Flow) -> None:
    main = clinic.receptionists["main"].model_copy(
        update={"wrong_keys_allowed": 0, "wrong_key_destination_type": "hangup", "wrong_key_destination_id": "1"}
    )
    flow = replace(clinic, receptionists={"main": main})
    assert told(flow, "9")[3:] == [
        "  0:08.7  ● presses 9: wrong key 1 of 1",
        "  0:08.7  ▶ goodbye, 4.4 s",
        "  0:13.1  → the menu hangs up",
    ]
    assert recap_sentence(Rehearsal(flow).play("9")) == "Hung up by the menu after 0:13.1."


def test_a_menu_that_is_named_as_its_key_is_named_once(clinic: Flow) -> None:
    desk = clinic.receptionists["main"].model_copy(update={"name": "desk"})
    assert told(Flow(entry="desk", receptionists={"desk": desk}), "1")[0] == "  0:00.0  ☎ desk answers"


def test_a_menu_without_recordings_that_leads_to_itself_waits_anew_each_time() -> None:
    blank = Receptionist(
        name="Loop",
        destination_type="multiple",
        entries=(),
        timeout_seconds=1,
        wrong_keys_allowed=0,
        wrong_key_destination_type="ivr",
        wrong_key_destination_id="loop",
        silences_allowed=0,
        silence_destination_type="ivr",
        silence_destination_id="loop",
    )
    assert told(Flow(entry="loop", receptionists={"loop": blank}), "silence hangup") == [
        "  0:00.0  ☎ Loop (loop) answers",
        "  0:00.0  … waits up to 1 s for a key",
        "  0:01.0  ● no key for 1 s: silence 1 of 1",
        "  0:01.0  ☎ Loop (loop) answers",
        "  0:01.0  … waits up to 1 s for a key",
        "  0:01.5  ● hangs up",
    ]


def test_a_keys_wait_in_the_dead_place_goes_on(clinic: Flow) -> None:
    flow = clinic.with_semantics(PROFILES["freepbx-first-match"])
    assert told(flow, "99 hangup")[3:6] == [
        "  0:08.7  ● presses 9, and more may follow",
        "  0:09.0  ● presses 9, and more may follow",
        "  0:14.0  ● no further key: wrong key 1 of 3",
    ]


def test_a_keys_wait_in_the_collecting_place_begins_anew(clinic: Flow) -> None:
    main = clinic.receptionists["main"]
    entry = (main.entries or ())[0]
    codes = main.model_copy(update={"entries": (entry, entry.model_copy(update={"option": "123"}))})
    flow = replace(clinic, receptionists={**clinic.receptionists, "main": codes})
    assert told(flow, "124")[3:7] == [
        "  0:08.7  ● presses 1, and more may follow",
        "  0:09.0  ● presses 2, and more may follow",
        "  0:09.2  ● presses 4: wrong key 1 of 3",
        "  0:09.2  ▶ sorry, 3.2 s",
    ]


def test_a_script_of_88_characters_is_shown_whole_and_a_longer_one_cut(clinic: Flow) -> None:
    def quoted(script: str) -> str:
        recordings = {"19549": Recording(name="greeting", script=script)}
        return told(replace(clinic, recordings=recordings), "early:1", words=True)[2]

    assert [quoted("a" * 88), quoted("a" * 89), quoted("a" * 86 + " bc")] == [
        f"            “{'a' * 88}”",
        f"            “{'a' * 87}…”",
        f"            “{'a' * 86}…”",
    ]


def test_a_script_never_steers_the_terminal(clinic: Flow) -> None:
    evil = {"19549": Recording(name="gr\x1b[31meeting", script="\x07Welcome\u202e back")}
    shown = told(replace(clinic, recordings=evil), "1", words=True)
    assert shown[1:3] == ["  0:00.0  ▶ gr\\x1b[31meeting, 8.2 s", "            “\\x07Welcome\\u202e back”"]


def test_an_endless_call_is_cut_short() -> None:
    lines = [f"line {number}" for number in range(100)]
    assert shorten_transcript(lines) == [
        *lines[:40],
        "          … and so on (60 lines more; --format json has every turn)",
    ]
    assert shorten_transcript(lines[:41]) == lines[:41]
    assert shorten_transcript(lines[:42])[40:] == ["          … and so on (2 lines more; --format json has every turn)"]


def test_one_sentence_says_how_a_call_ended(clinic: Flow) -> None:
    rehearsal = Rehearsal(clinic)
    hang_up = CallerScript(steps=(ScriptStep(hangup=True, cue="now", after=1),))
    assert [
        recap_sentence(rehearsal.play("1")),
        recap_sentence(rehearsal.play(hang_up)),
        recap_sentence(Rehearsal(clinic, limit=1).play()),
    ] == [
        "Routed to Booking desk (department||108000) after 0:08.7.",
        "Abandoned by the caller after 0:01.0.",
        "Endless: this call is still in the menu after 0:13.2.",
    ]


def test_a_call_that_never_ends_says_what_goes_round() -> None:
    flow = world_flow()
    ringing = replace(flow, routes={DESK: PersonRoute(1000, no_answer=DESK)})
    asking = replace(flow, routes={**flow.routes, OFFICE: ScheduleRoute("office", OFFICE, OFFICE)})
    assert [
        recap_sentence(Rehearsal(ringing, limit=9, given={"Booking desk": "no answer"}).play("1")),
        recap_sentence(Rehearsal(asking.rung_at(NUMBER), limit=9).play()),
    ] == [
        "Endless: this call is still ringing after 0:09.5.",
        "Endless: this call still goes round the schedules after 0:00.0.",
    ]


def test_the_sentence_says_what_rests_on_estimates_and_what_has_no_name(clinic: Flow) -> None:
    bare = Flow(entry="main", receptionists={"main": clinic.receptionists["main"]})
    waits_long = clinic.receptionists["main"].model_copy(update={"timeout_seconds": 600})
    late = {"steps": [{"press": "1", "after": 599.4}]}
    assert [
        recap_sentence(Rehearsal(bare).play("1")),
        recap_sentence(Rehearsal(replace(clinic, receptionists={"main": waits_long})).play(late)),
    ] == [
        "Routed to department||108000 after 0:04.5 (some lengths are estimates).",
        "Routed to Booking desk (department||108000) after 10:07.6.",
    ]


def test_times_have_the_decimals_that_they_need() -> None:
    assert [seconds_text(ms) for ms in (5000, 8200, 50, 1, 0)] == ["5 s", "8.2 s", "0.05 s", "0.001 s", "0 s"]
    assert [clock_text(ms) for ms in (0, 49, 50, 8700, 59_960, 61_000, 3_600_000)] == [
        "0:00.0",
        "0:00.0",
        "0:00.1",
        "0:08.7",
        "1:00.0",
        "1:01.0",
        "60:00.0",
    ]


def test_a_blank_destination_drops_the_call(clinic: Flow) -> None:
    main = clinic.receptionists["main"].model_copy(update={"silence_destination_id": ""})
    flow = replace(clinic, receptionists={**clinic.receptionists, "main": main})
    assert told(flow, "")[-2:] == [
        "  0:46.8  ▶ goodbye, 4.4 s",
        "  0:51.2  → the call drops: the menu leads to a blank destination",
    ]
    record = Rehearsal(flow).play("")
    assert (record.outcome.kind, record.outcome.destination, record.outcome.name) == ("hung_up", None, None)
    assert record.turns[-1]["effects"] == [{"end": "menu"}]
    assert recap_sentence(record) == "Hung up by the menu after 0:51.2: the call drops, and gets nowhere."
