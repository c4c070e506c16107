from pathlib import Path

import pytest

from simulator.config.flow import LoadNote
from simulator.errors import FlowError, Problem
from simulator.text.document import read_document


def read(here: Path, name: str, text: str) -> list[str]:
    """How a text is read, and what is said of it."""
    (here / name).write_text(text, encoding="utf-8")
    try:
        document = read_document(Path(name), name)
    except FlowError as error:
        return str(error).splitlines()
    return [document.syntax, str(document.tree), *map(str, document.problems)]


def test_json_is_json_only(here: Path) -> None:
    assert read(here, "a.json", '{"a": 1}') == ["json", "{'a': 1}"]
    assert read(here, "a.JSON", "a: 1") == ["a.JSON:1:1: a value is missing or misspelt here"]


def test_what_starts_like_json_is_tried_as_json_first(here: Path) -> None:
    assert read(here, "a.yaml", ' {"a": 1}') == ["json", "{'a': 1}"]
    assert read(here, "a.yaml", "{a: 1}") == ["yaml", "{'a': '1'}"]
    assert read(here, "a.yaml", "[a, b]") == ["yaml", "['a', 'b']"]


def test_the_refusal_is_that_of_the_syntax_that_was_meant(here: Path) -> None:
    assert read(here, "a.txt", '{"a": 1') == [
        "a.txt:1:8: the text ends too early; a value or a closing bracket is missing"
    ]
    assert read(here, "a.txt", "{a: 1") == ["a.txt:1:6: a bracket is opened and never closed; a } or ] is missing"]
    assert read(here, "a.yaml", '{"a": 1') == ["a.yaml:1:8: a bracket is opened and never closed; a } or ] is missing"]


def test_keys_that_come_twice_are_told_with_both_lines(here: Path) -> None:
    assert read(here, "a.yaml", "a: 1\nb: 2\na: 3\n") == [
        "yaml",
        "{'a': '1', 'b': '2'}",
        "a.yaml:3:1: 'a' is here twice: line 1 has it already; remove one of the two",
    ]


def test_half_a_character_is_told_where_it_stands(here: Path) -> None:
    assert read(here, "a.json", r'{"a": ["\ud83d\ude00", "\ud83d"], "\udc00": 1}') == [
        r"a.json:1:24: half a character (\ud800 to \udfff alone) is not text",
        r"a.json:1:35: half a character (\ud800 to \udfff alone) is not text",
    ]


def test_places_of_values_and_keys(here: Path) -> None:
    (here / "a.yaml").write_text("a: 1\nb:\n  - c: 2\n", encoding="utf-8")
    document = read_document(Path("a.yaml"), "a.yaml")
    assert document.problem_at(("b", 0, "c"), "x") == Problem("a.yaml", 3, 8, "x")
    assert document.problem_at(("b", 0, "c"), "x", key=True) == Problem("a.yaml", 3, 5, "x")
    assert document.line_of(("b",)) == 2
    assert (document.at_path(("b", 0, "c")), document.at_path(("b", 7)), document.at_path(("a", "x"))) == (
        "2",
        None,
        None,
    )


def test_files_that_a_file_names_lie_beside_it(here: Path) -> None:
    (here / "a.yaml").write_text("a: 1\n", encoding="utf-8")
    absolute = str(here / "b.yaml")
    document = read_document(here / "a.yaml", "../flows/a.yaml")
    assert (document.name_beside("b.yaml"), document.name_beside(absolute)) == ("../flows/b.yaml", absolute)


def test_a_value_lost_as_a_comment_is_noted(here: Path) -> None:
    (here / "a.yaml").write_text("a: 1\nrecording: #244\n", encoding="utf-8")
    (note,) = read_document(Path("a.yaml"), "a.yaml").notes
    assert note == LoadNote("a.yaml", 'line 2: # starts a comment, so nothing stands here; if #244 is meant: "#244"')


def test_a_file_that_is_not_there(here: Path) -> None:
    with pytest.raises(FlowError) as refusal:
        read_document(here / "none.yaml", "none.yaml")
    assert str(refusal.value) == "none.yaml: there is no such file or folder"
