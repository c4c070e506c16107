"""The call as a conversation: what was spoken, what the caller did and where that led, as data for a screen.

Where the transcript has one line for each event, a person at a screen reads three: what is spoken, the key that is
pressed, and where that leads. Mistakes are counted in tries (``1 of 3``), so that everybody knows the last one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from simulator.callers.transcript import seconds_text
from simulator.config.flow import Flow
from simulator.config.receptionist import Destination, parse_address
from simulator.config.switch_menu import action_words
from simulator.core.call import Turn
from simulator.core.effects import Choice, Effect, End, Enter, Miss, Note, Play, Return, Ring, Route
from simulator.core.events import HUNG_UP, SILENCE, WORLD_ANSWERS, Pressed
from simulator.tui.lookahead import DROPS
from simulator.words.phrases import count_tries
from simulator.words.sanitizer import escape_signs

SCRIPT_MOST = 2000
"""Characters of a recording's words that are shown: some two minutes of speech."""

DialogueKind = Literal[
    "spoken", "choice", "digit", "wrong", "silence", "lost", "enter", "note", "world", "rings", "hangup", "end"
]


@dataclass(frozen=True, slots=True)
class DialogueLine:
    """One happening at ``at`` milliseconds.

    ``keys`` are those that were pressed, ``name`` is the recording that is ``spoken``; its words are the ``text``.
    """

    at: int
    kind: DialogueKind
    text: str
    keys: str = ""
    name: str = ""


class DialogueWriter:
    """Turns into lines of the conversation, one turn at a time, as a call goes on."""

    __slots__ = ("_flow", "_listens_since")

    def __init__(self, flow: Flow) -> None:
        self._flow = flow
        self._listens_since = 0

    def turn_lines(self, turn: Turn) -> Iterator[DialogueLine]:
        """Yield what a turn looks like to the caller."""
        did = self._caller_line(turn) or self._world_line(turn)
        if did is not None:
            yield did
        names_menu = did is not None and did.kind == "choice"
        for effect in turn.effects:
            if not (names_menu and isinstance(effect, Enter | Return)):
                yield from self._effect_lines(effect, turn.at)
            names_menu = names_menu and not isinstance(effect, Enter | Return)
        if turn.dest.phase == "listening" and (turn.effects or turn.source != turn.dest):
            self._listens_since = turn.at

    def words_of(self, recording: str) -> str:
        """The words of a recording, on one line; empty where they are not known."""
        entry = self._flow.recordings.get(recording)
        words = escape_signs(" ".join(entry.script.split())) if entry else ""
        return words if len(words) <= SCRIPT_MOST else words[: SCRIPT_MOST - 1] + "…"

    def _caller_line(self, turn: Turn) -> DialogueLine | None:
        """Return what the caller did, or left undone."""
        trigger = turn.event.trigger
        if trigger == HUNG_UP:
            return DialogueLine(turn.at, "hangup", "you hang up")
        if trigger != SILENCE and not isinstance(turn.event, Pressed):
            return None
        pressed = turn.event.key if isinstance(turn.event, Pressed) else ""
        return next(
            (line for effect in turn.effects if (line := self._mistake_or_choice(turn, effect, pressed)) is not None),
            self._key_alone(turn, pressed) if pressed else None,
        )

    def _mistake_or_choice(self, turn: Turn, effect: Effect, pressed: str) -> DialogueLine | None:
        match effect:
            case Choice(keys):
                return DialogueLine(turn.at, "choice", self._arrival_name(turn), keys)
            case Miss("wrong", used, allowed):
                text = f"not a choice, {count_tries(used, allowed)}"
                return DialogueLine(turn.at, "wrong", text, turn.source.keys + pressed or "…")
            case Miss("silence", used, allowed):
                waited = seconds_text(turn.at - self._listens_since)
                return DialogueLine(turn.at, "silence", f"no key for {waited}, {count_tries(used, allowed)}")
            case _:
                return None

    def _key_alone(self, turn: Turn, key: str) -> DialogueLine:
        """A key that neither chooses nor is a mistake yet."""
        keys = turn.source.keys + key
        if turn.dest.phase == "collecting":
            return DialogueLine(turn.at, "digit", "and more may follow", keys)
        if turn.dest.phase == "dead":
            return DialogueLine(turn.at, "wrong", "no choice begins like this; more may follow", keys)
        if turn.source.phase in ("announcing", "repeat_wait") and (turn.effects or turn.source != turn.dest):
            return DialogueLine(turn.at, "digit", "into the announcement", key)
        return DialogueLine(turn.at, "lost", "is not heard here", key)

    def _arrival_name(self, turn: Turn) -> str:
        """The name of what a choice led to."""
        for effect in turn.effects:
            match effect:
                case Enter(key):
                    return escape_signs(self._flow.receptionists[key].name)
                case Return(key):
                    return self._back_to(key)
                case Ring(destination) | Route(destination):
                    return self._short_name(destination)
                case End("menu", destination):
                    return "the menu hangs up" if destination else DROPS
        if "||" in turn.dest.receptionist:
            return self._short_name(parse_address(turn.dest.receptionist))
        return ""

    def _back_to(self, key: str) -> str:
        return f"back to {escape_signs(self._flow.receptionists[key].name)}"

    def _world_line(self, turn: Turn) -> DialogueLine | None:
        """Return what a schedule or a telephone answers."""
        trigger = turn.event.trigger
        if trigger not in WORLD_ANSWERS:
            return None
        words = {"picked_up": "picks up", "no_answer": "does not answer", "holiday": "is closed for a holiday"}
        name = self._short_name(parse_address(turn.source.receptionist))
        return DialogueLine(turn.at, "world", f"{name} {words.get(trigger, f'is {trigger}')}")

    def _effect_lines(self, effect: Effect, at: int) -> Iterator[DialogueLine]:
        match effect:
            case Enter(key):
                yield DialogueLine(at, "enter", escape_signs(self._flow.receptionists[key].name))
            case Return(key):
                yield DialogueLine(at, "enter", self._back_to(key))
            case Play(recording, milliseconds):
                about = "about " if self._flow.length_of(recording).estimated else ""
                name = f"{escape_signs(self._flow.recording_name(recording))}, {about}{seconds_text(milliseconds)}"
                yield DialogueLine(at, "spoken", self.words_of(recording), name=name)
            case Note(template_id):
                yield DialogueLine(at, "note", f"e-mail template {escape_signs(template_id)} is noted")
            case Ring(destination):
                yield DialogueLine(at, "rings", f"{self._short_name(destination)} rings")
            case Route(destination):
                yield DialogueLine(at, "end", self._full_name(destination))
            case End("unanswered"):
                yield DialogueLine(at, "end", "the call ends: nobody picks up, and no way leads on")
            case End("menu", None):
                yield DialogueLine(at, "end", "the call drops: the menu leads to a blank destination")
            case End("menu"):
                yield DialogueLine(at, "end", "the menu hangs up")

    def _short_name(self, destination: Destination) -> str:
        return escape_signs(self._flow.destination_name(destination) or action_words(*destination) or str(destination))

    def _full_name(self, destination: Destination) -> str:
        name = self._flow.destination_name(destination)
        address = escape_signs(str(destination))
        return f"{escape_signs(name)} ({address})" if name else address
