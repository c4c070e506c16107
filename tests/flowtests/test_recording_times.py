"""How long after the start of a recording a caller can act in it."""

from pathlib import Path

import pytest

from simulator.errors import FlowError
from simulator.flowtests import load_tests, run
from simulator.flowtests.recording_times import RecordingTime, RecordingTimes
from simulator.loader.flow_kinds import load
from tests.flowtests.voicemail_flow import write_voicemail_flow

NOTICE = """
entry: notice
semantics: freepbx
menus: {notice: {announcement: {repeat: 5}}}
recordings: {"1": {name: opening, seconds: 4}, "2": {name: bye, seconds: 2}}
destinations: {department||7: {name: Sales}}
receptionists:
  notice: {name: Notice, destination_type: single, recording: "1",
           forward_destination_type: ivr, forward_destination_id: "@bye"}
  bye: {name: Bye, destination_type: single, recording: "2",
        forward_destination_type: department, forward_destination_id: "7"}
"""


def test_an_announcement_waits_for_the_key_that_repeats_it(tmp_path: Path) -> None:
    (tmp_path / "flow.yaml").write_text(NOTICE, encoding="utf-8")
    times = RecordingTimes(load(tmp_path))
    assert [times.time_of(id) for id in ("1", "2")] == [RecordingTime(4000, 1000), RecordingTime(2000)]
    assert [times.time_of("1").is_over(after) for after in (4000, 4999, 5000)] == [False, False, True]
    assert times.time_of("1").words == "it takes 4 s, and 1 s are for the key that repeats it"


def test_a_caller_presses_that_key_once_the_recording_is_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("flow.yaml").write_text(NOTICE, encoding="utf-8")
    text = """
flow: .
tests:
  - name: again
    call:
      - presses: {keys: 5, during: opening, after: AFTER}
      - hears: HEARD
      - reaches: Sales
"""
    results = []
    for after, heard in (("4.9 s", "[opening, bye]"), ("3 s", "[opening, bye]")):
        Path("t.calls.yaml").write_text(text.replace("AFTER", after).replace("HEARD", heard), encoding="utf-8")
        results += [run(test).passed for test in load_tests("t.calls.yaml").tests]
    assert results == [True, True]
    Path("t.calls.yaml").write_text(text.replace("AFTER", "5 s").replace("HEARD", "bye"), encoding="utf-8")
    with pytest.raises(FlowError) as refused:
        load_tests("t.calls.yaml")
    assert [problem.message for problem in refused.value.problems] == [
        "opening is over by then: it takes 4 s, and 1 s are for the key that repeats it"
    ]


def test_a_caller_hangs_up_in_a_message_however_long_it_takes(tmp_path: Path) -> None:
    write_voicemail_flow(tmp_path)
    (tmp_path / "t.calls.yaml").write_text(
        """
flow: .
tests:
  - name: has said everything
    given: {Voicemail 5: {answer: returns, after: 60 s}}
    call:
      - presses: 5
      - caller hangs up: {during: message at Voicemail 5, after: 45 s}
    within: 50.5 s
    never: [way back to the menu]
  - name: hears what follows
    given: {Voicemail 5: returns}
    call:
      - presses: 5
      - caller hangs up: {during: way back to the menu, after: 4.1 s}
    always: [way back to the menu]
""",
        encoding="utf-8",
    )
    assert [run(test).problem for test in load_tests(tmp_path / "t.calls.yaml").tests] == [None, None]
    times = RecordingTimes(load(tmp_path))
    assert times.time_of("voicemail-message-5") == RecordingTime(None)
    assert times.time_of("you-will-be-transfered-menu") == RecordingTime(4200)
