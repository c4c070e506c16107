"""How menus lie behind each other: levels, what is above, what lies beyond announcements."""

from hypothesis import given

from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.menu_levels import EventualTarget, MenuLevels, eventual_target, is_operator
from simulator.config.flow import Flow
from simulator.config.receptionist import Destination, Entry
from simulator.config.routes import PersonRoute
from simulator.loader.flow_kinds import load
from simulator.testing.strategies import flows
from tests.callers.world_flow import OFFICE, RECEPTION, world_flow

COUNCIL = load("flows/council")


def test_menus_lie_on_levels_behind_the_entry() -> None:
    layout = MenuLevels(CheckedFlow(COUNCIL))
    assert {key: level.depth for key, level in layout.levels.items()} == {
        "main": 1,
        "council-tax": 2,
        "housing": 2,
        "waste": 2,
        "planning": 2,
        "payments": 3,
        "support": 3,
        "repairs": 3,
        "collections": 3,
        "applications": 3,
        "heating": 4,
        "evidence": 4,
    }
    assert layout.path_words("heating") == "main, key 2: housing, key 1: repairs, key 2: heating"


def test_a_telephone_that_nobody_answers_is_passed_through() -> None:
    reception = PersonRoute(no_answer=OFFICE, nobody=True)
    assert eventual_target(world_flow(reception=reception), RECEPTION) == EventualTarget(None, OFFICE)
    assert eventual_target(world_flow(reception=PersonRoute(no_answer=OFFICE)), RECEPTION) == (None, RECEPTION)
    in_a_circle = world_flow(reception=PersonRoute(no_answer=RECEPTION, nobody=True))
    assert eventual_target(in_a_circle, RECEPTION) == EventualTarget(None, RECEPTION)


def test_back_from_a_shared_menu_is_every_way_down_to_it() -> None:
    layout = MenuLevels(CheckedFlow(COUNCIL))
    back = {key for key in COUNCIL.receptionists if layout.leads_back("payments", key)}
    assert back == {"main", "council-tax", "housing", "waste"}
    assert not any(layout.leads_back("main", key) for key in COUNCIL.receptionists)


def test_a_long_way_is_told_by_its_ends() -> None:
    menu = COUNCIL.receptionists["payments"]
    menus = {
        f"m{number}": menu.model_copy(
            update={"entries": (Entry(option="1", destination_type="ivr", destination_id=f"m{number + 1}"),)}
        )
        for number in range(9)
    }
    assert (
        MenuLevels(CheckedFlow(Flow("m0", menus))).path_words("m8")
        == "m0, ..., key 1: m5, key 1: m6, key 1: m7, key 1: m8"
    )


def test_nobody_is_an_operator_who_is_a_machine_a_voicemail_or_a_menu() -> None:
    asked = {
        "extension||050109590010": True,
        "agent||77": True,
        "voicemail||9101": False,
        "voicemail||77": False,
        "hangup||1": False,
        "virtual_receptionist||@housing": False,
    }
    assert {word: is_operator(COUNCIL, Destination(*word.split("||"))) for word in asked} == asked


def test_announcements_are_passed_through_and_a_circle_of_them_ends() -> None:
    single = load("flows/single")
    welcome = single.receptionists["welcome"]
    circle = welcome.model_copy(update={"forward_destination_type": "ivr", "forward_destination_id": "@welcome"})
    here = Destination("ivr", "@welcome")
    assert eventual_target(single, here) == EventualTarget(None, Destination("department", "108300"))
    assert eventual_target(Flow("welcome", {"welcome": circle}), here) == EventualTarget(None, here)


@given(flows())
def test_a_level_is_one_more_than_that_of_the_menu_before_it(flow: Flow) -> None:
    layout = MenuLevels(CheckedFlow(flow))
    for key, level in layout.levels.items():
        if level.before is None:
            assert (level.depth, level.first) == (1, key)
            continue
        assert level.depth == layout.levels[level.before].depth + 1
        assert (level.keys, key) in set(layout.menu_choices(level.before))
        assert layout.leads_back(key, level.before)
        assert layout.leads_back(key, level.first)


def plain_way_back(layout: MenuLevels, key: str, target: str) -> bool:
    """Return whether a caller may come through one menu on the way to another, level by level or from the first."""
    if target not in layout.levels or layout.levels[target].depth >= layout.levels[key].depth:
        return False
    above = {key}
    for _ in layout.levels:
        above |= {
            menu
            for menu in layout.levels
            for _, below in layout.menu_choices(menu)
            if below in above and layout.levels[below].depth == layout.levels[menu].depth + 1
        }
    return target in above or target == layout.levels[key].first


@given(flows(most=7))
def test_ways_back_and_first_deep_menus_are_those_of_plain_walks(flow: Flow) -> None:
    layout = MenuLevels(CheckedFlow(flow))
    for key in layout.levels:
        for target in flow.receptionists:
            assert layout.leads_back(key, target) == plain_way_back(layout, key, target)
        way = [key]
        while (before := layout.levels[way[-1]].before) is not None:
            way.append(before)
        for most in range(1, layout.levels[key].depth):
            assert layout.first_deeper(key, most) == way[::-1][most]
