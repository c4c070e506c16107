from dataclasses import replace

import pytest

from simulator import Flow, Receptionist
from simulator.callers.transcript import Line
from simulator.core.events import EVENTS
from simulator.tui.columns import cells
from simulator.tui.look import PLAIN, Look
from simulator.tui.pace import Pace
from simulator.tui.session import Session
from simulator.tui.views import Row, live_rows, transcript_rows

USUAL = Look(80, 24)
SMALL = Look(60, 15)


def text(rows: list[Row]) -> list[str]:
    """What a person reads."""
    return ["".join(words for _, words in row).rstrip() for row in rows]


def at(flow: Flow, now: int, *events: tuple[int, str]) -> Session:
    """A session after some events, at a moment of its stopped clock."""
    session = Session(flow, Pace(paused=True))
    for moment, trigger in ((0, "answered"), *events):
        session.clock.skip_to(moment)
        session.show(session.conversation.take(EVENTS[trigger], moment))
    session.clock.skip_to(now)
    return session


def test_a_recording_plays(clinic: Flow) -> None:
    assert text(live_rows(at(clinic, 3700), USUAL)) == [
        "  0:00.0  ▶ greeting, 8.2 s",
        "            “Welcome to Fernside Clinic. To book an appointment, press 1.",
        "",
        "── Main menu ──────────────────────────────────────────────── 0:03.7 stopped ──",
        "  ▶ plays greeting ━━━━━━━━━━━━━━━━━━━────────────────────────  3.7 of 8.2 s",
        "  a key stops it · then: waits 5 s for a key",
        "  [1] Booking desk     [2] Billing (menu)   [3] Night voicemail",
        "  [0] Reception",
        "  wrong keys 0 of 2 · silences 0 of 2 · acefone · 1x",
        "  0-9 * # press · n next · space pause · h hang up · ? help",
    ]


def test_a_menu_waits(clinic: Flow) -> None:
    session = at(clinic, 13_500, (400, "9"), (3600, "prompt_ended"), (11_800, "prompt_ended"))

    assert text(live_rows(session, USUAL)) == [
        "── Main menu ──────────────────────────────────────────────── 0:13.5 stopped ──",
        "  … waits for a key ████████████████████████████░░░░░░░░░░░░░░  3.3 s left",
        "  then: silence 1 of 2 allowed, are-you-there",
        "  [1] Booking desk     [2] Billing (menu)   [3] Night voicemail",
        "  [0] Reception",
        "  wrong keys 1 of 2 · silences 0 of 2 · acefone · 1x",
        "  0-9 * # press · n next · space pause · h hang up · ? help",
    ]


def test_a_final_recording_hears_no_keys(clinic: Flow) -> None:
    session = at(clinic, 2100, (100, "9"), (200, "9"), (300, "9"), (1000, "1"), (2000, "2"))

    assert text(live_rows(session, SMALL)) == [
        "  0:00.3  ▶ goodbye, 4.4 s",
        "            “We will now put you through",
        "",
        "  0:01.0  ● presses 1, which nobody hears",
        "  0:02.0  ● presses 2, which nobody hears",
        "── Main menu ──────────────────────────── 0:02.1 stopped ──",
        "  ▶ plays goodbye ━━━━━━━━━━──────────────  1.8 of 4.4 s",
        "  keys are not heard · then: Reception",
        "  wrong keys 3, too many · silences 0 of 2 · acefone · 1x",
        "  0-9 * # press · n next · space pause · h hang up · ? help",
    ]


def test_a_first_key_waits_for_more(clinic: Flow) -> None:
    main = clinic.receptionists["main"]
    entries = (*(main.entries or ()), (main.entries or ())[0].model_copy(update={"option": "12"}))
    longer = replace(clinic, receptionists={"main": main.model_copy(update={"entries": entries})})

    assert text(live_rows(at(longer, 2000, (1000, "1")), SMALL)) == [
        "── Main menu ──────────────────────────── 0:02.0 stopped ──",
        "  … waits for more ███████████████░░░░░░░░  2.0 s left",
        "  keys so far: 1 · then: the choice 1, Booking desk",
        "  [1] Booking desk   [12] Booking desk",
        "  wrong keys 0 of 2 · silences 0 of 2 · acefone · 1x",
        "  0-9 * # press · n next · space pause · h hang up · ? help",
    ]


