"""Merging: what several rules or several places report about one problem becomes one finding.

Rules yield a finding for each place. That keeps a comment, a baseline and a fix as exact as the place they
belong to. Only what is left after those is merged, in two steps::

    covered   findings of several rules with one ``cause`` (no retry after a silence: IVR207, IVR501, IVR505)
              become the most severe of them, or the lowest code, which names the other codes
    merged    findings of one rule that share a problem (``Shared``: no option 0 in eleven menus) become the
              first of them, with a message that names all places
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from simulator.checks.rule import SEVERITIES, Finding, Item
from simulator.words.phrases import join_words

NAMED_MOST = 20
"""Things that a merged message names; the others are counted."""

_RUN_LEAST = 3


def drop_covered(findings: Iterable[Finding]) -> list[Finding]:
    """Drop each finding that one of another rule speaks for; that one keeps it in ``covered``."""
    every = list(findings)
    causes: dict[tuple[str, ...], list[Finding]] = {}
    for finding in every:
        if finding.cause:
            causes.setdefault(finding.cause, []).append(finding)
    spoken_for: set[int] = set()
    speakers: dict[int, tuple[Finding, ...]] = {}
    for group in causes.values():
        if len(group) == 1:
            continue
        # the most severe speaks, then the lowest code, so that a flow always gets the same message
        speaker = min(group, key=lambda finding: (SEVERITIES.index(finding.severity), finding.code))
        others = tuple(finding for finding in group if finding.code != speaker.code)
        spoken_for.update(map(id, others))
        speakers[id(speaker)] = others
    return [
        replace(finding, covered=speakers[id(finding)]) if speakers.get(id(finding)) else finding
        for finding in every
        if id(finding) not in spoken_for
    ]


def merge_findings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Make one finding of those that share a problem, at the place of the first, in the order of the first ones."""
    groups: dict[object, list[Finding]] = {}
    for number, finding in enumerate(findings):
        shared = finding.shared
        # a number of its own keeps a finding that shares nothing apart from all others
        problem = (finding.code, finding.severity, shared.problem) if shared else number
        groups.setdefault(problem, []).append(finding)
    return tuple(_merge_group(group) for group in groups.values())


def _merge_group(group: Sequence[Finding]) -> Finding:
    if len(group) == 1 and not group[0].covered:
        return group[0]  # nothing is merged
    return replace(group[0], words=_write_message(group), parts=tuple(group))


def _write_message(group: Sequence[Finding]) -> str:
    first = group[0]
    items = [finding.shared.item for finding in group if finding.shared]
    message = first.shared.message(items) if first.shared else first.message
    codes = sorted({mate.code for finding in group for mate in finding.covered})
    return f"{message} (also {join_names(codes)})" if codes else message


def shorten_names(finding: Finding, most: int) -> tuple[str, int]:
    """Return the message of a finding for its first ``most`` receptionists, and how many more there are."""
    where = list(dict.fromkeys(part.shared.item.where for part in finding.parts if part.shared))
    if len(where) <= most:
        return finding.message, 0
    first = set(where[:most])
    parts = [part for part in finding.parts if part.shared and part.shared.item.where in first]
    return _write_message(parts), len(where) - most


def unnamed_places(finding: Finding) -> tuple[Finding, ...]:
    """Return all places of a merged finding whose message can name only the first of them, else nothing."""
    where = {part.shared.item.where for part in finding.parts if part.shared}
    return finding.parts if len(where) > NAMED_MOST else ()


def single(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the findings that merged ones were made of, one for each place; those of covered rules follow theirs."""
    for finding in findings:
        for part in finding.parts or (finding,):
            yield part
            yield from part.covered


# -- words ----------------------------------------------------------------------------------------


def join_names(words: Iterable[str], between: str = ", ", last: str = " and ") -> str:
    """``a``, ``a and b``, ``a, b and c``, each once; beyond twenty the rest is only counted."""
    return join_words(list(dict.fromkeys(words)), between=between, last=last, most=NAMED_MOST)


def menus(items: Iterable[Item]) -> str:
    """The receptionists of some items."""
    return join_names(item.where for item in items)


def elsewhere(items: Sequence[Item]) -> str:
    """`` in main and sub``; empty for one item, whose place is the finding's own."""
    return f" in {menus(items)}" if len({item.where for item in items}) > 1 else ""


def by_menu(items: Sequence[Item]) -> str:
    """``a and b in main and sub, c in other``: what there is in which receptionists."""
    inside: dict[str, list[str]] = {}
    for item in items:
        inside.setdefault(item.where, []).append(item.what)
    together: dict[tuple[str, ...], list[str]] = {}
    for where, things in inside.items():
        together.setdefault(tuple(things), []).append(where)
    return join_names((f"{codes(things)} in {join_names(places)}" for things, places in together.items()), last=", ")


def codes(things: Iterable[str], noun: str = "options") -> str:
    """Options, with those that follow each other as a range: ``7``, ``101 to 120 (20 options)``."""
    runs: list[list[str]] = []
    for thing in dict.fromkeys(things):
        if runs and _follows_number(runs[-1][-1], thing):
            runs[-1].append(thing)
        else:
            runs.append([thing])
    return join_names(text for run in runs for text in _run_words(run, noun))


def _follows_number(before: str, after: str) -> bool:
    digits = all(text.isascii() and text.isdecimal() and len(text) > 1 for text in (before, after))
    return digits and len(before) == len(after) and int(after) == int(before) + 1


def _run_words(run: Sequence[str], noun: str) -> list[str]:
    if len(run) < _RUN_LEAST:
        return list(run)
    return [f"{run[0]} to {run[-1]} ({len(run)} {noun})"]
