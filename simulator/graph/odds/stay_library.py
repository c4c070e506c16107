"""The stays of a persona in the menus of a flow, each kind of stay summed once.

Menus differ in how many entries they have and where these lead, and hardly in their rounds. So where everything that
is pressed in a round is settled in it, the choices of a menu are taken together (``ANY_CHOICE``, at the first key), and
``KeyTyping`` splits them: menus alike in their prompts' lengths, waits, counts and wrong key share a stay. Where keys
are still to come when a round is over, a menu has a stay of its own, in which each code is a move.
"""

from __future__ import annotations

from collections.abc import Sequence

from simulator.callers.persona import Persona, wrong_key_for
from simulator.config.durations import duration_words
from simulator.config.flow import Flow
from simulator.core.events import HUNG_UP
from simulator.errors import UsageError
from simulator.fast_classes import NamedTuple
from simulator.graph.odds.menu_stay import (
    ALWAYS,
    ANY_CHOICE,
    HANG_UP,
    RIGHT,
    SILENT,
    WRONG_KEY,
    MenuStay,
    RoundBeginning,
    RoundMove,
)
from simulator.graph.plain_words import visible
from simulator.graph.round_play import Acts, RoundEnd, play_round
from simulator.tables.keypads import Keypad
from simulator.tables.menu_rows import MenuRows, Step
from simulator.tables.station import Station, keypad_of

_AGES = 1 << 40
"""Milliseconds after which nobody waits any more."""


class LateReaction(UsageError):
    """A persona that would press its first key when the menu no longer listens."""

    def __init__(self, persona: Persona, menu: str, wait_ms: int) -> None:
        self.persona = persona
        reaction = duration_words(persona.reaction_ms)
        super().__init__(
            f"persona {persona.name!r}: a reaction of {reaction} is not below the {duration_words(wait_ms)} that "
            f"{visible(menu)} waits for a first key; use a shorter reaction, or cue: prompt"
        )


CodeParts = tuple[tuple[float, int], ...]
"""For each code that callers choose, its part of *right*, and the milliseconds that it takes from the first key."""


class TypedCode(NamedTuple):
    """A code that callers choose: its number in the keypad, its part of *right*, and the end of typing it."""

    code: int
    share: float
    end: RoundEnd


class KeyTyping(NamedTuple):
    """What callers press in a menu. Ends count from the first key; ``wrong`` is None where every key is right.

    ``is_settled``: nothing is still to come once the round is over, and what is meant is what happens. ``parts`` are
    one object wherever they are equal. ``mistake`` is all that a round with a wrong key depends on: its milliseconds,
    the waits that ran out (-1: no key is wrong), and whether anything can be chosen instead.
    """

    codes: tuple[TypedCode, ...]
    wrong: RoundEnd | None
    wrong_key: str
    is_settled: bool
    parts: CodeParts
    mistake: tuple[int, int, bool]


class StayVisit(NamedTuple):
    """A stay, and what is pressed in it (None: each move says its keys, and which code it chooses)."""

    stay: MenuStay
    typing: KeyTyping | None


class _Beginnings(NamedTuple):
    """The positions at which rounds of a kind begin, with the parts of their prompts; the places of three of them."""

    positions: tuple[tuple[int, tuple[int, ...]], ...]
    after_wrong: int
    after_silence: int


