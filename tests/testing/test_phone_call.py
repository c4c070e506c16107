"""A call made act by act."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator import Flow, load, play
from simulator.callers.caller_script import CallerScript, caller
from simulator.callers.rehearsal import Rehearsal
from simulator.config.announcement_settings import AnnouncementSettings
from simulator.config.menu_engine import MenuEngine, MenuSettings
from simulator.config.receptionist import Receptionist
from simulator.config.routes import PersonRoute
from simulator.config.semantics import PROFILES
from simulator.errors import EventRefused, ScriptError, UsageError
from simulator.testing.flow_coverage import coverage_payload
from simulator.testing.phone_call import PhoneCall, play_line
from simulator.testing.strategies import flows, pressed_in
from tests.callers.world_flow import world_flow
from tests.flowtests.voicemail_flow import write_voicemail_flow


def test_a_caller_who_is_confused_once(clinic: Flow) -> None:
    call = PhoneCall(clinic)
    assert (call.menu, call.heard, call.seconds, call.over) == ("main", ["greeting"], 8.2, False)
    call.press("9")
    assert (call.menu, call.heard, call.seconds) == ("main", ["greeting", "sorry", "greeting"], 20.1)
    assert (call.place.wrong_keys, call.place.silences) == (1, 0)
    call.silence()
    assert call.heard == ["greeting", "sorry", "greeting", "are-you-there", "greeting"]
    call.press(1)
    assert (call.menu, call.seconds, call.over) == (None, 37.4, True)
    assert call.reached("Booking desk")
    assert call.record == play(clinic, "9 silence 1")
    assert call.script.as_line() == "9 silence 1"


def test_an_early_key_cuts_short_what_a_patient_caller_hears(clinic: Flow) -> None:
    call = PhoneCall(clinic)
    call.press("2")
    assert call.heard == ["greeting", "billing-greeting"]
    call.press("9", early=True, after=1)
    assert (call.heard, call.seconds) == (["greeting", "billing-greeting", "sorry", "billing-greeting"], 23.7)
    assert call.menu == "billing"


def test_the_caller_stays_silent_to_see_where_that_leads(clinic: Flow) -> None:
    call = PhoneCall(clinic)
    assert call.reached("Reception")
    assert call.reached("extension||050109590001")
    assert call.reached("person")
    assert not call.reached("billing")
    assert call.heard == ["greeting"]
    call.press("2")
    assert call.reached("billing")
    assert call.trace.kind == "routed"


def test_reached_says_the_outcome_in_words(clinic: Flow) -> None:
    call = PhoneCall(clinic)
    call.press("3")
    assert repr(call.reached("Night voicemail")) == (
        "<reached: Night voicemail (voicemail||9001). Routed to Night voicemail (voicemail||9001) after 0:08.7.>"
    )
    assert repr(call.reached("Booking desk")) == (
        "<not reached: Booking desk (department||108000). Routed to Night voicemail (voicemail||9001) after 0:08.7.>"
    )
    assert repr(call) == "<a call: 3; Routed to Night voicemail (voicemail||9001) after 0:08.7.>"
    assert repr(PhoneCall(clinic)) == ("<a call: silent; Routed to Reception (extension||050109590001) after 0:51.2.>")


def test_a_call_that_is_over_takes_nothing_more(clinic: Flow) -> None:
    call = PhoneCall(clinic)
    call.hang_up()
    assert (call.over, call.menu, call.heard, call.seconds) == (True, None, ["greeting"], 8.7)
    acts: dict[str, Callable[[], None]] = {"1": lambda: call.press("1"), "a silence": call.silence}
    for told, act in {**acts, "a hang-up": call.hang_up}.items():
        with pytest.raises(EventRefused) as refusal:
            act()
        assert str(refusal.value) == (f"the call is over and cannot take {told}: Abandoned by the caller after 0:08.7.")
    assert call.script.as_line() == "hangup"
    call.dial_again()
    assert (call.over, call.script, call.heard) == (False, CallerScript(), ["greeting"])


@pytest.mark.parametrize("keys", ["", "x", "early:1", "1 2", "٢", "silence"])
def test_a_text_that_is_not_keys_is_refused(clinic: Flow, keys: str) -> None:
    call = PhoneCall(clinic)
    with pytest.raises(ScriptError, match="are no keys; 1 to 1,000 of 0-9"):
        call.press(keys)
    assert call.script == CallerScript()


def test_an_unknown_destination_is_refused_rather_than_not_reached(clinic: Flow) -> None:
    with pytest.raises(UsageError, match="nothing is called 'Bookin desk'; did you mean Booking desk"):
        PhoneCall(clinic).reached("Bookin desk")


def test_a_call_that_never_ends_is_over() -> None:
    circle = Receptionist.model_validate(
        {"name": "Circle", "destination_type": "single", "greeting": "1"}
        | {"forward_destination_type": "ivr", "forward_destination_id": "circle"}
    )
    call = PhoneCall(Flow(entry="circle", receptionists={"circle": circle}), limit=3)
    assert (call.over, call.heard, call.record.outcome.kind) == (True, ["1", "1", "1"], "endless")
    assert call.reached("circle")


def test_the_transcript_says_how_to_play_it_again(clinic: Flow) -> None:
    call = PhoneCall(clinic)
    call.press("1", early=True)
    assert call.transcript.splitlines() == [
        "  0:00.0  ☎ Main menu (main) answers",
        "  0:00.0  ▶ greeting, 8.2 s",
        "            “Welcome to Fernside Clinic. To book an appointment, press 1. For billing, press 2. For…”",
        "  0:00.5  ● presses 1 into the recording",
        "  0:00.5  → Booking desk (department||108000)",
        "",
        "Routed to Booking desk (department||108000) after 0:00.5.",
        f"Again:  ivrsim play {clinic.source} --entry main --caller 'early:1'",
    ]


# The command that plays a caller again


def test_the_command_repeats_the_entry_and_the_semantics() -> None:
    single, clinic = load("example:single"), load("example:clinic")
    assert play_line(single, caller("")) == "ivrsim play example:single --caller ''"
    assert play_line(clinic, caller("9 * #")) == "ivrsim play example:clinic --entry main --caller '9 * #'"
    under = clinic.entered_at("billing").with_semantics(PROFILES["freepbx"])
    assert play_line(under, caller(".")) == (
        "ivrsim play example:clinic --entry billing --semantics freepbx --caller 'silence'"
    )


def test_a_caller_without_a_one_line_form_is_json() -> None:
    flow = load("example:single")
    timed = caller({"name": "it's late", "steps": [{"press": "9", "after": 2}]})
    assert play_line(flow, timed) == (
        "ivrsim play example:single --caller "
        """'{"name": "it'"'"'s late", "steps": [{"press": "9", "after": 2.0}]}'"""
    )
    changed = flow.with_semantics(PROFILES["acefone"].model_copy(update={"final_on": "at_count"}))
    assert play_line(changed, caller("")) == (
        "ivrsim play example:single --caller "
        """'{"semantics": {"base": "acefone", "final_on": "at_count"}, "steps": []}'"""
    )


def test_a_flow_from_no_file_is_called_flow() -> None:
    flow = load("example:single")
    assert play_line(replace(flow, source=""), caller("1")) == "ivrsim play FLOW --caller '1'"


@given(st.data())
def test_acts_one_by_one_are_the_script_at_once(data: st.DataObject) -> None:
    flow = data.draw(flows())
    call = PhoneCall(flow, limit=30)
    acts = st.sampled_from(["press", "early", "silence", "hang up"])
    for _ in range(data.draw(st.integers(0, 5))):
        heard, seconds = call.heard, call.seconds
        if call.over:
            break
        match act := data.draw(acts):
            case "press" | "early":
                call.press(data.draw(pressed_in(flow)), early=act == "early")
            case "silence":
                call.silence()
            case _:
                call.hang_up()
        if act in ("press", "silence"):  # an early key changes what was heard after it
            assert call.heard[: len(heard)] == heard
            assert call.seconds >= seconds
    assert call.record == Rehearsal(flow, limit=30).play(call.script)
    assert call.over == (call.menu is None)


def test_a_call_behind_the_menu_says_who_rang_and_in_which_world_it_was_made() -> None:
    flow = world_flow(reception=PersonRoute(15_000, True))
    call = PhoneCall(flow, number="+441632960001", at="2026-12-24T10:00", given={"Booking desk": "busy"})
    call.press("1")
    assert (call.rang, call.heard, call.over, call.seconds) == (["Booking desk", "Reception"], [], True, 0.5)
    assert [bool(call.reached(name)) for name in ("Office hours", "Booking desk", "Reception", "person", "main")] == [
        True, False, True, True, True,
    ]  # fmt: skip
    assert call.transcript.splitlines() == [
        "Thu 24 Dec 2026 10:00, Christmas Eve: Office hours open; assumed: Reception picked up",
        "",
        "  0:00.0  ◷ Office hours (time_condition||77) is open",
        "  0:00.0  ☎ Main menu (main) answers",
        "  0:00.0  … waits up to 5 s for a key",
        "  0:00.5  ● presses 1",
        "  0:00.5  ♪ Booking desk (department||108000) rings",
        "  0:00.5  ◷ Booking desk (department||108000) is busy",
        "  0:00.5  ♪ Reception (extension||7) rings",
        "  0:00.5  ◷ Reception (extension||7) picks up",
        "  0:00.5  → Reception (extension||7)",
        "",
        "Routed to Reception (extension||7) after 0:00.5.",
        "Again:  ivrsim play FLOW --number +441632960001 --at 2026-12-24T10:00 --given 'Booking desk: busy' "
        "--caller '1'",
    ]
    call.dial_again()
    assert (call.over, call.menu, call.record.at, call.record.given) == (
        False, "main", "2026-12-24T10:00", {"Booking desk": "busy"},
    )  # fmt: skip


def test_a_world_that_the_flow_does_not_have_is_refused() -> None:
    with pytest.raises(UsageError, match=r"^given: nothing is called 'ofice'; did you mean office\?$"):
        _ = PhoneCall(world_flow(), given={"ofice": "closed"}).record
    with pytest.raises(UsageError, match=r"^'5' is not a number; did you mean "):
        PhoneCall(world_flow(), number="5")


def test_answers_that_differ_from_time_to_time_are_played_again_as_an_object() -> None:
    flow = world_flow()
    script = PhoneCall(flow, given={"office": ["open", "closed"]}).script
    assert play_line(flow, script) == (
        """ivrsim play FLOW --entry main --caller '{"given": {"office": ["open", "closed"]}, "steps": []}'"""
    )


def test_keys_into_an_announcement(clinic: Flow) -> None:
    engine = MenuEngine(MenuSettings(announcement=AnnouncementSettings(repeat="5")))
    notice = Receptionist(
        name="Notice",
        destination_type="single",
        greeting="244",
        forward_destination_type="ivr",
        forward_destination_id="@main",
    ).with_engine(engine.announcement_under(clinic.semantics))
    call = PhoneCall(replace(clinic, entry="notice", receptionists={**clinic.receptionists, "notice": notice}))
    assert (call.heard, call.menu) == (["sorry", "greeting"], "main")
    call.dial_again()
    call.press("5", over=True)
    call.press("5", over=True, after=3.5)
    call.press("1")
    assert call.heard == ["sorry", "sorry", "sorry", "greeting"]
    assert call.reached("Booking desk")
    assert call.script.as_line() is None
    with pytest.raises(UsageError, match="early presses into a menu, and over into an announcement; use one of them"):
        call.press("5", early=True, over=True)


def test_a_caller_who_stays_after_a_voicemail_goes_on(tmp_path: Path) -> None:
    write_voicemail_flow(tmp_path)
    flow = load(tmp_path)
    call = PhoneCall(flow, given={"Voicemail 5": "returns"})
    call.press("5")
    assert (call.menu, call.heard) == (
        "main",
        ["greeting", "message at Voicemail 5", "way back to the menu", "greeting"],
    )
    call.press("1")
    reached = {name: bool(call.reached(name)) for name in ("Voicemail 5", "Voicemail 6", "Sales", "person")}
    assert reached == {"Voicemail 5": True, "Voicemail 6": False, "Sales": True, "person": True}
    assert "  0:05.5  ☎ Voicemail 5 (voicemail-5) answers\n" in call.transcript
    assert coverage_payload(flow, call.trace)["stays"]
