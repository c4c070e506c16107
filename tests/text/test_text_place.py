"""Places in files: their lines are read when they are asked for."""

from __future__ import annotations

from pathlib import Path

from simulator.text.document import Document, read_document
from simulator.text.text_place import TextPlace


def read(folder: Path, name: str, text: str) -> Document:
    (folder / name).write_text(text, encoding="utf-8")
    return read_document(folder / name, name)


def test_a_place_is_read_off_its_document(tmp_path: Path) -> None:
    document = read(tmp_path, "a.json", '{"a": 1,\n "b": [2]}')
    places = [TextPlace(document, path) for path in ((), ("a",), ("b", 0), ("b", 7))]
    assert list(map(repr, places)) == [
        "TextPlace.at_line('a.json', 1, 1)",
        "TextPlace.at_line('a.json', 1, 7)",
        "TextPlace.at_line('a.json', 2, 8)",
        "TextPlace.at_line('a.json', 2, 7)",
    ]
    assert sorted(places, key=lambda place: place.order) == [places[0], places[1], places[3], places[2]]


def test_places_are_equal_by_what_is_read_off_them(tmp_path: Path) -> None:
    place = TextPlace(read(tmp_path, "a.yaml", "a: 1\n"), ("a",))
    assert (place, hash(place)) == (twin := TextPlace.at_line("a.yaml", 1, 4), hash(twin))
    assert (place.order, twin.order, place == 1) == ((3,), (1, 4), False)
    assert repr(TextPlace(None)) == "TextPlace.at_line('', 0, 0)"


def test_what_is_only_sorted_leaves_the_text_alone(tmp_path: Path) -> None:
    document = read(tmp_path, "a.json", '{"a": 1, "b": [2]}')
    assert sorted(TextPlace(document, path).order for path in (("b", 0), ("a",), ("b", 9))) == [(0,), (1,), (1, 0)]
    assert (document._positions, document._searched) == (None, 0)


def test_many_places_are_read_off_the_tree_of_all(tmp_path: Path) -> None:
    document = read(tmp_path, "a.json", '{"a": 1, "b": [2]}')
    assert [TextPlace(document, ("b", 0)).line_and_column for _ in range(3)] == [(1, 16)] * 3
    assert document._positions is not None
