"""Hypothesis strategies: semantics, receptionists, flows and callers, valid by construction.

Flows are small and wild: several receptionists that lead to each other and to themselves, codes of
several keys with ``*`` and ``#``, recordings missing here and there. Callers do only what a phone
can do: press keys, wait, hang up.

    from hypothesis import given
    from simulator import load, play
    from simulator.testing.strategies import callers

    FLOW = load("flows/clinic")

    @given(callers(FLOW))
    def test_nobody_is_kept_for_three_minutes(caller):
        assert play(FLOW, caller).seconds < 180

A property that fails prints, in addition to hypothesis' own report, the shortest such caller as a command:
``ivrsim play flows/clinic --caller '9 silence'``. For invariants that hold after every key, see
``simulator.testing.stateful``.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import note
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from simulator.callers.caller_script import DEFAULT_AFTER, DEFAULT_GAP, CallerScript, ScriptStep
from simulator.config.destination import BACK
from simulator.config.flow import Flow, KnownDestination, Recording, RecordingLength
from simulator.config.receptionist import Destination, Entry, Receptionist
from simulator.config.routes import PersonRoute, Route, ScheduleRoute
from simulator.config.schedules import Holiday, Schedule, parse_hours
from simulator.config.semantics import Semantics
from simulator.core.events import KEYS
from simulator.testing.engine_strategies import on_engines
from simulator.testing.engine_strategies import semantics as semantics
from simulator.testing.phone_call import play_line

OUTSIDE = (
    Destination("department", "108000"),
    Destination("department", "108001"),
    Destination("voicemail", "9001"),
    Destination("extension", "050109590001"),
    Destination("hangup", "1"),
)
"""Destinations that end a call."""

RECORDINGS = (*(str(number) for number in range(101, 108)), "0108")
"""Ids of recordings; one has a leading zero, which makes it another id than the number."""

SCRIPTS = {
    "101": ("greeting", "Welcome. For sales, press 1. For support, press 2."),
    "102": ("sorry", "Sorry, that was not one of the choices."),
    "103": ("are-you-there", "Are you still there?"),
    "104": ("goodbye", "Goodbye."),
    "105": ("Büro", "Guten Tag: für das Büro, press 1; or say “hello”."),
    "106": ("moment", ""),
}
"""The names and scripts of recordings by id; those that are missing here have no name."""

PEOPLE = {
    Destination("department", "108000"): KnownDestination(name="Sales", answers="person"),
    Destination("department", "108001"): KnownDestination(name="Support", answers="person"),
    Destination("voicemail", "9001"): KnownDestination(name="Voicemail", answers="machine"),
    Destination("extension", "050109590001"): KnownDestination(answers="person"),
}
"""The catalogue's entries for the destinations; an extension has no name, and a hang-up no entry."""

ASKING = (Destination("time_condition", "77"), Destination("time_condition", "78"), Destination("timegroup", "5"))
"""Destinations that ask a schedule, where a flow has a world."""

SCHEDULES = {
    "office": Schedule(
        "office",
        (parse_hours("Mon-Fri 09:00-17:00"),),
        (Holiday(date(2026, 12, 25), date(2026, 12, 25), "Christmas Day"),),
    ),
    "night": Schedule("night", is_switch=True),
}
"""What these ask: hours with a holiday, and a switch."""

TIMEZONE = "Europe/London"

INWARD_TYPES = ("virtual_receptionist", "ivr", "auto_attendant")
"""Words for a destination that is a receptionist."""


def keys(*, longest: int = 3) -> SearchStrategy[str]:
    """Keys of a telephone, 1 to ``longest`` of them, as text."""
    return st.text(KEYS, min_size=1, max_size=longest)


