"""Where calls arrive."""

from dataclasses import replace

from simulator import Destination, Flow, load
from simulator.exchange.dialplan_names import DialplanNames
from simulator.exchange.dialplan_syntax import print_contexts
from simulator.exchange.end_context import end_context, find_ends


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
    counts = "WrongKeys: ${WRONG_KEYS},Silences: ${SILENCES},Seconds: $[${EPOCH} - ${ANSWERED_AT}]"
    assert print_contexts([end_context(clinic, names)]) == (
        "; Where calls arrive\n"
        "[ivr-ends]\n"
        f"exten => department_108000,1,UserEvent(IvrEnd,Outcome: routed,Destination: department||108000,{counts})"
        "  ; Booking desk (department||108000)\n"
        " same => n,Hangup()\n"
        f"exten => hangup_1,1,UserEvent(IvrEnd,Outcome: hung_up,Destination: hangup||1,{counts})  ; hangup||1\n"
        " same => n,Hangup()\n"
        f"exten => dropped,1,UserEvent(IvrEnd,Outcome: hung_up,Destination: ,{counts})  ; a destination without an id\n"
        " same => n,Hangup()\n"
        f"exten => endless,1,UserEvent(IvrEnd,Outcome: endless,Destination: ,{counts})  ; a call that never ends\n"
        " same => n,Hangup()\n"
    )


def test_a_destination_without_an_id_is_no_end(clinic: Flow) -> None:
    main = clinic.receptionists["main"].model_copy(update={"silence_destination_id": " "})
    flow = replace(clinic, receptionists={"main": main})
    assert "extension|| " not in map(str, find_ends(flow))
