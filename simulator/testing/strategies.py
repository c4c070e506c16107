"""Hypothesis strategies: semantics, receptionists, flows and callers, valid by construction.

Flows are small and wild: several receptionists that lead to each other and to themselves, codes of
several keys with ``*`` and ``#``, recordings missing here and there. Callers do only what a phone
can do.
"""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from simulator.callers.script import CallerScript, Step
from simulator.config.flow import Flow, Length
from simulator.config.receptionist import Destination, Entry, Receptionist
from simulator.config.semantics import PROFILES, Semantics
from simulator.core.events import KEYS

OUTSIDE = (
    Destination("department", "108000"),
    Destination("department", "108001"),
    Destination("voicemail", "9001"),
    Destination("extension", "050109590001"),
    Destination("hangup", "1"),
)
"""Destinations that end a call."""

RECORDINGS = tuple(str(number) for number in range(101, 109))


def semantics() -> SearchStrategy[Semantics]:
    """Any setting of the engine."""
    return st.builds(
        Semantics,
        profile=st.sampled_from(sorted(PROFILES)),
        final_on=st.sampled_from(["after_retries", "at_count"]),
        replay_greeting=st.sampled_from(["always", "without_retry_prompt"]),
        counters=st.sampled_from(["separate", "shared"]),
        collect=st.sampled_from(["prefix", "first_match", "terminated"]),
        interdigit_seconds=st.sampled_from([0, 1, 3]),
        barge_in=st.booleans(),
        zero_timeout_seconds=st.sampled_from([5, 10]),
    )


def keys(*, longest: int = 3) -> SearchStrategy[str]:
    """Keys of a telephone, 1 to ``longest`` of them."""
    return st.text(KEYS, min_size=1, max_size=longest)


@st.composite
def receptionists(draw: DrawFn, *, keys_of_others: tuple[str, ...] = (), most_options: int = 5) -> Receptionist:
    """One receptionist, a menu more often than not; it may lead to ``keys_of_others``."""
    inside = [Destination("virtual_receptionist", key) for key in keys_of_others]
    destination = st.sampled_from([*OUTSIDE, *inside])
    recording = st.none() | st.sampled_from(RECORDINGS)
    common: dict[str, Any] = {
        "name": draw(st.sampled_from(["Main menu", "Billing", "Night"])),
        "greeting": draw(recording),
    }
    if draw(st.integers(0, 4)) == 0:
        forward = draw(destination)
        return Receptionist(
            **common,
            destination_type="single",
            forward_destination_type=forward.type,
            forward_destination_id=forward.id,
        )
    wrong, silent = draw(destination), draw(destination)
    options = draw(st.lists(keys(), max_size=most_options, unique=True))
    return Receptionist(
        **common,
        destination_type="multiple",
        entries=tuple(_entry(option, draw(destination), draw(st.booleans())) for option in options),
        timeout_seconds=draw(st.sampled_from([0, 1, 2.5, 5])),
        wrong_keys_allowed=draw(st.integers(0, 3)),
        wrong_key_retry_recording=draw(recording),
        wrong_key_final_recording=draw(recording),
        wrong_key_destination_type=wrong.type,
        wrong_key_destination_id=wrong.id,
        silences_allowed=draw(st.integers(0, 3)),
        silence_retry_recording=draw(recording),
        silence_final_recording=draw(recording),
        silence_destination_type=silent.type,
        silence_destination_id=silent.id,
    )


def _entry(option: str, destination: Destination, noted: bool) -> Entry:
    return Entry(
        option=option,
        destination_type=destination.type,
        destination_id=destination.id,
        template_id="7" if noted else None,
    )


@st.composite
def flows(draw: DrawFn, *, most: int = 4) -> Flow:
    """Up to ``most`` receptionists that lead to each other, with cycles, under any semantics."""
    names = tuple(f"menu{number}" for number in range(1, draw(st.integers(1, most)) + 1))
    lengths = {id: Length(draw(st.sampled_from([0, 500, 1000, 2500])), estimated=False) for id in RECORDINGS}
    return Flow(
        entry=names[0],
        receptionists={name: draw(receptionists(keys_of_others=names)) for name in names},
        lengths=lengths,
        semantics=draw(semantics()),
    )


@st.composite
def callers(draw: DrawFn, flow: Flow, *, most_steps: int = 6) -> CallerScript:
    """A caller for a flow: its codes more often than chance, any keys, silences, a hang-up."""
    codes = sorted({option for item in flow.receptionists.values() for option in item.options})
    pressed = st.sampled_from(codes) | keys(longest=4) if codes else keys(longest=4)
    times = st.sampled_from([0.0, 0.1, 0.5, 1.0, 2.5, 3.0, 7.0])
    press = st.builds(
        Step, press=pressed, cue=st.sampled_from(["listening", "prompt", "now"]), after=times, gap=times
    )
    silence = st.just(Step(silence=True))
    hangup = st.builds(Step, hangup=st.just(True), cue=st.sampled_from(["listening", "prompt", "now"]), after=times)
    steps = draw(st.lists(st.one_of(press, press, silence), max_size=most_steps))
    if draw(st.integers(0, 3)) == 0:
        steps.append(draw(hangup))
    return CallerScript(steps=tuple(steps))