@st.composite
def receptionists(
    draw: DrawFn,
    *,
    keys_of_others: tuple[str, ...] = (),
    most_options: int = 5,
    id: str | None = None,
    outside: tuple[Destination, ...] = OUTSIDE,
) -> Receptionist:
    """One receptionist, a menu more often than not, of at most ``most_options`` entries.

    It may lead to ``keys_of_others`` (keys or ids of receptionists) and ``outside``, and has ``id`` for its own.
    """
    inside = [Destination(kind, key) for kind in INWARD_TYPES for key in keys_of_others]
    outward = st.sampled_from(outside)
    destination = st.one_of(outward, st.sampled_from(inside)) if inside else outward
    recording = st.none() | st.sampled_from(RECORDINGS)
    common: dict[str, Any] = {
        "id": id,
        "name": draw(st.sampled_from(["Main menu", "Billing", "Büro"])),
        "description": draw(st.sampled_from(["", "By day", "0042"])),
        "greeting": draw(recording),
        "caller_id_prefix": draw(st.sampled_from(["", "SALES-", "01"])),
        "intercom": draw(st.sampled_from(["", "7001", "007"])),
    }
    is_single = draw(st.integers(0, 4)) == 0
    if is_single or draw(st.integers(0, 4)) == 0:  # a menu may have the field too, without effect
        forward = draw(destination)
        common |= {"forward_destination_type": forward.type, "forward_destination_id": forward.id}
    if is_single:
        if draw(st.integers(0, 4)) == 0:  # so may an announcement have what only menus play
            common["silence_retry_recording"] = draw(recording)
        return Receptionist(**common, destination_type="single")
    wrong, silent = draw(destination), draw(destination)
    options = draw(st.lists(keys(), max_size=most_options, unique=True))
    template = st.sampled_from([None, "7", "0012"])
    return Receptionist(
        **common,
        destination_type="multiple",
        entries=tuple(_build_entry(option, draw(destination), draw(template)) for option in options),
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


def _build_entry(option: str, destination: Destination, template_id: str | None) -> Entry:
    return Entry(
        option=option,
        destination_type=destination.type,
        destination_id=destination.id,
        template_id=template_id,
    )


@st.composite
def flows(
    draw: DrawFn,
    *,
    most: int = 4,
    most_options: int = 5,
    named: bool = True,
    under: SearchStrategy[Semantics] | None = None,
    worlds: bool = False,
    returns: bool = False,
) -> Flow:
    """Up to ``most`` receptionists that lead to each other, with cycles, the first of them called first.

    Some have ids of their own, and are led to by key or by id. ``named``: with a catalogue, of names
    and scripts, in which a few are missing. ``under``: the semantics; any semantics unless given. ``worlds``: with
    schedules, telephones that ring, and a number that may lead to either. ``returns``: calls go back to the menus
    that they came from, by choices and after mistakes.
    """
    names = tuple(f"menu{number}" for number in range(1, draw(st.integers(1, most)) + 1))
    ids = {name: draw(st.sampled_from([None, f"90{number}"])) for number, name in enumerate(names)}
    targets = (*names, *(id for id in ids.values() if id is not None))
    lengths = {id: RecordingLength(draw(st.sampled_from([0, 500, 1000, 2500])), estimated=False) for id in RECORDINGS}
    outside = (*OUTSIDE, *(ASKING if worlds else ()), *((BACK, BACK) if returns else ()))
    flow = Flow(
        entry=names[0],
        receptionists={
            name: draw(receptionists(keys_of_others=targets, most_options=most_options, id=ids[name], outside=outside))
            for name in names
        },
        recordings={id: _build_recording(id, length) for id, length in lengths.items()} if named else {},
        destinations=PEOPLE if named else {},
        lengths=lengths,
        semantics=draw(semantics() if under is None else under),
    )
    flow = replace(flow, receptionists=draw(on_engines(flow, alike=under is not None, returns=returns)))
    return draw(_with_world(flow)) if worlds else flow


@st.composite
def _with_world(draw: DrawFn, flow: Flow) -> Flow:
    """The flow with schedules and telephones behind some of its destinations, in circles too."""
    inside = [Destination("virtual_receptionist", f"@{key}") for key in flow.receptionists]
    anywhere = st.sampled_from([*OUTSIDE, *ASKING, *inside])
    routes: dict[Destination, Route] = {
        asking: ScheduleRoute(
            draw(st.sampled_from(sorted(SCHEDULES))), draw(anywhere), draw(anywhere), draw(st.none() | anywhere)
        )
        for asking in ASKING
    }
    for person in (Destination("department", "108000"), Destination("extension", "050109590001")):
        if draw(st.booleans()):
            rings = draw(st.sampled_from([500, 20_000]))
            onward = st.none() | anywhere
            routes[person] = PersonRoute(rings, True, draw(onward), draw(onward), draw(st.booleans()))
    number, target = "+441632960001", draw(st.sampled_from([flow.entry, *map(str, routes)]))
    rung = number if draw(st.booleans()) else ""
    return replace(
        flow,
        numbers={number: target},
        number=rung,
        timezone=TIMEZONE,
        schedules=SCHEDULES,
        routes=routes,
    )


def _build_recording(id: str, length: RecordingLength) -> Recording:
    name, script = SCRIPTS.get(id, (None, ""))
    return Recording(name=name, script=script, seconds=length.milliseconds / 1000)


def pressed_in(flow: Flow) -> SearchStrategy[str]:
    """The keys that somebody presses in one round of a flow: its codes more often than chance."""
    codes = sorted({option for item in flow.receptionists.values() for option in item.options if len(option) <= 4})
    return st.sampled_from(codes) | keys(longest=4) if codes else keys(longest=4)


def _given_answers(flow: Flow) -> SearchStrategy[dict[str, Any]]:
    """Draw the answers that a caller script gives: some of some schedules and telephones."""
    schedules: dict[str, SearchStrategy[Any]] = {
        key: st.sampled_from(["open", "closed", "holiday", ["closed", "open"]]) for key in flow.schedules
    }
    people: dict[str, SearchStrategy[Any]] = {}
    for destination, route in flow.routes.items():
        if isinstance(route, PersonRoute) and destination in flow.destinations:
            words = [answer.replace("_", " ") for answer in route.answers]
            after = {"answer": "picked up", "after": "0.25 s"}
            people[str(destination)] = st.sampled_from([*words, words, after])
    return st.fixed_dictionaries({}, optional=schedules | people)


@st.composite
def callers(
    draw: DrawFn, flow: Flow, *, most_steps: int = 6, exact_times: bool = True, hangs_up: bool = True
) -> CallerScript:
    """A caller for a flow: its codes more often than chance, any keys, silences, at times a hang-up.

    ``exact_times``: keys come at any time, also several seconds late, and from the moment of the key
    before; without it, every caller has the one-line form. ``hangs_up``: some end the call.
    """
    waits = [0.0, 0.1, 1.0, 2.5, 3.0, 7.0]
    times = st.sampled_from([DEFAULT_AFTER, *waits]) if exact_times else st.just(DEFAULT_AFTER)
    gaps = st.sampled_from([DEFAULT_GAP, *waits]) if exact_times else st.just(DEFAULT_GAP)
    announces = any(item.engine.announcement.takes_keys for item in flow.receptionists.values())
    cues = ["listening", "prompt", *(["announcement"] if announces else []), *(["now"] if exact_times else [])]
    cue = st.sampled_from(cues)
    leaving = cue if exact_times else st.just("listening")
    press = st.builds(ScriptStep, press=pressed_in(flow), cue=cue, after=times, gap=gaps)
    silence = st.just(ScriptStep(silence=True))
    steps = draw(st.lists(st.one_of(press, press, silence), max_size=most_steps))
    if hangs_up and draw(st.integers(0, 3)) == 3:
        steps.append(draw(st.builds(ScriptStep, hangup=st.just(True), cue=leaving, after=times)))
    script = CallerScript(steps=tuple(steps), given=draw(_given_answers(flow)) if flow.routes else {})
    # hypothesis prints a note only for the example that it shrank to, not for every one that it tried.
    note(f"Again:  {play_line(flow, script)}")
    return script
