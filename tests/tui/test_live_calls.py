from simulator import Flow
from simulator.callers.transcript import recap_sentence
from simulator.core.events import EVENTS
from simulator.tui.live_calls import LiveCalls
from simulator.tui.pace import CallClock


def test_all_happens_up_to_a_moment_and_no_further(clinic: Flow) -> None:
    held = LiveCalls(clinic, CallClock(paused=True))
    held.advance_to(13_199)
    assert [turn.at for turn in held.trace.turns] == [0, 8200]
    held.advance_to(13_200)
    assert [turn.at for turn in held.trace.turns] == [0, 8200, 13_200]


def test_time_wins_ties(clinic: Flow) -> None:
    held = LiveCalls(clinic, CallClock(paused=True))
    held.advance_to(8199)
    held.clock.skip_to(8200)
    held.line.put_event(EVENTS["9"])
    held.advance_to(8200)

    assert [(turn.at, turn.event.trigger) for turn in held.trace.turns[1:]] == [(8200, "prompt_ended"), (8200, "9")]


def test_who_leaves_hangs_up(clinic: Flow) -> None:
    held = LiveCalls(clinic, CallClock(paused=True))
    held.advance_to(9000)

    assert recap_sentence(held.record_at_the_end()) == "Abandoned by the caller after 0:09.0."


def test_a_call_that_was_wound_stands_still_at_its_last_turn(clinic: Flow) -> None:
    held = LiveCalls(clinic, CallClock(50.0))
    held.advance_to(20_000)
    held.wind_to(held.tape.wound_to(2), "back")

    assert (held.clock.now(), held.clock.paused, held.notice) == (8200, True, "back")
