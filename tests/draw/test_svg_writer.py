"""Whole maps as SVG."""

import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path

from hypothesis import given

from simulator import Flow, load
from simulator.draw.map_layout import lay_out
from simulator.draw.map_tree import build_tree
from simulator.draw.svg_writer import SvgPicture, draw_svg
from simulator.testing.strategies import flows
from tests.draw.hostile_maps import HOSTILE_NAMES, MENU, fan, flow_of, hostile_flow, menu

SVG = "{http://www.w3.org/2000/svg}"
ELEMENTS = {"svg", "title", "desc", "style", "symbol", "g", "a", "rect", "circle", "path", "text", "tspan", "use"}
CLINIC = Path(__file__).parent / "clinic.svg"
"""Written by ``ivrsim draw example:clinic -o tests/draw/clinic.svg --no-findings``."""


def picture(flow: Flow, title: str = "Map") -> ElementTree.Element:
    return ElementTree.fromstring(draw_svg(lay_out(build_tree(flow)), title).text)


def texts_of(drawn: SvgPicture) -> list[str]:
    """Every text of a map as it is written."""
    return texts(ElementTree.fromstring(drawn.text))


def texts(root: ElementTree.Element) -> list[str]:
    """Every text of a picture, without the signs that isolate words."""
    found = ("".join(item.itertext()) for item in root.iter(f"{SVG}text"))
    return [re.sub("[\u2067\u2069]", "", text) for text in found]


def test_the_whole_clinic(clinic: Flow) -> None:
    assert draw_svg(lay_out(build_tree(clinic)), "Clinic").text == CLINIC.read_text(encoding="utf-8")


def test_it_can_be_read_without_being_seen(clinic: Flow) -> None:
    root = picture(clinic, "Fernside Clinic")
    assert (root.get("role"), root.get("aria-label")) == (
        "img",
        "Fernside Clinic: 2 menus · 5 places where calls end",
    )
    assert root.findtext(f"{SVG}title") == "Fernside Clinic"
    assert (root.findtext(f"{SVG}desc") or "").startswith(
        "Main menu (+441632960001): 1 Booking desk (person), 2 Billing"
    )


def test_every_name_is_text(clinic: Flow) -> None:
    names = {"Main menu", "Billing", "Booking desk", "Bill payments", "Billing questions", "Night voicemail"}
    assert names <= set(texts(picture(clinic)))


def test_a_map_without_a_title_begins_with_its_counts(clinic: Flow) -> None:
    assert picture(clinic, "").get("aria-label") == "2 menus · 5 places where calls end"


def test_the_legend_explains_mistakes_that_only_lead_back() -> None:
    flow = flow_of({"a": menu("A", {}, wrong=(MENU, "a"), silent=(MENU, "a"))})
    assert texts(picture(flow))[-2:] == ["leads back", "wrong keys, silence, nobody picks up"]


def test_hostile_names_stay_text() -> None:
    root = picture(hostile_flow(), HOSTILE_NAMES[1])
    assert {item.tag.removeprefix(SVG) for item in root.iter()} <= ELEMENTS
    hrefs = {value for item in root.iter() for name, value in item.attrib.items() if name.endswith("href")}
    assert [href for href in hrefs if not href.startswith("#")] == []
    assert [name for item in root.iter() for name in item.attrib if name.lower().startswith("on")] == []


def test_what_is_too_large_goes_to_sheets_that_are_linked() -> None:
    root = picture(fan(60))
    sheets = [item.get("id") for item in root.iter(f"{SVG}g") if (item.get("id") or "").startswith("sheet-")]
    links = {item.get("href") for item in root.iter(f"{SVG}a")}
    assert len(sheets) > 5
    assert links == {f"#{sheet}" for sheet in sheets}
    assert root.get("role") == "group"


def test_what_all_menus_share_stands_under_the_title() -> None:
    shown = texts(picture(load("example:council")))
    assert shown[:6] == [
        "Map",
        "12 menus · 19 places where calls end",
        "In every menu",
        "0",
        "Contact centre",
        *shown[5:6],
    ]
    assert shown[5] == "3rd wrong key or silence"
    assert shown.count("Contact centre") == 2


@given(flows(most=8, worlds=True))
def test_every_flow_is_well_formed_and_refers_to_signs_that_are_there(flow: Flow) -> None:
    root = picture(flow)
    signs = {f"#{item.get('id')}" for item in root.iter(f"{SVG}symbol")}
    assert {item.get("href") for item in root.iter(f"{SVG}use")} == signs
