"""FreeSWITCH's menu once more, slowly and on its own: menus that call each other as functions do.

Where the simulator has places with a way back, here a sub-menu is a function call, and where it carries a deadline,
here keys are taken from a list of instants. Times are whole milliseconds, and time wins a tie.
"""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

TURNS_MOST = 60


class Endless(Exception):
    """The call goes on for too many turns."""


class Transferred(Exception):
    """The call leaves the menus."""


class AllEnd(Exception):
    """Every menu ends."""


class ToTop(Exception):
    """All menus end up to the one that was first."""


@dataclass
class SwitchCall:
    """One call: menus in flow.yaml's words (a receptionist and its ``engine`` in one), lengths, and a caller's steps.

    Every press counts its ``after`` from the beginning of a turn.
    """

    menus: dict[str, dict[str, Any]]
    lengths: dict[str, int]
    steps: list[dict[str, Any]]
    now: int = 0
    turns: int = 0
    heard: list[str] = field(default_factory=list)
    keys: list[tuple[int, str]] = field(default_factory=list)
    status: str = "success"
    silent: bool = False
    first: str = ""

    def play(self, entry: str) -> tuple[list[str], str, int]:
        """Recordings, the end, and milliseconds."""
        self.first = entry
        try:
            with suppress(AllEnd):
                self.run_menu(entry, 1)
            self.play_sound(self.menus[entry].get("exit_sound"))
            end = f"menu_end||{self.status}"
        except Transferred as gone:
            end = str(gone)
        return self.heard, end, self.now

    def next_key(self, until: int) -> str | None:
        """The key that comes before an instant; the clock stands at it, or else at the instant."""
        if self.keys and self.keys[0][0] < until:
            self.now, key = self.keys.pop(0)
            return key
        self.now = until
        return None

    def play_sound(self, sound: str | None) -> str | None:
        if not sound:
            return None
        self.heard.append(sound)
        return self.next_key(self.now + self.lengths[sound])

    def give_step(self) -> None:
        """A turn begins: the caller takes the next step unless keys are still to come."""
        if self.keys or not self.steps:
            return
        step = self.steps.pop(0)
        gap = round(step.get("gap", 0.25) * 1000)
        first = self.now + round(step.get("after", 0) * 1000)
        self.keys = [(first + number * gap, key) for number, key in enumerate(step.get("press", ""))]

    def collect(self, menu: dict[str, Any], greeting: str) -> str | None:
        """The keys of one turn; None: none came."""
        self.turns += 1
        if self.turns > TURNS_MOST:
            raise Endless
        self.give_step()
        typed = self.play_sound(greeting) or ""
        timeout = round(menu["timeout"] * 1000)
        further = round(menu.get("inter_digit_timeout", 0) * 1000) or timeout // 2
        timeout = timeout or 10_000
        end, most = self.now + timeout, max(menu.get("digit_len", 1), *map(len, menu["entries"]))
        while len(typed) < most:
            wait = (further or timeout) if typed else timeout
            key = self.next_key(min(self.now + wait, end))
            if key is None:
                return typed or None
            if key == "#":
                return typed
            typed += key
        return typed

    def run_menu(self, name: str, depth: int) -> None:
        if depth > 12:
            raise AllEnd
        menu, errors, silences, greeting = self.menus[name], 0, 0, "greet_long"
        self.status = "success"
        while True:
            if errors == (menu["failures"] or 3):
                return self.give_up("failure", menu)
            if silences == (menu["timeouts"] or 3):
                return self.give_up("timeout", menu)
            sound = menu.get(greeting) or menu.get("greet_long") if greeting == "greet_short" else menu.get(greeting)
            greeting = "greet_short"
            typed = self.collect(menu, sound) if sound else ""
            if typed is None:
                silences += 1
            elif typed not in menu["entries"]:
                errors += 1
                if typed:
                    self.play_sound(menu.get("invalid_sound"))
            else:
                errors = 0
                action = menu["entries"][typed]
                if action == "back":
                    return None
                if self.act(name, action, depth):
                    greeting = "greet_long"

    def act(self, name: str, action: str, depth: int) -> bool:
        """Do what an entry says; whether a sub-menu was called."""
        if action == "exit":
            raise AllEnd
        if action == "top":
            if name != self.first:
                raise ToTop
        elif action not in self.menus:
            raise Transferred(action)
        elif action != name:
            try:
                self.run_menu(action, depth + 1)
            except ToTop:
                if name != self.first:
                    raise
            return True
        return False

    def give_up(self, status: str, menu: dict[str, Any]) -> None:
        self.status = status
        if elsewhere := menu.get(f"on_{status}"):
            raise Transferred(elsewhere)


def model_steps(steps: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The steps of a script as the model takes them: a silence is one without keys."""
    return [{} if "silence" in step else step for step in steps]
