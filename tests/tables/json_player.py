"""A player that knows a flow's JSON and nothing else, as a program in another language would be written.

It is told when the caller presses keys or hangs up, and says where the call is after each event. Nobody answers for
the world: schedules are open, and a person picks up unless ``nobody`` does.
"""

from __future__ import annotations

from typing import Any

Call = tuple[list[tuple[int, str, str]], list[str], str | None]
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
        phase, after, _, _, hears, then = self.kind()["positions"][self.position]
        if event in self.rows["keys"]:
            if hears:
                self.take_result(self.keypad()["keys"][self.node][self.rows["keys"].index(event)])
            return bool(hears)
        if event == "prompt_ended":
            if then[0] >= 0:
                self.take_step(then)
            elif phase == "forward":
                self.arrive_at(self.station["forward"])
            else:
                self.arrive_at(self.station["wrong" if after == "wrong" else "silence"])
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
            self.arrive_at(self.station["choices"][~result])

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
            self.arrive_at(self.station[cause])

    def take_step(self, step: list[Any]) -> None:
        """To another position of the station."""
        self.position, part, self.node = step[0], step[1], 0
        if part >= 0:
            self.heard.append(self.station["recordings"][part])

    def arrive_at(self, target: int) -> None:
        """A station, or an outcome."""
        if target >= 0:
            self.state, self.station = "menu", self.rows["stations"][target]
            self.wrong = self.silences = 0
            self.take_step(self.kind()["enters"])
            return
        self.outcome = self.rows["outcomes"][~target]
        self.state = "ended" if "end" in self.outcome else "asking"
        if self.state == "ended":
            self.destination = self.outcome["destination"]

    def wait(self) -> tuple[int, str]:
        """How long nothing happens, and what happens then."""
        if self.state == "asking":
            return self.outcome["rings"] if self.outcome.get("nobody") else 0, self.outcome["default"]
        _, _, _, part, _, then = self.kind()["positions"][self.position]
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
        return {
            "forward": f"{key}/forward",
            "prompt": f"{key}/{counts}/prompt/{after}/{prompt}",
            "final": f"{key}/{counts}/final/{after}",
        }.get(phase, f"{key}/{counts}/{phase}")

    def kind(self) -> dict[str, Any]:
        """The kind of the station."""
        kind: dict[str, Any] = self.rows["kinds"][self.station["kind"]]
        return kind

    def keypad(self) -> dict[str, Any]:
        """The keypad of the menu."""
        keypad: dict[str, Any] = self.rows["keypads"][self.station["keypad"]]
        return keypad
