"""A map in words."""

from simulator import load
from simulator.draw.map_outline import count_words, describe_map
from simulator.draw.map_tree import build_tree
from tests.draw.hostile_maps import fan, flow_of, menu


def test_the_surgery_in_words() -> None:
    tree = build_tree(load("example:surgery"))
    assert describe_map(tree) == (
        "Office hours (+441632960040): Mon to Thu 08:30-18:00, Fri 08:30-12:30 and 13:30-17:00, 20 holidays, "
        "open Main menu, closed Night menu, holiday Closed today. "
        "Main menu: 1 Appointments desk, 2 Prescription line (machine), 0 Reception, "
        "3rd wrong key or silence Reception. "
        "Night menu: 1 Voicemail (machine), 2 Prescription line (machine), "
        "3rd wrong key or silence Voicemail (machine). "
        "Closed today: Night menu. "
        "Appointments desk: no answer, busy Voicemail (machine). "
        "Reception: no answer Voicemail (machine)."
    )


def test_of_a_large_map_only_the_counts() -> None:
    assert describe_map(build_tree(fan(50))) == "51 menus · 2 places where calls end."
    assert count_words(build_tree(flow_of({"m": menu("M", {})}))) == "1 menu · 1 place where calls end"
