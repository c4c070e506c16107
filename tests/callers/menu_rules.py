"""What a FreePBX menu does, written once more and on its own: nothing here knows the simulator.

It plays a caller's script through a flow as its YAML has it. The golden calls agree with it, so what it does with one
rule broken on purpose shows whether they would notice that mistake; and callers who dial extensions, of whom there are
no golden calls here, are compared with it. Times are whole milliseconds, and time wins a tie.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

MENUS = {"virtual_receptionist", "ivr", "auto_attendant", "auto_attend"}
SIDES = {
    "wrong": ("incorrect_count", "invalid_recording", "recording_invalid", "invalid"),
    "silence": ("timeout_retries", "timeout_retry_recording", "timeout_recording", "timeout"),
}
ENGINE_WAIT, FURTHER_KEY, LONGEST = 10_000, 3_000, 600_000


class HangUp(Exception):
    """The caller hangs up."""


class Endless(Exception):
    """The call does not end within ten minutes."""


@dataclass
class Menus:
    """A flow: its receptionists in the provider's names, lengths in milliseconds, and how its engine is set."""

    receptionists: dict[str, dict[str, Any]]
    lengths: dict[str, int]
    collect: str = "prefix"
    replays: bool = False
    dialling: str = "none"
    extensions: tuple[str, ...] = ()

    def changed(self, **fields: object) -> dict[str, dict[str, Any]]:
        """The receptionists with these fields, each computed from its receptionist where it is a function."""
        return {
            key: {**menu, **{name: value(menu) if callable(value) else value for name, value in fields.items()}}
            for key, menu in self.receptionists.items()
        }


@dataclass
class Heard:
    """What became of a call."""

    recordings: list[str] = field(default_factory=list)
    destination: str | None = None
    milliseconds: int = 0


