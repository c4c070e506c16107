"""Which receptionists are meant."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from simulator import load
from simulator.config.receptionist import Destination
from simulator.errors import UsageError
from simulator.provider.live.live_state import NumberRoute
from simulator.provider.pull.selection import known_routes, select_receptionists
from tests.provider.hours_flow import write_hours_flow
from tests.provider.lived import announcement, lived, menu

MAIN = lived(menu("701", to=[("ivr", "702"), ("department", "9")]))
BILLING = lived(menu("702", name="Billing", to=[("virtual_receptionist", "701")]))
NIGHT = lived(announcement("703"))
ALL = (NIGHT, BILLING, MAIN)
NUMBERS = (
    NumberRoute("+441632960001", Destination("ivr", "701")),
    NumberRoute("+441632960002", Destination("department", "9")),
    NumberRoute("+441632960003", None),
)


def ids(wanted_numbers: Sequence[str] = (), wanted_names: Sequence[str] = ()) -> list[str]:
    chosen = select_receptionists(ALL, NUMBERS, wanted_numbers=wanted_numbers, wanted_names=wanted_names)
    return [one.id for one in chosen.receptionists]


def test_all_or_what_can_be_reached() -> None:
    assert ids() == ["703", "702", "701"]
    assert ids(wanted_numbers=["00441632960001"]) == ["702", "701"]
    assert ids(wanted_names=["Night line"]) == ["703"]
    assert ids(wanted_names=["703", "Billing"]) == ["703", "702", "701"]


def test_what_calls_reach_first() -> None:
    assert select_receptionists(ALL, NUMBERS).first == "701"
    assert select_receptionists(ALL, None).first == "703"
    assert select_receptionists((MAIN, BILLING), None).first == "701"
    assert select_receptionists((), None).first is None
    assert select_receptionists(ALL, NUMBERS, wanted_names=["702"]).first == "702"


def test_an_answer_without_entries_hides_what_lies_behind() -> None:
    blind = lived(menu("701", to=[("ivr", "702")]), "minimal")
    chosen = select_receptionists((blind, BILLING), NUMBERS, wanted_numbers=["+441632960001"])
    assert ([one.id for one in chosen.receptionists], [one.id for one in chosen.blind]) == (["701"], ["701"])
    assert select_receptionists((MAIN, BILLING), None, wanted_names=["701"]).blind == ()


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"wanted_numbers": ["+441632960002"]},
         "--number +441632960002 leads to department||9, which is not a receptionist"),
        ({"wanted_numbers": ["+441632960003"]},
         "--number +441632960003 leads to nowhere that its response shows, which is not a receptionist"),
        ({"wanted_numbers": ["+441632960009"]},
         "--number +441632960009: the account has no such number; did you mean +441632960003?"),
        ({"wanted_numbers": ["7"]},
         "--number 7: the account has no such number; the account's are "
         "+441632960001, +441632960002, +441632960003"),
        ({"wanted_names": ["Biling"]},
         "--receptionist Biling: no live receptionist has this name or id; did you mean Billing?"),
        ({"wanted_names": ["zzz"]},
         "--receptionist zzz: no live receptionist has this name or id; the account has "
         "Night line (703), Billing (702), Main menu (701)"),
    ],
)  # fmt: skip
def test_what_leads_nowhere(asked: dict[str, list[str]], message: str) -> None:
    with pytest.raises(UsageError) as refused:
        ids(**asked)
    assert str(refused.value) == message


def test_a_name_that_two_have_and_numbers_that_are_not_shown() -> None:
    twins = (MAIN, lived(menu("704")))
    with pytest.raises(UsageError, match=r"^--receptionist Main menu: 2 have this name; say an id: 701 or 704$"):
        select_receptionists(twins, None, wanted_names=["Main menu"])
    with pytest.raises(UsageError, match=r"^--number: this account does not show its numbers; --receptionist NAME"):
        select_receptionists(twins, None, wanted_numbers=["1"])


def test_a_forward_destination_that_a_menu_still_carries_reaches_nothing() -> None:
    stale = {"forward_destination_type": "ivr", "forward_destination_id": "703"}
    main = lived(menu("701").model_copy(update=stale))
    chosen = select_receptionists((main, NIGHT), None, wanted_names=["701"])
    assert [one.id for one in chosen.receptionists] == ["701"]
    assert select_receptionists((lived(menu("701", to=[("ivr", "703")])), NIGHT), None).first == "701"
    assert select_receptionists((NIGHT, main), None).first == "703"


def test_a_number_that_leads_to_hours_is_followed_as_far_as_the_flow_knows() -> None:
    hours, switch = Destination("time_condition", "77"), Destination("timegroup", "5")
    numbers = (NumberRoute("1", hours), NumberRoute("2", Destination("department", "9")))
    known = {hours: [Destination("ivr", "703"), switch], switch: [hours, Destination("ivr", "702")]}
    chosen = select_receptionists(ALL, numbers, wanted_numbers=["1"], routes=lambda to: known.get(to, []))
    assert ([one.id for one in chosen.receptionists], chosen.first) == (["703", "702", "701"], "703")
    assert (chosen.numbers, chosen.is_all, chosen.notes) == (frozenset({"1"}), False, ())
    night = {Destination("department", "9"): [Destination("ivr", "703")]}
    through_menu = select_receptionists((NIGHT, MAIN), None, wanted_names=["701"], routes=lambda to: night.get(to, []))
    assert [one.id for one in through_menu.receptionists] == ["703", "701"]


def test_a_flow_tells_what_lies_behind_its_destinations(tmp_path: Path) -> None:
    flow = load(write_hours_flow(tmp_path))
    routes = known_routes(flow, {"main": "801"})
    assert routes(Destination("time_condition", "77")) == [
        Destination("virtual_receptionist", "801"),
        Destination("virtual_receptionist", "@night"),
        Destination("virtual_receptionist", "@night"),
    ]
    assert (routes(Destination("extension", "7")), known_routes(None, {})(Destination("time_condition", "77"))) == (
        (),
        (),
    )
