"""Menu lies deeper than the third level.

## What it does

Counts the menus on the shortest way from the flow's entry to a menu, including that menu, and reports it if it is
the fourth or later. A menu that the entry does not lead to is counted from the flow's numbers. Announcements
(``single``) do not count, because nobody chooses there. Only choices are followed. Menus that lie deeper still are
named in the same finding.

## Why is it bad

At every level callers hear another list and have to guess again which word covers their matter. A wrong guess at
the second level shows only at the fourth. Each level takes about ten seconds more.

## Example

    main     {option: "2", destination_type: ivr, destination_id: "@housing"}
    housing  {option: "1", destination_type: ivr, destination_id: "@repairs"}
    repairs  {option: "2", destination_type: ivr, destination_id: "@heating"}   # the fourth menu

## Use instead

Bring deep menus one level up: broad menus do better than deep ones.

    housing  {option: "1", destination_type: ivr, destination_id: "@repairs"}
             {option: "2", destination_type: ivr, destination_id: "@heating"}

## Source

Commarford and others, A Comparison of Broad Versus Deep Auditory Menu Structures, Human Factors 50 (2008),
doi 10.1518/001872008X250665: deeper structures lead to poorer performance and less satisfaction. The paper
compares and sets no limit; that three are enough is this project's choice. It conflicts with the short menus
that ISO/IEC 13714 asks for (see IVR401): fewer options in each menu make more levels.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.menu_levels import MenuLevels
from simulator.checks.merging import join_names
from simulator.checks.rule import Finding, Item, Rule, Shared
from simulator.config.check_options import RuleLimit

RULE = Rule("IVR402", "menu-lies-too-deep", "warning")
MENUS_DEEP = RuleLimit("menus_deep", 3, 1, 100, "how many menus deep a flow may be")
LIMITS = (MENUS_DEEP,)


def find(subject: CheckedFlow) -> Iterator[Finding]:
    """Measure the shortest way to every menu."""
    layout, most = subject.levels, subject.limit_of(MENUS_DEEP)
    for key, _ in subject.menus():
        if key in layout.levels and layout.levels[key].depth > most:
            # all menus after the first that lies too deep are the same problem
            shared = Shared(layout.first_deeper(key, most), Item("", key), partial(_write_message, layout, most))
            yield subject.finding(RULE, key, ("entries",), shared)


def _write_message(layout: MenuLevels, most: float, items: Sequence[Item]) -> str:
    from simulator.graph.plain_words import ordinal_word

    first, *deeper_menus = sorted((item.where for item in items), key=lambda key: layout.levels[key].depth)
    deeper = f"; deeper still: {join_names(deeper_menus)}" if deeper_menus else ""
    return (
        f"{first} is the {ordinal_word(layout.levels[first].depth)} menu that callers come through "
        f"({layout.path_words(first)}), more than {most:g}: lead to it from an earlier menu{deeper}"
    )