class MenuCall:
    """One call. A method is one rule, so that a mistake is planted by replacing one method."""

    def __init__(self, menus: Menus, entry: str, steps: Iterable[dict[str, Any]]) -> None:
        self.menus, self.here, self.steps = menus, entry, list(steps)
        self.now = 0
        self.keys: list[tuple[int, str]] = []
        self.heard = Heard()

    def play(self) -> Heard:
        """The whole call."""
        try:
            self.heard.destination = self.follow_menus()
        except HangUp:
            self.heard.destination = None
        self.heard.milliseconds = self.now
        return self.heard

    def follow_menus(self) -> str:
        for _ in range(1000):
            menu = self.menus.receptionists[self.here]
            if menu["destination_type"] == "single":
                self.play_through(menu.get("recording"))
                kind, id = menu["forward_destination_type"], menu["forward_destination_id"]
            else:
                kind, id = self.leave_menu(menu)
            if kind not in MENUS or id not in self.menus.receptionists:
                return f"{kind}||{id}"
            self.here = id
        raise Endless

    # -- the caller -----------------------------------------------------------------------------

    def begin_round(self) -> None:
        """A round gets the next step, unless keys of the one before are still to come."""
        if self.keys or not self.steps:
            return
        step = self.steps.pop(0)
        after, gap = round(step.get("after", 0) * 1000), round(step.get("gap", 0.25) * 1000)
        acts = "h" if step.get("hangup") else step.get("press", "")
        self.keys = [(self.now + after + number * gap, act) for number, act in enumerate(acts)]

    def next_key(self, wait: int) -> str | None:
        """The key that comes within a wait; None: it runs out."""
        end = self.now + wait
        if end > LONGEST:
            raise Endless
        if not self.keys or self.keys[0][0] >= end:
            self.now = end
            return None
        at, key = self.keys.pop(0)
        self.now = max(self.now, at)
        if key == "h":
            raise HangUp
        return key

    # -- recordings -----------------------------------------------------------------------------

    def play_through(self, recording: str | None) -> None:
        """A recording that no key stops: keys in it are lost."""
        if not recording:
            return
        self.heard.recordings.append(recording)
        end = self.now + self.menus.lengths[recording]
        while self.next_key(end - self.now) is not None:
            pass

    def play_prompts(self, prompts: list[str]) -> str | None:
        """Recordings of a round; the key that stops them, if one does."""
        for prompt in prompts:
            self.heard.recordings.append(prompt)
            key = self.next_key(self.menus.lengths[prompt])
            if key is not None:
                return key
        return None

    # -- keys -----------------------------------------------------------------------------------

    def wait_of(self, menu: dict[str, Any]) -> int:
        return round(menu["timeout"] * 1000) or ENGINE_WAIT

    def type_code(self, menu: dict[str, Any], prompts: list[str]) -> str | None:
        """The keys of one round; None: silence."""
        key = self.play_prompts(prompts)
        if key is None:
            key = self.next_key(self.wait_of(menu))
        if key is None:
            return None
        codes = [entry["option"] for entry in menu["entries"]]
        ways: dict[str, Callable[[str, list[str], dict[str, Any]], str]] = {
            "prefix": self.by_prefix,
            "first_match": self.by_first_match,
            "terminated": self.by_terminator,
        }
        return ways[self.menus.collect](key, codes, menu)

    def by_prefix(self, typed: str, codes: list[str], menu: dict[str, Any]) -> str:
        while self.may_go_on(typed, codes):
            key = self.next_key(FURTHER_KEY)
            if key is None:
                break
            typed += key
        return typed

    def may_go_on(self, typed: str, codes: list[str]) -> bool:
        if self.menus.dialling == "any" or (self.menus.dialling == "digits" and typed[0].isdigit()):
            return True
        return any(len(code) > len(typed) and code.startswith(typed) for code in codes)

    def by_first_match(self, typed: str, codes: list[str], menu: dict[str, Any]) -> str:
        key: str | None = typed
        typed = ""
        while key is not None:
            if key == "#":
                return "#"
            typed += key
            if typed in codes:
                break
            key = self.next_key(self.wait_of(menu))
        return typed

    def by_terminator(self, typed: str, codes: list[str], menu: dict[str, Any]) -> str:
        key: str | None = typed
        typed = ""
        while key is not None and key != "#":
            typed += key
            wait = round(menu["timeout"] * 1000)
            key = self.next_key(wait) if wait else None
        return typed or "#"

    def judge_code(self, code: str | None, menu: dict[str, Any]) -> tuple[str, str] | str:
        """Where a code leads, or the kind of mistake that it is."""
        if code is None:
            return "silence"
        for entry in menu["entries"]:
            if entry["option"] == code:
                return entry["destination_type"], entry["destination_id"]
        is_number = len(code) > 1 and (self.menus.dialling == "any" or code[0].isdigit())
        if self.menus.dialling != "none" and is_number and code in self.menus.extensions:
            return "extension", code
        return "wrong"

    # -- menus ----------------------------------------------------------------------------------

    def allowed(self, menu: dict[str, Any], side: str) -> int:
        return int(menu[SIDES[side][0]])

    def prompts_after(self, menu: dict[str, Any], side: str) -> list[str]:
        greeting = [menu["recording"]] if menu.get("recording") else []
        retry = menu.get(SIDES[side][1])
        if not retry:
            return greeting
        return [retry, *greeting] if self.menus.replays else [retry]

    def leave_menu(self, menu: dict[str, Any]) -> tuple[str, str]:
        prompts = [menu["recording"]] if menu.get("recording") else []
        mistakes = {"wrong": 0, "silence": 0}
        while True:
            self.begin_round()
            result = self.judge_code(self.type_code(menu, prompts), menu)
            if isinstance(result, tuple):
                return result
            mistakes[result] += 1
            if mistakes[result] > self.allowed(menu, result):
                self.play_through(menu.get(SIDES[result][2]))
                way = SIDES[result][3]
                return menu[f"{way}_destination_type"], menu[f"{way}_destination_id"]
            prompts = self.prompts_after(menu, result)
