"""Progress of a long analysis.

A room that analyses prints nothing. An analysis that may take more than a second yields a step after each part of
its work and keeps what it has found so far, so that a shell can show the steps, and can stop between two of them::

    examination = Examination(flow)
    for step in examination.steps():
        ...  # show it
    examination.report()  # of all rules; after a stop, of those that have run
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from simulator.fast_classes import NamedTuple


class WorkStep(NamedTuple):
    """The amount done of a total, and of what: ``WorkStep(12, 65, "rules")``; a total of 0 is not known."""

    done: int
    total: int
    what: str

    def __str__(self) -> str:
        of_total = f" of {self.total:,}" if self.total else ""
        return f"{self.done:,}{of_total} {self.what}"


ShowStep = Callable[[WorkStep], object]
"""Something that shows steps, for work that has to go on to its end, such as requests to a provider."""


def show_nothing(step: WorkStep) -> None:
    """Stand in for a ``ShowStep`` where nobody watches."""


def go_through(steps: Iterable[WorkStep]) -> None:
    """Do all steps of an analysis without showing them."""
    for _ in steps:
        pass
