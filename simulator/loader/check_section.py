"""``checks:`` of flow.yaml: the ruleset and its changes, each bad one with its place.

Whether a rule or a limit is known is asked where the rules are, by ``ivrsim check``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from math import isfinite
from typing import Any

from simulator.config.check_options import RULESET_NAMES, SEVERITIES, CheckOptions, FindingException
from simulator.config.flow import Flow
from simulator.config.value_rules import quote_value
from simulator.loader.receptionist_file import Shelf
from simulator.text.document import Document
from simulator.text.positions import REFUSED
from simulator.wire.decoding import Path
from simulator.words.phrases import join_words
from simulator.words.suggestion import suggest
from simulator.words.word_index import WordIndex

FIELDS = ("ruleset", "select", "ignore", "severities", "limits", "silence")
_WANTED = "a mapping such as {ruleset: strict, ignore: [IVR609]}"
_SILENCE = '{rule: IVR304, receptionist: main, reason: "for our own staff"}'
_SILENCE_FIELDS = "rule, reason, receptionist and field"
_RULES = "a list of rules such as [IVR1xx, IVR303]"

Wrong = tuple[Path, str]


def read_checks(shelf: Shelf, document: Document, value: object, flow: Flow) -> Flow:
    """The flow with what it asks of the checks; what is wrong goes on the shelf."""
    wrong: list[Wrong] = []
    if not isinstance(value, dict):
        wrong.append(((), f"checks: {quote_value(value)} is not accepted; use {_WANTED}"))
        value = {}
    content: dict[str, Any] = {
        key: option for key, option in value.items() if option is not None and option is not REFUSED
    }
    unknown = [key for key in content if key not in FIELDS]
    shelf.problems += [document.problem_at(("checks", key), _unknown_rule(key), key=True) for key in unknown]
    options = CheckOptions(
        ruleset=_read_word(content, "ruleset", RULESET_NAMES, "default", wrong),
        select=tuple(_read_rules(content, "select", wrong)),
        ignore=tuple(_read_rules(content, "ignore", wrong)),
        severities=dict(_read_severities(content, wrong)),
        limits=dict(_read_limits(content, wrong)),
        silence=tuple(_read_exceptions(content, flow, wrong)),
    )
    shelf.problems += [document.problem_at(("checks", *place), message) for place, message in wrong]
    return replace(flow, checks=options)


def _read_word(content: dict[str, Any], name: str, accepted: Sequence[Any], otherwise: Any, wrong: list[Wrong]) -> Any:
    value = content.get(name, otherwise)
    if value in accepted:
        return value
    wrong.append(((name,), _not_accepted(name, value, accepted)))
    return otherwise


def _not_accepted(name: str, value: object, accepted: Iterable[str]) -> str:
    hint = suggest(value, accepted)
    return f"{name}: {quote_value(value)} is not accepted; use {join_words([*accepted], last=' or ')}{hint}"


def _read_rules(content: dict[str, Any], name: str, wrong: list[Wrong]) -> Iterator[str]:
    value = content.get(name, [])
    if isinstance(value, str):
        value = [value]
    if not isinstance(value, list):
        wrong.append(((name,), f"{name}: {quote_value(value)} is not accepted; use {_RULES}"))
        return
    for index, rule in enumerate(value):
        if isinstance(rule, str) and rule.strip():
            yield str(rule)
        elif rule is not REFUSED:
            wrong.append(((name, index), f"{name}: {quote_value(rule)} is not a rule; use {_RULES}"))


def _read_severities(content: dict[str, Any], wrong: list[Wrong]) -> Iterator[tuple[str, Any]]:
    value = content.get("severities", {})
    if not isinstance(value, dict):
        message = f"severities: {quote_value(value)} is not accepted; use a mapping such as {{IVR202: error}}"
        wrong.append((("severities",), message))
        return
    for rule, severity in value.items():
        if severity in SEVERITIES:
            yield str(rule), severity
        elif severity is not REFUSED:
            wrong.append((("severities", rule), _not_accepted(str(rule), severity, SEVERITIES)))


def _read_limits(content: dict[str, Any], wrong: list[Wrong]) -> Iterator[tuple[str, float]]:
    value = content.get("limits", {})
    if not isinstance(value, dict):
        wrong.append(
            (("limits",), f"limits: {quote_value(value)} is not accepted; use a mapping such as {{options: 9}}")
        )
        return
    for name, number in value.items():
        limit = None if number is REFUSED else _parse_number(number)
        if limit is not None:
            yield str(name), limit
        elif number is not REFUSED:
            wrong.append((("limits", name), f"{name}: {quote_value(number)} is not accepted; use a number such as 9"))


def _parse_number(value: object) -> float | None:
    try:
        number = None if isinstance(value, bool) else float(str(value))
    except ValueError:
        return None
    return number if number is not None and isfinite(number) else None


def _read_exceptions(content: dict[str, Any], flow: Flow, wrong: list[Wrong]) -> Iterator[FindingException]:
    value = content.get("silence", [])
    if not isinstance(value, list):
        wrong.append((("silence",), f"silence: {quote_value(value)} is not accepted; use a list such as [{_SILENCE}]"))
        return
    keys: WordIndex | None = None
    for index, item in enumerate(value):
        if item is REFUSED:
            continue
        before = len(wrong)
        given = {key: text for key, text in item.items() if text is not None} if isinstance(item, dict) else {}
        for key, text in given.items():
            if key not in FindingException._fields:
                wrong.append((("silence", index, key), f"silence has no {quote_value(key)}; it has {_SILENCE_FIELDS}"))
            elif text is not REFUSED and not (isinstance(text, str) and text.strip()):
                wrong.append((("silence", index, key), f"{key}: {quote_value(text)} is not accepted; use text"))
        lacks = [key for key in ("rule", "reason") if key not in given]
        if lacks:
            missing = f"{' and the '.join(lacks)} {'is' if len(lacks) == 1 else 'are'}"
            wrong.append((("silence", index), f"the {missing} missing; write it as in {_SILENCE}"))
        key = given.get("receptionist")
        if isinstance(key, str) and flow.receptionists and key not in flow.receptionists:
            keys = keys or WordIndex(flow.receptionists)
            hint = suggest(key, keys)
            wrong.append((("silence", index, "receptionist"), f"no receptionist {quote_value(key)}{hint}"))
        if len(wrong) == before and REFUSED not in given.values():
            yield FindingException(**given)


def _unknown_rule(name: str) -> str:
    hint = suggest(name, FIELDS, f"use one of {', '.join(FIELDS)}")
    return f"checks has no {quote_value(name)}{hint}"
