"""An account that is asked."""

from simulator.remote.account.ask import Answers, ask
from simulator.remote.seen.live import Live, Named, Number
from tests.remote.lived import lived, menu


class Shop:
    """An account without departments, which notes what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def receptionists(self) -> tuple[Live, ...]:
        self.asked.append("receptionists")
        return (lived(menu()),)

    def numbers(self) -> tuple[Number, ...] | None:
        self.asked.append("numbers")
        return (Number("0800", None),)

    def recordings(self) -> tuple[Named, ...] | None:
        self.asked.append("recordings")
        return (Named("7", "x"),)

    def departments(self) -> tuple[Named, ...] | None:
        self.asked.append("departments")
        return None

    def users(self) -> tuple[Named, ...] | None:
        self.asked.append("users")
        return ()


def test_everything_or_what_is_needed() -> None:
    shop = Shop()
    assert ask(shop) == Answers((lived(menu()),), (Number("0800", None),), (Named("7", "x"),), None, ())
    assert ask(shop, names=False) == Answers((lived(menu()),), (Number("0800", None),))
    assert shop.asked == ["receptionists", "numbers", "recordings", "departments", "users", "receptionists", "numbers"]
