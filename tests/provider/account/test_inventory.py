"""An account that is asked."""

from simulator.provider.account.inventory import AccountInventory, read_inventory
from simulator.provider.live.live_state import LiveReceptionist, NamedItem, NumberRoute
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


def test_everything_or_what_is_needed() -> None:
    shop = Shop()
    assert read_inventory(shop) == AccountInventory(
        (lived(menu()),), (NumberRoute("0800", None),), (NamedItem("7", "x"),), None, ()
    )
    assert read_inventory(shop, names=False) == AccountInventory((lived(menu()),), (NumberRoute("0800", None),))
    assert shop.asked == ["receptionists", "numbers", "recordings", "departments", "users", "receptionists", "numbers"]
