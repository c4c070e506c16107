"""The keys of one round: the time for a first one, and the results of all, read off the rows of the keypad.

Collecting does not depend on the retries used so far, so one round stands for all of a menu's. Keys
follow each other at any gap below the wait for a further key; where that wait is 0 nothing can
follow the first key.
"""

from __future__ import annotations

from collections.abc import Iterator

from simulator.fast_classes import NamedTuple, dataclass
from simulator.tables.keypads import KEY_NUMBERS, WRONG, Keypad
from simulator.tables.station import Station, StationShape, keypad_of

KEY_ORDER = "0123456789*#"
"""The keys from the smallest on: of two callers who are otherwise alike, the one with the smaller key is shown."""

Result = str | None
"""The result of a round: a code that was chosen, or None for a wrong key."""


class TypedKeys(NamedTuple):
    """Keys of one round; ``waits``: they are acted on when no further key has come."""

    keys: str
    waits: bool


class SlowTyping(NamedTuple):
    """The slowest way to type something: gaps between keys, and the wait after the last."""

    gaps: int
    waits: bool


class KeyWindow(NamedTuple):
    """The time in which a first key can be pressed, in milliseconds from the beginning of a round."""

    earliest: int
    latest: int


def key_window(prompts: int, first_wait: int, *, early: bool) -> KeyWindow | None:
    """Return when a first key is in time, after prompts of so many milliseconds; None: every caller is too late.

    ``early``: a key into the prompts counts.
    """
    # Time wins ties: a key at the very end of the wait is too late, so the latest is 1 ms before.
    latest = prompts + first_wait - 1
    if early and prompts:
        return KeyWindow(0, latest)
    return KeyWindow(prompts, latest) if first_wait else None


@dataclass(frozen=True, slots=True)
class RoundKeys:
    """The possible results of the keys of one round.

    ``quickest`` holds, for each result that there can be, the fewest keys that are acted on at once
    and the fewest that wait, the smaller where two are alike. ``slowest`` leaves out keys pressed
    when they can no longer be a choice: with those a round can be kept up forever. ``places`` counts
    the places of one round in which keys are being collected.
    """

    quickest: dict[Result, tuple[TypedKeys, ...]]
    slowest: dict[Result, tuple[SlowTyping, ...]]
    places: int


def read_round(station: Station | StationShape, *, early: bool = False) -> RoundKeys:
    """Return every result that keys can have in a round of this menu.

    Menus of one keypad have the same, if they all wait for a further key, or none of them does. ``early``: the first
    key is pressed into a prompt, where that makes a difference. (# alone, which FreeSWITCH takes for a wrong key
    without a sound once the menu waits, is no result.)
    """
    keypad = keypad_of(station)
    if early and keypad.early:
        keypad = keypad._replace(keys=(keypad.early, *keypad.keys[1:]))
    quiet = "#" if keypad.early and not early else ""
    reading = _Reading(keypad, waits=station.waits[1] > 0, quiet=quiet)
    reading.read()
    return RoundKeys(
        {result: tuple(kinds.values()) for result, kinds in reading.quickest.items()},
        {result: tuple(SlowTyping(gaps, waits) for waits, gaps in kinds.items()) for result, kinds in reading.slow()},
        len(reading.typed),
    )


class _Reading:
    """A search through the nodes of a keypad, fewest keys first and then the smaller; ``waits`` for further keys.

    ``quiet`` is a first key that is left out.
    """

    def __init__(self, keypad: Keypad, *, waits: bool, quiet: str = "") -> None:
        self.keypad = keypad
        self.quiet = quiet
        self.waits = waits
        self.typed: dict[int, str] = {}
        self.deepest: dict[int, int] = {}
        self.quickest: dict[Result, dict[bool, TypedKeys]] = {}
        self._slow: dict[Result, dict[bool, int]] = {}

    def read(self) -> None:
        waiting = [0]
        for node in waiting:  # grows while it is read
            before = self.typed.get(node, "")
            if before:
                self._decided(self.keypad.runs_out[node], TypedKeys(before, waits=True), self.deepest[node] - 1)
                if not self.waits:
                    continue
            for key in KEY_ORDER:
                if key == self.quiet and not before:
                    continue
                led_to = self.keypad.keys[node][KEY_NUMBERS[key]]
                if led_to > WRONG:
                    self._came_to(led_to, node, before + key, waiting)
                else:
                    self._decided(led_to, TypedKeys(before + key, waits=False), self.deepest.get(node, 0))

    def _came_to(self, node: int, source: int, keys: str, waiting: list[int]) -> None:
        if node not in self.typed:
            self.typed[node] = keys
            waiting.append(node)
        if node != source:  # equal for one more key when the keys can no longer be a choice
            self.deepest[node] = max(self.deepest.get(node, 0), self.deepest.get(source, 0) + 1)

    def _decided(self, led_to: int, typed: TypedKeys, gaps: int) -> None:
        result = self._result_of(led_to)
        self.quickest.setdefault(result, {}).setdefault(typed.waits, typed)
        self._slowly(result, typed.waits, gaps)

    def _result_of(self, led_to: int) -> Result:
        return None if led_to == WRONG else self.keypad.codes[~led_to]

    def _slowly(self, result: Result, waits: bool, gaps: int) -> None:
        slow = self._slow.setdefault(result, {})
        slow[waits] = max(slow.get(waits, 0), gaps)

    def slow(self) -> Iterator[tuple[Result, dict[bool, int]]]:
        """The most gaps for each result. Where nothing helps any more is as deep as its deepest way in."""
        for node, depth in self.deepest.items():
            if self.keypad.nodes[node] is None:
                self._slowly(self._result_of(self.keypad.runs_out[node]), True, depth - 1)
                for led_to in self.keypad.keys[node]:
                    if led_to <= WRONG:
                        self._slowly(self._result_of(led_to), False, depth)
        yield from self._slow.items()
