"""The transcript of a call, for people: who says what, when, and where the call goes.

The transcript is data, one ``TranscriptLine`` for each event, so that a screen and a page show the same words;
``layout_lines`` lays it out. Texts from a flow never bring control characters through.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from simulator.callers.call_record import CallRecord
from simulator.callers.drivers import Trace
from simulator.config.flow import Flow
from simulator.config.receptionist import DROPPED, NOWHERE, Destination, parse_address
from simulator.config.routes import SCHEDULE_ANSWERS
from simulator.config.switch_menu import action_words
from simulator.core.call import Turn
from simulator.core.effects import Choice, End, Enter, Miss, Note, Play, Return, Ring, Route
from simulator.core.events import WORLD_ANSWERS, Pressed
from simulator.fast_classes import dataclass
from simulator.words.phrases import count_tries
from simulator.words.sanitizer import escape_signs

Kind = Literal["menu", "plays", "waits", "caller", "note", "world", "rings", "end"]

SIGNS: dict[Kind, str] = {
    "menu": "☎",
    "plays": "▶",
    "waits": "…",
    "caller": "●",
    "note": "✉",
    "world": "◷",
    "rings": "♪",
    "end": "→",
}

SCRIPT_SHOWN = 88
"""Characters of a script that a transcript shows."""

ENDLESS_SHOWN = 40
"""Lines of an endless call that are shown before the rest is left out."""


@dataclass(frozen=True, slots=True)
class TranscriptLine:
    """One happening at ``at`` milliseconds; ``quote`` is what a recording says."""

    at: int
    kind: Kind
    text: str
    quote: str = ""


class Transcriber:
    """Turns into lines, one turn at a time, as a call goes on."""

    __slots__ = ("_flow", "_listens_since")

    def __init__(self, flow: Flow) -> None:
        self._flow = flow
        self._listens_since = 0

    def turn_lines(self, turn: Turn) -> Iterator[TranscriptLine]:
        """Yield what a turn looks like."""
        if caller_text := self._caller_text(turn):
            yield TranscriptLine(turn.at, "caller", caller_text)
        if world_text := self._world_text(turn):
            yield TranscriptLine(turn.at, "world", world_text)
        for effect in turn.effects:
            match effect:
                case Enter(key):
                    yield TranscriptLine(turn.at, "menu", f"{self._menu_text(key)} answers")
                case Return(key):
                    yield TranscriptLine(turn.at, "menu", f"back to {self._menu_text(key)}")
                case Play(recording):
                    name = self._recording_text(recording)
                    estimated = "about " if self._flow.length_of(recording).estimated else ""
                    text = f"{name}, {estimated}{seconds_text(effect.milliseconds)}"
                    yield TranscriptLine(turn.at, "plays", text, self._quote(recording))
                case Note(template_id):
                    yield TranscriptLine(turn.at, "note", f"e-mail template {escape_signs(template_id)} is noted")
                case Ring(destination):
                    yield TranscriptLine(turn.at, "rings", f"{self._routed_text(destination)} rings")
                case Route(destination):
                    yield TranscriptLine(turn.at, "end", self._routed_text(destination))
                case End("unanswered"):
                    yield TranscriptLine(turn.at, "end", "the call ends: nobody picks up, and no way leads on")
                case End("menu", None):
                    yield TranscriptLine(turn.at, "end", f"the call drops: {_drop_reason(self._flow, turn)}")
                case End("menu"):
                    yield TranscriptLine(turn.at, "end", "the menu hangs up")
        if turn.dest.phase == "answer_pause" and turn.effects and turn.due is not None:
            yield TranscriptLine(turn.at, "waits", f"pauses for {seconds_text(turn.due.at - turn.at)}")
        if (
            turn.dest.phase in ("listening", "repeat_wait")
            and turn.due is not None
            and (turn.effects or turn.source != turn.dest)
        ):
            self._listens_since = turn.at
            yield TranscriptLine(turn.at, "waits", f"waits up to {seconds_text(turn.due.at - turn.at)} for a key")

    def _caller_text(self, turn: Turn) -> str:
        """Return what the caller did or left undone, and what the menu makes of it."""
        outcome = self._outcome_text(turn)
        match turn.event:
            case Pressed(key):
                return f"presses {key}{self._waiting_text(turn)}{outcome}"
            case _ if turn.event.trigger == "silence":
                if turn.source.phase in ("listening", "repeat_wait"):
                    return f"no key for {seconds_text(turn.at - self._listens_since)}{outcome}"
                return f"no further key{outcome}"
            case _ if turn.event.trigger == "hung_up":
                return "hangs up"
            case _:
                return ""

    def _world_text(self, turn: Turn) -> str:
        """Return what a schedule or a telephone answers."""
        if turn.event.trigger not in WORLD_ANSWERS:
            return ""
        name = self._routed_text(parse_address(turn.source.receptionist))
        match turn.event.trigger:
            case "picked_up":
                return f"{name} picks up"
            case "no_answer":
                return f"{name} does not answer"
            case "holiday":
                return f"{name} is closed for a holiday"
            case answer:
                return f"{name} is {answer}"

    def _waiting_text(self, turn: Turn) -> str:
        if turn.dest == turn.source and not turn.effects and turn.source.phase not in ("dead", "collecting"):
            return ", which nobody hears"
        if turn.source.phase in ("invalid_sound", "final", "exit_sound"):
            return ", which only stops the recording"
        return " into the recording" if turn.source.phase in ("prompt", "announcing") else ""

    def _outcome_text(self, turn: Turn) -> str:
        for effect in turn.effects:
            match effect:
                case Choice(keys) if len(keys) > 1:
                    return f": the choice {keys}"
                case Miss(cause, used, allowed):
                    return f": {'wrong key' if cause == 'wrong' else 'silence'} {count_tries(used, allowed)}"
        return ", and more may follow" if _goes_on(turn) else ""

    def _recording_text(self, id: str) -> str:
        name = self._flow.recording_name(id)
        return f"recording {escape_signs(id)}" if name == id else escape_signs(name)

    def _menu_text(self, key: str) -> str:
        name = escape_signs(self._flow.receptionists[key].name)
        return name if name == key else f"{name} ({escape_signs(key)})"

    def _routed_text(self, destination: Destination) -> str:
        name = self._flow.destination_name(destination) or action_words(*destination)
        address = escape_signs(str(destination))
        return f"{escape_signs(name)} ({address})" if name else address

    def _quote(self, recording: str) -> str:
        entry = self._flow.recordings.get(recording)
        words = escape_signs(" ".join(entry.script.split())) if entry else ""
        return words if len(words) <= SCRIPT_SHOWN else words[: SCRIPT_SHOWN - 1].rstrip() + "…"


def _goes_on(turn: Turn) -> bool:
    return isinstance(turn.event, Pressed) and turn.dest.phase in ("collecting", "dead")


def _drop_reason(flow: Flow, turn: Turn) -> str:
    """Return the reason why the menu of a turn drops the call."""
    item = flow.receptionists.get(turn.source.receptionist)
    drops = item.engine.drops if item else ()
    if any(isinstance(effect, Miss) and effect.last and effect.cause in drops for effect in turn.effects):
        return DROPPED.drop_reason
    if item is not None and any(way.destination.leads_back for way in item.ways()):
        return NOWHERE.drop_reason
    return "the menu leads to a blank destination"


def write_transcript(flow: Flow, trace: Trace) -> list[TranscriptLine]:
    """Every happening of a call, in order."""
    transcriber = Transcriber(flow)
    return [line for turn in trace.turns for line in transcriber.turn_lines(turn)]


def layout_lines(lines: Sequence[TranscriptLine]) -> list[str]:
    """The lines laid out in columns: time, sign, text; a recording's words below it."""
    rows: list[str] = []
    for line in lines:
        rows.append(f"{clock_text(line.at):>8}  {SIGNS[line.kind]} {line.text}")
        if line.quote:
            rows.append(f"{'':>12}“{line.quote}”")
    return rows


