"""The languages that the reader knows: words only, each from a file in ``languages``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from simulator.checks.scripts.spelling import one_spelling, spellings, split_elisions

FOLDER = Path(__file__).parent / "languages"

Phrases = Mapping[str, tuple[tuple[str, ...], ...]]
"""Phrases by their first word, the longest first."""


class HourWords(BaseModel):
    """The words of a language for days and opening hours.

    ``to`` joins two days or times, ``between`` times alone, ``until`` and ``since`` stand before a day that is
    only a limit; ``halves`` and ``halves_before`` are said after and before a time and added to it ("pm": 12; 24: at
    night, when twelve is midnight), ``clock`` may follow one; a sentence with one of ``fractions`` is not read.
    ``offer`` is a sentence that tells ``{hours}``, each with its days as ``offer_day`` (``capital_days``: with a
    capital letter) and each time with ``offer_clock``; ``feasts`` are days by name, as month-day.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    open: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    between: tuple[str, ...] = ()
    until: tuple[str, ...] = ()
    since: tuple[str, ...] = ()
    clock: tuple[str, ...] = ()
    offer: str = ""
    offer_day: str = ""
    offer_clock: str = ""
    capital_days: bool = False
    fractions: tuple[str, ...] = ()
    halves: dict[str, int] = {}
    halves_before: dict[str, int] = {}
    weekdays: dict[str, int] = {}
    short_weekdays: dict[str, int] = {}
    day_groups: dict[str, tuple[int, ...]] = {}
    months: dict[str, int] = {}
    feasts: dict[str, str] = {}


