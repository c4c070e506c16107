import pytest

from simulator.callers.call_record import CallRecord
from simulator.callers.rehearsal import Rehearsal
from simulator.checks.claim import Claim
from simulator.checks.claim_examination import examine_claims
from simulator.config.claim_options import ClaimOptions
from simulator.config.flow import Flow
from simulator.config.receptionist import Destination
from simulator.config.semantics import Semantics
from simulator.errors import UsageError
from simulator.graph.reach.slow_callers import late_reach
from simulator.graph.reach.survey import Survey
from tests.graph.small_flows import HANGUP, MACHINE, PERSON, flow, menu

MENUS = flow(
    {
        "main": menu({"1": "sub"}, greeting="8", silence=MACHINE, silence_final_recording="3"),
        "sub": menu({"1": PERSON}, greeting="4"),
        "lonely": menu({"1": "voicemail||77"}, greeting="2"),
    }
)


def claims(asked: ClaimOptions, made: Flow = MENUS) -> list[Claim]:
    survey = Survey(made)
    return list(examine_claims(survey, asked, late_reach(survey)))


def claim(asked: ClaimOptions, made: Flow = MENUS) -> Claim:
    (found,) = claims(asked, made)
    return found


def record(found: Claim, made: Flow = MENUS) -> CallRecord:
    assert found.counterexample is not None
    return Rehearsal(made).play(found.counterexample)


def did(found: Claim) -> list[str] | None:
    caller = found.counterexample
    return None if caller is None else [step.press or "silence" for step in caller.steps]


def test_somebody_gets_to_a_person() -> None:
    found = claim(ClaimOptions("reach", "person"))
    assert (found.claim, found.about, found.holds) == ("Some caller gets to a person.", "reach", True)


def test_nobody_gets_there() -> None:
    found = claim(ClaimOptions("reach", "voicemail||77"))
    assert (found.holds, did(found), found.because) == (False, None, "No caller gets there, whatever they do.")
    assert [one.holds for one in claims(ClaimOptions("reach", "voicemail||77", within=1, keys=1))] == [False] * 3


def test_a_receptionist_can_be_what_is_reached() -> None:
    assert claim(ClaimOptions("reach", "sub", None, None)).holds
    assert not claim(ClaimOptions("reach", "lonely")).holds
    assert [one.holds for one in claims(ClaimOptions("reach", "sub", 1000, 1))] == [True, True, True]


def test_in_a_time() -> None:
    slow = flow({"main": menu({"1": PERSON}, greeting="8")}, semantics=Semantics(barge_in=False))
    reach, within = claims(ClaimOptions("reach", "person", within=7000), slow)
    assert (reach.holds, within.holds, within.about) == (True, False, "within")
    assert (within.claim, within.because) == (
        "Some caller gets to a person within 7 s.",
        "The fastest caller takes 8 s.",
    )
    assert record(within, slow).seconds == 8.0
    assert claims(ClaimOptions("reach", "person", within=8000), slow)[1].holds


def test_with_few_keys() -> None:
    _, keys = claims(ClaimOptions("reach", "person", keys=1))
    assert (keys.claim, keys.about) == ("Some caller gets to a person with one key at most.", "keys")
    assert (keys.holds, keys.because, did(keys)) == (False, "It takes two keys at least.", ["1", "1"])
    assert record(keys).outcome.name == "Desk"


def test_in_a_time_with_few_keys_and_not_only_in_each_alone() -> None:
    made = flow({"main": menu({"1": PERSON}, silence=HANGUP)}, semantics=Semantics(collect="terminated"))
    reach, within, keys = claims(ClaimOptions("reach", "person", within=1000, keys=1), made)
    assert (reach.holds, within.holds, keys.holds) == (True, True, False)
    assert keys.because == "With so few keys the fastest caller takes 5 s."
    assert claims(ClaimOptions("reach", "person", within=1000, keys=2), made)[2].holds


def test_silence_is_no_key() -> None:
    assert claims(ClaimOptions("reach", "machine", keys=0))[1].holds


def test_nobody_gets_where_nobody_should() -> None:
    assert claim(ClaimOptions("never", "voicemail||77")).holds
    found = claim(ClaimOptions("never", "machine"))
    assert (found.claim, found.holds) == ("No caller gets to a machine.", False)
    assert (did(found), found.because) == (["silence", "silence"], "This caller is there after 29 s.")
    assert record(found).outcome.name == "Voicemail"


def test_nobody_hears_what_nobody_should() -> None:
    found = claim(ClaimOptions("never", "recording:3"))
    assert (found.claim, found.holds, did(found)) == ("No caller hears recording 3.", False, ["silence", "silence"])
    assert "3" in record(found).heard
    assert claim(ClaimOptions("never", "2")).holds


def test_a_number_of_the_flow_is_a_way_in_for_never_and_not_for_reach() -> None:
    made = flow({"main": menu({"1": PERSON}), "night": menu({"1": MACHINE})}, numbers={"+441632960001": "night"})
    assert not claim(ClaimOptions("reach", "machine"), made).holds
    found = claim(ClaimOptions("never", "machine"), made)
    assert found.counterexample is not None
    assert (found.counterexample.entry, record(found, made).outcome.name) == ("night", "Voicemail")


