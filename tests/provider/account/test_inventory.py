"""An account that is asked."""

from simulator.config.receptionist import Destination
from simulator.provider.account.inventory import AccountInventory, read_inventory
from simulator.provider.live.live_state import LiveReceptionist, NamedItem, NumberRoute
from simulator.provider.live.time_group import TimeGroup
from tests.provider.lived import lived, menu


class Shop:
    """An account without departments, which notes what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def receptionists(self) -> tuple[LiveReceptionist, ...]:
        self.asked.append("receptionists")
        return (lived(menu()),)

    def numbers(self) -> tuple[NumberRoute, ...] | None:
        self.asked.append("numbers")
        return (NumberRoute("0800", None),)

    def recordings(self) -> tuple[NamedItem, ...] | None:
        self.asked.append("recordings")
        return (NamedItem("7", "x"),)

    def departments(self) -> tuple[NamedItem, ...] | None:
        self.asked.append("departments")
        return None

    def users(self) -> tuple[NamedItem, ...] | None:
        self.asked.append("users")
        return ()

    def time_groups(self) -> tuple[TimeGroup, ...] | None:
        self.asked.append("time groups")
        return (TimeGroup("5", "Office", None),)


def test_everything_or_what_is_needed() -> None:
    shop = Shop()
    assert read_inventory(shop) == AccountInventory(
        (lived(menu()),), (NumberRoute("0800", None),), (NamedItem("7", "x"),), None, ()
    )
    assert read_inventory(shop, names=False) == AccountInventory((lived(menu()),), (NumberRoute("0800", None),))
    assert shop.asked == ["receptionists", "numbers", "recordings", "departments", "users", "receptionists", "numbers"]


def test_each_list_that_is_read_is_a_step() -> None:
    steps: list[str] = []
    read_inventory(Shop(), show=lambda step: steps.append(str(step)))
    read_inventory(Shop(), names=False, show=lambda step: steps.append(str(step)))
    assert steps == [
        "0 of 5 lists of the account",
        "1 of 5 lists of the account",
        "2 of 5 lists of the account",
        "3 of 5 lists of the account",
        "4 of 5 lists of the account",
        "0 of 2 lists of the account",
        "1 of 2 lists of the account",
    ]


def test_time_groups_are_read_where_they_are_of_use() -> None:
    shop = Shop()
    assert read_inventory(shop, hours="where used").time_groups is None
    assert read_inventory(shop, names=False, hours="always").time_groups == (TimeGroup("5", "Office", None),)
    to_hours = NumberRoute("0800", Destination("Time_Condition", "77"))
    shop.numbers = lambda: (to_hours,)  # type: ignore[method-assign]  # another account
    assert read_inventory(shop, hours="where used").time_groups == (TimeGroup("5", "Office", None),)
    steps: list[str] = []
    read_inventory(shop, names=False, hours="always", show=lambda step: steps.append(str(step)))
    assert steps == [f"{done} of 3 lists of the account" for done in range(3)]
