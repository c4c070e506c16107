"""Behaviour depends on a setting that no document settles.

## What it does

Reports where the outcome of an ordinary call depends on a setting that the pages of the flow's dialect leave open:

* a code that can be chosen only under some ways of collecting keys;
* in the ``vr`` dialect, a count of one retry, which means no retry if the count means the last mistake
  (``final_on: at_count``, which its page suggests).

The ``ivr`` dialect documents ``final_on``; a flow in it that sets another value is reported. ``ivrsim readings``
shows, for any flow, what callers who make several mistakes notice.

## Why is it bad

The same file behaves in two ways, and only a real call can tell you which one is yours.

## Example

    incorrect_count: 1        # one retry, or none?

## Use instead

    incorrect_count: 2        # at least one retry, however it is counted

## Source

``ivrsim semantics`` lists the settings, what is documented, and where the defaults come from.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.merging import by_menu, codes
from simulator.checks.rule import Finding, Item, Rule, Shared
from simulator.config.documentation import is_open, settling
from simulator.config.semantics import SETTINGS

RULE = Rule("IVR609", "depends-on-undocumented-setting", "info")


WAYS = ("prefix", "first_match", "terminated")
_WORDS = (("wrong_keys_allowed", "wrong key"), ("silences_allowed", "silence"))


def find(subject: CheckedFlow) -> Iterator[Finding]:
    """Look at single retries, and at codes of several keys."""
    flow = subject.flow
    # these come first: they concern the whole flow, not one menu
    yield from _find_contradictions(subject)
    for key, menu in subject.menus():
        if flow.semantics_in(menu).switch is not None:  # an engine whose rules are known
            continue
        for field, what in _WORDS:
            if getattr(menu, field) == 1 and is_open(flow.dialect, "final_on"):
                shared = Shared(
                    "retries", Item(f"{subject.field_name(key, (field,))}: 1", key), partial(_retries_message, what)
                )
                yield subject.finding(RULE, key, (field,), shared)
        if any(len(entry.option) > 1 for entry in menu.entries or ()):
            yield from _find_codes(subject, key, tuple(menu.own_options))


def _find_contradictions(subject: CheckedFlow) -> Iterator[Finding]:
    """Settings that the flow has otherwise than the pages of its dialect."""
    flow = subject.flow
    if flow.semantics.switch is not None:
        return
    for name in SETTINGS:
        settled, value = settling(flow.dialect, name), getattr(flow.semantics, name)
        if settled is not None and value != settled.value:
            message = f"{name}: {value} is not what the {flow.dialect} dialect documents, which is {settled.value}"
            yield subject.document_finding(RULE, ("semantics",), f"{message}: '{settled.sentence}' ({settled.page})")


def _find_codes(subject: CheckedFlow, key: str, options: tuple[str, ...]) -> Iterator[Finding]:
    from simulator.graph.default_paths import option_pauses

    if not is_open(subject.flow.dialect, "collect"):
        return
    semantics = subject.flow.semantics
    ways = {
        collect: option_pauses(subject.flow.with_semantics(semantics.model_copy(update={"collect": collect})), key)
        for collect in WAYS
    }
    for index, option in enumerate(options):
        works = [collect for collect in WAYS if ways[collect][option] is not None]
        if 0 < len(works) < len(WAYS):
            shared = Shared(tuple(works), Item(option, key), partial(_options_message, " or ".join(works)))
            yield subject.finding(RULE, key, ("entries", index, "option"), shared, cause=("option", key, option))


def _retries_message(what: str, items: Sequence[Item]) -> str:
    is_one, first = f"{items[0].what} is one retry", what
    if len(items) > 1:
        is_one, first = f"{by_menu(items)} are one retry each", "mistake"
    return f"{is_one} or none, depending on the undocumented final_on: the first {first} may end the menu"


def _options_message(works: str, items: Sequence[Item]) -> str:
    options = codes(item.what for item in items) if len({item.where for item in items}) == 1 else by_menu(items)
    return f"{options} can be chosen only under collect: {works}, which no document settles"
