"""Calls through announcements that pause, and that keys skip or repeat: what happens, and why."""

from simulator.callers.reasons import find_reasons
from simulator.callers.rehearsal import Rehearsal
from simulator.config.announcement_settings import AnnouncementSettings
from tests.callers.test_returning_calls import transcript_of
from tests.core.test_announcement_blueprint import flow_of, tip
from tests.core.test_return_rules import menu

FLOW = flow_of(
    [tip("welcome", "main"), menu("main", 0, k1="hours"), tip("hours", "main")],
    welcome=AnnouncementSettings(pause=True, skip=True),
    hours=AnnouncementSettings(pause=True, repeat="5"),
)
CALLER = {
    "steps": [
        {"press": "3", "cue": "now"},
        {"press": "7", "cue": "announcement"},
        {"press": "1"},
        {"press": "75", "cue": "announcement"},
        {"press": "5", "cue": "now", "after": 4.5},
        {"press": "8", "cue": "now", "after": 4.75},
    ]
}


def test_a_call_through_announcements() -> None:
    assert transcript_of(FLOW, CALLER) == [
        "0:00.0 welcome answers",
        "0:00.5 presses 3, which nobody hears",
        "0:01.0 recording welcome, 4 s",
        "0:01.5 presses 7 into the recording",
        "0:01.5 main answers",
        "0:01.5 recording main, 4 s",
        "0:06.0 presses 1",
        "0:06.0 hours answers",
        "0:06.0 recording hours, 4 s",
        "0:06.5 presses 7, which nobody hears",
        "0:06.8 presses 5 into the recording",
        "0:06.8 recording hours, 4 s",
        "0:11.3 presses 5",
        "0:11.3 recording hours, 4 s",
        "0:16.0 presses 8",
        "0:16.0 main answers",
        "0:16.0 recording main, 4 s",
        "0:21.0 no key for 1 s: silence 1 of 1",
        "0:21.0 the menu hangs up",
    ]


def test_who_presses_nothing_waits_out_the_second_for_a_key() -> None:
    assert transcript_of(FLOW, "1")[3:8] == [
        "0:05.0 recording main, 4 s",
        "0:09.5 presses 1",
        "0:09.5 hours answers",
        "0:09.5 recording hours, 4 s",
        "0:14.5 no key for 1 s",
    ]


def test_the_reasons_name_the_settings() -> None:
    trace = Rehearsal(FLOW).trace_call(CALLER)[1]
    reasons = [
        (reason.text.removesuffix(" (read in FreePBX)"), *reason.field)
        for turn in trace.turns
        for reason in find_reasons(FLOW, turn)
        if "announcement" in reason.field
    ]

    def why(text: str, key: str, setting: str) -> tuple[str, ...]:
        return (text, "menus", key, "announcement", setting)

    wait = why("there is 1 s for the key that plays it again", "hours", "repeat")
    again = why("5 plays the announcement again", "hours", "repeat")
    assert reasons == [
        why("nobody has answered the call before: the announcement does, and pauses for 1 s", "welcome", "pause"),
        why("nobody hears keys in the pause after the answer", "welcome", "pause"),
        why("any key leads on from the announcement", "welcome", "skip"),
        why("while it plays, only 5 does anything", "hours", "repeat"),
        again,
        wait,
        again,
        wait,
        why("8 is not the key that plays it again, so the call goes on", "hours", "repeat"),
    ]
