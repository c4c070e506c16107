"""Each turn of a call, with what made it so."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator import Flow, Rehearsal
from simulator.callers.caller_script import CallerScript
from simulator.callers.reasons import Reason, find_reasons
from simulator.config.receptionist import Receptionist
from simulator.config.semantics import PROFILES
from simulator.testing.strategies import callers, flows


def told(flow: Flow, script: str | CallerScript) -> list[tuple[Reason, ...]]:
    machine, trace = Rehearsal(flow, limit=20).trace_call(script)
    return [find_reasons(machine.flow, turn) for turn in trace.turns]


def varied(flow: Flow, **changes: object) -> Flow:
    """The flow with a main menu that differs so."""
    main = flow.receptionists["main"].model_copy(update=changes)
    return replace(flow, receptionists={**flow.receptionists, "main": main})


def longer(flow: Flow) -> Flow:
    """The flow with a main menu whose keys 1 and 12 both lead on; 12 notes a template."""
    entry = (flow.receptionists["main"].entries or ())[0]
    return varied(flow, entries=(entry, entry.model_copy(update={"option": "12", "template_id": "7"})))


WAITS = Reason("the menu waits 5 s for a first key", "main", ("timeout_seconds",))
WAITS_ON = Reason("it waits 5 s for one more key", "main", ("timeout_seconds",))
UNHEARD = Reason("nobody hears keys during this recording: it cannot be interrupted (measured)")


def final(cause: str) -> Reason:
    return Reason(f"which {cause} is the last (N means N retries: the (N+1)-th is final)",
                  setting="final_on: after_retries")  # fmt: skip


def test_a_choice_is_an_entry_of_the_menu(clinic: Flow) -> None:
    assert told(clinic, "1") == [
        (
            Reason("the call starts at main"),
            Reason("greeting plays", "main", ("greeting",)),
        ),
        (Reason("the menu waits 5 s for a first key", "main", ("timeout_seconds",)),),
        (
            Reason("1 is an entry of main", "main", ("entries", 0, "option")),
            Reason("that leads to Booking desk (department||108000)", "main", ("entries", 0, "destination_id")),
        ),
    ]


def test_a_wrong_key_and_what_follows(clinic: Flow) -> None:
    assert told(clinic, "early:9")[1:3] == [
        (
            Reason("whether a key stops the recording (it does, and counts as the first key)",
                   setting="barge_in: true"),
            Reason("9 is not an entry of main", "main", ("entries",)),
            Reason("wrong key 1 of 3: not the last", "main", ("wrong_keys_allowed",)),
            Reason("which wrong key is the last (N means N retries: the (N+1)-th is final)",
                   setting="final_on: after_retries"),
            Reason("sorry plays", "main", ("wrong_key_retry_recording",)),
        ),
        (
            Reason("greeting follows: the greeting is played again", "main", ("greeting",)),
            Reason("whether the greeting plays again after a retry recording (retry recording, then the greeting)",
                   setting="replay_greeting: always"),
        ),
    ]  # fmt: skip


def test_the_last_silence_leads_to_the_fall_back(clinic: Flow) -> None:
    *_, last, end = told(clinic, "")

    assert last == (
        Reason("silence 3 of 3: the last", "main", ("silences_allowed",)),
        Reason("which silence is the last (N means N retries: the (N+1)-th is final)",
               setting="final_on: after_retries"),
        Reason("goodbye plays", "main", ("silence_final_recording",)),
    )  # fmt: skip
    assert end == (Reason("that leads to Reception (extension||050109590001)", "main", ("silence_destination_id",)),)


@pytest.mark.parametrize(
    ("collect", "reason"),
    [
        ("first_match", Reason("it waits 5 s for one more key", "main", ("timeout_seconds",))),
        ("terminated", Reason("it waits 5 s for one more key", "main", ("timeout_seconds",))),
    ],
)
def test_the_wait_for_a_further_key(clinic: Flow, collect: str, reason: Reason) -> None:
    assert told(clinic.with_semantics(clinic.semantics.model_copy(update={"collect": collect})), "9")[2][-1] == reason


def test_a_longer_code_is_waited_for_and_what_comes_settles_it(clinic: Flow) -> None:
    collecting = (
        Reason("a longer code may begin with 1, so the menu waits for one more key "
               "(a code that no other continues is taken at once)", setting="collect: prefix"),
        Reason("it waits 3 s for one more key", setting="interdigit_seconds: 3"),
    )  # fmt: skip
    assert told(longer(clinic), "12")[2:] == [
        collecting,
        (
            Reason("12 is an entry of main", "main", ("entries", 1, "option")),
            Reason("the entry notes e-mail template 7", "main", ("entries", 1, "template_id")),
            Reason("that leads to Booking desk (department||108000)", "main", ("entries", 1, "destination_id")),
        ),
    ]
    assert told(longer(clinic), "1")[2:] == [
        collecting,
        (
            Reason("1 is an entry of main", "main", ("entries", 0, "option")),
            Reason("that leads to Booking desk (department||108000)", "main", ("entries", 0, "destination_id")),
        ),
    ]
    assert told(longer(clinic), "13")[3][0] == Reason("13 is not an entry of main", "main", ("entries",))
    only = (longer(clinic).receptionists["main"].entries or ())[1:]
    assert told(varied(clinic, entries=only), "1")[3][0] == Reason("1 is not an entry of main", "main", ("entries",))


def test_keys_that_make_no_code_are_waited_behind_all_the_same(clinic: Flow) -> None:
    gathers = "(the first code that matches is taken; no match: wait for one more key)"
    assert told(clinic.with_semantics(PROFILES["freepbx-first-match"]), "99")[2:5] == [
        (
            Reason(f"9 makes no code, and the menu waits for more keys all the same {gathers}",
                   setting="collect: first_match"),
            WAITS_ON,
        ),
        (),
        (
            Reason("what was typed is not an entry of main", "main", ("entries",)),
            Reason("wrong key 1 of 3: not the last", "main", ("wrong_keys_allowed",)),
            final("wrong key"),
            Reason("sorry plays", "main", ("wrong_key_retry_recording",)),
        ),
    ]  # fmt: skip


def test_a_key_in_a_place_of_further_keys_is_collected(clinic: Flow) -> None:
    gathered = clinic.with_semantics(clinic.semantics.model_copy(update={"collect": "terminated"}))
    assert told(longer(gathered), "12")[2:4] == [
        (
            Reason(f"a longer code may begin with {keys}, so the menu waits for one more key "
                   "(keys until # or until no further key comes)", setting="collect: terminated"),
            WAITS_ON,
        )
        for keys in ("1", "12")
    ]  # fmt: skip


def test_keys_into_a_recording_are_ignored_where_nothing_stops_it(clinic: Flow) -> None:
    deaf = clinic.with_semantics(clinic.semantics.model_copy(update={"barge_in": False}))
    assert told(deaf, "early:1")[1:3] == [
        (Reason("whether a key stops the recording (it is ignored)", setting="barge_in: false"),),
        (WAITS,),
    ]


def test_the_last_wrong_key_is_followed_by_a_recording_that_hears_nobody(clinic: Flow) -> None:
    *_, last, unheard, end = told(clinic, '{"steps": [{"press": "9999", "cue": "prompt"}]}')
    assert last[1:] == (
        Reason("9 is not an entry of main", "main", ("entries",)),
        Reason("wrong key 3 of 3: the last", "main", ("wrong_keys_allowed",)),
        final("wrong key"),
        Reason("goodbye plays", "main", ("wrong_key_final_recording",)),
    )
    assert unheard == (UNHEARD,)
    assert end == (Reason("that leads to Reception (extension||050109590001)", "main", ("wrong_key_destination_id",)),)


def test_a_single_hears_nobody_and_forwards(clinic: Flow) -> None:
    single = Receptionist(
        name="Night line",
        destination_type="single",
        greeting="19549",
        forward_destination_type="department",
        forward_destination_id="7",
    )
    assert told(replace(clinic, entry="night", receptionists={"night": single}),
                '{"steps": [{"press": "1", "cue": "now"}]}') == [
        (Reason("the call starts at night"), Reason("greeting plays", "night", ("greeting",))),
        (UNHEARD,),
        (Reason("that leads to department||7", "night", ("forward_destination_id",)),),
    ]  # fmt: skip


def test_a_menu_that_hangs_up_says_by_which_field(clinic: Flow) -> None:
    menu = varied(clinic, wrong_keys_allowed=1, wrong_key_destination_type="hangup", wrong_key_destination_id="1")
    turns = told(menu, "9 9")
    assert [turn[1] for turn in turns if len(turn) > 2] == [
        Reason("wrong key 1 of 2: not the last", "main", ("wrong_keys_allowed",)),
        Reason("wrong key 2 of 2: the last", "main", ("wrong_keys_allowed",)),
    ]
    assert turns[-1] == (Reason("that hangs up", "main", ("wrong_key_destination_id",)),)


def test_a_caller_who_hangs_up_reaches_nobody(clinic: Flow) -> None:
    assert told(clinic, "hangup")[-1] == (Reason("the caller hangs up: nothing more is played, and nobody is reached"),)


def test_another_menu_starts_its_counts_and_tells_its_own_fields(clinic: Flow) -> None:
    assert told(clinic, "2 9")[2:5] == [
        (
            Reason("2 is an entry of main", "main", ("entries", 1, "option")),
            Reason("that leads to billing, whose counts start at zero", "main", ("entries", 1, "destination_id")),
            Reason("billing-greeting plays", "billing", ("greeting",)),
        ),
        (Reason("the menu waits 5 s for a first key", "billing", ("timeout_seconds",)),),
        (
            Reason("9 is not an entry of billing", "billing", ("entries",)),
            Reason("wrong key 1 of 3: not the last", "billing", ("wrong_keys_allowed",)),
            final("wrong key"),
            Reason("sorry plays", "billing", ("wrong_key_retry_recording",)),
        ),
    ]


def test_counts_that_are_shared_are_told_with_each_miss(clinic: Flow) -> None:
    shared = clinic.with_semantics(clinic.semantics.model_copy(update={"counters": "shared"}))
    together = Reason(
        "wrong keys and silences share one count (one count, compared with the limit of what just happened)",
        setting="counters: shared",
    )
    turns = told(varied(shared, wrong_key_final_recording=None), "9 silence 9")
    assert [turn for turn in turns if together in turn] == [
        (
            Reason("9 is not an entry of main", "main", ("entries",)),
            Reason("wrong key 1 of 3: not the last", "main", ("wrong_keys_allowed",)),
            final("wrong key"),
            together,
            Reason("sorry plays", "main", ("wrong_key_retry_recording",)),
        ),
        (
            Reason("silence 2 of 3: not the last", "main", ("silences_allowed",)),
            final("silence"),
            together,
            Reason("are-you-there plays", "main", ("silence_retry_recording",)),
        ),
        (
            Reason("9 is not an entry of main", "main", ("entries",)),
            Reason("wrong key 3 of 3: the last", "main", ("wrong_keys_allowed",)),
            final("wrong key"),
            together,
            Reason("that leads to Reception (extension||050109590001)", "main", ("wrong_key_destination_id",)),
        ),
    ]


def test_a_timeout_of_nought_is_the_engines_own_wait(clinic: Flow) -> None:
    assert told(varied(clinic, timeout_seconds=0), "1")[1] == (
        Reason("the menu waits 10 s for a first key", "main", ("timeout_seconds",)),
        Reason("timeout 0 is the engine's own wait", setting="zero_timeout_seconds: 10"),
    )


def test_a_menu_that_leads_to_itself_waits_anew() -> None:
    loop = Receptionist(
        name="Loop",
        destination_type="multiple",
        entries=(),
        timeout_seconds=1,
        wrong_keys_allowed=0,
        wrong_key_destination_type="ivr",
        wrong_key_destination_id="loop",
        silences_allowed=0,
        silence_destination_type="ivr",
        silence_destination_id="loop",
    )
    assert told(Flow(entry="loop", receptionists={"loop": loop}), "silence hangup")[1] == (
        Reason("silence 1 of 1: the last", "loop", ("silences_allowed",)),
        final("silence"),
        Reason("that leads to loop, whose counts start at zero", "loop", ("silence_destination_id",)),
        Reason("the menu waits 1 s for a first key", "loop", ("timeout_seconds",)),
    )


def test_without_a_retry_recording_the_greeting_plays_again(clinic: Flow) -> None:
    assert told(varied(clinic, silence_retry_recording=None), "silence 1")[2:4] == [
        (
            Reason("silence 1 of 3: not the last", "main", ("silences_allowed",)),
            final("silence"),
            Reason("greeting plays", "main", ("greeting",)),
        ),
        (WAITS,),
    ]


@given(st.data())
def test_every_turn_of_any_call_has_a_reason_that_points_into_the_flow(data: st.DataObject) -> None:
    flow = data.draw(flows())
    for reasons_of_turn in told(flow, data.draw(callers(flow))):
        for reason in reasons_of_turn:
            value: object = flow.receptionists[reason.receptionist] if reason.field else None
            for step in reason.field:
                assert value is not None
                value = getattr(value, step) if isinstance(step, str) else value[step]  # type: ignore[index]  # entries


def test_a_blank_destination_is_why_a_call_drops(clinic: Flow) -> None:
    main = clinic.receptionists["main"].model_copy(update={"silence_destination_id": " "})
    *_, end = told(replace(clinic, receptionists={**clinic.receptionists, "main": main}), "")
    assert end == (Reason("that leads to a blank destination: the call drops", "main", ("silence_destination_id",)),)
