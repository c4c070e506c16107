from dataclasses import replace

from simulator.callers.caller_script import CallerScript, ScriptStep
from simulator.callers.rehearsal import Rehearsal
from simulator.checks.prove import prove_flow, summarize_flow
from simulator.config.announcement_settings import AnnouncementSettings
from simulator.config.claim_options import ClaimOptions
from simulator.config.flow import Flow
from simulator.config.menu_engine import MenuEngine, MenuSettings
from simulator.config.semantics import PROFILES
from simulator.report.proof_text import caller_text, claims_text, destination_text, overview_text
from tests.callers.test_voicemail_returns import MAIN, flow_of
from tests.graph.small_flows import HANGUP, MACHINE, PERSON, flow, menu, single, to

SOUND = flow({"main": menu({"1": PERSON, "*": "main"}, greeting="8", silence=MACHINE)})


def shown(made: Flow, *asked: ClaimOptions) -> list[str]:
    return list(claims_text(prove_flow(made, asked), "flows/x"))


def test_what_holds_is_one_line_a_claim() -> None:
    examined = "(examined 11 places, 140 moves)"
    where = "from every receptionist that callers come to"
    assert shown(SOUND) == [
        f'✓ Every caller who does not keep pressing a "back" key gets out. {examined}',
        f"✓ A caller who stays silent gets out, {where}. {examined}",
        f"✓ A caller who presses only wrong keys gets out, {where}. {examined}",
        f"✓ A caller who mixes wrong keys and silence gets out, {where}. {examined}",
        f"✓ No call goes round without a pause. {examined}",
        "",
        "All five claims hold for every caller.",
    ]


def test_callers_that_no_claim_is_about_are_named() -> None:
    staying = flow_of(MAIN, on=("main",))
    assert shown(staying)[-1] == (
        "Not looked at: callers who stay on the line after a voicemail (return_after: [voicemail])."
    )
    engine = MenuEngine(MenuSettings(announcement=AnnouncementSettings(repeat="5")))
    made = flow({"a": single(PERSON)})
    notice = made.receptionists["a"].with_engine(engine.announcement_under(PROFILES["freepbx"]))
    shown_last = shown(replace(made, receptionists={"a": notice}))[-1]
    assert shown_last == f"Not looked at: callers who press keys in {notice.name}, which takes them."


def test_what_fails_says_why_for_whom_and_how_to_hear_it() -> None:
    lines = shown(SOUND, ClaimOptions("never", "machine"))
    assert lines[5:] == [
        "✗ FAILS: No caller gets to a machine. (examined 11 places, 140 moves)",
        "    This caller is there after 26 s.",
        "    Shortest caller: silence silence",
        "    Play it: ivrsim play flows/x --caller 'silence silence'",
        "",
        "1 of 6 claims does not hold.",
    ]


def test_a_caller_of_a_thousand_rounds_is_cut_short() -> None:
    made = flow({"main": menu({"1": PERSON}, wrong="main")})
    lines = shown(made)
    assert lines[:4] == [
        '✗ FAILS: Every caller who does not keep pressing a "back" key gets out. (examined 6 places, 70 moves)',
        "    Wrong keys in menu “main” lead back to it.",
        "    Shortest caller: 0 0 0 0 0 0 0 0 0 0 0 0 and so on (1,000 rounds)",
        "    Play it: --format json has this caller in full, for ivrsim play --caller.",
    ]
    assert lines[-1] == "3 of 5 claims do not hold."


def test_a_caller_to_another_number_and_one_who_is_late() -> None:
    made = flow({"main": menu({"1": PERSON}), "on": menu({"1": MACHINE})})
    calls = CallerScript(entry="on", steps=(ScriptStep(press="1", cue="prompt", after=0),))
    assert list(caller_text(Rehearsal(made), calls, "flows/x")) == [
        "Shortest caller, calling on: 1",
        "Play it: ivrsim play flows/x --entry on --caller '1'",
    ]
    late = CallerScript(steps=(ScriptStep(press="1", after=15),))
    assert list(caller_text(Rehearsal(made), late, "flows/x")) == [
        "Shortest caller: 1 (15 s late)",
        "Play it: --format json has this caller in full, for ivrsim play --caller.",
    ]


def test_the_times_and_who_cannot_get_through() -> None:
    assert list(overview_text(SOUND, summarize_flow(SOUND))) == [
        "  Where callers get to         fastest  fewest keys, hearing all  slowest",
        "  Desk (department||10)        at once  one key: 8 s              39 s",
        "  hung up by the menu          at once  two keys: 16 s            39 s",
        "  Voicemail (voicemail||9001)  26 s     two silences: 26 s        39 s",
        "Fastest: presses at once, into the recording. Slowest: takes no way back by a valid key.",
        "",
        "Callers who cannot do everything",
        "  stays silent, or sends no keys             Voicemail (voicemail||9001), a machine, after 26 s",
        "  presses only wrong keys                    hung up by the menu, at once at the soonest, 26 s at the slowest",
        "  presses 15 s late (relay, text telephone)  gets everywhere",
        "",
        "Callers may go round for as long as they choose to (not held against the flow):",
        "  * in menu “main” leads back to it",
    ]


def test_a_flow_that_leads_nowhere() -> None:
    made = flow({"main": single("main", greeting="3")})
    assert list(overview_text(made, summarize_flow(made)))[:4] == [
        "No caller gets anywhere: every path leads back.",
        "",
        "Callers who cannot do everything",
        "  stays silent, or sends no keys             never gets out",
    ]


def test_destinations_in_words() -> None:
    assert [destination_text(SOUND, to(word)) for word in (PERSON, HANGUP, "extension||7")] == [
        "Desk (department||10)",
        "hung up by the menu",
        "extension||7",
    ]


def test_ends_that_route_on_are_named_and_nothing_is_claimed_of_them() -> None:
    lines = shown(flow({"main": menu({"1": PERSON}, silence="time_condition||77", wrong=PERSON)}))
    assert lines[-3:] == [
        "All five claims hold, as far as this flow knows.",
        "Nothing is claimed about what happens after time_condition||77:",
        "such an end may route calls on, and this flow does not say where (ivrsim explain IVR115).",
    ]


def test_many_ends_that_route_on_are_counted() -> None:
    lines = shown(flow({"main": menu({str(key): f"timegroup||{key}" for key in range(10)})}))
    assert lines[-2] == (
        "Nothing is claimed about what happens after "
        + ", ".join(f"timegroup||{key}" for key in range(8))
        + " and 2 more:"
    )


def test_a_call_that_drops_is_told_so() -> None:
    made = flow({"main": menu({"1": PERSON}, silence="extension||", wrong=PERSON)})
    lines = list(overview_text(made, summarize_flow(made)))
    assert [line for line in lines if "dropped" in line] == [
        "  dropped: extension without an id  10 s     two silences: 10 s        15 s",
        "  stays silent, or sends no keys             dropped: extension without an id, after 10 s",
    ]
    assert lines[-1] == "  presses 15 s late (relay, text telephone)  gets to 0 of 1; not to Desk (department||10)"
