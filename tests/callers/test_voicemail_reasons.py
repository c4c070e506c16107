"""Why a call goes on after a voicemail, or ends there."""

from typing import Any

from simulator.callers.reasons import find_reasons
from simulator.callers.rehearsal import Rehearsal
from simulator.config.flow import FLOW_FILE, Flow
from tests.callers.test_voicemail_returns import BOX, GROUP, MAIN, RETURNS, announcement, flow_of, leading
from tests.core.test_return_rules import menu


def reasons(flow: Flow, caller: dict[str, Any]) -> list[tuple[str, str, tuple[Any, ...]]]:
    """What is said of ways to a voicemail and back, each with the field that it points at."""
    played = Rehearsal(flow, given=RETURNS).play_call(caller)
    turns = played.trace.turns
    every = [reason for turn in turns for reason in find_reasons(played.machine.flow, turn, played.world)]
    told = [reason for reason in every if "oicemail" in reason.text and "plays" not in reason.text]
    return [(reason.text, reason.receptionist, reason.field) for reason in told]


STAYS = "that leads to Voicemail 5, and the caller stays on the line after the message (given)"
SWITCH = "the menu that was entered last has return_after: [voicemail]"


def test_the_caller_stays_and_the_switch_of_the_menu_sends_the_call_back() -> None:
    flow = flow_of(leading(MAIN, k2="tip"), announcement("tip", BOX), on=("main",))
    assert reasons(flow, {"steps": [{"press": "5"}, {"press": "2"}]}) == [
        (STAYS, "main", ("entries", 0, "destination_id")),
        (f"{SWITCH}: main (read in FreePBX)", FLOW_FILE, ("menus", "main", "return_after")),
        (STAYS, "tip", ("forward_destination_id",)),
        (f"{SWITCH}: main (read in FreePBX)", FLOW_FILE, ("menus", "main", "return_after")),
    ]
    by_group = {"given": {"Sales": "no answer"}, "steps": [{"press": "6"}]}
    assert [text for text, _, _ in reasons(flow_of(MAIN, on=("main",)), by_group)] == [
        STAYS,
        f"{SWITCH}: main (read in FreePBX)",
    ]
    assert GROUP in flow.routes


def test_a_call_that_ends_there_says_why() -> None:
    flow = flow_of(leading(MAIN, k2="sub"), leading(menu("sub"), k5=BOX), on=("main",))
    ends = (
        "that leads to Voicemail 5 (voicemail||5); the call ends there: it was in no menu, or the one that it entered "
        "last does not have return_after: [voicemail]"
    )
    assert reasons(flow, {"steps": [{"press": "2"}, {"press": "5"}]}) == [
        (ends, "sub", ("entries", 0, "destination_id"))
    ]
    plain = Rehearsal(flow).play_call("5")
    texts = [reason.text for reason in find_reasons(flow, plain.trace.turns[-1], plain.world)]
    assert texts[-1] == "that leads to Voicemail 5 (voicemail||5)"
