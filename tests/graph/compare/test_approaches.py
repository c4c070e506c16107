"""Where one event may lead into a receptionist."""

from __future__ import annotations

from dataclasses import replace

from simulator.config.receptionist import Destination
from simulator.config.routes import PersonRoute
from simulator.graph.compare.approaches import Approach, Approaches
from tests.graph.small import flow, menu, single


def test_announcements_and_telephones_are_passed_through_and_menus_keep_a_call() -> None:
    made = flow(
        main=menu(k1="ivr||news", k2="ivr||other", k3="department||1"),
        news=single("ivr||changed", "hello"),
        other=menu(k1="ivr||main"),
        changed=menu(k1="ivr||main"),
    )
    rung = replace(made, routes={Destination("department", "1"): PersonRoute(no_answer=Destination("ivr", "changed"))})
    passed = frozenset({"changed", "news"})
    assert Approaches(made).approach_to("changed") == Approach(passed | {"main"}, passed)
    behind = passed | {"department||1"}
    assert Approaches(rung).approach_to("changed") == Approach(behind | {"main"}, behind)


def test_a_menu_that_does_not_wait_is_passed_through() -> None:
    hurried = menu(k1="ivr||changed", timeout_seconds=0.0001)
    made = flow(main=menu(k1="ivr||hurried"), hurried=hurried, changed=menu())
    assert Approaches(made).approach_to("changed") == Approach(
        frozenset({"changed", "hurried", "main"}), frozenset({"changed", "hurried"})
    )
