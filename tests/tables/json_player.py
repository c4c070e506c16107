"""A player that knows a flow's JSON and nothing else, as a program in another language would be written.

Instead of ways back it keeps what FreePBX's call does, for its whole length: two counters, the menu that it was last
in, and for every menu the one that it was last entered from.

It is told when the caller presses keys or hangs up, and says where the call is after each event. Nobody answers for
the world: schedules are open, and a person picks up unless ``nobody`` does.
"""

from __future__ import annotations

from typing import Any

JsonTurn = tuple[int, str, str]
"""An event: milliseconds, what it is, and the place after it."""

Call = tuple[list[JsonTurn], list[str], str | None]
"""Events as milliseconds, event and place; the recordings that were heard; where the call was routed."""


class JsonPlayer:
    """One call through the JSON of a flow."""

    def __init__(self, rows: dict[str, Any], start: str) -> None:
        self.rows = rows
        self.start = start
        self.heard: list[str] = []
        self.destination: str | None = None
        self.station: dict[str, Any] = {}
        self.outcome: dict[str, Any] = {}
        self.position = self.node = self.wrong = self.silences = 0
        self.state = "ringing"
        self.answered = False
        self.counters = [0, 0]
        self.number = -1
        self.last_menu: int | None = None
        self.entered_from: dict[int, int | None] = {}

    def play(self, acts: list[tuple[int, str]], most: int) -> Call:
        """Play until the call is over, or ``most`` events; ``acts`` are milliseconds with a key or ``hung_up``."""
        turns: list[tuple[int, str, str]] = []
        now, event = 0, "answered"
        due, then = 0, ""
        while True:
            ignored = not self.take_event(event)
            turns.append((now, event, self.place()))
            if self.state == "ended" or len(turns) == most:
                return turns, self.heard, self.destination
            if not ignored:
                wait, then = self.wait()
                due = now + wait
            if acts and acts[0][0] < due:
                now, event = acts.pop(0)
            else:
                now, event = due, then

    def take_event(self, event: str) -> bool:
        """Return whether the event counts here."""
        if event == "hung_up":
            self.state = "ended"
        elif self.state == "ringing":
            if event != "answered":
                return False
            self.arrive_at(self.rows["starts"][self.start])
        elif self.state == "asking":
            if event in self.rows["keys"]:
                return False
            self.arrive_at(self.outcome["answers"][event])
        else:
            return self.take_in_menu(event)
        return True

    def take_in_menu(self, event: str) -> bool:
        """The same within a station."""
        _, after, _, _, hears, then = self.kind()["positions"][self.position]
        if event in self.rows["keys"]:
            number = self.rows["keys"].index(event)
            if "announcement" in self.kind():
                step = self.kind()["announcement"]["keys"][self.position][number]
                return step is not None and self.take_step_on(step)
            if hears:
                self.take_result(self.keypad()["keys"][self.node][number])
            return bool(hears)
        if then is not None:
            if self.is_menu() and then[0] < 0:
                self.leave_for(self.station["wrong" if after == "wrong" else "silence"])
            else:
                self.take_step_on(then)
        elif self.node:
            self.take_result(self.keypad()["runs_out"][self.node])
        else:
            self.take_miss("silence")
        return True

    def take_result(self, result: int) -> None:
        """What keys lead to: further ones, a wrong key, or a choice."""
        if result > 0:
            self.position, self.node = self.kind()["listening"], result
        elif result == 0:
            self.take_miss("wrong")
        else:
            self.leave_for(self.station["choices"][~result])

    def take_miss(self, cause: str) -> None:
        """A wrong key or a silence."""
        miss = self.kind()[cause]
        self.wrong, self.silences = self.wrong + miss["adds"][0], self.silences + miss["adds"][1]
        used = (self.wrong, self.silences)[cause == "silence"]
        if used <= self.station["allowed"][cause == "silence"]:
            self.take_step(miss["again"])
        elif miss["last"][0] >= 0:
            self.take_step(miss["last"])
        else:
            self.leave_for(self.station[cause])

    def take_step_on(self, step: list[Any]) -> bool:
        """A step that may lead out of an announcement."""
        if step[0] >= 0:
            self.take_step(step)
        else:
            self.leave_for(self.station["forward"])
        return True

    def take_step(self, step: list[Any]) -> None:
        """To another position of the station."""
        self.position, part, self.node = step[0], step[1], 0
        if part >= 0:
            self.heard.append(self.station["recordings"][part])

    def leave_for(self, target: int) -> None:
        """Out of a station: a return leads to the menu that this one was entered from, or that the call was last in."""
        back = self.last_menu
        if self.is_menu():
            back = self.entered_from[self.number]
            self.counters = [
                own if counts else kept
                for own, kept, counts in zip(
                    (self.wrong, self.silences), self.counters, self.counts_mistakes(), strict=True
                )
            ]
        returns = target < 0 and "return" in self.rows["outcomes"][~target]
        if not returns or back is None:
            self.arrive_at(target)
            return
        self.number = self.last_menu = back
        self.station = self.rows["stations"][back]
        self.wrong, self.silences = [
            kept if counts else 0 for kept, counts in zip(self.counters, self.counts_mistakes(), strict=True)
        ]
        self.take_step(self.kind()["enters"])

    def arrive_at(self, target: int) -> None:
        """A station, or an outcome."""
        if target >= 0:
            self.state, self.number, self.station = "menu", target, self.rows["stations"][target]
            self.wrong = self.silences = 0
            if self.is_menu():
                self.counters = [
                    0 if counts else kept for kept, counts in zip(self.counters, self.counts_mistakes(), strict=True)
                ]
                self.entered_from[target], self.last_menu = self.last_menu, target
            pauses = "announcement" in self.kind() and not self.answered
            step = self.kind()["announcement"]["pause"] if pauses else self.kind()["enters"]
            self.answered = self.answered or self.is_menu() or step != self.kind()["enters"]
            self.take_step(step)
            return
        self.outcome = self.rows["outcomes"][~target]
        if "return" in self.outcome:
            self.arrive_at(self.outcome["return"])
            return
        self.state = "ended" if "end" in self.outcome else "asking"
        if self.state == "ended":
            self.destination = self.outcome["destination"]

    def wait(self) -> tuple[int, str]:
        """How long nothing happens, and what happens then."""
        if self.state == "asking":
            return self.outcome["rings"] if self.outcome.get("nobody") else 0, self.outcome["default"]
        phase, _, _, part, _, then = self.kind()["positions"][self.position]
        if "announcement" in self.kind() and (wait := self.kind()["announcement"]["waits"][self.position]) is not None:
            return wait, "silence" if phase == "repeat_wait" else "prompt_ended"
        if then is None:
            return self.station["waits"][self.node > 0], "silence"
        return self.station["lengths"][part] if part >= 0 else 0, "prompt_ended"

    def place(self) -> str:
        """The name of the place, as records have it."""
        if self.state == "ended":
            return "ended"
        if self.state == "ringing":
            return f"{self.start}/ringing"
        if self.state == "asking":
            return str(self.outcome["place"])
        phase, after, prompt, *_ = self.kind()["positions"][self.position]
        key, counts = self.station["key"], f"{self.wrong},{self.silences}"
        if self.node:
            typed = self.keypad()["nodes"][self.node]
            return f"{key}/{counts}/dead" if typed is None else f"{key}/{counts}/collecting/{typed}"
        if not self.is_menu():
            return f"{key}/{phase}"
        return {
            "prompt": f"{key}/{counts}/prompt/{after}/{prompt}",
            "final": f"{key}/{counts}/final/{after}",
        }.get(phase, f"{key}/{counts}/{phase}")

    def is_menu(self) -> bool:
        """Whether callers choose in the station."""
        return "keypad" in self.station

    def counts_mistakes(self) -> list[bool]:
        """Whether the menu counts wrong keys and silences: those without tries are left alone."""
        allowed = self.station["allowed"]
        if self.kind()["wrong"]["adds"][1]:
            return [any(allowed)] * 2
        return [tries > 0 for tries in allowed]

    def kind(self) -> dict[str, Any]:
        """The kind of the station."""
        kind: dict[str, Any] = self.rows["kinds"][self.station["kind"]]
        return kind

    def keypad(self) -> dict[str, Any]:
        """The keypad of the menu."""
        keypad: dict[str, Any] = self.rows["keypads"][self.station["keypad"]]
        return keypad
