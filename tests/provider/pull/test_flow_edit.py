"""flow.yaml: what is new is added, what is there stays."""

from pathlib import Path
from typing import Any

from simulator.config.receptionist import Destination
from simulator.provider.pull.flow_edit import FlowNews, edit_flow, new_flow
from simulator.text.document import read_document

NONE = FlowNews({}, {}, {}, {}, None)
SALES, ANN = Destination("department", "1"), Destination("extension", "050")

FLOW = """\
# the shop
entry: main   # first
numbers: {"+44 1632 960001": main}
receptionists:   # key -> file
  main: main.yaml
recordings:
  "19549": {script: "Welcome."}   # the greeting
  "244":
  "245":
    name: sorry
destinations:
  ringgroup || 1: {answers: person}
checks: {ruleset: strict}
"""


def edited(text: str, suffix: str = ".yaml", **news: Any) -> str:
    return edit_flow(read_document(Path(f"flow{suffix}"), f"flow{suffix}", text), NONE._replace(**news))


def test_nothing_new_changes_nothing() -> None:
    assert edited(FLOW, numbers={"00441632960001": "main"}) == FLOW


def test_everything_new() -> None:
    assert (
        edited(
            FLOW,
            files={"billing": "billing.yaml", "menu-2": "menu-2.yaml"},
            numbers={"+441632960001": "billing", "+441632960002": "main"},
            recordings={"19549": "greeting", "244": "again", "7": "new"},
            destinations={SALES: "Sales", ANN: "Ann"},
        )
        == """\
# the shop
entry: main   # first
numbers: {"+44 1632 960001": "billing", "+441632960002": "main"}
receptionists:   # key -> file
  main: main.yaml
  billing: "billing.yaml"
  "menu-2": "menu-2.yaml"
recordings:
  "19549": {name: "greeting", script: "Welcome."}   # the greeting
  "244": {name: "again"}
  "245":
    name: sorry
  "7": {name: "new"}
destinations:
  ringgroup || 1: {name: "Sales", answers: person}
  "extension||050": {name: "Ann"}
checks: {ruleset: strict}
"""
    )


def test_sections_that_are_not_there_or_empty() -> None:
    text = "receptionists: {main: main.yaml}\ndestinations:   # none yet\n"
    assert (
        edited(text, numbers={"0800": "main"}, recordings={"7": "new"}, destinations={SALES: "Sales"}, entry="main")
        == """\
entry: "main"
receptionists: {main: main.yaml}
recordings:
  "7": {name: "new"}
destinations:
  "department||1": {name: "Sales"}   # none yet
numbers:
  "0800": "main"
"""
    )


def test_a_name_that_is_there_and_empty() -> None:
    text = "receptionists: {main: main.yaml}\nrecordings: {7: {name: , seconds: 5}}\n"
    assert 'recordings: {7: {name: "new", seconds: 5}}' in edited(text, recordings={"7": "new"})


def test_json() -> None:
    text = '{"receptionists": {"main": "main.json"}}'
    assert edited(text, ".json", files={"b": "b.yaml"}, recordings={"7": "new"}) == (
        '{"receptionists": {"main": "main.json", "b": "b.yaml"}, "recordings": {"7": {"name": "new"}}}'
    )


def test_a_whole_one() -> None:
    news = FlowNews({"main": "main.yaml"}, {"0800": "main"}, {"7": "new"}, {SALES: "Sales"}, None)
    assert (
        new_flow(news, ["Pulled."])
        == """\
# Pulled.
entry: "main"
numbers:
  "0800": "main"
semantics: "acefone"
receptionists:
  "main": "main.yaml"
recordings:
  "7": {name: "new"}
destinations:
  "department||1": {name: "Sales"}
"""
    )


def test_destinations_without_a_name_and_the_day_of_the_catalogue() -> None:
    text = """\
entry: main
semantics: acefone   # the default
receptionists: {main: main.yaml}
destinations:
  department||1: {name: Sales}   # ours
"""
    pulled = edited(text, nameless=(ANN,), today="2026-11-30", dialect="ivr")
    assert (
        pulled
        == """\
entry: main
semantics: acefone   # the default
dialect: ivr
pulled: "2026-11-30"
receptionists: {main: main.yaml}
destinations:
  department||1: {name: Sales}   # ours
  "extension||050": {}
"""
    )
    assert edited(pulled, today="2026-12-01", dialect="ivr") == pulled
    later = edited(pulled, destinations={ANN: "Ann"}, today="2026-12-01", dialect="ivr")
    assert later == pulled.replace("2026-11-30", "2026-12-01").replace(": {}", ': {name: "Ann"}')


def test_the_day_and_the_dialect_in_json() -> None:
    text = '{"receptionists": {"main": "main.yaml"}, "destinations": {"department||1": {}}, "dialect": "vr"}\n'
    assert edited(text, ".json", nameless=(ANN,), today="2026-11-30", dialect="ivr") == (
        '{"receptionists": {"main": "main.yaml"}, "destinations": {"department||1": {}, "extension||050": {}}, '
        '"dialect": "ivr", "pulled": "2026-11-30"}\n'
    )


def test_a_new_flow_says_its_dialect_and_the_day() -> None:
    news = FlowNews({"main": "main.yaml"}, {}, {}, {SALES: "Sales"}, "main", (ANN,), "ivr", "2026-11-30")
    assert (
        new_flow(news, ())
        == """\
entry: "main"
semantics: "acefone"
dialect: ivr
pulled: "2026-11-30"
receptionists:
  "main": "main.yaml"
destinations:
  "department||1": {name: "Sales"}
  "extension||050": {}
"""
    )
    assert "pulled" not in new_flow(news._replace(destinations={}, nameless=()), ())
