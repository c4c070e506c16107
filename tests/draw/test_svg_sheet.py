"""One sheet of a map, with what is laid over it."""

import xml.etree.ElementTree as ElementTree

from simulator import Destination, Flow
from simulator.config.routes import PersonRoute
from simulator.draw.map_layout import lay_out
from simulator.draw.map_overlay import MapOverlay, Tone, WayPlace
from simulator.draw.map_tree import build_tree
from simulator.draw.map_ways import WayMark
from simulator.draw.svg_sheet import SheetWriter
from tests.draw.hostile_maps import MENU, menu, worlds_of

ONE, TWO, THREE = (WayMark("choice", key) for key in "123")


def sheet(flow: Flow, overlay: MapOverlay) -> ElementTree.Element:
    layout = lay_out(build_tree(flow))
    return ElementTree.fromstring(f"<g>{SheetWriter(layout, layout.sheets[0], overlay, set()).write()}</g>")


def caps(root: ElementTree.Element) -> dict[str, list[str]]:
    """The captions of the keycaps by their look."""
    found: dict[str, list[str]] = {}
    for group in root.iter("g"):
        look = group.get("class") or ""
        if look.split()[:1] == ["k"]:
            found.setdefault(look, []).append(group.findtext("text") or "")
    return found


def test_keys_quiet_ways_and_ways_back(clinic: Flow) -> None:
    assert caps(sheet(clinic, MapOverlay())) == {
        "k": ["1", "2", "3", "0", "1", "2", "0"],
        "k dq": ["3×", "3×"],
        "k sm": ["3"],
    }


def test_a_chip_says_what_it_leads_to_and_where_that_is() -> None:
    person = {"extension||1": PersonRoute(no_answer=Destination("department", "9"))}
    keys = {str(key): ("extension", "1") for key in range(1, 40)}
    below = {f"m{key}": menu(f"M{key}", keys) for key in range(4)}
    flow = worlds_of(person, {"a": menu("A", {str(key): (MENU, f"m{key}") for key in range(4)}), **below}, {})
    layout, used = lay_out(build_tree(flow)), set[str]()
    other = next(sheet for sheet in layout.sheets[1:] if "extension||1" not in sheet.nodes)
    chips = ElementTree.fromstring(f"<g>{SheetWriter(layout, other, MapOverlay(), used).write()}</g>")
    assert used == {"across", "person"}
    shown = ["".join(item.itertext()) for item in chips.iter("text")]
    assert (shown.count("1"), shown.count(f"sheet {layout.sheet_of['extension||1']}")) == (
        40,
        39,
    )  # a label each, and key 1


def test_tones_change_shapes_and_not_only_colours(clinic: Flow) -> None:
    tones: dict[WayPlace, Tone] = {
        WayPlace("main", ONE): "taken",
        WayPlace("main", TWO): "gap",
        WayPlace("main", THREE): "faded",
    }
    root = sheet(clinic, MapOverlay(tones, {WayPlace("main", ONE): "0:37"}, {"main": "taken"}))
    assert caps(root) == {
        "k ko": ["1"],
        "k dq": ["2", "3×", "3×"],
        "k": ["3", "0", "1", "2", "0"],
        "k sm": ["3"],
    }
    assert [path.get("d") for path in root.iter("path") if path.get("class") == "p"] != []
    assert [item.text for item in root.iter("tspan") if item.get("class") == "t"] == ["0:37"]


def test_of_many_marks_the_last_stands_for_the_rest(clinic: Flow) -> None:
    root = sheet(clinic, MapOverlay(marks={"main": (1, 2, 3, 4, 5, 6), "billing": (2,)}))
    assert sorted(item.text or "" for item in root.iter("text") if item.get("class") == "ft") == [
        "1",
        "2",
        "2",
        "3",
        "…",
    ]


def test_what_is_said_first_is_a_title(clinic: Flow) -> None:
    titles = [item.text or "" for item in sheet(clinic, MapOverlay()).iter("title")]
    assert "Booking desk: person" in titles
    assert any(title.startswith("Main menu: Welcome to Fernside Clinic.") for title in titles)