class StayLibrary:
    """Stays of one persona in the menus of a flow, made when somebody asks for them."""

    def __init__(self, flow: Flow, persona: Persona) -> None:
        self.flow = flow
        self.persona = persona
        self._beginnings: dict[int, _Beginnings] = {}
        self._typings: dict[tuple[object, ...], KeyTyping] = {}
        self._parts: dict[CodeParts, CodeParts] = {}
        self._stays: dict[tuple[object, ...], MenuStay] = {}
        self._shared: dict[tuple[object, ...], MenuStay | None] = {}
        self._keys = {key: tuple(preferences.items()) for key, preferences in persona.prefers.items()}

    def visit_of(self, station: Station, acts: Acts = ()) -> StayVisit:
        """Return the stay in a menu that is entered with these acts still to come.

        Raises ``LateReaction`` where the menu would no longer listen.
        """
        typing = self._typing_of(station)
        if acts or not typing.is_settled:
            self._refuse_late_reaction(station)
            return StayVisit(_LoneStay(self, station, typing, acts).stay, None)
        # All that decides a shared stay: 10,000 menus have some hundred of them.
        which = (id(station.kind), station.lengths, station.waits[0], station.allowed, typing.mistake)
        if which not in self._shared:
            self._refuse_late_reaction(station)
            self._shared[which] = self._share_stay(station, typing)
        stay = self._shared[which]
        return StayVisit(_LoneStay(self, station, typing, acts).stay, None) if stay is None else StayVisit(stay, typing)

    def _refuse_late_reaction(self, station: Station) -> None:
        persona, wait = self.persona, station.waits[0]
        if persona.cue == "listening" and persona.reaction_ms >= wait:
            raise LateReaction(persona, self.flow.receptionists[station.key].name or station.key, wait)

    def _share_stay(self, station: Station, typing: KeyTyping) -> MenuStay | None:
        """Return the stay in menus like this one; None: some first key would not count in them."""
        begins, lengths = self._beginnings_of(station.kind), station.lengths
        prompts = tuple([sum([lengths[part] for part in parts]) for _, parts in begins.positions])
        if not self._presses_in_time(station, prompts):
            return None
        which = (id(station.kind), prompts, station.waits[0], station.allowed, typing.mistake)
        stay = self._stays.get(which)
        if stay is None:
            rows = self._shared_beginnings(station, typing, begins, prompts)
            stay = self._stays[which] = MenuStay(self.persona, station.kind, station.allowed, rows)
        return stay

    def first_key_ms(self, prompts_ms: int) -> int:
        """Return when the first act of a round comes, from its beginning."""
        return self.persona.reaction_ms + (prompts_ms if self.persona.cue == "listening" else 0)

    def _presses_in_time(self, station: Station, prompts: Sequence[int]) -> bool:
        """Return whether the first key counts in every round in which it is pressed."""
        at = self.persona.reaction_ms
        if self.persona.cue == "listening":
            return True
        hears = station.kind.takes_early_keys
        return all(at < length + station.waits[0] and (hears or at >= length) for length in prompts)

    def _shared_beginnings(
        self, station: Station, typing: KeyTyping, begins: _Beginnings, prompts: Sequence[int]
    ) -> list[RoundBeginning]:
        rows = []
        for (position, parts), length in zip(begins.positions, prompts, strict=True):
            first = self.first_key_ms(length)
            speaks = min(first, length)
            silence = RoundEnd("silence", length + station.waits[0], speaks_ms=length)
            wrong = typing.wrong
            moves = [RoundMove(SILENT, 1.0, silence, begins.after_silence)]
            if wrong is None:
                moves.append(RoundMove(WRONG_KEY, 1.0, silence, begins.after_silence))
            else:
                wrong = RoundEnd("wrong", first + wrong.milliseconds, -1, speaks, wrong.further)
                moves.append(RoundMove(WRONG_KEY, 1.0, wrong, begins.after_wrong))
            if typing.codes:
                moves.append(RoundMove(RIGHT, 1.0, RoundEnd("choice", first, ANY_CHOICE, speaks)))
            elif wrong is not None:  # whoever means to choose where nothing is offered presses a wrong key
                moves.append(RoundMove(RIGHT, 1.0, wrong, begins.after_wrong))
            moves.append(RoundMove(HANG_UP, 1.0, RoundEnd("hung_up", first, speaks_ms=speaks)))
            rows.append(RoundBeginning(position, parts, length, (), moves))
        return rows

    # -- what depends on the kind alone -----------------------------------------------------------

    def _beginnings_of(self, kind: MenuRows) -> _Beginnings:
        begins = self._beginnings.get(id(kind))
        if begins is None:
            assert kind.wrong is not None, "only a menu has rounds"
            assert kind.silence is not None, "only a menu has rounds"
            places: dict[int, int] = {}
            numbers = [
                places.setdefault(step.to, len(places)) for step in (kind.enters, kind.wrong.again, kind.silence.again)
            ]
            positions = tuple([(position, prompt_parts(kind, position)) for position in places])
            begins = self._beginnings[id(kind)] = _Beginnings(positions, numbers[1], numbers[2])
        return begins

    def _typing_of(self, station: Station) -> KeyTyping:
        keypad, preferences = keypad_of(station), self._keys.get(station.key)
        receptionist = self.flow.receptionists[station.key]
        own: tuple[str, ...] | None = None
        if preferences is None and receptionist.engine.extensions:
            own = tuple(receptionist.own_options)
        which = (id(keypad), station.waits[1], preferences, own)
        typing = self._typings.get(which)
        if typing is None:
            even = keypad.codes if own is None else own
            shares = preferences if preferences is not None else tuple((code, 1 / len(even)) for code in even)
            typing = self._typings[which] = self._read_typing(keypad, station.waits[1], shares)
        return typing

    def _read_typing(self, keypad: Keypad, further_ms: int, shares: tuple[tuple[str, float], ...]) -> KeyTyping:
        numbers = {code: number for number, code in enumerate(keypad.codes)}
        codes = tuple(
            TypedCode(numbers[code], share, self._type_keys(keypad, further_ms, code))
            for code, share in shares
            if share
        )
        key = wrong_key_for(keypad.codes)
        wrong = self._type_keys(keypad, further_ms, key) if key else None
        settled = all(
            item.end.result == "choice" and item.end.code == item.code and not item.end.rest for item in codes
        )
        settled = settled and (wrong is None or wrong.result == "wrong")
        parts = tuple((item.share, item.end.milliseconds) for item in codes)
        mistake = (-1, -1, bool(codes)) if wrong is None else (wrong.milliseconds, wrong.further, bool(codes))
        return KeyTyping(codes, wrong, key or "", settled, self._parts.setdefault(parts, parts), mistake)

    def _type_keys(self, keypad: Keypad, further_ms: int, keys: str) -> RoundEnd:
        acts = tuple((place * self.persona.gap_ms, key) for place, key in enumerate(keys))
        return play_round(keypad, 0, (_AGES, further_ms), acts, hears=True)


