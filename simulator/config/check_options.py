"""The options of the checks, as flow.yaml or a command line gives them: data only.

::

    checks:
      ruleset: accessible              # default, strict or accessible
      select: [IVR1xx, IVR303]         # only these
      ignore: [IVR609]
      severities: {IVR202: error}
      limits: {greeting_seconds: 45}   # `ivrsim explain RULE` lists them
      silence:                         # findings to keep; a comment in a YAML file does the same
        - {rule: IVR304, receptionist: main, field: entries.9.option, reason: "for our own staff"}
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Literal, get_args

from simulator.fast_classes import NamedTuple, dataclass

Severity = Literal["error", "warning", "info"]
RulesetName = Literal["default", "strict", "accessible"]

SEVERITIES: tuple[Severity, ...] = get_args(Severity)
RULESET_NAMES: tuple[RulesetName, ...] = get_args(RulesetName)


class RuleLimit(NamedTuple):
    """A number that a rule holds a flow against: its name in flow.yaml, the default, and the range it may be set to.

    Each rule defines its limits in its own file (``simulator.checks.rules``).
    """

    name: str
    value: float
    least: float
    most: float
    what: str
    whole: bool = True


class FindingException(NamedTuple):
    """Findings that are meant to stay, and why. No receptionist, no field: wherever they are."""

    rule: str
    reason: str
    receptionist: str | None = None
    field: str | None = None


@dataclass(frozen=True, slots=True)
class CheckOptions:
    """The ruleset, the rules, how much their findings weigh, their limits, and what is silenced.

    Rules are meant by code, by the beginning of codes, or by name; ``select`` empty: all.
    """

    # Empty fields leave it to the ruleset, so that flow.yaml and a command line can each set only what they mean.
    ruleset: RulesetName = "default"
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severities: Mapping[str, Severity] = field(default_factory=dict)
    limits: Mapping[str, float] = field(default_factory=dict)
    silence: tuple[FindingException, ...] = ()
