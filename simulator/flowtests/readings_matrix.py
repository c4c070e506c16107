"""Each test under every reading of what no document settles: which tests depend on which setting."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

from simulator.config.semantics import Semantics
from simulator.flowtests.flow_test import FlowTest
from simulator.flowtests.runner import run
from simulator.graph.compare.reading_settings import varied_settings

Values = tuple[Any, ...]
Settings = Mapping[str, tuple[object, ...]]
"""The open settings with their values."""


@dataclass(frozen=True, slots=True)
class Robustness:
    """The readings under which a test holds, each by its values of ``settings``, in their order."""

    test: FlowTest
    holds: Mapping[Values, bool]
    settings: Settings

    @property
    def count(self) -> int:
        """Return how many readings it holds under."""
        return sum(self.holds.values())

    @property
    def depends_on(self) -> tuple[str, ...]:
        """The settings that, all others being equal, decide whether it holds."""
        return tuple(
            name
            for place, name in enumerate(self.settings)
            if any(self.holds[values] != self.holds[self._flip_setting(values, place)] for values in self.holds)
        )

    @property
    def needs(self) -> dict[str, Any]:
        """The settings of which it needs one value: it never holds with the other."""
        needed: dict[str, Any] = {}
        for place, name in enumerate(self.settings):
            holding = {values[place] for values, holds in self.holds.items() if holds}
            if len(holding) == 1:
                needed[name] = holding.pop()
        return needed

    def _flip_setting(self, values: Values, place: int) -> Values:
        # Every open setting has two values; more would need all others tried here.
        first, second = list(self.settings.values())[place]
        return (*values[:place], second if values[place] == first else first, *values[place + 1 :])


def readings_of(base: Semantics, settings: Settings) -> Iterator[tuple[Values, Semantics]]:
    """All readings, each with its values of the settings; what is settled is as in ``base``."""
    for values in product(*settings.values()):
        yield values, base.model_copy(update=dict(zip(settings, values, strict=True)))


def under_all_readings(tests: Iterable[FlowTest]) -> Iterator[Robustness]:
    """Each test under all readings that its flow's dialect leaves open, from its own semantics."""
    for test in tests:
        # under FreeSWITCH's profiles nothing is open, and there is one reading
        settings = {} if test.semantics.switch is not None else varied_settings(test.flow.dialect)
        readings = readings_of(test.semantics, settings)
        holds = {values: run(test, semantics=reading).passed for values, reading in readings}
        yield Robustness(test, holds, settings)


def robustness_text(robustness: Robustness) -> str:
    """Return what a test depends on, in a few words."""
    all_of = len(robustness.holds)
    if robustness.count in (0, all_of):
        return "holds under no reading" if not robustness.count else f"holds under all {all_of}"
    needs = ", ".join(f"{name}: {str(value).lower()}" for name, value in robustness.needs.items())
    others = [name for name in robustness.depends_on if name not in robustness.needs]
    parts = [f"needs {needs}"] * bool(needs) + [f"depends on {', '.join(others)}"] * bool(others)
    return f"holds under {robustness.count} of {all_of}: {'; '.join(parts)}"


def robustness_json(robustness: Robustness) -> dict[str, Any]:
    """The same as JSON values."""
    return {"holds": robustness.count, "of": len(robustness.holds), "depends_on": list(robustness.depends_on)}
