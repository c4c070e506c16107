"""A flow of many menus read back on a screen or two: what the menus share, then the keys of each.

``graph.readback.flow_readback`` reads everything back, 20 lines and more for each menu. In a large flow most of
these lines repeat: menus made by one hand wait equally long and treat mistakes alike. Here a sentence that holds in
several menus stands once, with the menus that it holds in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from textwrap import wrap

from simulator.config.flow import Flow
from simulator.fast_classes import dataclass
from simulator.graph.default_paths import DefaultPaths
from simulator.graph.display_names import DisplayNames
from simulator.graph.passages import reachable_receptionists
from simulator.graph.plain_words import count_noun, join_words
from simulator.graph.readback import sentences
from simulator.graph.readback.flow_readback import Section, overview_section, unreached_section, world_sections
from simulator.graph.work_step import WorkStep, go_through
from simulator.report.section_layout import WIDTH, sections_text
from simulator.words.sanitizer import OutputText, join_lines

SHARED_FROM = 3
"""A sentence that holds in at least this many menus appears once for all of them."""

GROUPS_SHOWN = 4
"""Groups of menus that share sentences; the largest are shown first."""

BODY_MOST = 70
"""Lines for the receptionists; those for which there is no room are counted."""

NAMES_MOST = 6
"""Menus that a line names; of more, it names those outside of a group if they are few."""

FULL = "--full reads each menu back: how callers get there, what they hear and how long, what the provider leaves open"


@dataclass(frozen=True, slots=True)
class Portrait:
    """A receptionist in short: its ways on, and the sentences that another may share."""

    key: str
    choices: tuple[str, ...]
    sentences: tuple[str, ...]


def summarize_flow(flow: Flow) -> OutputText:
    """Lay a flow out in short: the whole, what menus share, then every receptionist that a call can reach."""
    summary = FlowSummary(flow)
    go_through(summary.steps())
    return summary.text()


class FlowSummary:
    """A flow in short, of which one receptionist after another is looked at; ``text`` lays out all of them."""

    def __init__(self, flow: Flow) -> None:
        self._names = DisplayNames(flow)
        self._paths = DefaultPaths(flow)
        self._portraits: list[Portrait] = []

    def steps(self) -> Iterator[WorkStep]:
        """Look at the receptionists, with a step after each."""
        keys = reachable_receptionists(self._names.flow)
        for key in keys:
            self._portraits.append(self._portray(key))
            yield WorkStep(len(self._portraits), len(keys), "receptionists")

    def text(self) -> OutputText:
        """Return the whole text, once the last step is done."""
        flow, portraits = self._names.flow, self._portraits
        reached = [portrait.key for portrait in portraits]
        shared = _shared_sentences([portrait for portrait in portraits if portrait.choices])
        common = {sentence for _, group in shared for sentence in group}
        sections = [
            overview_section(self._paths, reached),
            *world_sections(flow),
            *(Section(_group_heading(self._names, portraits, keys), group) for keys, group in shared),
        ]
        unreached = unreached_section(flow, reached, NAMES_MOST)
        lines = [sections_text(sections), "Key by key", "==========", "", *_body(self._names, portraits, common), ""]
        lines += [sections_text(unreached)] if unreached else []
        return join_lines([*lines, FULL, ""])

    def _portray(self, key: str) -> Portrait:
        names, paths = self._names, self._paths
        item, silent = names.flow.receptionists[key], paths.silent_path(key)
        # Of the sentences about the greeting only this one is about keys; the title has the rest.
        waiting = sentences.keys_sentence(names, key, silent)
        if not item.is_menu:
            return Portrait(key, (), (waiting,))
        waits = paths.option_pauses(key)
        choices = (
            f"{code} → {sentences.choice_sentence(names, key, entry, waits[code])}"
            for code, entry in item.own_options.items()
        )
        after = (
            *sentences.own_settings_sentences(item),
            *sentences.collecting_sentences(names, key, silent),
            *sentences.mistake_sentences(names, key, silent, paths.wrong_key_path(key)),
        )
        return Portrait(key, tuple(choices) or ("no keys",), (waiting, *after))


def _title(names: DisplayNames, key: str) -> str:
    """A receptionist's name, and its greeting."""
    item, name = names.flow.receptionists[key], names.receptionist_name(key)
    greeting = names.recording_in_full(item.greeting) if item.greeting else "no greeting"
    return f"{name[0].upper()}{name[1:]}: {greeting}"


def _shared_sentences(menus: Sequence[Portrait]) -> list[tuple[frozenset[str], tuple[str, ...]]]:
    """Return the sentences that several menus share, by the keys of those menus, the most menus first.

    A choice becomes a sentence only where all menus have it: of a menu's own keys none should be looked for elsewhere.
    """
    holders: dict[str, dict[str, None]] = {}
    for menu in menus:
        for sentence in (*(f"{choice}." for choice in menu.choices), *menu.sentences):
            holders.setdefault(sentence, {})[menu.key] = None
    choices = {f"{choice}." for menu in menus for choice in menu.choices}
    holders = {text: keys for text, keys in holders.items() if text not in choices or len(keys) == len(menus)}
    groups: dict[frozenset[str], list[str]] = {}
    for sentence, keys in holders.items():
        if len(keys) >= SHARED_FROM:
            groups.setdefault(frozenset(keys), []).append(sentence)
    largest = sorted(groups, key=lambda keys: -len(keys))[:GROUPS_SHOWN]
    return [(keys, tuple(groups[keys])) for keys in largest]


def _group_heading(names: DisplayNames, portraits: Sequence[Portrait], keys: Set[str]) -> str:
    """Return which menus share something: ``All 12 menus``, ``11 of 12 menus: all but menu “Night”``."""
    menus = [portrait.key for portrait in portraits if portrait.choices]
    others = [key for key in menus if key not in keys]
    if not others:
        return f"All {count_noun(len(menus), 'menu')}"
    part = f"{len(keys):,} of {len(menus):,} menus"
    if len(others) <= NAMES_MOST:
        return f"{part}: all but {join_words([names.receptionist_name(key) for key in others])}"
    return f"{part}: {join_words([names.receptionist_name(key) for key in menus if key in keys])}"


def _body(names: DisplayNames, portraits: Sequence[Portrait], common: Set[str]) -> Iterator[str]:
    room = BODY_MOST
    for number, portrait in enumerate(portraits):
        lines = [
            *wrap(_title(names, portrait.key), WIDTH, subsequent_indent="  ", break_on_hyphens=False),
            *_pack_choices([choice for choice in portrait.choices if f"{choice}." not in common]),
            *(
                line
                for sentence in portrait.sentences
                if sentence not in common
                for line in _wrap_sentence(sentence, "    - ")
            ),
        ]
        room -= len(lines)
        # The first receptionist is shown whatever its length, or the list could be empty.
        if room < 0 and number:
            how = "--full, or --entry NAME for those that one leads to"
            yield f"and {len(portraits) - number:,} more receptionists ({how})"
            return
        yield from lines


def _pack_choices(choices: Sequence[str]) -> list[str]:
    """Fill lines with choices; a line breaks between two of them, not between a key and where it leads."""
    lines: list[str] = []
    for choice in choices:
        if lines and len(lines[-1]) + len(choice) + 3 <= WIDTH:
            lines[-1] += f" · {choice}"
        else:
            lines += _wrap_sentence(choice, "    ")
    return lines


def _wrap_sentence(text: str, first: str) -> list[str]:
    return wrap(text, WIDTH, initial_indent=first, subsequent_indent="      ", break_on_hyphens=False)
