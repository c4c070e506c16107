"""What the reader knows of a language: words only, from a file in ``languages``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from pathlib import Path

from pydantic import BaseModel, ConfigDict

FOLDER = Path(__file__).parent / "languages"

Phrases = Mapping[str, tuple[tuple[str, ...], ...]]
"""Phrases by their first word, the longest first."""


class HourWords(BaseModel):
    """How a language speaks of days and opening hours.

    ``to`` joins two days or times, ``between`` times alone, ``until`` and ``since`` stand before a day that is
    only a limit; ``halves`` are added to hours ("pm": 12), ``clock`` may follow one;
    ``feasts`` are days by name, as month-day.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    open: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    between: tuple[str, ...] = ()
    until: tuple[str, ...] = ()
    since: tuple[str, ...] = ()
    clock: tuple[str, ...] = ()
    halves: dict[str, int] = {}
    weekdays: dict[str, int] = {}
    short_weekdays: dict[str, int] = {}
    day_groups: dict[str, tuple[int, ...]] = {}
    months: dict[str, int] = {}
    feasts: dict[str, str] = {}


class PromiseWords(BaseModel):
    """How a language says where a call goes: one of ``verbs``, words that may stand ``between``, one of ``joins``.

    The place behind them goes up to one of ``ends``. ``somebody`` are places where anybody answers, and ``machines``
    those where a voicemail does. Without verbs, no promise is read.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    verbs: tuple[str, ...] = ()
    between: tuple[str, ...] = ()
    joins: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    somebody: tuple[str, ...] = ()
    machines: tuple[str, ...] = ()


class Words(BaseModel):
    """A file of words as it is written; a phrase is words with blanks between. See ``en.toml``.

    ``stay_offered`` means staying on the line only behind ``otherwise`` or with a purpose, which no word of
    ``stay_not_for`` is; ``heard_nothing`` and ``heard_wrong`` are what a recording says after a silence and after a
    wrong key, unless a word of ``heard_either`` is there; ``ifs`` open a condition, ``persons`` answer a call,
    and ``endonyms`` are what the language calls itself.
    They are empty where nobody has written them yet.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    numbers: dict[str, str]
    signs: dict[str, str]
    strong_verbs: tuple[str, ...]
    weak_verbs: tuple[str, ...]
    verbs_behind: tuple[str, ...]
    fillers: tuple[str, ...]
    behind_keys: tuple[str, ...]
    placed: tuple[str, ...]
    joins: tuple[str, ...]
    either: tuple[str, ...]
    range_words: tuple[str, ...]
    between_words: tuple[str, ...]
    between_joins: tuple[str, ...]
    leads: tuple[str, ...]
    conditions: tuple[str, ...]
    articles: tuple[str, ...]
    polite: tuple[str, ...]
    asides: tuple[str, ...]
    units: tuple[str, ...]
    negations: tuple[str, ...]
    others_numbers: tuple[str, ...]
    others_verbs: tuple[str, ...]
    collects: tuple[str, ...]
    stay: tuple[str, ...]
    stay_keeps_lead: tuple[str, ...]
    not_behind_stay: tuple[str, ...]
    greetings: tuple[str, ...]
    not_bare: tuple[str, ...]
    abbreviations: tuple[str, ...]
    farewells: tuple[str, ...]
    transfers: tuple[str, ...]
    changed: tuple[str, ...]
    forbidden: dict[str, str]
    typed: tuple[str, ...]
    hours: HourWords
    back: tuple[str, ...]
    synonyms: tuple[tuple[str, ...], ...]
    plain_words: tuple[str, ...]
    promises: PromiseWords = PromiseWords()
    stay_offered: tuple[str, ...] = ()
    stay_not_for: tuple[str, ...] = ()
    otherwise: tuple[str, ...] = ()
    heard_nothing: tuple[str, ...] = ()
    heard_wrong: tuple[str, ...] = ()
    extensions: tuple[str, ...] = ()
    heard_either: tuple[str, ...] = ()
    ifs: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    endonyms: tuple[str, ...] = ()


class Language:
    """A language, its phrases ready to be looked for."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.codes: Mapping[str, str] = {**words.numbers, **words.signs}
        self.strong = phrases(words.strong_verbs)
        self.weak = phrases(words.weak_verbs)
        self.behind = phrases(words.verbs_behind)
        self.fillers = phrases(words.fillers)
        self.placed = phrases(words.placed)
        self.behind_keys = phrases(words.behind_keys)
        self.leads = phrases(words.leads)
        self.conditions = phrases(words.conditions)
        self.polite = phrases(words.polite)
        self.negations = phrases(words.negations)
        self.collects = phrases(words.collects)
        self.stay = phrases(words.stay)
        self.asides = phrases(words.asides)
        self.changed = phrases(words.changed)
        self.joins = frozenset(words.joins)
        self.back = frozenset(words.back)
        self.ranges = frozenset(words.range_words)
        self.units = frozenset(words.units)
        self.articles = frozenset(words.articles)
        self.greetings = frozenset(words.greetings)
        self.not_bare = frozenset(words.not_bare)
        self.abbreviations = frozenset(words.abbreviations)

    @cached_property
    def kinds(self) -> Mapping[str, frozenset[int]]:
        """The groups of words of one meaning that a word belongs to."""
        found: dict[str, set[int]] = {}
        for index, group in enumerate(self.words.synonyms):
            for word in group:
                found.setdefault(word, set()).add(index)
        return {word: frozenset(groups) for word, groups in found.items()}


def phrases(written: Iterable[str]) -> Phrases:
    """Phrases by their first word, the longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in written:
        words = tuple(phrase.split())
        found.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(all_, key=len, reverse=True)) for first, all_ in found.items()}


@cache
def language(code: str) -> Language:
    """The language with a code (``languages`` lists them).

    Raises ``ValueError`` for one that has no file.
    """
    if code not in languages():
        raise ValueError(f"no language {code!r}; there are {', '.join(languages())}")
    written = tomllib.loads((FOLDER / f"{code}.toml").read_text("utf-8"))
    return Language(Words.model_validate(written))


@cache
def languages() -> tuple[str, ...]:
    """The codes of the languages that there are files for."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))
