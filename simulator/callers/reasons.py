"""The reasons for the course of a call: the settings and the rules of the engine that caused each turn.

A reason points at a field of the model, which a reader with the files turns into file:line, and where the
provider's documents leave a rule open it names the setting of the semantics that stands for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field as dataclass_field
from dataclasses import replace

from simulator.callers.announcement_reasons import announcement_key_reasons, announcement_wait_reasons
from simulator.callers.voicemail_reasons import end_words, entry_words, return_reason
from simulator.callers.world import WorldSettings
from simulator.callers.world_reasons import WorldCauses
from simulator.config.flow import FLOW_FILE, Flow
from simulator.config.receptionist import Destination, Receptionist, parse_address
from simulator.config.semantics import NOTES, Semantics
from simulator.core.call import Turn
from simulator.core.effects import Choice, Effect, End, Enter, Miss, Note, Play, Return, Ring, Route
from simulator.core.events import ANSWERED, KEYS, PROMPT_ENDED
from simulator.core.places import WORLD_PHASES, Place
from simulator.fast_classes import dataclass
from simulator.wire.decoding import Path
from simulator.words.phrases import count_tries

RETRY = {"wrong": "wrong_key_retry_recording", "silence": "silence_retry_recording"}
FINAL = {"wrong": "wrong_key_final_recording", "silence": "silence_final_recording"}
ALLOWED = {"wrong": "wrong_keys_allowed", "silence": "silences_allowed"}
FALL_BACK = {"wrong": "wrong_key_destination_id", "silence": "silence_destination_id"}
WORDS = {"wrong": "wrong key", "silence": "silence"}


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that made a turn what it is.

    ``text`` says it plainly. ``receptionist`` and ``field`` (a path of the model) lead to the line that
    configures it, where there is one; for a field of flow.yaml itself ``receptionist`` is ``FLOW_FILE``.
    ``setting`` names the semantics that decide it, if any (``config.documentation`` knows what is documented of
    it), and ``owner`` the menu that has it of its own. ``effect`` is what it made happen, if it is the reason for
    one effect.
    """

    text: str
    receptionist: str = ""
    field: Path = ()
    setting: str = ""
    owner: str = ""
    effect: Effect | None = dataclass_field(default=None, compare=False)


def find_reasons(flow: Flow, turn: Turn, world: WorldSettings | None = None) -> tuple[Reason, ...]:
    """Everything that made a turn what it is, in the order of what it caused.

    ``world`` is what the call was made with; None: why the world answered as it did is left open.
    """
    if flow.semantics.switch is not None:
        from simulator.callers.switch_reasons import SwitchReasonFinder

        return tuple(SwitchReasonFinder(flow, turn, world).all_reasons())
    return tuple(ReasonFinder(flow, turn, world).all_reasons())


