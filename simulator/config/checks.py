"""What somebody asks of the checks, as flow.yaml or a command line says it: data only.

::

    checks:
      ruleset: accessible              # default, strict or accessible
      select: [IVR1xx, IVR303]         # only these
      ignore: [IVR609]
      severities: {IVR202: error}
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

Severity = Literal["error", "warning", "info"]
RulesetName = Literal["default", "strict", "accessible"]

SEVERITIES: tuple[Severity, ...] = get_args(Severity)
RULESET_NAMES: tuple[RulesetName, ...] = get_args(RulesetName)


@dataclass(frozen=True, slots=True)
class AskedChecks:
    """Which ruleset, which rules, and how much their findings weigh.

    Rules are meant by code, by the beginning of codes, or by name; ``select`` empty: all.
    """

    ruleset: RulesetName = "default"
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severities: Mapping[str, Severity] = field(default_factory=dict)
