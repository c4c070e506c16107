"""The answers of personas; every way to write them is read in ``test_persona_file``."""

from pathlib import Path

from simulator.callers.persona import AnswerChance
from simulator.callers.persona_answers import AnswerReader
from simulator.config.flow import Flow
from simulator.text.document import Document
from simulator.text.yaml_tree import yaml_tree


def test_chances_of_telephones(clinic: Flow) -> None:
    text = "given: {Booking desk: picked up, everyone: {picked up: .25, no answer: 75%, busy: 0}}"
    reader = AnswerReader(Document("p.yaml", Path(), text, "yaml", yaml_tree(text)), clinic)
    people, states = reader.read_given(("given",), reader.document.tree["given"])
    assert people == {
        "department||108000": (AnswerChance("picked_up", 1.0),),
        "everyone": (AnswerChance("picked_up", 0.25), AnswerChance("no_answer", 0.75)),
    }
    assert (states, reader.problems) == ({}, [])
