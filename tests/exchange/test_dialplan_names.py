"""Names in a dialplan."""

import re

from hypothesis import given
from hypothesis import strategies as st

from simulator import Destination, Flow
from simulator.exchange.dialplan_names import DialplanNames, UniqueNames, safe_name


def test_things_that_people_call_alike_have_names_of_their_own() -> None:
    names = UniqueNames(["Sales", "sales!", "SALES", "sales_2", "ü", "dropped"], str, reserved=("dropped",))
    assert names.things == {
        "sales": "Sales",
        "sales_2": "sales!",
        "sales_3": "SALES",
        "sales_2_2": "sales_2",
        "x": "ü",
        "dropped_2": "dropped",
    }
    assert (names["SALES"], "sales" in names) == ("sales_3", False)


@given(st.lists(st.text()))
def test_names_are_safe_and_no_two_alike(texts: list[str]) -> None:
    names = UniqueNames(texts, str)
    assert sorted(names.things.values()) == sorted(set(texts))
    assert all(re.fullmatch("[a-z0-9][a-z0-9_]{0,50}", name) for name in names.things)
    assert all(names[text] in names.things for text in texts)


def test_a_long_name_is_cut() -> None:
    assert safe_name("a" * 100) == "a" * 40


def test_targets_of_a_flow(clinic: Flow) -> None:
    names = DialplanNames(clinic, "ivr", [Destination("department", "108000")], ["19549"])
    assert [
        names.target(Destination("department", "108000")),
        names.target(Destination("ivr", "@billing")),
        names.target(Destination("department", "")),
        names.sound_list(["19549", "19549"]),
        names.number_context(()),
    ] == [
        "ivr-ends,department_108000,1",
        "ivr-menu-billing,s,1",
        "ivr-ends,dropped,1",
        "${IVR_SOUNDS}/greeting&${IVR_SOUNDS}/greeting",
        "",
    ]