def test_somebody_hears_it() -> None:
    assert claim(ClaimOptions("hears", "3")).holds
    found = claim(ClaimOptions("hears", "2"))
    assert (found.holds, did(found), found.because) == (False, None, "No caller hears it, whatever they do.")


def test_the_silent_and_who_has_no_keys_get_to_a_person() -> None:
    for trait in ("silent", "no-dtmf"):
        found = claim(ClaimOptions("trait", trait))
        assert (found.holds, did(found)) == (False, [])
        assert found.because == "This caller comes to Voicemail (a machine)."
    assert claim(ClaimOptions("trait", "silent"), flow({"main": menu({}, silence=PERSON)})).holds


def test_who_presses_only_wrong_keys_gets_to_a_person() -> None:
    found = claim(ClaimOptions("trait", "wrong-keys"))
    assert (found.holds, found.because) == (False, "The menu hangs up on this caller.")
    assert (did(found), record(found).outcome.kind) == (["0", "0"], "hung_up")
    endless = flow({"main": menu({"1": PERSON}, wrong="main")})
    assert record(claim(ClaimOptions("trait", "wrong-keys"), endless), endless).outcome.kind == "endless"


def test_who_answers_late_gets_to_a_person() -> None:
    made = flow({"main": menu({"1": PERSON}, timeout=5)})
    found = claim(ClaimOptions("trait", "slow"), made)
    assert (found.holds, found.because) == (False, "The keys that get a prompt caller there come too late.")
    assert record(found, made).outcome.kind == "hung_up"
    assert claim(ClaimOptions("trait", "slow"), flow({"main": menu({"1": PERSON}, timeout=20)})).holds


def test_nobody_chooses_a_person_at_all() -> None:
    made = flow({"main": menu({"1": MACHINE}, timeout=20)})
    found = claim(ClaimOptions("trait", "slow"), made)
    assert (found.holds, did(found), found.because) == (False, None, "No caller gets to a person by pressing keys.")


def test_a_word_that_names_nothing() -> None:
    with pytest.raises(UsageError, match="nothing is called 'Dsk'; did you mean Desk"):
        claim(ClaimOptions("reach", "Dsk"))


DROPPING = flow({"main": menu({"1": "extension||", "2": HANGUP, "3": PERSON}, silence="extension||", wrong=PERSON)})


def test_nobody_gets_to_a_blank_destination_and_somebody_is_dropped_there() -> None:
    found = claim(ClaimOptions("reach", "extension||"), DROPPING)
    assert found.claim == "Some caller gets to a blank destination (extension||)."
    assert (found.holds, did(found), found.because) == (False, None, "No caller gets there, whatever they do.")
    bounded = claims(ClaimOptions("reach", "extension||", within=60_000, keys=3), DROPPING)
    assert [one.holds for one in bounded] == [False] * 3
    never = claim(ClaimOptions("never", "extension||"), DROPPING)
    assert (never.holds, did(never), never.because) == (False, ["1"], "This caller is dropped at once.")


def test_a_drop_is_no_way_to_a_hang_up_and_breaks_that_there_is_none() -> None:
    dropping = flow({"main": menu({"1": PERSON}, silence="extension||", wrong=PERSON)})
    assert not claim(ClaimOptions("reach", "hangup"), dropping).holds
    never = claim(ClaimOptions("never", "hangup"), dropping)
    assert (never.holds, record(never, dropping).outcome.kind) == (False, "hung_up")
    assert claim(ClaimOptions("reach", "hangup"), DROPPING).holds
    assert [one.holds for one in claims(ClaimOptions("reach", "hangup", within=60_000, keys=1), DROPPING)] == [True] * 3


def test_a_caller_whose_call_drops_gets_to_no_person() -> None:
    silent = claim(ClaimOptions("trait", "silent"), DROPPING)
    assert (silent.holds, silent.because) == (False, "The call of this caller drops: the destination is blank.")


def test_what_may_lie_behind_an_end_that_routes_on_is_not_known() -> None:
    made = flow({"main": menu({"1": PERSON}, silence="time_condition||77", wrong=PERSON, greeting="4")})
    office = (Destination("time_condition", "77"),)
    known = "as far as this flow knows."
    nobody = claim(ClaimOptions("reach", MACHINE), made)
    assert (nobody.claim, nobody.holds, nobody.open_ends) == (
        f"Some caller gets to Voicemail (voicemail||9001), {known}",
        False,
        office,
    )
    never = claim(ClaimOptions("never", MACHINE), made)
    assert (never.claim, never.holds) == (f"No caller gets to Voicemail (voicemail||9001), {known}", True)
    assert claim(ClaimOptions("reach", PERSON), made).open_ends == ()
    assert claim(ClaimOptions("never", PERSON), made).open_ends == ()
    late = claims(ClaimOptions("reach", PERSON, within=1, keys=0), made)
    assert [(one.holds, one.open_ends) for one in late] == [(True, ()), (True, ()), (False, office)]
    silent = claim(ClaimOptions("trait", "silent"), made)
    assert (silent.claim, silent.holds) == (f"A caller who stays silent gets to a person, {known}", False)
    assert claim(ClaimOptions("hears", "4"), made).open_ends == ()
