"""A map turned round."""

import xml.etree.ElementTree as ElementTree

from simulator.draw.map_layout import lay_out
from simulator.draw.map_tree import build_tree
from simulator.draw.svg_mirror import mirror_markup
from simulator.draw.svg_parts import aside, mark_at, sign_at, text_at
from simulator.draw.svg_writer import draw_svg
from tests.draw.hostile_maps import arabic_flow, hostile_flow


def turned(markup: str) -> str:
    """The markup inside of the group that turns it."""
    head, tail = '<g transform="matrix(-1 0 0 1 300 0)">', "</g>"
    whole = mirror_markup(markup, 300)
    assert (whole.startswith(head), whole.endswith(tail)) == (True, True)
    return whole.removeprefix(head).removesuffix(tail)


def test_a_text_ends_where_it_began() -> None:
    assert turned(text_at(10, 20, "Desk", "s")) == (
        '<text transform="scale(-1 1)" x="-10" y="20" class="s" text-anchor="end">Desk</text>'
    )
    assert turned(text_at(-10, 20, "Desk", anchor="end")) == '<text transform="scale(-1 1)" x="10" y="20">Desk</text>'


def test_what_follows_a_name_comes_before_it() -> None:
    more = aside("· 3rd silence", "s", 6) + aside("no test", "t", 10)
    assert turned(text_at(10, 20, "Desk", more=more)) == (
        '<text transform="scale(-1 1)" x="-10" y="20" text-anchor="end"><tspan class="t">no test&#160; </tspan>'
        '<tspan class="s">3rd silence ·&#160; </tspan>Desk</text>'
    )
    assert turned(text_at(10, 20, "", more=aside("new", "t", 10))) == (
        '<text transform="scale(-1 1)" x="-20" y="20" text-anchor="end"><tspan class="t">new</tspan></text>'
    )


def test_arrows_turn_and_a_clock_does_not() -> None:
    assert turned(sign_at("back", 10, 20)) == sign_at("back", 10, 20)
    assert turned(sign_at("clock", 10, 20, look="us")) == (
        '<use transform="scale(-1 1)" href="#ivr-clock" x="-26" y="12" width="16" height="16" class="us"/>'
    )
    assert '<path class="f" d="M10 8l' in turned(mark_at("1", 10, 20, radius=12))


def test_no_name_is_taken_for_markup() -> None:
    name = '<text x="1">a</text>'
    assert turned(text_at(1, 2, name)).count("<text") == 1
    layout = lay_out(build_tree(hostile_flow()))
    ElementTree.fromstring(mirror_markup(draw_svg(layout, "Map").text, 100))


def test_a_map_of_arabic_names_begins_on_the_right() -> None:
    layout = lay_out(build_tree(arabic_flow()))
    text = draw_svg(layout, "Map").text
    assert (layout.is_mirrored, lay_out(build_tree(hostile_flow())).is_mirrored) == (True, False)
    assert '<g transform="matrix(-1 0 0 1 ' in text
    ElementTree.fromstring(text)
