"""Single values of a file of personas."""

from pathlib import Path

import pytest

from simulator.callers.persona_values import MEMORY, PersonaValues
from simulator.config.flow import Flow
from simulator.text.document import Document
from simulator.text.yaml_tree import yaml_tree


def values_of(text: str) -> PersonaValues:
    return PersonaValues(Document("p.yaml", Path(), text, "yaml", yaml_tree(text)), Flow("", {}))


@pytest.mark.parametrize(("value", "chance"), [(".25", 0.25), ("25%", 0.25), ("12.5 %", 0.125), (1, 1.0), ("0", 0.0)])
def test_a_chance_is_a_number_or_percent(value: object, chance: float) -> None:
    values = values_of("a: b")
    assert (values.read_chance(("a",), value, "right"), values.problems) == (chance, [])


@pytest.mark.parametrize("value", ["1.1", "-0.1", "120%", "half", "nan", "inf", "1_0", None, True, ["1"]])
def test_anything_else_is_refused_at_its_place(value: object) -> None:
    values = values_of("a: b")
    assert values.read_chance(("a",), value, "right") == 0.0
    (problem,) = values.problems
    assert str(problem).startswith("p.yaml:1:4: right: ")
    assert str(problem).endswith("is not a chance; use a number from 0 to 1, such as 0.25 or 25%")


def test_sums_that_are_nearly_1_are_made_1() -> None:
    values = values_of("a: b")
    assert sum(values.normalize(("a",), [0.3333333] * 3, "they")) == pytest.approx(1, abs=1e-15)
    assert values.problems == []
    values.normalize(("a",), [0.5, 0.6], "they")
    assert list(map(str, values.problems)) == ["p.yaml:1:4: they add up to 1.1; they must add up to 1"]


def test_a_field_that_means_memory_is_refused_with_the_reason() -> None:
    values = values_of("patience: 3\nnaem: x")
    values.refuse_unknown((), values.document.tree, ("name",), "a persona")
    assert list(map(str, values.problems)) == [
        f"p.yaml:1:1: patience {MEMORY}",
        "p.yaml:2:1: a persona has no field 'naem'; did you mean name?",
    ]
