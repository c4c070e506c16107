from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator import UsageError
from simulator.callers.script_actor import TimedAct
from simulator.config.semantics import PROFILES
from simulator.core.events import EVENTS
from simulator.tui.circumstances import Circumstances
from simulator.tui.session_file import RecordedSession, read_session, session_text
from simulator.tui.tape import Tape

HEAD = '{"ivrsim": "session", "version": 1, "flow": "f", "current": "1"}\n'
CALL = '{"call": "1", "entry": "main", "semantics": "acefone"}\n'


def test_a_session_as_text() -> None:
    acts = (TimedAct(0, EVENTS["answered"]), TimedAct(300, EVENTS["9"]))

    assert session_text(RecordedSession({"1": Tape("main", PROFILES["acefone"], acts)}, "1", "f")) == (
        HEAD + CALL + '{"at": 0.0, "event": "answered"}\n{"at": 0.3, "event": "9"}\n'
    )


@st.composite
def circumstances(draw: st.DrawFn) -> Circumstances:
    milliseconds = st.integers(0, 8_990 * 365 * 86_400_000)
    times = milliseconds.map(lambda at: datetime(1000, 1, 1, tzinfo=UTC) + timedelta(milliseconds=at))
    given = st.dictionaries(st.text(), st.sampled_from(["open", "closed", "holiday", "no answer", "busy"]), max_size=3)
    return Circumstances(draw(st.none() | times), draw(st.text()), draw(given))


@st.composite
def tapes(draw: st.DrawFn) -> Tape:
    times = sorted(draw(st.lists(st.integers(0, 10**9), max_size=8)))
    acts = tuple(TimedAct(at, draw(st.sampled_from(list(EVENTS.values())))) for at in times)
    semantics = draw(st.sampled_from([profile for profile in PROFILES.values() if profile.switch is None]))
    semantics = semantics.model_copy(update={"barge_in": draw(st.booleans())})
    return Tape(draw(st.text()), semantics, acts, circumstances=draw(circumstances()))


@given(st.data())
def test_what_is_written_is_read_again(data: st.DataObject) -> None:
    calls = data.draw(st.dictionaries(st.text(min_size=1), tapes(), min_size=1, max_size=3))
    recorded = RecordedSession(calls, data.draw(st.sampled_from(sorted(calls))), data.draw(st.text()))

    assert read_session(session_text(recorded), "s.jsonl") == recorded


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("", "s.jsonl: the file has no calls; ivrsim call FLOW --save-session FILE writes one"),
        ("{}", 's.jsonl:1: not a session file; one begins with {"ivrsim": "session", "version": 1, ...}'),
        (
            '{"ivrsim": "session", "version": 2}',
            "s.jsonl:1: session version 2 is not supported; this ivrsim reads version 1",
        ),
        (HEAD + "[", "s.jsonl:2: not a JSON object; each line must be one"),
        (HEAD + "7", "s.jsonl:2: not a JSON object; each line must be one"),
        (HEAD, "s.jsonl: the file has no calls; ivrsim call FLOW --save-session FILE writes one"),
        (HEAD.replace('"1"', '"2"') + CALL, "s.jsonl:1: current: '2' is not one of the calls; use 1"),
        (HEAD + CALL + CALL, "s.jsonl:3: call '1' appears twice; give each call a name of its own"),
        (HEAD + '{"call": 1}', "s.jsonl:2: a call needs a name and an entry, both text"),
        (HEAD + '{"at": 0}', 's.jsonl:2: an event before its call; {"call": "1", "entry": ...} must come first'),
        (HEAD + CALL + '{"at": 0, "event": "silense"}', "s.jsonl:3: 'silense' is not an event; did you mean silence?"),
        (
            HEAD + CALL.replace("}", ', "at": "2026-12-25T21:00"}'),
            "s.jsonl:2: at: '2026-12-25T21:00' is not an instant; use one such as 2026-12-25T21:00:00+00:00",
        ),
        (
            HEAD + CALL.replace("}", ', "at": 7}'),
            "s.jsonl:2: at: 7 is not an instant; use one such as 2026-12-25T21:00:00+00:00",
        ),
        (
            HEAD + CALL.replace("}", ', "number": 44}'),
            "s.jsonl:2: number: 44 is not a number of the flow; use text such as +441632960001",
        ),
        (
            HEAD + CALL.replace("}", ', "given": {"office": "opne"}}'),
            "s.jsonl:2: given: office: 'opne' is not an answer; did you mean open?",
        ),
        (
            HEAD + CALL + '{"at": -1, "event": "1"}',
            "s.jsonl:3: at: -1 is not a time; use seconds since the call was answered, from 0",
        ),
        (
            HEAD + CALL + '{"at": 2, "event": "1"}\n{"at": 1, "event": "1"}',
            "s.jsonl:4: at: 1 is before the event above; events must be in order of time",
        ),
    ],
)
def test_a_file_that_is_none_is_told_with_its_line(text: str, refusal: str) -> None:
    with pytest.raises(UsageError) as refused:
        read_session(text, "s.jsonl")

    assert str(refused.value) == refusal
