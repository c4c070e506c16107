"""What is saved of a call passes on the flow, and fails once what the caller went through is changed."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulator import Flow, UsageError, load
from simulator.config.flow import RecordingLength
from simulator.config.receptionist import Destination, Receptionist
from simulator.core.effects import Choice, Play
from simulator.errors import FlowError
from simulator.flowtests.calls_reader import parse_tests
from simulator.flowtests.runner import run
from simulator.testing.strategies import flows
from simulator.tui.call_lines import NAME_MOST, written_call
from simulator.tui.pace import CallClock
from simulator.tui.session import Session

ELSEWHERE = Destination("extension", "999999")
RECORDINGS = ("greeting", *(name for name in Receptionist.model_fields if name.endswith("recording")))


def called(flow: Flow, *acts: str, limit: int = 20) -> Session:
    """Keys are pressed, a number with s lets so many seconds pass; wait, undo, next and hangup are the commands."""
    session = Session(flow, CallClock(paused=True), limit=limit)
    session.answer_call()
    for act in acts:
        match act:
            case "undo":
                session.undo()
            case "next":
                session.skip()
            case "wait":
                session.wait(1)
            case "hangup":
                session.hang_up()
            case _ if act.endswith("s"):
                session.advance_to(session.clock.now() + round(float(act[:-1]) * 1000))
            case _:
                session.press(act)
        session.advance_to(session.clock.now())
    return session


def steps(session: Session) -> list[str]:
    """The lines of the test that is written of a call, below its name."""
    return written_call(session.flow, session.trace, "it")[2:]


def passes(lines: list[str], flow: Flow) -> bool:
    try:
        (test,) = parse_tests("a.calls.yaml", "tests:\n" + "\n".join(lines) + "\n", flow).tests
    except FlowError:
        return False  # the test names what is no longer there
    return run(test).passed


def changed(flow: Flow, key: str, **fields: object) -> Flow:
    item = flow.receptionists[key].model_copy(update=fields)
    return replace(flow, receptionists={**flow.receptionists, key: item})


def led_elsewhere(flow: Flow, key: str, option: str) -> Flow:
    """The flow, with one key of one menu led to an extension."""
    entries = flow.receptionists[key].entries or ()
    there = {"destination_type": ELSEWHERE.type, "destination_id": ELSEWHERE.id}
    led = tuple(entry.model_copy(update=there) if entry.option == option else entry for entry in entries)
    return changed(flow, key, entries=led)


# -- each kind of call ------------------------------------------------------------------------------


def test_a_call_is_written_as_its_author_would_write_it(clinic: Flow) -> None:
    session = called(clinic, "9s", "9", "12s", "3s", "1")

    assert written_call(clinic, session.trace, "books: late") == [
        '  - name: "books: late"',
        "    call:",
        "      - hears: greeting",
        '      - presses: "9"',
        "      - hears: [sorry, greeting]",
        '      - presses: "1"',
        "      - reaches: Booking desk",
    ]


def test_a_key_into_a_recording_is_early(clinic: Flow) -> None:
    session = called(clinic, "2s", "1")

    assert written_call(clinic, session.trace, "early")[3] == '      - presses: {keys: "1", early: true}'


def test_a_call_that_goes_on_claims_what_was_heard_since_the_last_key(clinic: Flow) -> None:
    session = called(clinic, "next", "2")

    assert steps(session) == [
        "      - hears: greeting",
        '      - presses: "2"',
        "      - hears: billing-greeting",
        "      - caller hangs up: {early: true}",
    ]
    lines = written_call(clinic, session.trace, "v")
    assert [passes(lines, flow) for flow in (clinic, led_elsewhere(clinic, "main", "2"))] == [True, False]


@pytest.mark.parametrize(
    ("acts", "written"),
    [
        ((), ["hears: greeting", "caller hangs up: {early: true}"]),
        (("next",), ["hears: greeting", "caller hangs up"]),
        (
            ("wait",),
            ["hears: greeting", "silence", "hears: are-you-there", "caller hangs up: {early: true}"],
        ),
        (
            ("wait", "next"),
            ["hears: greeting", "silence", "hears: [are-you-there, greeting]", "caller hangs up: {during: greeting}"],
        ),
        (
            ("wait", "wait", "wait"),
            [
                "hears: greeting",
                "silence",
                "hears: [are-you-there, greeting]",
                "silence",
                "hears: [are-you-there, greeting]",
                "silence",
                "hears: goodbye",
                "caller hangs up: {during: goodbye}",
            ],
        ),
        (
            ("wait", "wait", "wait", "next"),
            ["hears: [greeting, are-you-there, greeting, are-you-there, greeting, goodbye]", "reaches: Reception"],
        ),
    ],
)
def test_a_silent_caller_is_saved_wherever_the_call_is(clinic: Flow, acts: tuple[str, ...], written: list[str]) -> None:
    assert steps(called(clinic, *acts)) == [f"      - {line}" for line in written]


@pytest.mark.parametrize(
    ("acts", "written"),
    [
        (("next", "9", "hangup"), ['presses: "9"', "hears: sorry", "caller hangs up: {early: true}"]),
        (("next", "9", "20s", "wait", "wait", "hangup"), ["hears: goodbye", "caller hangs up: {during: goodbye}"]),
    ],
)
def test_a_caller_who_hangs_up_does_so_where_it_was(clinic: Flow, acts: tuple[str, ...], written: list[str]) -> None:
    assert steps(called(clinic, *acts))[-len(written) :] == [f"      - {line}" for line in written]


def test_an_announcement_is_hung_up_while_it_plays() -> None:
    single = load(Path(__file__).parents[2] / "flows" / "single")

    assert steps(called(single)) == ["      - hears: greeting", "      - caller hangs up: {during: greeting}"]


def endless() -> Flow:
    """A menu that leads a silent caller back to itself."""
    flow = load(Path(__file__).parents[2] / "flows" / "clinic")
    return changed(flow, "main", silence_destination_type="virtual_receptionist", silence_destination_id="@main")


def test_an_endless_call_claims_each_recording_of_it() -> None:
    flow = endless()
    session = called(flow, "next", "9", limit=1000)
    session.wait(1000)
    lines = written_call(flow, session.trace, "it")

    assert lines[2:] == [
        "      - hears: greeting",
        '      - presses: "9"',
        "      - never ends",
        "    always: [sorry, greeting, are-you-there, goodbye]",
    ]
    assert passes(lines, flow)
    assert not passes(lines, changed(flow, "main", silence_retry_recording="19552"))


def test_the_end_of_a_call_that_was_undone_is_not_claimed(clinic: Flow) -> None:
    assert steps(called(clinic, "next", "2", "next", "1", "undo")) == [
        "      - hears: greeting",
        '      - presses: "2"',
        "      - hears: billing-greeting",
        "      - caller hangs up",
    ]


def test_another_entry_another_profile_and_a_variant_are_said(clinic: Flow) -> None:
    session = called(replace(clinic, entry="billing"), "next", "2")

    assert written_call(
        session.flow, session.trace, "it", usual="main", semantics='"freepbx"', variant="night"
    )[:5] == [
        "  - name: it",
        '    semantics: "freepbx"',
        '    variant: "night"',
        '    entry: "billing"',
        "    call:",
    ]  # fmt: skip


# -- what is refused --------------------------------------------------------------------------------

SO = "so a test of this call would pass whatever the menu does: "
GO_ON = "go on with next until a recording plays or the call ends, and save again"


def silent(flow: Flow) -> Flow:
    """The clinic with a main menu that plays nothing."""
    return changed(flow, "main", **dict.fromkeys(RECORDINGS))


def deaf(flow: Flow) -> Flow:
    """The clinic with a key that leads into a menu without a greeting."""
    return changed(flow, "billing", greeting=None)


@pytest.mark.parametrize(
    ("made", "acts", "refusal"),
    [
        (silent, (), f"nothing has been heard yet, {SO}{GO_ON}"),
        (silent, ("wait",), f"nothing has been heard since the last silence, {SO}{GO_ON}"),
        (silent, ("hangup",), f"nothing has been heard yet, {SO}undo the hang-up, then {GO_ON}"),
        (deaf, ("2",), f"nothing has been heard since key 2, {SO}{GO_ON}"),
        (deaf, ("2", "hangup"), f"nothing has been heard since key 2, {SO}undo the hang-up, then {GO_ON}"),
    ],
)
def test_a_test_that_would_pass_whatever_the_menu_does_is_refused(
    clinic: Flow, made: Callable[[Flow], Flow], acts: tuple[str, ...], refusal: str
) -> None:
    session = called(made(clinic), *acts)
    with pytest.raises(UsageError) as refused:
        written_call(session.flow, session.trace, "it")

    assert str(refused.value) == refusal


def test_before_the_answer_there_is_nothing_to_save(clinic: Flow) -> None:
    session = Session(clinic, CallClock(paused=True))
    with pytest.raises(UsageError, match="nothing has been heard yet"):
        written_call(clinic, session.trace, "it")


def test_a_moment_that_no_test_can_name_is_refused() -> None:
    flow = load(Path(__file__).parents[2] / "flows" / "single")
    greeting = flow.receptionists["welcome"].greeting or ""
    session = called(replace(flow, lengths={greeting: RecordingLength(0, estimated=False)}))
    with pytest.raises(UsageError) as refused:
        written_call(session.flow, session.trace, "it")

    assert str(refused.value) == (
        "a flow test cannot express when this caller acts: undo the last turn, or go on with next, and save again"
    )


def test_keys_that_nobody_hears_are_left_out_however_many_they_are(clinic: Flow) -> None:
    session = called(clinic, "wait", "wait", "wait")
    session.press("9" * 1200)
    session.advance_to(session.clock.now())
    session.skip()
    session.advance_to(session.clock.now())

    assert steps(session) == [
        "      - hears: [greeting, are-you-there, greeting, are-you-there, greeting, goodbye]",
        "      - reaches: Reception",
    ]


def test_a_call_of_more_steps_than_a_test_takes_is_refused() -> None:
    flow = changed(
        endless(), "main", wrong_key_destination_type="virtual_receptionist", wrong_key_destination_id="@main"
    )
    session = called(flow, limit=1100)
    for _ in range(1001):
        session.press("9")
        session.advance_to(session.clock.now())
        session.skip()
        session.advance_to(session.clock.now())
    with pytest.raises(UsageError, match="this call has more than 1,000 steps; a test takes at most that many"):
        written_call(flow, session.trace, "it")


@pytest.mark.parametrize("name", ["", " ", "a\nb", "x" * (NAME_MOST + 1)])
def test_a_name_that_cannot_be_written_is_refused(clinic: Flow, name: str) -> None:
    with pytest.raises(UsageError, match="a test name needs 1 to 200 printable characters"):
        written_call(clinic, called(clinic).trace, name)


# -- every call -------------------------------------------------------------------------------------


def mutants(flow: Flow) -> Iterator[Flow]:
    """The flow with one destination led elsewhere, or one recording exchanged for one that nobody knows."""
    for key, item in flow.receptionists.items():
        for entry in item.entries or ():
            yield led_elsewhere(flow, key, entry.option)
        for name in RECORDINGS:
            if getattr(item, name):
                yield changed(flow, key, **{name: "777777"})
        for name in Receptionist.model_fields:
            if name.endswith("destination_id") and getattr(item, name):
                to = {name: ELSEWHERE.id, f"{name.removesuffix('_id')}_type": ELSEWHERE.type}
                yield changed(flow, key, **to)


ACTS = ["1", "2", "9", "#", "12", "0.4s", "4s", "next", "wait", "undo", "hangup"]


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.data())
def test_whatever_is_saved_passes_and_fails_on_a_mutant(data: st.DataObject) -> None:
    flow = data.draw(flows())
    session = called(flow, *data.draw(st.lists(st.sampled_from(ACTS), max_size=7)))
    try:
        lines = written_call(flow, session.trace, "a call")
    except UsageError:
        return
    assert passes(lines, flow)
    assert any(not passes(lines, mutant) for mutant in mutants(flow))


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.data())
def test_a_recording_exchanged_fails_every_saved_test_in_which_it_was_heard(data: st.DataObject) -> None:
    flow = data.draw(flows())
    session = called(flow, *data.draw(st.lists(st.sampled_from(ACTS), max_size=5)))
    try:
        lines = written_call(flow, session.trace, "a call")
    except UsageError:
        return
    heard = {effect.recording for turn in session.trace.turns for effect in turn.effects if isinstance(effect, Play)}
    for recording in heard:
        assert not passes(lines, without(flow, recording))


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.data())
def test_a_key_led_elsewhere_fails_every_saved_test_in_which_it_was_chosen(data: st.DataObject) -> None:
    flow = data.draw(flows())
    session = called(flow, *data.draw(st.lists(st.sampled_from(ACTS), max_size=5)))
    try:
        lines = written_call(flow, session.trace, "a call")
    except UsageError:
        return
    chosen = [
        (turn.source.receptionist, effect.keys)
        for turn in session.trace.turns
        for effect in turn.effects
        if isinstance(effect, Choice)
    ]
    for menu, option in chosen:
        assert not passes(lines, led_elsewhere(flow, menu, option))


def without(flow: Flow, recording: str) -> Flow:
    """The flow with a recording exchanged wherever it plays."""
    for key, item in flow.receptionists.items():
        flow = changed(flow, key, **{name: "777777" for name in RECORDINGS if getattr(item, name) == recording})
    return flow