class PromiseWords(BaseModel):
    """The words that say where a call goes: one of ``verbs``, words that may stand ``between``, one of ``joins``.

    The place after them goes up to one of ``ends``. ``somebody`` are places where anybody answers, and ``machines``
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

    ``stay_offered`` means staying on the line only after ``otherwise`` or with a purpose, which no word of
    ``stay_not_for`` is; ``heard_nothing`` and ``heard_wrong`` are what a recording says after a silence and after a
    wrong key, unless a word of ``heard_either`` is there; ``ifs`` open a condition, ``persons`` answer a call,
    ``dials`` are verbs for ``extensions``, and ``own_names`` are what the language calls itself. ``offers``
    are sentences that announce a ``{key}`` and ``{what}`` it is for, one for each alphabet of the language.
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
    between_keys: tuple[str, ...] = ()
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
    dials: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    heard_either: tuple[str, ...] = ()
    ifs: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    # What not every language has: see ``hi.toml`` and ``fr.toml``.
    trails: tuple[str, ...] = ()
    elisions: tuple[str, ...] = ()
    unavailable: tuple[str, ...] = ()
    zeros: tuple[str, ...] = ()
    hundreds: tuple[str, ...] = ()
    repeats: dict[str, int] = {}
    tens: dict[str, str] = {}
    own_names: tuple[str, ...] = ()
    telling: tuple[str, ...] = ()
    borrows_from: tuple[str, ...] = ()
    accents_dropped: bool = False
    # What a recording says of now: the last two also where the sentence goes on to say from when and until when.
    says_open: tuple[str, ...] = ()
    says_closed: tuple[str, ...] = ()
    says_open_now: tuple[str, ...] = ()
    says_closed_now: tuple[str, ...] = ()


class Language:
    """A language, its phrases ready to be looked for."""

    def __init__(self, code: str, words: Words) -> None:
        self.code = code
        self.words = words
        self.codes: Mapping[str, str] = {
            spelling: key
            for word, key in (words.numbers | words.signs).items()
            for spelling in spellings(word, dropped=words.accents_dropped)
        }
        self.digit_words = frozenset((*words.numbers, *words.zeros, *words.tens))
        self.signs = self._read_phrases(sign for sign in words.signs if " " in sign)
        self.strong = self._read_phrases(words.strong_verbs)
        self.weak = self._read_phrases(words.weak_verbs)
        self.behind = self._read_phrases(words.verbs_behind)
        self.fillers = self._read_phrases(words.fillers)
        self.placed = self._read_phrases(words.placed)
        self.behind_keys = self._read_phrases(words.behind_keys)
        self.between_keys = self._read_phrases(words.between_keys)
        self.leads = self._read_phrases(words.leads)
        self.trails = self._read_phrases(words.trails)
        self.conditions = self._read_phrases(words.conditions)
        self.polite = self._read_phrases(words.polite)
        self.negations = self._read_phrases(words.negations)
        self.unavailable = self._read_phrases(words.unavailable)
        self.collects = self._read_phrases(words.collects)
        self.stay = self._read_phrases(words.stay)
        self.stay_offered = self._read_phrases(words.stay_offered)
        self.otherwise = self._read_phrases(words.otherwise)
        self.asides = self._read_phrases(words.asides)
        self.dials = self._read_phrases(words.dials)
        self.changed = self._read_plain(words.changed)
        self.farewells = self._read_plain(words.farewells)
        self.transfers = self._read_plain(words.transfers)
        self.heard_nothing = self._read_plain(words.heard_nothing)
        self.heard_wrong = self._read_plain(words.heard_wrong)
        self.heard_either = self._read_plain(words.heard_either)
        self.says_open, self.says_open_now = map(self._read_plain, (words.says_open, words.says_open_now))
        self.says_closed, self.says_closed_now = map(self._read_plain, (words.says_closed, words.says_closed_now))
        self.joins = frozenset(words.joins)
        self.back = self._single_words(words.back)
        self.persons = self._single_words(words.persons)
        self.extensions = self._single_words(words.extensions)
        self.plain_words = self._single_words(words.plain_words)
        self.ranges = frozenset(words.range_words)
        self.units = self._single_words(words.units)
        self.articles = self._single_words(words.articles)
        self.greetings = self._single_words(words.greetings)
        self.not_bare = self._single_words(words.not_bare)
        self.not_behind_stay = self._single_words(words.not_behind_stay)
        self.stay_not_for = self._single_words(words.stay_not_for)
        self.abbreviations = frozenset(words.abbreviations)

    def _read_phrases(self, written: Iterable[str]) -> Phrases:
        """Phrases as they are looked for in a script: accents dropped too, elided words taken apart."""
        return index_phrases(
            " ".join(part for word in spelling.split() for part in split_elisions(word, self.words.elisions))
            for phrase in written
            for spelling in spellings(phrase, dropped=self.words.accents_dropped)
        )

    def _read_plain(self, written: Iterable[str]) -> Phrases:
        """Return phrases as they are looked for in plain words: accents dropped too, elided words as they are."""
        dropped = self.words.accents_dropped
        return index_phrases(spelling for phrase in written for spelling in spellings(phrase, dropped=dropped))

    def _single_words(self, written: Iterable[str]) -> frozenset[str]:
        dropped = self.words.accents_dropped
        return frozenset(spelling for word in written for spelling in spellings(word, dropped=dropped))

    @cached_property
    def kinds(self) -> Mapping[str, frozenset[int]]:
        """The groups of words of one meaning that a word belongs to."""
        groups_by_word: dict[str, set[int]] = {}
        for index, group in enumerate(self.words.synonyms):
            for word in self._single_words(group):
                groups_by_word.setdefault(word, set()).add(index)
        return {word: frozenset(groups) for word, groups in groups_by_word.items()}


def index_phrases(written: Iterable[str]) -> Phrases:
    """Phrases by their first word, the longest first."""
    phrases: dict[str, list[tuple[str, ...]]] = {}
    for phrase in written:
        words = tuple(phrase.split())
        phrases.setdefault(words[0], []).append(words)
    # the longest first, so that "hold the line" is not read as "hold" with two words after it
    return {first: tuple(sorted(all_, key=len, reverse=True)) for first, all_ in phrases.items()}


@cache
def load_language(code: str) -> Language:
    """The language with a code (``languages`` lists them).

    Raises ``ValueError`` for one that has no file.
    """
    if code not in language_codes():
        raise ValueError(f"no language {code!r}; there are {', '.join(language_codes())}")
    return Language(code, language_words(code))


@cache
def language_words(code: str) -> Words:
    """The words of a language that has a file, as they are written there."""
    return Words.model_validate(tomllib.loads(one_spelling((FOLDER / f"{code}.toml").read_text("utf-8"))))


@cache
def language_codes() -> tuple[str, ...]:
    """The codes of the languages that there are files for."""
    return tuple(sorted(path.stem for path in FOLDER.glob("??.toml")))
