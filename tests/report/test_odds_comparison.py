"""Two flows' odds next to each other, as text and as JSON."""

from __future__ import annotations

from dataclasses import replace

from simulator.callers.persona import Persona, RoundChances
from simulator.callers.world import WorldSettings
from simulator.config.flow import Flow
from simulator.graph.odds.arrival_times import ArrivalTimes
from simulator.graph.odds.flow_odds import FlowOdds, find_odds
from simulator.graph.odds.week_situations import moment_situation
from simulator.graph.work_step import go_through
from simulator.report.odds_comparison import OddsComparison
from simulator.report.odds_json import odds_json
from tests.graph.small import changed, flow, menu

CHANCES = (RoundChances(0.6, 0.2, 0.15, 0.05),)
OLD = replace(flow(main=menu(k1="department||1", k2="department||2")), source="old")
NEW = replace(changed(OLD, "main", silences_allowed=0), source="new")


def odds_of(drawn: Flow) -> FlowOdds:
    settings = WorldSettings(drawn)
    return find_odds(drawn, [Persona("x", 1.0, CHANCES)], settings, moment_situation(drawn, settings))


def test_every_figure_that_changes_is_shown() -> None:
    old, new = odds_of(OLD), odds_of(NEW)
    arrivals = ArrivalTimes(old), ArrivalTimes(new)
    for times in arrivals:
        go_through(times.steps())
    comparison = OddsComparison(old, new, (arrivals[0].percentiles, arrivals[1].percentiles))
    assert [*comparison.lines()] == CHANGE.splitlines()


def test_menus_of_one_name_are_compared_one_by_one() -> None:
    """The one that changes is not hidden by the other; nor is it called otherwise in the flow where it is alone."""
    two = replace(flow(main=menu(k1="ivr||more", k2="department||1"), more=menu(k1="department||1")), source="two")
    pairs = ((changed(two, "main", silences_allowed=0), {"Menu (main)", "Menu (more)"}),
             (changed(two, "more", name="More"), {"Menu (more)", "More"}))  # fmt: skip
    for other, names in pairs:
        lines = [*OddsComparison(odds_of(two), odds_of(other)).lines()]
        assert {line.partition(", in ")[0].strip(" 123") for line in lines if ", in " in line} == names


CHANGE = """\
1,000 callers, exactly: old -> new

                                       old     new         change
  department 1                      42.3 %  36.0 %    -6.3 points
  department 2                      42.3 %  36.0 %    -6.3 points
  department 8                       3.1 %  18.0 %  +14.85 points
  the caller hangs up                7.1 %   6.0 %   -1.05 points
  department 9                       5.2 %   4.0 %    -1.2 points
  a person takes the call           93.0 %  94.0 %   +1.05 points
  time to a person                   2.7 s   2.4 s         -0.4 s
    50 % of them by                  1.5 s   1.5 s      no change
    90 % of them by                  5.1 s   3.8 s         -1.3 s
    99 % of them by                  7.8 s   5.8 s         -2.0 s
  time of a call                     2.7 s   2.3 s         -0.4 s
  caller-minutes per 1,000 callers    45.3      39       -6.2 min

Drop-off, of all callers
  Menu 2, in      35.0 %  ->  20.0 %
  Menu 2, choose  21.0 %  ->  12.0 %
  Menu 2, wrong    7.0 %  ->   4.0 %
  Menu 2, silent   5.2 %  ->   3.0 %
  Menu 2, gone     1.8 %  ->   1.0 %
  Menu 3, in       6.0 %  ->       -
  Menu 3, choose   3.6 %  ->       -
  Menu 3, wrong    1.2 %  ->       -
  Menu 3, silent   0.9 %  ->       -
  Menu 3, gone     0.3 %  ->       -

Keys per 1,000 callers
  1  423  ->  360
  2  423  ->  360
  3  282  ->  240

Heard per 1,000 callers
  hello   1,410  ->  1,200
  sorry     230  ->    200
  there?    180  ->      -
  wrong      52  ->     40
  bye      31.5  ->    180
"""


def test_a_flow_and_itself() -> None:
    lines = [*OddsComparison(odds_of(OLD), odds_of(OLD)).lines()]
    assert all(line.endswith("no change") for line in lines[3:])


def test_as_json_both_are_whole() -> None:
    old, new = odds_of(OLD), odds_of(NEW)
    values = OddsComparison(old, new).as_json()
    assert values["old"] == {"flow": "old", **odds_json(old)}
    assert values["new"] == {"flow": "new", **odds_json(new)}
    first = values["changes"]["outcomes"][0]
    assert (first["kind"], first["destination"]) == ("routed", str(new.mixture.outcomes[0].destination))
    assert first["share"][1] == new.mixture.outcomes[0].moments.share
    assert values["changes"]["person"] == [old.mixture.person.share, new.mixture.person.share]
