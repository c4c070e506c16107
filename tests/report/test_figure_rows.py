"""The tidy table of figures: whole for a small flow, and the same figures as JSON for any."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

from hypothesis import assume, given
from hypothesis import strategies as st

from simulator.callers.crowd_file import CrowdFile
from simulator.callers.persona import Persona, RoundChances
from simulator.callers.world import WorldSettings
from simulator.config.flow import Flow
from simulator.graph.odds.flow_odds import FlowOdds, find_odds
from simulator.graph.odds.stay_library import LateReaction
from simulator.graph.odds.week_situations import moment_situation
from simulator.report.figure_rows import FigureRow, figure_rows, figures_csv
from simulator.report.odds_json import odds_json
from simulator.report.traffic_json import traffic_json
from simulator.testing.strategies import flows
from tests.draw.hostile_maps import HOSTILE_NAMES
from tests.graph.crowds.sampling import crowd, sample
from tests.graph.odds.persona_strategies import personas
from tests.graph.small import flow, menu

MENU = flow(main=menu(k1="department||1"))


def odds_of(drawn: Flow, persona: Persona) -> FlowOdds:
    settings = WorldSettings(drawn)
    return find_odds(drawn, [persona], settings, moment_situation(drawn, settings))


def read_table(text: str) -> list[dict[str, str]]:
    return [*csv.DictReader(io.StringIO(text))]


def test_the_odds_of_one_menu_are_written_whole() -> None:
    values = odds_json(odds_of(MENU, Persona("=x", 1.0, (RoundChances(0.75, 0, 0, 0.25),))))
    values["personas"].pop()  # all callers are of that persona
    assert figures_csv(MENU, values).splitlines() == TABLE.splitlines()


TABLE = """\
figure,measure,persona,kind,what,id,menu,round,value,low,high,unit
situation,share,,,,,,,1.0,,,share
persona,share,'=x,,,,,,1.0,,,share
end,share,'=x,routed,department||1,department||1,,,0.75,,,share
end,mean,'=x,routed,department||1,department||1,,,1.5,,,s
end,sd,'=x,routed,department||1,department||1,,,0.0,,,s
end,share,'=x,abandoned,abandoned,,,,0.25,,,share
end,mean,'=x,abandoned,abandoned,,,,1.5,,,s
end,sd,'=x,abandoned,abandoned,,,,0.0,,,s
person,share,'=x,,,,,,0.75,,,share
person,mean,'=x,,,,,,1.5,,,s
person,sd,'=x,,,,,,0.0,,,s
call,mean,'=x,,,,,,1.5,,,s
call,sd,'=x,,,,,,0.0,,,s
round,in,'=x,,Menu,,main,1,1.0,,,per caller
round,choose,'=x,,Menu,,main,1,0.75,,,per caller
round,wrong,'=x,,Menu,,main,1,0.0,,,per caller
round,silent,'=x,,Menu,,main,1,0.0,,,per caller
round,gone,'=x,,Menu,,main,1,0.25,,,per caller
key,presses,'=x,,1,,,,0.75,,,per caller
recording,starts,'=x,,hello,hello,,,1.0,,,per caller
"""


def test_a_crowd_has_counts_and_intervals() -> None:
    values = traffic_json(sample(MENU, CrowdFile((replace(crowd((1, 0, 0, 0)), name="sure"),)), 100))
    rows = read_table(figures_csv(MENU, values))
    assert [row["value"] for row in rows if row["figure"] == "run"] == ["100", "100"]
    (end,) = (row for row in rows if row["persona"] == "all" and row["figure"] == "end" and row["measure"] == "share")
    assert [end["value"], end["low"], end["high"]] == ["1.0", "0.9630065017930143", "1.0"]
    (gone,) = (row for row in rows if row["persona"] == "all" and row["measure"] == "gone of these")
    assert (gone["menu"], gone["round"], gone["value"], gone["low"]) == ("main", "1", "0.0", "0.0")


def test_situations_and_queues_have_their_rows() -> None:
    queue = {"name": "Desk", "destination": "department||1", "people": 3, "talk_hours": 1.5, "wait": {"mean": 7.0}}
    queue |= dict.fromkeys(("came", "answered", "answered_at_once", "gave_up", "timed_out", "refused"), 9)
    values = {"situations": [{"schedules": {"office": "open"}, "share": 0.25}], "personas": [], "queues": [queue]}
    rows = [(row.figure, row.measure, row.what, row.value, row.unit) for row in figure_rows(MENU, values)]
    assert rows[:2] == [("situation", "share", "office open", 0.25, "share"), ("queue", "people", "Desk", 3, "people")]
    assert rows[-2:] == [("queue", "talk", "Desk", 1.5, "h"), ("queue", "mean", "Desk", 7.0, "s")]
    assert [measure for _, measure, _, _, unit in rows if unit == "calls"] == [
        *("came", "answered", "answered_at_once", "gave_up", "timed_out", "refused")
    ]


@given(st.data())
def test_every_figure_is_read_back_whatever_the_names_are(data: st.DataObject) -> None:
    drawn = data.draw(flows(most=3, most_options=2))
    names = st.sampled_from([*HOSTILE_NAMES, "=1+1", "@x", 'a,b\r\n"c"', "'"])
    drawn = replace(
        drawn,
        receptionists={
            key: item.model_copy(update={"name": data.draw(names)}) for key, item in drawn.receptionists.items()
        },
    )
    persona = replace(data.draw(personas(drawn)), name=data.draw(names))
    try:
        values = odds_json(odds_of(drawn, persona))
    except LateReaction:
        assume(False)
    expected = [*figure_rows(drawn, values)]
    rows = read_table(figures_csv(drawn, values))
    assert len(rows) == len(expected)
    for row, whole in zip(rows, expected, strict=True):
        assert tuple(row) == FigureRow._fields
        assert (row["figure"], row["measure"], row["unit"]) == (whole.figure, whole.measure, whole.unit)
        assert row["value"] == ("" if whole.value is None else repr(whole.value))
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row.values())