class ReasonFinder:
    """One turn."""

    def __init__(self, flow: Flow, turn: Turn, world: WorldSettings | None) -> None:
        self.flow = flow
        self.turn = turn
        self.source = turn.source
        self.world = world
        self.causes = WorldCauses(flow, world)
        self.key = turn.source.receptionist
        self.chosen = ""
        self.missed = ""

    def all_reasons(self) -> Iterator[Reason]:
        """The event, each effect, and what the call waits for now."""
        yield from self._event_reasons()
        for effect in self.turn.effects:
            for reason in self._effect_reasons(effect):
                yield replace(reason, effect=effect)
            # Effects after this one belong to the receptionist that the call has entered by it.
            if isinstance(effect, Enter | Return):
                self.key = effect.receptionist
        dest = self.turn.dest
        if dest.phase in WORLD_PHASES and (dest != self.source or self.turn.event.trigger not in KEYS):
            rings = next((effect for effect in self.turn.effects if type(effect) is Ring), None)
            yield replace(self._exit_reason(f"that leads to {self.causes.arrival_words(dest)}"), effect=rings)
        yield from self._wait_reasons(dest)

    def _event_reasons(self) -> Iterator[Reason]:
        trigger, place = self.turn.event.trigger, self.source
        if trigger == ANSWERED:
            yield self._start_reason()
        elif (cause := self.causes.explain_answer(self.turn)) is not None:
            yield Reason(cause.text, FLOW_FILE if cause.field else "", cause.field)
        elif reasons := tuple(announcement_key_reasons(self.flow, self.turn)):
            yield from reasons
        elif trigger in KEYS and not self.turn.effects and self.turn.dest == place:
            yield from self._ignored_key_reasons(place)
        elif trigger in KEYS and place.phase == "prompt":
            yield self._rule_reason("barge_in", "whether a key stops the recording")
        elif trigger in KEYS and self.turn.dest.phase in ("collecting", "dead"):
            yield self._rule_reason(self._collecting_setting(), self._collecting_words())

    def _start_reason(self) -> Reason:
        start = self.source.receptionist
        if "||" not in start:
            return Reason(f"the call starts at {start}")
        return Reason(f"the call starts at {self.flow.number or self._name_destination(parse_address(start))}")

    def _ignored_key_reasons(self, place: Place) -> Iterator[Reason]:
        if place.phase == "prompt":
            yield self._rule_reason("barge_in", "whether a key stops the recording")
        elif place.phase in ("final", "forward"):
            yield Reason("nobody hears keys during this recording: it cannot be interrupted (measured)")
        elif place.phase == "alerting":
            yield Reason("nobody hears keys while a telephone rings")

    def _collecting_setting(self) -> str:
        """Return the setting that makes the menu wait for another key."""
        keys = self.turn.dest.keys
        codes = [code for code in self._receptionist.own_options if code != keys and code.startswith(keys)]
        if codes and keys:
            return "collect"
        if self._semantics.extension_dialling != "none":
            return "extension_dialling"
        return "optional_hash" if self._semantics.optional_hash else "collect"

    def _collecting_words(self) -> str:
        keys = self.turn.dest.keys or "these keys"
        setting = self._collecting_setting()
        if self.turn.dest.phase == "dead":
            return f"{self.turn.event.trigger} makes no code, and the menu waits for more keys all the same"
        if setting == "optional_hash":
            return f"# may follow {keys}, so the menu waits for one more key"
        if setting == "extension_dialling":
            return f"an extension's number may begin with {keys}, so the menu waits for one more key"
        return f"a longer code may begin with {keys}, so the menu waits for one more key"

    def _effect_reasons(self, effect: Effect) -> Iterator[Reason]:
        match effect:
            case Choice(keys):
                self.chosen = keys
                if keys in self._receptionist.own_options:
                    yield Reason(f"{keys} is an entry of {self.key}", self.key, self._entry_field("option"))
                else:
                    yield self._rule_reason("extension_dialling", f"{keys} is an extension, dialled at {self.key}")
            case Miss():
                yield from self._miss_reasons(effect)
            case Note(template_id):
                yield Reason(
                    f"the entry notes e-mail template {template_id}", self.key, self._entry_field("template_id")
                )
            case Play():
                yield from self._play_reasons(effect)
            case Enter(receptionist) if self.turn.event.trigger != ANSWERED:
                yield self._entry_reason(receptionist)
            case Return(receptionist):
                yield self._exit_reason(f"that leads back to {receptionist}, whose counts go on")
            case Route(destination) if self.turn.event.trigger == "picked_up":
                yield Reason(f"{self._name_destination(destination)} takes the call")
            case Route(destination):
                ends = end_words(destination, self.world)
                yield self._exit_reason(f"that leads to {self._name_destination(destination)}{ends}")
            case End("menu", destination):
                if self.missed in self._dropping_causes:
                    yield self._rule_reason("missing_final", "the final recording is missing, so the engine hangs up")
                    return
                does = "hangs up" if destination else "leads to a blank destination: the call drops"
                yield self._exit_reason(f"that {does}")
            case End("unanswered"):
                yield self._exit_reason("the call is hung up: nothing says where it goes on")
            case End("caller"):
                yield Reason("the caller hangs up: nothing more is played, and nobody is reached")

    def _entry_reason(self, receptionist: str) -> Reason:
        back = return_reason(self.flow, self.source, receptionist, self.world)
        if back is not None:
            return back
        stays = entry_words(self.flow, receptionist, self.world)
        return self._exit_reason(stays or f"that leads to {receptionist}, whose counts start at zero")

    def _miss_reasons(self, miss: Miss) -> Iterator[Reason]:
        self.missed = miss.cause
        word = WORDS[miss.cause]
        if miss.cause == "wrong":
            yield Reason(f"{self._typed_keys()} is not an entry of {self.key}", self.key, ("entries",))
        count = f"{word} {count_tries(miss.used, miss.allowed)}: {'the last' if miss.last else 'not the last'}"
        yield Reason(count, self.key, (ALLOWED[miss.cause],))
        yield self._rule_reason("final_on", f"which {word} is the last")
        if self._semantics.counters == "shared":
            yield self._rule_reason("counters", "wrong keys and silences share one count")

    def _typed_keys(self) -> str:
        key = self.turn.event.trigger
        return (self.source.keys + (key if key in KEYS else "")) or "what was typed"

    def _play_reasons(self, play: Play) -> Iterator[Reason]:
        name = self.flow.recording_name(play.recording)
        field = self._played_field(play)
        if self.turn.event.trigger == PROMPT_ENDED and self.source.phase == "prompt":
            yield Reason(f"{name} follows: the greeting is played again", self.key, (field,))
            yield self._rule_reason("replay_greeting", NOTES["replay_greeting"].meaning)
        else:
            yield Reason(f"{name} plays", self.key, (field,))

    def _played_field(self, play: Play) -> str:
        """The field that names a recording: by where the call is now."""
        place = self.turn.dest
        if place.phase == "final":
            return FINAL[place.after]
        # After a mistake the retry recording plays first and the greeting second, and both are in this phase; where
        # the two fields name one recording, the first of them is the retry.
        if place.phase == "prompt" and place.after in RETRY:
            field = RETRY[place.after]
            if place.index == 0 and getattr(self._receptionist, field) == play.recording:
                return field
        return "greeting"

    @property
    def _receptionist(self) -> Receptionist:
        return self.flow.receptionists[self.key]

    @property
    def _dropping_causes(self) -> frozenset[str]:
        item = self.flow.receptionists.get(self.key)
        return frozenset() if item is None else item.engine.drops

    @property
    def _semantics(self) -> Semantics:
        return self.flow.semantics_in(self._receptionist)

    def _wait_reasons(self, place: Place) -> Iterator[Reason]:
        moved = bool(self.turn.effects) or self.source != place
        if not moved or place.receptionist not in self.flow.receptionists:
            return
        yield from announcement_wait_reasons(place)
        seconds = place.wait.milliseconds / 1000 if place.wait else 0
        if place.phase == "listening":
            yield Reason(f"the menu waits {seconds:g} s for a first key", place.receptionist, ("timeout_seconds",))
            if self.flow.receptionists[place.receptionist].timeout_seconds == 0:
                yield self._rule_reason("zero_timeout_seconds", "timeout 0 is the engine's own wait")
        elif place.phase in ("collecting", "dead"):
            if self._semantics.collect == "prefix":
                yield self._rule_reason("interdigit_seconds", f"it waits {seconds:g} s for one more key")
            else:
                yield Reason(f"it waits {seconds:g} s for one more key", place.receptionist, ("timeout_seconds",))

    def _exit_reason(self, text: str) -> Reason:
        """A reason at the field that says where the call goes from here."""
        if "||" not in self.key:
            return Reason(text, self.key, self._exit_field())
        field = self.causes.exit_field(self.turn)
        return Reason(text, FLOW_FILE if field else "", field)

    def _exit_field(self) -> Path:
        """The field of a receptionist that says where the call goes from here."""
        if self.chosen:
            return self._entry_field("destination_id")
        if self.source.phase == "forward" or not self._receptionist.is_menu:
            return ("forward_destination_id",)
        return (FALL_BACK[self.missed or ("wrong" if self.source.after == "wrong" else "silence")],)

    def _entry_field(self, field: str) -> Path:
        options = list(self._receptionist.own_options)
        return ("entries", options.index(self.chosen), field) if self.chosen in options else ("entries",)

    def _name_destination(self, destination: Destination) -> str:
        name = self.flow.destination_name(destination)
        return f"{name} ({destination})" if name else str(destination)

    def _rule_reason(self, setting: str, what: str) -> Reason:
        """A rule of the engine that is a setting of the semantics."""
        value = getattr(self._semantics, setting)
        word = str(value).lower() if isinstance(value, bool) else f"{value:g}" if isinstance(value, float) else value
        meaning = NOTES[setting].values.get(word, "")
        reason = f"{what} ({meaning})" if meaning else what
        settings = self._receptionist.engine.settings
        is_own = settings.profile is not None or setting in dict(settings.changes)
        return Reason(reason, setting=f"{setting}: {word}", owner=self.key if is_own else "")
