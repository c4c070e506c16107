"""The reasons for the course of a call through menus of FreeSWITCH: its rules, which are no settings of anybody."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.callers.reasons import ALLOWED, WORDS, Reason, ReasonFinder
from simulator.config.flow import FLOW_FILE
from simulator.config.switch_menu import MENU_ACTIONS, switch_menu
from simulator.core.effects import Effect, Miss, Play, Return, Route
from simulator.core.events import KEYS, SILENCE
from simulator.core.places import Place
from simulator.words.phrases import count_tries

_MEASURED = "FreeSWITCH, measured"


class SwitchReasonFinder(ReasonFinder):
    """One turn of a call in which FreeSWITCH runs the menus."""

    def _event_reasons(self) -> Iterator[Reason]:
        trigger, place = self.turn.event.trigger, self.source
        if trigger in KEYS and place.phase in ("invalid_sound", "final", "exit_sound"):
            yield Reason(f"one key stops this recording, and is lost ({_MEASURED})")
        elif trigger in KEYS and place.phase == "prompt":
            yield Reason(f"a key stops the greeting and is the first of the code ({_MEASURED})")
            yield from self._code_reasons()
        elif trigger in KEYS and place.phase in ("listening", "collecting"):
            yield from self._code_reasons()
        elif trigger == SILENCE and place.phase == "collecting" and self._is_out_of_time():
            yield Reason(self._limit_words(), self.key, ("timeout_seconds",))
        else:
            yield from super()._event_reasons()

    def _is_out_of_time(self) -> bool:
        """Return whether the limit for all keys ended them: the wait for one more is no shorter."""
        wait = self.source.wait
        return wait is not None and wait.within is not None and wait.milliseconds >= wait.within

    def _limit_words(self) -> str:
        timeout = switch_menu(self._receptionist).timeout_ms / 1000
        return f"all keys of a code have {timeout:g} s together, from when the menu listens ({_MEASURED})"

    def _code_reasons(self) -> Iterator[Reason]:
        length = switch_menu(self._receptionist).code_length
        dest = self.turn.dest
        if dest.phase == "collecting" and dest.receptionist == self.key:
            text = f"a code has {length} keys here, or fewer and then #, or a wait"
            yield self._engine_reason(text, "digit_len")
        elif self.turn.event.trigger == "#" and self.source.phase != "prompt":
            yield Reason(f"# ends the code and is no part of it ({_MEASURED})")

    def _engine_reason(self, text: str, setting: str) -> Reason:
        """A reason at a setting of ``engine`` in flow.yaml, where it is there."""
        own = self._receptionist.engine.settings.switch
        if getattr(own, setting) is None:
            return Reason(f"{text} ({setting}: the engine's default)")
        return Reason(text, FLOW_FILE, ("menus", self.key, "engine", setting))

    def _effect_reasons(self, effect: Effect) -> Iterator[Reason]:
        match effect:
            case Return(receptionist):
                silences = self.turn.dest.silences
                text = f"{receptionist} goes on: its wrong keys are forgotten, its silences ({silences}) are kept"
                yield Reason(f"{text} ({_MEASURED})", *self._way_out())
                self.key = receptionist
            case Route(destination) if destination.type in MENU_ACTIONS:
                yield Reason(f"the first menu of the call ends: {destination.id}", *self._way_out())
            case _:
                yield from super()._effect_reasons(effect)

    def _way_out(self) -> tuple[str, tuple[str | int, ...]]:
        if self.source.phase == "exit_sound":
            return "", ()
        return self.key, self._exit_field()

    def _miss_reasons(self, miss: Miss) -> Iterator[Reason]:
        self.missed = miss.cause
        word = WORDS[miss.cause]
        if miss.cause == "wrong":
            yield self._wrong_reason()
        count = f"{word} {count_tries(miss.used, miss.allowed)}: {'the last' if miss.last else 'not the last'}"
        yield Reason(f"{count} (a choice forgets wrong keys, not silences)", self.key, (ALLOWED[miss.cause],))

    def _wrong_reason(self) -> Reason:
        if self.chosen or self.key != self.source.receptionist or self.source.phase == "invalid_sound":
            return Reason(f"without a greeting, {self.key} waits for no key: that is a wrong one ({_MEASURED})")
        if self._typed_keys() == "#" and self.source.phase == "listening":
            return Reason(f"# alone is a wrong key, without a sound ({_MEASURED})", self.key, ("entries",))
        return Reason(f"{self._typed_keys()} is not an entry of {self.key}", self.key, ("entries",))

    def _typed_keys(self) -> str:
        key = self.turn.event.trigger
        ends = key == "#" and self.source.phase == "collecting"
        typed = self.source.keys + (key if key in KEYS and not ends else "")
        return "what was typed" if not typed or "?" in typed else typed

    def _play_reasons(self, play: Play) -> Iterator[Reason]:
        name, place = self.flow.recording_name(play.recording), self.turn.dest
        menu = switch_menu(self._receptionist)
        if place.phase in ("invalid_sound", "final"):
            yield Reason(f"{name} plays after every wrong key", self.key, ("wrong_key_retry_recording",))
        elif place.phase == "exit_sound":
            yield self._engine_reason(f"{name} plays where the call ends", "exit_sound")
        elif place.after != "entry" and menu.greet_short == play.recording:
            yield self._engine_reason(f"{name} plays from the second time on", "greet_short")
        else:
            yield Reason(f"{name} plays", self.key, ("greeting",))

    def _wait_reasons(self, place: Place) -> Iterator[Reason]:
        moved = bool(self.turn.effects) or self.source != place
        if not moved or place.wait is None or place.phase not in ("listening", "collecting"):
            return
        seconds = place.wait.milliseconds / 1000
        if place.phase == "listening":
            yield Reason(
                f"the menu waits {seconds:g} s for the keys of a code", place.receptionist, ("timeout_seconds",)
            )
        else:
            yield self._engine_reason(f"it waits {seconds:g} s for one more key", "inter_digit_timeout")
            if self.turn.due is not None and self.turn.due.at - self.turn.at < place.wait.milliseconds:
                yield Reason(f"no longer than that, for {self._limit_words()}", self.key, ("timeout_seconds",))