class _LoneStay:
    """The stay in one menu, in which every code is a move and keys may still be to come when a round begins."""

    def __init__(self, library: StayLibrary, station: Station, typing: KeyTyping, acts: Acts) -> None:
        self._library = library
        self._station = station
        self._typing = typing
        self._numbers: dict[tuple[int, Acts], int] = {}
        self._beginnings: list[RoundBeginning] = []
        self._number_of(station.kind.enters, acts)
        for beginning in self._beginnings:  # grows while it is read
            beginning.moves.extend(self._moves_of(beginning))
        self.stay = MenuStay(library.persona, station.kind, station.allowed, self._beginnings)

    def _number_of(self, step: Step, acts: Acts) -> int:
        number = self._numbers.setdefault((step.to, acts), len(self._beginnings))
        if number == len(self._beginnings):
            parts = prompt_parts(self._station.kind, step.to)
            length = sum(self._station.lengths[part] for part in parts)
            self._beginnings.append(RoundBeginning(step.to, parts, length, acts, []))
        return number

    def _moves_of(self, beginning: RoundBeginning) -> list[RoundMove]:
        if beginning.acts:  # a round that begins while keys are still to come gets no act of its own
            return [self._move(beginning, ALWAYS, 1.0, beginning.acts)]
        codes = keypad_of(self._station).codes
        moves = [self._move(beginning, SILENT, 1.0, ())]
        moves.append(self._press(beginning, WRONG_KEY, 1.0, self._typing.wrong_key))
        moves += [self._press(beginning, RIGHT, item.share, codes[item.code]) for item in self._typing.codes]
        if not self._typing.codes:
            moves.append(self._press(beginning, RIGHT, 1.0, self._typing.wrong_key))
        moves.append(self._press(beginning, HANG_UP, 1.0, ()))
        return moves

    def _press(self, beginning: RoundBeginning, source: int, weight: float, keys: str | tuple[()]) -> RoundMove:
        at, gap = self._library.first_key_ms(beginning.prompts_ms), self._library.persona.gap_ms
        triggers = (HUNG_UP,) if source == HANG_UP else tuple(keys)
        acts = tuple((at + place * gap, trigger) for place, trigger in enumerate(triggers))
        return self._move(beginning, source, weight, acts)

    def _move(self, beginning: RoundBeginning, source: int, weight: float, acts: Acts) -> RoundMove:
        station = self._station
        kind = station.kind
        end = play_round(keypad_of(station), beginning.prompts_ms, station.waits, acts, hears=kind.takes_early_keys)
        if end.result in ("choice", "hung_up"):
            return RoundMove(source, weight, end)
        steps = kind.wrong if end.result == "wrong" else kind.silence
        assert steps is not None, "only a menu has rounds"
        return RoundMove(source, weight, end, self._number_of(steps.again, end.rest))


def prompt_parts(kind: MenuRows, position: int) -> tuple[int, ...]:
    """The parts of the prompts that play from a position until the menu listens."""
    parts = []
    while position != kind.listening:
        row = kind.positions[position]
        parts.append(row.part)
        assert row.then is not None, "a prompt ends"
        position = row.then.to
    return tuple(parts)
