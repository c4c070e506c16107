"""Flows in which calls go back in too many ways are refused before anybody looks at them one by one."""

import pytest

from simulator.config.flow import Flow
from simulator.errors import UsageError
from simulator.graph.compare.observation import Observer
from simulator.graph.return_bound import refuse_many_ways
from tests.core.test_return_rules import flow_of, menu


def all_to_all(count: int) -> Flow:
    """Menus that all lead to each other, and back."""
    names = [f"m{number}" for number in range(1, count + 1)]
    leads = {f"k{number}": name for number, name in enumerate(names, 1)}
    return flow_of(*(menu(name, 0, **leads) for name in names), after=tuple(names))


def test_menus_that_all_lead_to_each_other_and_back_have_too_many() -> None:
    refuse_many_ways(all_to_all(5))
    message = "calls go back in this flow in more than 20,000 ways, too many to look at all of them: use fewer menus"
    with pytest.raises(UsageError, match=message):
        refuse_many_ways(all_to_all(8))
    with pytest.raises(UsageError, match=message):
        Observer(all_to_all(8))


def test_each_way_back_counts_once() -> None:
    flow = flow_of(menu("main", 0, k1="sub"), menu("sub", 0), after=("sub",))  # main, sub, and sub from main
    refuse_many_ways(flow, 3)
    with pytest.raises(UsageError, match="more than 2 ways"):
        refuse_many_ways(flow, 2)
