"""More options than callers can keep in mind.

## What it does

Counts the entries of a menu, including 0 and a way back. Extension numbers, which callers dial and nobody reads
out, do not count. The limit depends on the ruleset: 7 under ``default``, 5 under ``strict``, 4 under
``accessible``.

## Why is it bad

A menu is heard, not seen. A caller who waits for the right option has to remember the best one so far, and its key,
while the next ones are read out. The longer the list, the more callers press a key that they are not sure of, or
wait for the list to come round again.

## Example

    entries:
      - {option: "1", destination_type: department, destination_id: "@Sales"}
      - {option: "2", destination_type: department, destination_id: "@Orders"}
      - {option: "3", destination_type: department, destination_id: "@Returns"}
      # ... and five more

## Use instead

Merge options that end at the same desk, and drop those that hardly anybody chooses. If a second menu is the only
way, put what belongs together behind one key:

    entries:
      - {option: "1", destination_type: department, destination_id: "@Sales"}
      - {option: "2", destination_type: virtual_receptionist, destination_id: "@orders-and-returns"}
      - {option: "0", destination_type: extension, destination_id: "@Reception"}

## Source

The sources conflict, so the number is the ruleset's:

* ISO/IEC 13714 (in its published summary): no more than 4 options.
* Avaya's guidance on menus: 5. Others: 6 or 7.
* Against all of them: Commarford, Lewis, Smither and Gentzler, A Comparison of Broad Versus Deep Auditory
  Menu Structures, Human Factors 50 (2008), doi 10.1518/001872008X250665. People did better and were more
  satisfied with one long menu than with several short ones, those with little working memory most of all.
  So do not split a menu only to please this rule; IVR402 counts the levels.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.menu_levels import is_extension
from simulator.checks.merging import join_names
from simulator.checks.rule import Finding, Item, Rule, Shared
from simulator.checks.spoken_scripts import read_recording
from simulator.config.check_options import RuleLimit

RULE = Rule("IVR401", "more-options-than-callers-keep-in-mind", "warning")
OPTIONS = RuleLimit("options", 7, 1, 1000, "how many options a menu may have")
LIMITS = (OPTIONS,)


def find(subject: CheckedFlow) -> Iterator[Finding]:
    """Count the entries of every menu."""
    most = subject.limit_of(OPTIONS)
    for key, menu in subject.menus():
        reading = read_recording(subject.flow, menu.greeting)
        announced = reading.keys if reading else ()
        # an extension that the greeting reads out takes as much memory as any other option
        count = sum(entry.option in announced or not is_extension(entry) for entry in menu.entries or ())
        if count > most:
            shared = Shared("", Item(f"{count} options", key), partial(_write_message, most))
            yield subject.finding(RULE, key, ("entries",), shared)


def _write_message(most: float, items: Sequence[Item]) -> str:
    offers = f"{items[0].where} offers {items[0].what}"
    if len(items) > 1:
        offers = f"{join_names(f'{item.where} ({item.what})' for item in items)} offer many options"
    return (
        f"{offers}, more than {most:g}; callers lose track before they have heard "
        "them all: merge those that end at the same desk, and drop those that hardly anyone chooses"
    )
