"""The ways back of a flow's calls, by number, as rows need them; ``core.return_rules`` says what they are."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.config.receptionist import parse_address
from simulator.core.places import NO_WAY_BACK, WayBack
from simulator.core.return_rules import ReturnRules, ReturnTarget
from simulator.tables.outcome_rows import OutcomeRow


class WaysBack:
    """Each way back that a call has had, by its number, 0 for none; ``keys`` and ``outcomes`` are the table's."""

    def __init__(self, rules: ReturnRules, keys: Sequence[str], outcomes: Sequence[OutcomeRow]) -> None:
        self._rules = rules
        self._keys = keys
        self._outcomes = outcomes
        self._ways = [NO_WAY_BACK]
        self._numbers = {NO_WAY_BACK: 0}
        self._recalls: dict[int, bool] = {}

    def __getitem__(self, number: int) -> WayBack:
        return self._ways[number]

    def number_of(self, way_back: WayBack) -> int:
        """The number of a way back; it is added where it is new."""
        number = self._numbers.setdefault(way_back, len(self._ways))
        if number == len(self._ways):
            self._ways.append(way_back)
        return number

    def recalls(self, target: int) -> bool:
        """Return whether what follows at a target can depend on what the call has behind it."""
        recalls = self._recalls.get(target)
        if recalls is None:
            recalls = self._recalls[target] = self._look_at(target)
        return recalls

    def leave(self, key: str, number: int, counts: tuple[int, int]) -> WayBack:
        """Return what a call has behind it once it has left a receptionist with these counts."""
        return self._rules.leave(key, self._ways[number], counts)

    def arrive(self, target: int, behind: WayBack) -> int:
        """The number of the way back at a target to which a call comes with ``behind`` behind it."""
        if not self.recalls(target):
            return 0
        if target >= 0:
            return self.number_of(self._rules.enter(self._keys[target], behind))
        asks = self._outcomes[~target].asks
        assert asks is not None, "a return is resolved before"
        return self.number_of(self._rules.ask(parse_address(asks.receptionist), behind))

    def find_return(self, key: str, number: int, counts: tuple[int, int]) -> ReturnTarget | None:
        """Return where a call that leaves a receptionist with these counts goes back to; None: there is no menu."""
        return self._rules.find_return(key, self._ways[number], counts)

    def recalls_menu(self, target: int) -> bool:
        """Return whether what follows at a target that is no return can depend on the menu that the call came from."""
        if target >= 0:
            return self._rules.recalls_receptionist(self._keys[target])
        asks = self._outcomes[~target].asks
        return asks is not None and self._rules.recalls(parse_address(asks.receptionist))

    def keeps_answer(self, target: int) -> bool:
        """Return whether a call that is at a target keeps in mind that somebody has answered it."""
        if target >= 0:
            return self._rules.keeps_answer(self._keys[target])
        asks = self._outcomes[~target].asks
        return asks is not None and self._rules.may_answer(parse_address(asks.receptionist))

    def _look_at(self, target: int) -> bool:
        rules = self._rules
        if target >= 0:
            key = self._keys[target]
            return rules.recalls_receptionist(key) or rules.heeds_answer(key)
        row = self._outcomes[~target]
        if row.stays is not None:
            return True
        return self.recalls_menu(target) or self.keeps_answer(target)