def test_a_first_key_that_begins_no_code_is_said_to(clinic: Flow) -> None:
    slow = clinic.under(clinic.semantics.model_copy(update={"collect": "first_match", "counters": "shared"}))

    assert text(live_rows(at(slow, 2000, (1000, "9")), Look(100, 24)))[1:] == [
        "  … waits for more ██████████████████████████████████████████████████░░░░░░░░░░░░░  4.0 s left",
        "  keys so far are no choice · then: wrong key 1 of 2 allowed, sorry",
        "  mistakes 0 (wrong keys 2, silences 2 allowed) · acefone with changes · 1x",
        "  0-9 * # press · n next · space pause · h hang up · ? help",
    ]


def test_the_help_stands_below(clinic: Flow) -> None:
    session = at(clinic, 9000, (8200, "prompt_ended"))
    session.show_help()

    assert text(live_rows(session, USUAL))[5:] == [
        "  wrong keys 0 of 2 · silences 0 of 2 · acefone · 1x",
        "  0-9 * # press a key of the telephone; while a recording plays, too",
        "  n       skip to the next event: the end of the recording, or of the wait",
        "  space   stop the time, and let it go on",
        "  +       faster",
        "  -       slower",
        "  h       hang up, and leave; so do q, Ctrl-C and Ctrl-D",
        "  ?       this help, and back",
    ]


def test_a_terminal_without_the_signs_gets_ascii(clinic: Flow) -> None:
    rows = live_rows(at(clinic, 3700), Look(60, 15, PLAIN))

    assert "".join(text(rows)).isascii()
    assert text(rows)[4:6] == [
        "-- Main menu ---------------------------- 0:03.7 stopped --",
        "  > plays greeting ==========-------------  3.7 of 8.2 s",
    ]


@pytest.mark.parametrize(("columns", "rows"), [(20, 5), (39, 24), (80, 10)])
def test_a_tiny_terminal_gets_one_line(clinic: Flow, columns: int, rows: int) -> None:
    shown = text(live_rows(at(clinic, 3700), Look(columns, rows)))

    assert len(shown) == 1
    assert shown[0].startswith("0:03.7 Main menu:")


@pytest.mark.parametrize("columns", [40, 60, 80, 200])
@pytest.mark.parametrize("rows", [11, 15, 24, 60])
@pytest.mark.parametrize("moment", [0, 3700, 8199])
@pytest.mark.parametrize("name", ["Sales", "按一按一按一按一按一按一按一按一按一按一", "x" * 300])
def test_whatever_is_shown_fits_the_terminal(clinic: Flow, columns: int, rows: int, moment: int, name: str) -> None:
    main = clinic.receptionists["main"]
    entries = [
        {"option": str(code), "destination_type": "department", "destination_id": name} for code in range(100, 400)
    ]
    menu = Receptionist.model_validate({**main.model_dump(), "name": name, "entries": entries})
    session = at(replace(clinic, receptionists={"main": menu}), moment)
    for _ in range(2):
        live = live_rows(session, Look(columns, rows))
        printed = transcript_rows(session.lines, Look(columns, rows))
        assert len(live) < rows
        assert [row for row in text([*live, *printed]) if cells(row) >= columns] == []
        session.show_help()


def test_what_does_not_fit_is_counted(clinic: Flow) -> None:
    main = clinic.receptionists["main"]
    first = (main.entries or ())[0]
    entries = tuple(first.model_copy(update={"option": str(code)}) for code in range(1000, 2000))
    many = replace(clinic, receptionists={"main": main.model_copy(update={"entries": entries})})

    assert text(live_rows(at(many, 0), USUAL))[-3].endswith("… and 965 more")


def test_nothing_is_drawn_once_the_call_is_over(clinic: Flow) -> None:
    assert live_rows(at(clinic, 400, (300, "hung_up")), USUAL) == []


def test_a_transcript_is_wrapped_below_its_text() -> None:
    lines = [
        Line(0, "plays", "greeting, 8.2 s", "Welcome to Fernside Clinic. To book an appointment, press 1—"),
        Line(61_200, "end", "Out of hours voicemail of the whole building (voicemail||9001)"),
    ]

    assert text(transcript_rows(lines, SMALL)) == [
        "  0:00.0  ▶ greeting, 8.2 s",
        "            “Welcome to Fernside Clinic. To book an",
        "            appointment, press 1—”",
        "  1:01.2  → Out of hours voicemail of the whole building",
        "            (voicemail||9001)",
    ]
    assert text(transcript_rows(lines, Look(60, 15, PLAIN)))[2:4] == [
        '            appointment, press 1-"',
        "  1:01.2  = Out of hours voicemail of the whole building",
    ]
