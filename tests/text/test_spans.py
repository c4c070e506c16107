"""Every value of a text is where its span says."""

from pathlib import Path
from typing import Any

import pytest

from simulator.text.document import Document, read_document
from simulator.text.spans import ValueSpan, value_spans

YAML = """\
# top
name: 'x'   # the name
folded: >- # why
  some
  text

none:
entries:   # each key
  # one
  - {option: "1", at: [a, b]}   # first
  - option: "2"
    plain: two words
list:
- 1
-
"""
JSON = '{"name": "x", "entries": [{"option": "1"}, {}], "timeout": 5, "none": null}'


def document(text: str, suffix: str = ".yaml") -> Document:
    return read_document(Path(f"a{suffix}"), f"a{suffix}", text)


def held(span: ValueSpan, text: str) -> Any:
    """The text of every scalar, as the tree has them."""
    if span.kind == "scalar":
        return text[span.start : span.end]
    inner = {step: held(one, text) for step, one in span.inner.items()}
    return inner if span.kind == "mapping" else list(inner.values())


def test_yaml() -> None:
    assert held(value_spans(document(YAML)), YAML) == {
        "name": "'x'",
        "folded": ">- # why\n  some\n  text",
        "none": "",
        "entries": [{"option": '"1"', "at": ["a", "b"]}, {"option": '"2"', "plain": "two words"}],
        "list": ["1", ""],
    }


def test_json() -> None:
    assert held(value_spans(document(JSON, ".json")), JSON) == {
        "name": '"x"',
        "entries": [{"option": '"1"'}, {}],
        "timeout": "5",
        "none": "null",
    }


@pytest.mark.parametrize(
    ("path", "block", "start", "end"),
    [
        (("entries",), True, "- {option", "two words"),
        (("entries", 0), False, "{option", "b]}"),
        (("entries", 0, "at"), False, "[a", "b]"),
        (("entries", 1), True, "option: ", "two words"),
    ],
)
def test_where_a_mapping_or_a_list_starts_and_ends(
    path: tuple[str | int, ...], block: bool, start: str, end: str
) -> None:
    span = value_spans(document(YAML)).span_at(path)
    assert span is not None
    text = YAML[span.start : span.end]
    assert (span.block, text.startswith(start), text.endswith(end)) == (block, True, True)


def test_a_path_that_is_not_there() -> None:
    assert value_spans(document(YAML)).span_at(("entries", 7, "option")) is None


def test_of_a_repeated_key_the_first_holds() -> None:
    text = "a: 1\na: 2\n"
    assert held(value_spans(document(text)), text) == {"a": "1"}
