"""The rows of a flow that differs in one receptionist from a flow that has its rows: all others are shared."""

from __future__ import annotations

from simulator.config.flow import Flow
from simulator.config.menu_engine import any_memory
from simulator.tables.flow_table import FlowTable
from simulator.tables.station import Station


class ChangedTable(FlowTable):
    """The rows of a flow that differs in the receptionist ``key`` alone from that of the table ``unchanged``.

    What is not the receptionist's own is kept in one place for both: kinds, keypads, outcomes and their numbers.
    ``own_number`` is the number of the station that is its own.
    """

    def __init__(self, unchanged: FlowTable, flow: Flow, key: str) -> None:
        vars(self).update(vars(unchanged))
        self.flow = flow
        self.own_number = unchanged.number_of(key)
        self._unchanged = unchanged
        self._own = self._compile_station(key, flow.receptionists[key])

    def station_at(self, number: int) -> Station:
        """The station of that number: the flow's own, or one that both flows have."""
        return self._own if number == self.own_number else self._unchanged.station_at(number)


def can_share_rows(unchanged: FlowTable, flow: Flow, key: str) -> bool:
    """Return whether a flow that differs in one place alone has the rows of a table in every other receptionist."""
    old = unchanged.flow
    if key not in old.receptionists or flow.semantics != old.semantics:
        return False
    if flow.routes is not old.routes and flow.routes != old.routes:
        return False
    # Where calls go back, or a menu is FreeSWITCH's, what a receptionist does can depend on others.
    return old.semantics.switch is None and not (unchanged.has_memory or any_memory([flow.receptionists[key]]))
