"""The odds of a flow as text, whole."""

from __future__ import annotations

from dataclasses import replace

from simulator import load
from simulator.callers.persona import Persona, RoundChances
from simulator.callers.persona_file import SHIPPED, load_personas
from simulator.callers.world import WorldSettings
from simulator.config.flow import Flow, KnownDestination
from simulator.config.receptionist import Destination
from simulator.graph.odds.arrival_times import ArrivalTimes
from simulator.graph.odds.flow_odds import FlowOdds, find_odds
from simulator.graph.odds.week_situations import moment_situation
from simulator.graph.work_step import go_through
from simulator.report.odds_text import OddsText
from tests.graph.small import flow, menu

CHANCES = (RoundChances(0.6, 0.2, 0.15, 0.05),)


def odds_of(drawn: Flow, *personas: Persona) -> FlowOdds:
    settings = WorldSettings(drawn)
    return find_odds(drawn, personas, settings, moment_situation(drawn, settings))


def test_the_clinic_for_measured_callers(clinic: Flow) -> None:
    prefers = {"main": {"1": 0.5, "2": 0.1, "0": 0.4}}
    odds = odds_of(clinic, Persona("measured", 1.0, CHANCES, prefers, source="records of October 2026"))
    arrivals = ArrivalTimes(odds)
    go_through(arrivals.steps())
    assert [*OddsText(odds, arrivals.percentiles).lines()] == CLINIC.splitlines()


CLINIC = """\
1,000 callers, exactly. Persona “measured” (records of October 2026).

                     callers   after      sd  half by  90 % by  99 % by
Booking desk          46.2 %    16 s  12.2 s    8.7 s   32.5 s   57.4 s  ████████████████████████
Reception             41.2 %  18.8 s  15.4 s    8.7 s   37.4 s   71.4 s  █████████████████████
  (2.1 % through the fall-back, after 51.8 s)
the caller hangs up    8.4 %  17.6 s  13.8 s    8.7 s   37.4 s   66.1 s  ████
Bill payments          2.1 %  35.2 s  17.7 s   31.9 s   58.8 s   90.1 s  █
Billing questions      2.1 %  35.2 s  17.7 s   31.9 s   58.8 s   90.1 s  █
A person takes the call: 91.6 % if everybody picks up (set the chances in a persona's `given`)
  after 18.2 s on average (sd 14.6 s); half by 8.7 s, 90 % by 37.4 s, 99 % by 69.6 s
A call takes 18.1 s on average (sd 14.5 s): 302.1 caller-minutes per 1,000 callers

Drop-off, of all callers       in  choose   wrong  silent     gone
  █ choose, ░ wrong or silent, × gone
  Main menu 1             102.1 %  61.3 %  20.4 %  15.3 %    5.1 %  ██████████████░░░░░░░░░×
            2              35.7 %  21.4 %   7.1 %   5.4 %    1.8 %  █████░░░
            3              12.5 %   7.5 %   2.5 %   1.9 %    0.6 %  ██░
            4               3.2 %   1.9 %   0.6 %   0.5 %    0.2 %  ░
            5               0.6 %   0.3 %   0.1 %   0.1 %  < 0.1 %
  Billing 1                 9.2 %   5.5 %   1.8 %   1.4 %    0.5 %  █░
          2                 3.2 %   1.9 %   0.6 %   0.5 %    0.2 %  ░
          3                 1.1 %   0.7 %   0.2 %   0.2 %    0.1 %
  (more than 100 %: callers who come again count again)
  and two rarer rounds: --format json has them all
Keys per 1,000 callers   0: 391, 1: 483, 2: 113, 3: 21, 4: 336
Heard per 1,000 callers  greeting 1,541, sorry 322, are-you-there 245, billing-greeting 140, goodbye 21
"""


def test_personas_are_shown_next_to_each_other(clinic: Flow) -> None:
    odds = odds_of(clinic, *load_personas(SHIPPED, clinic))
    lines = [*OddsText(odds).lines()]
    assert lines[0] == (
        "1,000 callers, exactly. Personas: 45.0 % “first-time” (ASSUMED), 25.0 % “knows the menu” (ASSUMED), 15.0 % "
        "“impatient” (ASSUMED), 10.0 % “wrong-key-prone” (ASSUMED) and 5.0 % “relay or TTY” (ASSUMED)."
    )
    at = lines.index("By persona")
    assert " ".join(lines[at + 1].split()) == "first-time knows the menu impatient wrong-key-prone relay or TTY"
    assert [line[:27].strip() for line in lines[at + 2 : at + 10]] == [
        *("Reception", "Booking desk", "Night voicemail", "the caller hangs up", "Bill payments", "Billing questions"),
        *("a person takes the call", "the call takes"),
    ]


