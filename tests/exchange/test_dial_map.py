"""What an Asterisk does with calls that have arrived, from a file."""

from pathlib import Path

import pytest

from simulator import Destination, Flow, FlowError, load
from simulator.exchange.dial_map import DialAction, parse_action, read_dial_map
from simulator.text.document import read_document


def read(flow: Flow, text: str) -> dict[str, str]:
    actions = read_dial_map(flow, read_document(Path("dial.yaml"), "dial.yaml", text))
    return {str(destination): action.application for destination, action in actions.items()}


def problems(flow: Flow, text: str) -> list[str]:
    with pytest.raises(FlowError) as refusal:
        read(flow, text)
    return str(refusal.value).splitlines()


def test_destinations_by_name_or_address(clinic: Flow) -> None:
    text = (
        'Booking desk: "Dial(PJSIP/booking)"\nvoicemail||9001: voicemail(9001@default,u)\nringgroup||7: Goto(x,1,1)\n'
    )
    assert read(clinic, text) == {
        "department||108000": "Dial(PJSIP/booking)",
        "voicemail||9001": "VoiceMail(9001@default,u)",
        "department||7": "Goto(x,1,1)",
    }


def test_the_parts_of_a_dial() -> None:
    assert parse_action(" dial( PJSIP/a&PJSIP/b , 20, tT ) ") == DialAction(
        "Dial(PJSIP/a&PJSIP/b , 20, tT)", "PJSIP/a&PJSIP/b", "tT", "20"
    )
    assert [parse_action(text).leaves for text in ("Goto(a,1,1)", "Queue(sales)", "Dial(${TRUNK}/1)")] == [
        True,
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("action", "message"),
    [
        ("System(rm -rf /)", "'System(rm -rf /)' is not an application that can follow an arrival; "),
        ("Dial(PJSIP/a", "'Dial(PJSIP/a' is not an application that can follow an arrival; "),
        ("Dial(a)\n same => n,System(x)", "'Dial(a)\\n same => n,System(x)' is not an application of Asterisk; "),
        ("Goto(${SHELL(rm)},1)", "'Goto(${SHELL(rm)},1)': only plain variables such as ${TRUNK} are accepted"),
        ("Goto($[1],1)", "'Goto($[1],1)': only plain variables such as ${TRUNK} are accepted"),
        ("Goto(a),System(b)", "'Goto(a),System(b)': its brackets do not match"),
        ('Queue("a")', "'Queue(\"a\")': its brackets do not match, or it holds a quotation mark"),
        ("Dial(,20)", "'Dial(,20)': Dial needs a channel"),
        (["Dial(a)"], "a list is not an application of Asterisk; "),
    ],
)
def test_what_is_no_action(action: object, message: str) -> None:
    with pytest.raises(ValueError, match=r"^.") as refusal:
        parse_action(action)
    assert str(refusal.value).startswith(message)


def test_every_problem_with_its_place(clinic: Flow) -> None:
    text = (
        "Booking desc: Dial(PJSIP/a)\n"
        "Reception: Playback(x)\n"
        "department||108000: Dial(PJSIP/a)\n"
        "Booking desk: Dial(PJSIP/b)\n"
        "ivr||billing: Goto(x,1,1)\n"
    )
    assert problems(clinic, text) == [
        "dial.yaml:1:1: no destination 'Booking desc'; did you mean Booking desk?",
        "dial.yaml:2:12: 'Playback(x)' is not an application that can follow an arrival; "
        "use Dial(...), VoiceMail(...), Queue(...) or Goto(...)",
        "dial.yaml:4:1: 'Booking desk' is there under another name, too; leave one of them out",
        "dial.yaml:5:1: 'ivr||billing' is a receptionist of the flow; its dialplan is written already",
    ]
    assert problems(clinic, "[Booking desk]") == [
        "dial.yaml:1:1: is not a mapping of destinations; "
        "write one destination per line, such as Booking desk: Dial(PJSIP/booking)"
    ]


def test_what_lies_behind_a_destination_limits_what_can_follow() -> None:
    text = (
        "Office hours: Goto(x,1,1)\nAppointments desk: Queue(desk)\nReception: Dial(PJSIP/r,15)\n"
        'department||108400: "Dial(PJSIP/a,,g)"\n'
    )
    surgery = load("example:surgery")
    assert [
        line.split(": ", 1)[1] for line in problems(surgery, text.replace("Appointments desk: Queue(desk)\n", ""))
    ] == [
        "a schedule decides there, and its answers lead on; name the destinations that they lead to",
        "a telephone rings for 30 s in the flow; leave the seconds out: Dial(PJSIP/r,,OPTIONS)",
        "the options U and g are taken: they tell that somebody picks up; leave them out",
    ]
    assert problems(surgery, "Appointments desk: Queue(desk)") == [
        "dial.yaml:1:20: a telephone rings for 20 s in the flow; use Dial(...), which tells whether somebody picks up"
    ]
    assert read_dial_map(surgery, read_document(Path("d.yaml"), "d.yaml", 'Reception: "Dial(PJSIP/r,,tT)"')) == {
        Destination("extension", "050109590040"): DialAction("Dial(PJSIP/r,,tT)", "PJSIP/r", "tT")
    }


def test_the_mailboxes_of_a_voicemail() -> None:
    texts = ("VoiceMail(9001@default&12,u)", "VoiceMail(${BOX}@x& 7@night)", "Dial(PJSIP/9001)")
    assert [parse_action(text).mailboxes for text in texts] == [("9001@default", "12@default"), ("7@night",), ()]
