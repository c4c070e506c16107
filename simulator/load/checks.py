"""``checks:`` of flow.yaml: the ruleset and its changes, each bad one with its place.

Whether a rule is known is asked where the rules are, by ``ivrsim check``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from simulator.config.checks import RULESET_NAMES, SEVERITIES, AskedChecks
from simulator.config.flow import Flow
from simulator.config.values import shown
from simulator.errors import nearest
from simulator.load.document import Document
from simulator.load.places import REFUSED
from simulator.load.receptionist import Shelf
from simulator.wire.reading import Path

FIELDS = ("ruleset", "select", "ignore", "severities")
_WANTED = "a mapping such as {ruleset: strict, ignore: [IVR609]}"
_RULES = "a list of rules such as [IVR1xx, IVR303]"

Wrong = tuple[Path, str]


def read_checks(shelf: Shelf, document: Document, value: object, flow: Flow) -> Flow:
    """The flow with what it asks of the checks; what is wrong goes on the shelf."""
    wrong: list[Wrong] = []
    if not isinstance(value, dict):
        wrong.append(((), f"checks: {shown(value)} is not accepted; {_WANTED} is"))
        value = {}
    content: dict[str, Any] = {key: one for key, one in value.items() if one is not None and one is not REFUSED}
    unknown = [key for key in content if key not in FIELDS]
    shelf.problems += [document.problem(("checks", key), _unknown(key), key=True) for key in unknown]
    asked = AskedChecks(
        ruleset=_word(content, "ruleset", RULESET_NAMES, "default", wrong),
        select=tuple(_rules(content, "select", wrong)),
        ignore=tuple(_rules(content, "ignore", wrong)),
        severities=dict(_severities(content, wrong)),
    )
    shelf.problems += [document.problem(("checks", *place), message) for place, message in wrong]
    return replace(flow, checks=asked)


def _word(content: dict[str, Any], name: str, accepted: Sequence[Any], otherwise: Any, wrong: list[Wrong]) -> Any:
    value = content.get(name, otherwise)
    if value in accepted:
        return value
    wrong.append(((name,), _not_accepted(name, value, accepted)))
    return otherwise


def _not_accepted(name: str, value: object, accepted: Iterable[str]) -> str:
    near = nearest(value, accepted) if isinstance(value, str) else []
    hint = f"; did you mean {near[0]}?" if near else ""
    return f"{name}: {shown(value)} is not accepted; {', '.join(accepted)} are{hint}"


def _rules(content: dict[str, Any], name: str, wrong: list[Wrong]) -> Iterator[str]:
    value = content.get(name, [])
    if isinstance(value, str):
        value = [value]
    if not isinstance(value, list):
        wrong.append(((name,), f"{name}: {shown(value)} is not accepted; {_RULES} is"))
        return
    for index, one in enumerate(value):
        if isinstance(one, str) and one.strip():
            yield str(one)
        elif one is not REFUSED:
            wrong.append(((name, index), f"{name}: {shown(one)} is no rule; {_RULES} is accepted"))


def _severities(content: dict[str, Any], wrong: list[Wrong]) -> Iterator[tuple[str, Any]]:
    value = content.get("severities", {})
    if not isinstance(value, dict):
        message = f"severities: {shown(value)} is not accepted; a mapping such as {{IVR202: error}} is"
        wrong.append((("severities",), message))
        return
    for rule, severity in value.items():
        if severity in SEVERITIES:
            yield str(rule), severity
        elif severity is not REFUSED:
            wrong.append((("severities", rule), _not_accepted(str(rule), severity, SEVERITIES)))


def _unknown(name: str) -> str:
    near = nearest(name, FIELDS)
    hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(FIELDS)}"
    return f"checks has no {shown(name)}; {hint}"
