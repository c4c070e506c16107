"""Where calls arrive."""

from dataclasses import replace

from simulator import Destination, Flow, load
from simulator.config.routes import PersonRoute
from simulator.exchange.dial_map import DialAction, parse_action
from simulator.exchange.dialplan_names import DialplanNames
from simulator.exchange.dialplan_syntax import print_contexts
from simulator.exchange.end_context import SECONDS, end_contexts, find_ends

DESK = Destination("department", "108400")
COUNTS = f"WrongKeys: ${{WRONG_KEYS}},Silences: ${{SILENCES}},Seconds: {SECONDS}"


def arrival(flow: Flow, destination: Destination, desk: str = "") -> list[str]:
    """The steps of a destination's extension, without comments; ``desk`` is its action in the dial map."""
    names = DialplanNames(flow, "ivr", find_ends(flow), ())
    dial_map: dict[Destination, DialAction] = {destination: parse_action(desk)} if desk else {}
    text = print_contexts(end_contexts(flow, names, dial_map))
    block = text.split(f"exten => {names.ends[destination]},1,")[1].split("exten => ")[0]
    return [line.removeprefix(" same => n").removeprefix(",").split("  ; ")[0] for line in block.splitlines()]


def test_the_ends_of_a_flow() -> None:
    assert [str(end) for end in find_ends(load("example:surgery"))] == [
        "time_condition||77",
        "department||108400",
        "voicemail||9041",
        "extension||050109590040",
        "voicemail||9040",
    ]


def test_an_arrival_says_where_after_which_mistakes_and_when(clinic: Flow) -> None:
    hangup, desk = Destination("hangup", "1"), Destination("department", "108000")
    names = DialplanNames(clinic, "ivr", [desk, hangup], ())
    assert print_contexts(end_contexts(clinic, names, {})) == (
        "; Where calls arrive\n"
        "[ivr-ends]\n"
        f"exten => department_108000,1,UserEvent(IvrEnd,Outcome: routed,Destination: department||108000,{COUNTS})"
        "  ; Booking desk (department||108000)\n"
        " same => n,Hangup()\n"
        f"exten => hangup_1,1,UserEvent(IvrEnd,Outcome: hung_up,Destination: hangup||1,{COUNTS})  ; hangup||1\n"
        " same => n,Hangup()\n"
        f"exten => dropped,1,UserEvent(IvrEnd,Outcome: hung_up,Destination: ,{COUNTS})"
        "  ; nowhere to go, or nobody picks up: the call drops\n"
        " same => n,Hangup()\n"
        f"exten => endless,1,UserEvent(IvrEnd,Outcome: endless,Destination: ,{COUNTS})  ; a call that never ends\n"
        " same => n,Hangup()\n"
    )


def test_what_follows_an_arrival(clinic: Flow) -> None:
    desk = Destination("department", "108000")
    event = f"UserEvent(IvrEnd,Outcome: routed,Destination: department||108000,{COUNTS})"
    assert arrival(clinic, desk, desk="Queue(desk)") == [event, "Queue(desk)", "Hangup()"]
    assert arrival(clinic, desk, desk="Goto(from-internal,1,1)") == [event, "Goto(from-internal,1,1)"]


def test_a_schedule_leads_on() -> None:
    assert arrival(load("example:surgery"), Destination("time_condition", "77")) == [
        "Set(ROUNDS=$[0${ROUNDS} + 1])",
        "GotoIf($[${ROUNDS} > 1000]?ivr-ends,endless,1)",
        "Gosub(ivr-schedule-office,s,1)",
        "Goto(${GOSUB_RETVAL})",
        "(open),Goto(ivr-menu-main,s,1)",
        "(closed),Goto(ivr-menu-night,s,1)",
        "(holiday),Goto(ivr-menu-closed_today,s,1)",
    ]


def test_a_variable_says_whether_somebody_picks_up() -> None:
    own = "${IVR_ANSWER_DEPARTMENT_108400}"
    assert arrival(load("example:surgery"), DESK)[2:] == [
        "Set(ANSWER=${IVR_ANSWER_EVERYONE})",
        f'ExecIf($["{own}" != ""]?Set(ANSWER={own}))',
        'GotoIf($["${ANSWER}" = "busy"]?busy)',
        'GotoIf($["${ANSWER}" = "no_answer"]?no_answer)',
        f"UserEvent(IvrEnd,Outcome: routed,Destination: department||108400,{COUNTS})",
        "Hangup()",
        "(no_answer),Wait(20)",
        "Goto(ivr-ends,voicemail_9040,1)",
        "(busy),Goto(ivr-ends,voicemail_9040,1)",
    ]


def test_a_telephone_that_nobody_is_at_rings_out() -> None:
    surgery = load("example:surgery")
    flow = replace(surgery, routes={**surgery.routes, DESK: PersonRoute(rings_ms=500, nobody=True)})
    assert arrival(flow, DESK)[4:] == [
        'GotoIf($["${ANSWER}" != "picked_up"]?no_answer)',
        f"UserEvent(IvrEnd,Outcome: routed,Destination: department||108400,{COUNTS})",
        "Hangup()",
        "(no_answer),Wait(0.5)",
        "Goto(ivr-ends,dropped,1)",
    ]


def test_a_telephone_that_is_dialled_tells_when_it_is_picked_up() -> None:
    surgery = load("example:surgery")
    picked_up = f"U(ivr-picked-up^department||108400^${{WRONG_KEYS}}^${{SILENCES}}^{SECONDS})"
    assert arrival(surgery, DESK, desk="Dial(PJSIP/desk,,tT)")[2:] == [
        f"Dial(PJSIP/desk,20,tT{picked_up})",
        'GotoIf($["${DIALSTATUS}" = "ANSWER"]?over)',
        'GotoIf($["${DIALSTATUS}" = "BUSY"]?busy)',
        "Goto(ivr-ends,voicemail_9040,1)",
        "(over),Hangup()",
        "(busy),Goto(ivr-ends,voicemail_9040,1)",
    ]
    names = DialplanNames(surgery, "ivr", find_ends(surgery), ())
    text = print_contexts(end_contexts(surgery, names, {DESK: parse_action("Dial(PJSIP/desk)")}))
    assert text.split("\n\n")[1] == (
        "; Somebody has picked up: this runs on the telephone's channel, which has the LINKEDID of the call\n"
        "[ivr-picked-up]\n"
        "exten => s,1,UserEvent(IvrEnd,Outcome: routed,Destination: ${ARG1},WrongKeys: ${ARG2},Silences: ${ARG3},"
        "Seconds: ${ARG4})\n"
        " same => n,Return()\n"
    )


def test_a_destination_without_an_id_is_no_end(clinic: Flow) -> None:
    main = clinic.receptionists["main"].model_copy(update={"silence_destination_id": " "})
    flow = replace(clinic, receptionists={"main": main})
    assert "extension|| " not in map(str, find_ends(flow))
