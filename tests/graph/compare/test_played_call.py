"""One call, and what its caller tells it apart by."""

from __future__ import annotations

from simulator import Rehearsal
from simulator.callers.caller_script import caller
from simulator.graph.compare.onset import Sound
from simulator.graph.compare.played_call import play_call
from tests.graph.small import flow, menu

MAIN = flow(main=menu(k1="department||1", k2="ivr||more"), more=menu(k1="department||2", k3="ivr||main"))


def test_what_one_caller_gets() -> None:
    found = play_call(Rehearsal(MAIN), caller("3 1"))
    sounds = (Sound("hello", 1000), Sound("sorry", 500), Sound("hello", 1000))
    assert (found.ending, found.sounds, found.milliseconds) == ("department||1", sounds, 1000 + 500 + 1500 + 500)
    assert play_call(Rehearsal(MAIN), caller("hangup")).ending == "abandoned"
    dropping = flow(main=menu(k1="department||"))
    assert play_call(Rehearsal(dropping), caller("1")).ending == "hangup"
    loop = flow(main=menu(silent="ivr||main"))
    assert play_call(Rehearsal(loop, limit=3), caller("")).ending == "endless"
