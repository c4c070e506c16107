"""The pieces of a picture, and its one place where texts are escaped."""

import xml.etree.ElementTree as ElementTree

from hypothesis import given
from hypothesis import strategies as st

from simulator.draw.svg_parts import (
    aside,
    box_at,
    cap_at,
    circle_at,
    group_of,
    link_to,
    mark_at,
    number_text,
    path_of,
    sign_at,
    text_at,
    xml_text,
)


def test_texts_are_escaped() -> None:
    assert xml_text("<b> & \"c\" 'd'") == "&lt;b&gt; &amp; &quot;c&quot; &#x27;d&#x27;"
    assert xml_text("a\x00b\nc") == "a\\x00b c"


def test_words_from_right_to_left_are_isolated() -> None:
    assert xml_text("קופה (2)") == "&#x2067;קופה (2)&#x2069;"
    assert xml_text("press 1 for קופה ראשית, then 2") == "press 1 for &#x2067;קופה ראשית&#x2069;, then 2"


@given(st.text() | st.text("<>&\"'\\\x00\x1b\ud800\ufffe\u202eאا]"))
def test_any_text_is_well_formed(text: str) -> None:
    ElementTree.fromstring(f'<g title="{xml_text(text)}">{xml_text(text)}</g>')


def test_pieces() -> None:
    assert (number_text(12), number_text(12.04), number_text(12.25)) == ("12", "12", "12.2")
    assert text_at(1, 2.5, "a", "s", anchor="end") == '<text x="1" y="2.5" class="s" text-anchor="end">a</text>'
    assert text_at(1, 2, "a", more=aside("b", "t")) == '<text x="1" y="2">a<tspan class="t" dx="8">b</tspan></text>'
    assert aside("", "t") == ""
    assert sign_at("person", 1, 9) == '<use href="#ivr-person" x="1" y="1" width="16" height="16"/>'
    assert cap_at("1", 20, 20) == (
        '<g class="k"><rect x="9" y="9" width="22" height="22" rx="5"/><text x="20" y="24.6">1</text></g>'
    )
    assert mark_at("1", 20, 20, radius=12) == (
        '<path class="f" d="M20 8l12 12-12 12-12-12z"/><text x="20" y="24.3" class="ft">1</text>'
    )
    assert box_at(1, 2, 3, 4, "c", 5) == '<rect class="c" x="1" y="2" width="3" height="4" rx="5"/>'
    assert circle_at(1, 2, 3, "c") == '<circle class="c" cx="1" cy="2" r="3"/>'
    assert path_of("M0 0", "w") == '<path class="w" d="M0 0"/>'
    assert group_of("x", "a <b>", "d") == '<g class="d"><title>a &lt;b&gt;</title>x</g>'
    assert (group_of("x"), link_to("sheet-2", "x", "t")) == ("<g>x</g>", '<a href="#sheet-2"><title>t</title>x</a>')
