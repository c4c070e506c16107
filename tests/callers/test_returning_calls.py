"""Calls that go back to a menu: worked examples, and a slow model of the engine's channel variables."""

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from simulator.callers.rehearsal import Rehearsal
from simulator.callers.transcript import clock_text, write_transcript
from simulator.config.flow import Flow
from simulator.config.menu_engine import MissCause
from simulator.config.receptionist import Destination, Receptionist
from simulator.config.semantics import PROFILES
from simulator.graph.reach.loops import find_loops
from simulator.testing.strategies import flows
from tests.core.test_return_rules import flow_of, menu

LIMIT = 40
FREEPBX = st.just(PROFILES["freepbx"])


class ChannelModel:
    """One call as FreePBX makes it: variables of the channel, and a dialplan that reads and writes them.

    ``acts`` are what the caller does in each round: a key, or ``silence``; then nothing more. ``log`` is what happens.
    """

    def __init__(self, flow: Flow, acts: list[str]) -> None:
        self.flow = flow
        self.acts = acts[::-1]
        self.log: list[str] = []
        self.counts: dict[MissCause, int] = {"wrong": 0, "silence": 0}
        self.context = ""
        self.context_of: dict[str, str] = {}
        self._enter(flow.entry)

    def _enter(self, key: str) -> None:
        while len(self.log) < 8 * LIMIT:
            item = self.flow.receptionists[key]
            self.log.append(f"enter {key}")
            if item.is_menu:
                for cause in self.counts:
                    if self._loops(item, cause) > 0:
                        self.counts[cause] = 0
                self.context_of[key], self.context = self.context, key
                destination = self._rounds(key)
            else:
                self._hear(item.greeting)
                assert item.forward_destination is not None
                destination = item.forward_destination
                if "recording" in item.engine.settings.return_after or destination.leads_back:
                    destination = self._go_back(self.context, destination)
            if (entered := self.flow.receptionist_for(destination)) is None:
                self.log.append(f"end {destination}")
                return
            key = entered

    def _go_back(self, key: str, destination: Destination) -> Destination:
        """Return to a menu, and from there as often as it goes; where the call is sent in the end."""
        if not key:
            return destination
        self.log.append(f"return {key}")
        self.context = key
        return self._rounds(key)

    def _rounds(self, key: str) -> Destination:
        item, prompts = self.flow.receptionists[key], [self.flow.receptionists[key].greeting]
        while len(self.log) < 8 * LIMIT:
            for recording in prompts:
                self._hear(recording)
            act = self.acts.pop() if self.acts else "silence"
            if act in item.options:
                destination = item.options[act].destination
                return self._go_back(self.context_of[key], destination) if destination.leads_back else destination
            cause: MissCause = "silence" if act == "silence" else "wrong"
            if self._loops(item, cause) > 0:
                self.counts[cause] += 1
            if self._loops(item, cause) == 0 or self.counts[cause] > self._loops(item, cause):
                self._hear(item.wrong_key_final_recording if cause == "wrong" else item.silence_final_recording)
                fall_back = item.wrong_key_destination if cause == "wrong" else item.silence_destination
                assert fall_back is not None
                if cause in item.engine.settings.return_after or fall_back.leads_back:
                    return self._go_back(self.context_of[key], fall_back)
                return fall_back
            retry = item.wrong_key_retry_recording if cause == "wrong" else item.silence_retry_recording
            prompts = [retry or item.greeting]
        return Destination("endless", "")

    def _loops(self, item: Receptionist, cause: MissCause) -> int:
        return (item.wrong_keys_allowed if cause == "wrong" else item.silences_allowed) or 0

    def _hear(self, recording: str | None) -> None:
        if recording is not None:
            self.log.append(f"hear {recording}")


def log_of(turns: list[dict[str, Any]]) -> list[str]:
    """What happens in a call, as the model writes it."""
    log: list[str] = []
    for effect in (effect for turn in turns for effect in turn["effects"]):
        match effect:
            case {"enter": key}:
                log.append(f"enter {key}")
            case {"return": key}:
                log.append(f"return {key}")
            case {"play": recording}:
                log.append(f"hear {recording}")
            case {"route": destination} | {"end": _, "destination": destination}:
                log.append(f"end {destination}")
            case {"end": _}:
                log.append("end return||1")
    return log


def with_single_keys(flow: Flow) -> Flow:
    """The flow with options of one key each, so that a key is the choice of a round."""
    receptionists = {
        key: item.model_copy(
            update={
                "entries": tuple(
                    {
                        entry.option[0]: entry.model_copy(update={"option": entry.option[0]})
                        for entry in item.entries or ()
                    }.values()
                )
            }
        )
        for key, item in flow.receptionists.items()
    }
    return replace(flow, receptionists=receptionists)


def transcript_of(flow: Flow, caller: str | dict[str, Any]) -> list[str]:
    """The transcript of a caller, without the times and the waits."""
    lines = write_transcript(flow, Rehearsal(flow).trace_call(caller)[1])
    return [f"{clock_text(line.at)} {line.text}" for line in lines if line.kind != "waits"]


def test_a_return_plays_the_greeting_again_and_the_counters_go_on() -> None:
    flow = flow_of(menu("main", 1, k1="sub"), menu("sub", 0), after=("sub",))
    assert transcript_of(flow, "9 1 9 9") == [
        "0:00.0 main answers",
        "0:00.0 recording main, about 4 s",
        "0:04.5 presses 9: wrong key 1 of 2",
        "0:04.5 recording main, about 4 s",
        "0:09.0 presses 1",
        "0:09.0 sub answers",
        "0:09.0 recording sub, about 4 s",
        "0:13.5 presses 9: wrong key 1 of 1",
        "0:13.5 back to main",
        "0:13.5 recording main, about 4 s",
        "0:18.0 presses 9: wrong key 2 of 2",
        "0:18.0 the menu hangs up",
    ]


def test_with_no_menu_to_go_back_to_a_choice_drops_the_call_and_mistakes_fall_back() -> None:
    by_choice = flow_of(menu("main", 0, k0="back"))
    assert transcript_of(by_choice, "0")[-1] == "0:04.5 the call drops: there is no menu to go back to"
    after_mistakes = flow_of(menu("main", 0), after=("main",))
    assert transcript_of(after_mistakes, "9")[-1] == "0:04.5 the menu hangs up"


def test_two_menus_that_return_to_each_other_without_a_key_are_a_loop() -> None:
    flow = flow_of(menu("a", 0, k1="b"), menu("b", 0, k1="a"), after=("a", "b"))
    record = Rehearsal(flow, limit=LIMIT).play("1 1")
    assert record.outcome.kind == "endless"
    assert set(record.heard[-2:]) == {"a", "b"}
    assert {loop.kind for loop in find_loops(flow)} >= {"mixed"}


@given(
    flows(returns=True, under=FREEPBX).map(with_single_keys),
    st.lists(st.sampled_from(["1", "2", "9", "*", "silence"]), max_size=12),
)
def test_calls_go_where_the_engines_variables_say(flow: Flow, acts: list[str]) -> None:
    record = Rehearsal(flow, limit=LIMIT).play(" ".join(acts))
    log, model = log_of(record.turns), ChannelModel(flow, acts).log
    assert log == (model[: len(log)] if record.outcome.kind == "endless" else model)
