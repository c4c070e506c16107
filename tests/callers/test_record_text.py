"""Records as text, put together from the text of each move."""

import json

from simulator.callers.act_schedule import ActSchedule, lower_step
from simulator.callers.caller_script import caller
from simulator.callers.record_text import RecordWriter
from simulator.callers.rehearsal import Rehearsal
from simulator.callers.table_player import TablePlayer
from simulator.words.markup import dump_json
from tests.graph.small_flows import flow, menu, single


def test_an_endless_call_is_cut_off_before_what_it_does_not_come_to() -> None:
    of = flow({"main": menu({"1": "@again"}, greeting="4"), "again": single("@main", greeting="3")})
    steps = caller("1 1").steps
    played = TablePlayer(of).play_caller(ActSchedule(list(map(lower_step, steps))), "main", limit=2)
    record = RecordWriter(of).write_record(played, {}, {})
    assert record.outcome.kind == "endless"
    line = record.as_line("goes round")
    assert json.loads(line)["heard"] == ["4", "3"]
    assert line == dump_json(
        Rehearsal(of, limit=2).play({"name": "goes round", "steps": [{"press": "1"}] * 2}).as_json(), compact=True
    )


def test_names_are_escaped_as_everywhere() -> None:
    of = flow({"main": single("hangup||1")})
    record = RecordWriter(of).write_record(TablePlayer(of).play_caller(ActSchedule([]), "main"), {}, {})
    for name in ("", "Ann", 'a \u00fc "b"', "##[error] x", "\x7f\x1b"):
        assert record.as_line(name) == dump_json(Rehearsal(of).play({"name": name}).as_json(), compact=True)
