"""``status``: does live do what the repository says? The flow as it is, one of its variants, or neither.

Only what the response includes is compared; what it leaves out is listed, and is not drift.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextvars import copy_context
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, NamedTuple

from simulator.config.flow import Flow
from simulator.config.receptionist import Destination, Receptionist
from simulator.errors import SimulatorError
from simulator.graph.work_step import WorkStep
from simulator.loader.receptionist_file import Shelf
from simulator.provider.change.body_values import comparable_fields
from simulator.provider.live.file_fields import file_values
from simulator.provider.live.id_names import IdNames
from simulator.provider.live.live_fields import Dialect, Unsaid, fields_from_live
from simulator.provider.live.live_state import LiveReceptionist, NumberRoute, number_digits
from simulator.provider.live.matching import match_ids
from simulator.provider.live.number_targets import leads_elsewhere, target_words
from simulator.provider.live.schedule_notices import Notice, unsent_notices
from simulator.provider.live.state_comparison import StateComparison, compare_states
from simulator.provider.live.time_group import TimeGroup
from simulator.wire import ivr, vr
from simulator.words.sanitizer import describe_error

BASE = "base"
WORKERS = 4
"""How many accounts are asked at the same time."""

Verdict = Literal["as here", "base", "variant", "neither", "not live", "no id"]


class ReceptionistStatus(NamedTuple):
    """The status of one receptionist.

    ``states`` are those of the flow (``base``, or a variant's name) in which it is what is live; ``details``
    say what differs from the flow as it is, ``unread`` are wire names that the response does not include.
    """

    key: str
    id: str | None
    verdict: Verdict
    states: tuple[str, ...]
    details: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FlowStatus:
    """The status of a flow. ``state`` is ``base``, a variant's name, or None where live is neither.

    ``faults`` say why live is not as it should be; empty: no drift. ``unsent`` are the schedules and ring groups,
    which no push sends.
    """

    flow: str
    state: str | None
    receptionists: tuple[ReceptionistStatus, ...]
    faults: tuple[str, ...]
    notes: tuple[str, ...] = ()
    unsent: tuple[Notice, ...] = ()

    @property
    def drifted(self) -> bool:
        """Return whether live is something else than the repository says."""
        return bool(self.faults)


def compare_status(
    opened: tuple[Flow, Shelf],
    live: Sequence[LiveReceptionist],
    numbers: Sequence[NumberRoute] | None,
    dialect: Dialect,
    now: datetime,
    ids: Mapping[str, str] | None = None,
    written: Mapping[str, Receptionist] | None = None,
    time_groups: Sequence[TimeGroup] | None = None,
) -> FlowStatus:
    """Return how a flow, opened without a variant, stands at a time.

    ``ids`` are what the lock knows, ``written`` what was last pushed: it stands for what the response does not include.
    """
    return _Comparison(opened, live, dialect, ids or {}, written or {}).flow_status(numbers, now, time_groups)


class _Comparison:
    """A flow next to what is live."""

    def __init__(
        self,
        opened: tuple[Flow, Shelf],
        live: Sequence[LiveReceptionist],
        dialect: Dialect,
        ids: Mapping[str, str],
        written: Mapping[str, Receptionist],
    ) -> None:
        self.written = written
        self.flow, shelf = opened
        self.live = {item.id: item for item in live}
        self.dialect = dialect
        match = match_ids(shelf.drafts, ids, live)
        self.by_name = match.unsaid
        self.ids = match.ids
        self.names = IdNames(self.flow.receptionists, match.ids, self.flow.recordings, self.flow.destinations)

    def flow_status(
        self, numbers: Sequence[NumberRoute] | None, now: datetime, time_groups: Sequence[TimeGroup] | None = None
    ) -> FlowStatus:
        rows = tuple(self._receptionist_status(key) for key in self.flow.receptionists)
        live_rows = [row for row in rows if row.verdict not in ("not live", "no id")]
        common_states = [
            state for state in self._possible_states() if live_rows and all(state in row.states for row in live_rows)
        ]
        state = common_states[0] if common_states else None
        faults = [*self._missing_lines(rows), *self._number_lines(numbers or ())]
        if live_rows and state is None:
            faults.append(_mixture_words(live_rows))
        if state is not None and state != BASE:
            until = self.flow.variants[state].until
            if until is not None and until <= now:
                faults.append(f"the variant {state} is still live, although it ended on {until.isoformat()}")
        unsent = unsent_notices(self.flow, self.ids, time_groups, now.date())
        faults += [
            f"{notice.kind} {notice.name}: {difference}" for notice in unsent for difference in notice.differences
        ]
        return FlowStatus(self.flow.source, state, rows, tuple(faults), tuple(self._status_notes()), unsent)

    def _possible_states(self) -> list[str]:
        return [BASE, *self.flow.variants]

    def _receptionist_status(self, key: str) -> ReceptionistStatus:
        id = self.ids.get(key)
        live = self.live.get(id) if id is not None else None
        if id is None or live is None:
            return ReceptionistStatus(key, id, "no id" if id is None else "not live", ())
        there = self._known_fields(key, fields_from_live(live, self.dialect))
        models = {name: variant.receptionists.get(key) for name, variant in self.flow.variants.items()}
        receptionist = self.flow.receptionists[key]
        stated = file_values(dict(receptionist), self.names)
        comparison = self._compare_with(receptionist, there)
        states = [] if comparison.differences else [BASE]
        for name, model in models.items():
            in_variant = comparison if model is None else self._compare_with(model, there)
            if not in_variant.differences:
                states.append(name)
        silent = ivr.NOT_WRITTEN if self.dialect == "ivr" else ()
        lacking = {*silent, *(field for field, value in there.items() if isinstance(value, Unsaid))}
        unread = tuple(
            wire for field, wire in vr.WRITE_NAMES.items() if field in lacking and _may_differ(field, stated, there)
        )
        details = tuple(
            f"{name}: {ours} here, {theirs} live"
            for difference in comparison.differences
            for name, theirs, ours in difference.parts(desired_first=True)
        )
        return ReceptionistStatus(
            key, id, _verdict_of(states, len(self._possible_states())), tuple(states), details, unread
        )

    def _compare_with(self, model: Receptionist, there: Mapping[str, Any]) -> StateComparison:
        # The fields that a push would compare and write. What live still has of the other kind takes no effect, and to
        # report it as drift would be of no use: no push removes it.
        written = comparable_fields(model, self.dialect)
        fields = [field for field in there if field in written]
        return compare_states(there, file_values(dict(model), self.names), fields)

    def _known_fields(self, key: str, there: dict[str, Any]) -> dict[str, Any]:
        """Return what is live, and for what the response does not include, what was last pushed."""
        last = self.written.get(key)
        if last is None:
            return there
        return {field: getattr(last, field) if isinstance(value, Unsaid) else value for field, value in there.items()}

    def _missing_lines(self, rows: Iterable[ReceptionistStatus]) -> Iterator[str]:
        for row in rows:
            if row.verdict == "no id":
                yield f"{row.key} is not live: it was never pushed"
            elif row.verdict == "not live":
                yield f"{row.key} ({row.id}) is no longer live"

    def _number_lines(self, numbers: Iterable[NumberRoute]) -> Iterator[str]:
        """The flow's numbers that lead elsewhere; one that the account does not show is not a fault."""
        destinations = {number_digits(route.number): route.destination for route in numbers}
        for number, target in self.flow.numbers.items():
            leads = destinations.get(number_digits(number))
            if leads is not None and leads_elsewhere(self.flow, target, leads, self.ids):
                meant = target_words(self.flow, target)
                yield f"{number} leads to {self._destination_words(leads)} and not to {meant}"

    def _destination_words(self, leads: Destination) -> str:
        return self.names.by_id.get(leads.id, str(leads)) if leads.names_receptionist else str(leads)

    def _status_notes(self) -> Iterator[str]:
        for key in sorted(self.by_name):
            yield f"{key} is taken for the live {self.ids[key]} of the same name; ivrsim pull writes its id down"


def _may_differ(field: str, stated: Mapping[str, Any], there: Mapping[str, Any]) -> bool:
    """Return whether something is said of a field that is not compared: here, or in a response of another level."""
    return field in there or stated.get(field) not in (None, "")


def _verdict_of(states: Sequence[str], count: int) -> Verdict:
    if not states:
        return "neither"
    if len(states) == count:
        return "as here"
    return "base" if BASE in states else "variant"


def _mixture_words(rows: Iterable[ReceptionistStatus]) -> str:
    """The reason why live matches no single state of the flow."""
    strange = [row.key for row in rows if not row.states]
    if strange:
        return f"{', '.join(strange)}: live differs from the flow and from each variant"
    parts = [f"{row.key} ({' or '.join(row.states)})" for row in rows if row.verdict != "as here"]
    return f"live is a mixture: {', '.join(parts)}"


# -- many flows -----------------------------------------------------------------------------------


class StatusResult(NamedTuple):
    """A flow, and what came of asking: its status, or why there is none."""

    flow: str
    status: FlowStatus | None
    failure: str = ""


class StatusRun:
    """The status of many flows, a few at a time; one that fails hides no other."""

    def __init__(self, flows: Mapping[str, Callable[[], FlowStatus]], *, workers: int = WORKERS) -> None:
        self._flows = flows
        self._workers = workers
        self._results: dict[str, StatusResult] = {}

    @property
    def results(self) -> list[StatusResult]:
        """The results so far, in the order of the flows."""
        return [self._results[name] for name in self._flows if name in self._results]

    def steps(self) -> Iterator[WorkStep]:
        """Read and compare every flow; a step after each."""
        yield WorkStep(0, len(self._flows), "flows")
        with ThreadPoolExecutor(max_workers=self._workers) as pool:
            # A context of its own each: the paths that the user allows are kept in a context variable.
            futures = [pool.submit(copy_context().run, self._read_status, name) for name in self._flows]
            try:
                for future in as_completed(futures):
                    result = future.result()
                    self._results[result.flow] = result
                    yield WorkStep(len(self._results), len(self._flows), "flows")
            finally:
                # After Ctrl-C only the few flows under way are waited for, not all that are still in the queue.
                pool.shutdown(wait=False, cancel_futures=True)

    def _read_status(self, name: str) -> StatusResult:
        try:
            return StatusResult(name, self._flows[name]())
        except SimulatorError as error:
            return StatusResult(name, None, describe_error(error))
        except Exception as error:  # whatever it is, it must not hide the results of the others
            return StatusResult(name, None, f"{type(error).__name__}: {error}")
