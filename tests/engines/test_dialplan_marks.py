import pytest

from simulator.engines.dialplan_marks import DialplanPlace
from tests.engines.engine_flows import quick_flow
from tests.engines.recorded_calls import marks_of

MAIN = "ivr-menu-main"


def test_a_call_to_each_receptionist_has_its_channel() -> None:
    marks = marks_of(quick_flow())
    assert marks.channel_to("main") == "Local/to_main@ivr-start/n"
    assert marks.channel_to("inner") == "Local/to_inner@ivr-start/n"


def test_what_steps_mean() -> None:
    marks = marks_of(quick_flow())
    assert marks.enters(DialplanPlace(MAIN, "s", 1)) == "main"
    assert marks.enters(DialplanPlace(MAIN, "s", 2)) is None
    assert marks.enters(DialplanPlace("ivr-ends", "s", 1)) is None
    assert marks.begins_round(DialplanPlace(MAIN, "s", 4), "NoOp", "round")
    assert not marks.begins_round(DialplanPlace(MAIN, "s", 4), "NoOp", "other")
    assert [marks.ends_round(DialplanPlace(*place, 1)) for place in ((MAIN, "s"), (MAIN, "i"), ("ivr-ends", "s"))] == [
        False,
        True,
        True,
    ]
    assert marks.begins_announcement(DialplanPlace(MAIN, "s", 8), "NoOp", "announcement")
    assert not marks.begins_announcement(DialplanPlace(MAIN, "s", 8), "NoOp", "round")
    assert marks.remembers_menu(DialplanPlace(MAIN, "s", 4), "Set", "LAST_MENU=main")
    assert not marks.remembers_menu(DialplanPlace("ivr-start", "answer", 4), "Set", "LAST_MENU=")
    steps = (("Set", "VOICEMAIL_RETURNS=yes"), ("Set", "VOICEMAIL_RETURNS="), ("Set", "X=yes"), ("NoOp", ""))
    assert [marks.notes_switch(*step) for step in steps] == [True, False, None, None]
    assert marks.dials_number(DialplanPlace("ivr-numbers", "2001", 1), "Goto")
    assert not marks.dials_number(DialplanPlace("ivr-start", "to_main", 1), "Answer")
    assert marks.receptionist_in(MAIN) == "main"
    assert (marks.recording("/a/b/r11"), marks.recording("/a/b/beep")) == ("11", "beep")


@pytest.mark.parametrize(
    ("application", "argument", "milliseconds"),
    [
        ("WaitExten", "", 0),
        ("Read", "KEY,,1,,1", 0),
        ("Read", "KEY,/s/r12,1,,1", 400),
        ("Read", "KEY,/s/r12&/s/r11,1,,1", 1350),
        ("Read", "KEY", 0),
        ("Playback", "/s/r11", None),
    ],
)
def test_the_time_until_a_step_listens(application: str, argument: str, milliseconds: int | None) -> None:
    assert marks_of(quick_flow()).prompts_before_wait(application, argument) == milliseconds
