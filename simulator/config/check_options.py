"""The options of the checks, as flow.yaml or a command line gives them: data only.

::

    checks:
      ruleset: accessible              # default, strict or accessible
      select: [IVR1xx, IVR303]         # only these
      ignore: [IVR609]
      severities: {IVR202: error}
      limits: {greeting_seconds: 45}   # see LIMITS
      silence:                         # findings that are meant to stay; a comment in a YAML file does the same
        - {rule: IVR304, receptionist: main, field: entries.9.option, reason: "for our own staff"}
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal, NamedTuple, get_args

Severity = Literal["error", "warning", "info"]
RulesetName = Literal["default", "strict", "accessible"]

SEVERITIES: tuple[Severity, ...] = get_args(Severity)
RULESET_NAMES: tuple[RulesetName, ...] = get_args(RulesetName)


class RuleLimit(NamedTuple):
    """A number that a rule holds a flow against: the rule, the number, and what may stand in its place."""

    code: str
    value: float
    least: float
    most: float
    what: str
    whole: bool = True


LIMITS: Mapping[str, RuleLimit] = MappingProxyType(
    {
        "timeout_shortest": RuleLimit(
            "IVR202", 3, 0.1, 600, "the shortest usual wait for a key, in seconds", whole=False
        ),
        "timeout_longest": RuleLimit(
            "IVR202", 10, 0.1, 600, "the longest usual wait for a key, in seconds", whole=False
        ),
        "silent_seconds": RuleLimit("IVR204", 120, 1, 36_000, "how long a silent caller may be kept, in seconds"),
        "person_seconds": RuleLimit(
            "IVR205", 60, 1, 36_000, "how long the shortest way to a person may take, in seconds"
        ),
        "attempts": RuleLimit("IVR206", 4, 1, 100, "how often callers may try one key"),
        "options": RuleLimit("IVR401", 7, 1, 1000, "how many options a menu may have"),
        "menus_deep": RuleLimit("IVR402", 3, 1, 100, "how many menus may follow one another"),
        "person_keys": RuleLimit("IVR403", 2, 0, 100, "how many keys to a person"),
        "greeting_seconds": RuleLimit("IVR408", 30, 1, 600, "when the last option has to be announced, in seconds"),
        "choices": RuleLimit("IVR409", 100, 1, 1_000_000, "how many choices of a menu have to be on record"),
        "keypad_seconds": RuleLimit("IVR503", 4, 0.1, 60, "how long a slow caller needs between two keys", whole=False),
        "repeats": RuleLimit("IVR505", 2, 0, 100, "how often options are repeated"),
    }
)
"""The limits that a ruleset or a flow can set, with those of the default ruleset."""


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
