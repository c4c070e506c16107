"""A map in pictures for a page of paper."""

import xml.etree.ElementTree as ElementTree

from simulator import Flow, load
from simulator.draw.map_tree import build_tree
from simulator.draw.paper_map import PaperSize, draw_for_paper
from tests.draw.hostile_maps import chain, fan, hostile_flow

PORTRAIT = PaperSize(900, 400)


def test_the_clinic_is_one_picture(clinic: Flow) -> None:
    paper_map = draw_for_paper(build_tree(clinic), None, PORTRAIT, frozenset({"clock"}))
    (picture,) = paper_map.pictures
    assert (picture.heading, picture.width < 900, picture.height < 300) == ("", True, True)
    assert 'id="ivr-clock"' in paper_map.symbols
    assert [words for _, words in paper_map.legend][:2] == ["person (4)", "machine (1)"]


def test_what_is_too_wide_or_too_high_goes_on_in_another_picture() -> None:
    for flow in (load("example:council"), chain(12), hostile_flow()):
        pictures = draw_for_paper(build_tree(flow), None, PORTRAIT, frozenset()).pictures
        assert len(pictures) > 1
        assert max(picture.width for picture in pictures) <= 900
        assert max(picture.height for picture in pictures) < 500, "a little more where a menu has many keys"
        for picture in pictures:
            ElementTree.fromstring(picture.svg)
    headings = [
        picture.heading for picture in draw_for_paper(build_tree(chain(12)), None, PORTRAIT, frozenset()).pictures
    ]
    assert headings[0] == ""
    assert all("from Menu" in heading for heading in headings[1:])


def test_a_menu_of_many_keys_is_as_high_as_it_must_be() -> None:
    pictures = draw_for_paper(build_tree(fan(60)), None, PORTRAIT, frozenset()).pictures
    assert pictures[0].height > 60 * 27