def test_the_world_that_is_assumed_is_said_first() -> None:
    surgery = load("example:surgery").rung_at("+441632960040")
    lines = [*OddsText(odds_of(surgery, Persona("x", 1.0, CHANCES))).lines()]
    assert lines[:3] == [
        "1,000 callers, exactly. Persona “x” (ASSUMED; ivrsim odds --fit RECORDS measures it).",
        "Assumed: office: open, Reception: picked up and Appointments desk: picked up.",
        "",
    ]


def test_calls_without_an_end_and_people_of_whom_nothing_is_known() -> None:
    circle = flow(main=menu(k1="ivr||loop", k2="department||1"), loop=menu(k1="ivr||loop"))
    lines = [*OddsText(odds_of(circle, Persona("x", 1.0, (RoundChances(1, 0, 0, 0),), source="by hand"))).lines()]
    assert lines == CIRCLE.splitlines()


def test_a_long_name_moves_the_figures_of_its_own_row_only() -> None:
    """So do those of a menu; and on a narrow terminal bars are shorter, or left out, and no line is broken by them."""
    long = "Department of " + "long " * 16 + "names"
    drawn = flow(main=menu(k1="department||1", k2="department||2"))
    names = {Destination("department", "1"): "Desk", Destination("department", "2"): long}
    people = {place: KnownDestination(name=name) for place, name in names.items()}
    odds = odds_of(replace(drawn, destinations=people), Persona("x", 1.0, (RoundChances(1, 0, 0, 0),)))
    for width, bar in ((100, 24), (80, 17), (60, 0)):
        _, _, head, desk, other, *_ = OddsText(odds, width=width).lines()
        assert head == "                                          callers  after   sd"
        assert desk == f"{'Desk':40}   50.0 %  1.5 s  0 s  {'█' * bar}".rstrip()
        assert other == f"{long}   50.0 %  1.5 s  0 s"


def test_the_later_rounds_of_a_menu_with_a_long_name_stay_in_their_columns() -> None:
    main = menu(k1="department||1").model_copy(update={"name": "Menu with a name of over forty characters"})
    lines = [*OddsText(odds_of(flow(main=main), Persona("x", 1.0, CHANCES))).lines()]
    start = next(number for number, line in enumerate(lines) if line.startswith("Drop-off"))
    assert lines[start : start + 5] == [
        "Drop-off, of all callers                       in  choose   wrong  silent   gone",
        "  █ choose, ░ wrong or silent, × gone",
        "  Menu with a name of over forty characters 1  100.0 %  60.0 %  20.0 %  15.0 %  5.0 %  ████████░░░░×",
        "                                       2   35.0 %  21.0 %   7.0 %   5.2 %  1.8 %       ███░×",
        "                                       3    6.0 %   3.6 %   1.2 %   0.9 %  0.3 %       ░",
    ]


def test_of_many_ends_the_most_frequent_are_shown() -> None:
    keys = {f"k{first}{second}": f"department||{first}{second}" for first in "123456" for second in "123456"}
    lines = [*OddsText(odds_of(flow(main=menu(**keys)), Persona("x", 1.0, (RoundChances(1, 0, 0, 0),)))).lines()]
    assert lines[33] == "  and six rarer ends, with 16.7 % of callers: --format json has them all"
    assert lines[34].startswith("A person takes the call: 100.0 %")


CIRCLE = """\
1,000 callers, exactly. Persona “x” (by hand).

                                callers  after   sd
department 1                     50.0 %  1.5 s  0 s  ████████████████████████
never out: the call has no end   50.0 %              ████████████████████████
A person takes the call: 50.0 % if everybody picks up (set the chances in a persona's `given`)
  after 1.5 s on average (sd 0 s)
  one destination counted as persons: the flow does not say who answers there (`answers` in flow.yaml)
A call that ends takes 1.5 s on average (sd 0 s): 12.5 caller-minutes per 1,000 callers

Drop-off, of all callers       in   choose  wrong  silent   gone
  █ choose, ░ wrong or silent, × gone
  Menu (loop) 1            no end   no end  0.0 %   0.0 %  0.0 %
  Menu (main) 1           100.0 %  100.0 %  0.0 %   0.0 %  0.0 %  ████████████████████████
  (more than 100 %: callers who come again count again)
Keys per 1,000 callers   1: no end, 2: 500
Heard per 1,000 callers  hello no end
"""