def shorten_transcript(lines: Sequence[str]) -> list[str]:
    """The text of an endless call: its beginning, and a line that says how much is left out."""
    omitted_count = len(lines) - ENDLESS_SHOWN
    if omitted_count <= 1:
        return list(lines)
    return [
        *lines[:ENDLESS_SHOWN],
        f"{'':>10}… and so on ({omitted_count:,} lines more; --format json has every turn)",
    ]


def recap_sentence(record: CallRecord) -> str:
    """One sentence that says how a call ended, and when."""
    outcome = record.outcome
    after = f"after {clock_text(round(record.seconds * 1000))}"
    about = " (some lengths are estimates)" if record.estimated else ""
    match outcome.kind:
        case "routed":
            address = escape_signs(outcome.destination or "")
            where = f"{escape_signs(outcome.name)} ({address})" if outcome.name else address
            return f"Routed to {where} {after}{about}."
        case "hung_up" if outcome.destination is None and _rang_out(record):
            return f"Hung up {after}{about}: nobody picked up, and the flow does not say what follows."
        case "hung_up" if outcome.destination is None:
            return f"Hung up by the menu {after}{about}: the call drops, and gets nowhere."
        case "hung_up":
            return f"Hung up by the menu {after}{about}."
        case "abandoned":
            return f"Abandoned by the caller {after}{about}."
        case "endless":
            return f"Endless: this call {_endless_words(record)} {after}{about}."


def _endless_words(record: CallRecord) -> str:
    """Where a call goes round that never ends."""
    last = record.turns[-1]["event"] if record.turns else ""
    if last in ("no_answer", "busy"):
        return "is still ringing"
    return "still goes round the schedules" if last in SCHEDULE_ANSWERS else "is still in the menu"


def _rang_out(record: CallRecord) -> bool:
    return bool(record.turns) and record.turns[-1]["event"] == "no_answer"


def seconds_text(milliseconds: int) -> str:
    """A duration with as many decimals as it needs, at most three."""
    return f"{milliseconds / 1000:.3f}".rstrip("0").rstrip(".") + " s"


def clock_text(milliseconds: int) -> str:
    """A time since the answer, as minutes, seconds and tenths."""
    tenths = (milliseconds + 50) // 100
    return f"{tenths // 600}:{tenths % 600 / 10:04.1f}"
