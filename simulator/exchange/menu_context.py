"""A menu as a context of the dialplan.

``s`` enters it; the label ``round`` is where a presentation of its prompts begins, and its step there is always
``ROUND_MARK``, by which a program that follows the call knows that a new round has begun. Each option is an extension
of its own; ``i`` is a wrong key and ``t`` a silence. The counters are variables of the channel, set to zero on entry.

How keys are collected:

    prefix       Asterisk's own way: it waits for a further key while a longer extension could match
    first_match  ``Read`` takes one key at a time, until the keys are an option
    terminated   ``Read`` takes keys until ``#`` or until no further key comes

Where a receptionist of the flow leads back, the channel remembers the menu that the call was last in (``LAST_MENU``),
and for each menu the one that it was last entered from (``FROM_NAME``), as FreePBX does. A call that comes back goes on
at the label ``again``: the greeting plays, and the counters go on. A menu without tries leaves the counters alone.

``TIMEOUT(response)`` is the wait for a first key and ``TIMEOUT(digit)`` the wait for a further one in all three.
"""

from __future__ import annotations

from collections.abc import Iterator

from simulator.callers.drivers import ROUNDS_MOST
from simulator.config.flow import Flow
from simulator.config.receptionist import Destination, Entry
from simulator.exchange.dialplan_names import DialplanNames, leads_nowhere
from simulator.exchange.dialplan_syntax import Context, Extension, Priority, encode_value, seconds_text
from simulator.exchange.menu_rules import MistakeRule, read_rules
from simulator.graph.plain_words import ordinal_word

LAST_MENU = "LAST_MENU"
"""The variable that names the menu that a call was last in."""

VOICEMAIL_RETURNS = "VOICEMAIL_RETURNS"
"""The variable that says whether a call comes back from a voicemail (``yes``): the switch of the menu entered last."""

ROUND_MARK = "NoOp(round)"
"""The first step of every round."""


def menu_context(flow: Flow, key: str, names: DialplanNames) -> Context:
    """Return the context of one menu of a flow."""
    return _MenuWriter(flow, key, names).context()


def count_priorities(names: DialplanNames) -> tuple[Priority, ...]:
    """Return the steps that count rounds, announcements and questions to the world: too many, and a call is endless."""
    endless = f"{names.end_context},endless,1"
    return Priority("Set(ROUNDS=$[0${ROUNDS} + 1])"), Priority(f"GotoIf($[${{ROUNDS}} > {ROUNDS_MOST}]?{endless})")


def return_priority(names: DialplanNames, variable: str, label: str = "") -> Priority:
    """Return the step that goes back to the menu that a variable names; without one, the next step follows."""
    remark = "back to the menu that the call came from"
    return Priority(f'GotoIf($["${{{variable}}}" != ""]?{names.way_back(variable)})', label, remark)


def describe_target(flow: Flow, destination: Destination) -> str:
    """Return a destination in words: its name, and what it is."""
    key = flow.receptionist_for(destination)
    if key is not None:
        return f"{flow.receptionists[key].name} ({key})"
    return "nowhere: the call drops" if leads_nowhere(destination) else flow.describe_address(str(destination))


class _MenuWriter:
    """One menu on its way into a context."""

    def __init__(self, flow: Flow, key: str, names: DialplanNames) -> None:
        self.flow = flow
        self.key = key
        self.names = names
        self.menu = flow.receptionists[key]
        self.semantics = flow.semantics_in(self.menu)
        self.rules = read_rules(flow, key)

    def context(self) -> Context:
        """Return the whole context."""
        return Context(self.names.context_of(self.key), self._comments(), tuple(self._extensions()))

    def _comments(self) -> tuple[str, ...]:
        played = " and ".join(self.flow.recording_name(id) for id in self.rules.greeting) or "nothing"
        first, further = seconds_text(self.rules.first_wait_ms), seconds_text(self.rules.further_wait_ms)
        collecting = _COLLECTING[self.semantics.collect].format(wait=f"{further} s")
        return f"{self.menu.name} ({self.key}): plays {played}, then waits {first} s for a key", collecting

    def _extensions(self) -> Iterator[Extension]:
        yield Extension("s", tuple(self._entry_steps()))
        own = self.menu.own_options
        for option, entry in own.items():
            yield Extension(option, tuple(self._choice_steps(entry)))
        if self.semantics.optional_hash:
            for option in own:
                if f"{option}#" not in own:
                    yield Extension(f"{option}#", (Priority(f"Goto({option},1)", remark=f"{option}, ended by #"),))
        if self.semantics.extension_dialling != "none":
            yield self._number_extension()
        yield Extension("i", tuple(self._mistake_steps("wrong key", self.rules.wrong_key)))
        yield Extension("t", tuple(self._mistake_steps("silence", self.rules.silence)))

    def _entry_steps(self) -> Iterator[Priority]:
        remembers = self.names.remembers
        if self.names.pauses:
            yield Priority(f"Set({self.names.ANSWERED}=1)")
        for counter, counts in zip(_COUNTERS, self.rules.counts, strict=True):
            if counts or not remembers:
                yield Priority(f"Set({counter}=0)")
        if self.names.from_voicemail:
            returns = "yes" if self.menu.engine.settings.voicemail_returns else ""
            yield Priority(f"Set({VOICEMAIL_RETURNS}={returns})")
        if remembers:
            yield Priority(f"Set({self.names.origin_variable(self.key)}=${{{LAST_MENU}}})")
            yield Priority(f"Set({LAST_MENU}={self.names.menu_name(self.key)})", "again")
        yield Priority(f"Set(PROMPTS={self.names.sound_list(self.rules.greeting)})")
        yield Priority(ROUND_MARK, "round")
        yield from count_priorities(self.names)
        # where the PBX collects the keys itself, a wait of 0 ends the call (measured on 22.10)
        further_ms = max(self.rules.further_wait_ms, 1 if self.semantics.collect == "prefix" else 0)
        yield Priority(f"Set(TIMEOUT(digit)={seconds_text(further_ms)})")
        yield Priority(f"Set(TIMEOUT(response)={seconds_text(self.rules.first_wait_ms)})")
        if not self.semantics.barge_in:
            yield from self._play_steps("Playback")
        match self.semantics.collect:
            case "prefix":
                if self.semantics.barge_in:
                    yield from self._play_steps("Background")
                yield Priority("WaitExten()")
            case "first_match":
                yield from self._first_match_steps()
            case "terminated":
                yield from self._terminated_steps()

    def _play_steps(self, application: str) -> Iterator[Priority]:
        """Play the prompts of the round, if it has any: without an argument the applications complain."""
        lists = self.rules.prompt_lists
        if all(lists):
            yield Priority(f"{application}(${{PROMPTS}})")
        elif any(lists):
            yield Priority(f'ExecIf($["${{PROMPTS}}" != ""]?{application}(${{PROMPTS}}))')

    @property
    def _read_prompts(self) -> str:
        """What ``Read`` plays: nothing where the prompts have played before, since keys do not stop them."""
        return "${PROMPTS}" if self.semantics.barge_in else ""

    def _first_match_steps(self) -> Iterator[Priority]:
        yield Priority("Set(TYPED=)")
        yield Priority(f"Read(KEY,{self._read_prompts},1,,1)", "more")
        yield Priority("Set(PROMPTS=)")
        yield Priority('GotoIf($["${READSTATUS}" = "TIMEOUT"]?quiet)')
        yield Priority('GotoIf($["${KEY}" = ""]?hash)')
        yield Priority("Set(TYPED=${TYPED}${KEY})")
        yield Priority("GotoIf(${DIALPLAN_EXISTS(${CONTEXT},${TYPED},1)}?${TYPED},1:more)")
        yield Priority('GotoIf($["${TYPED}" = ""]?t,1:i,1)', "quiet")
        yield Priority(self._hash_step, "hash", "# ends the keys")

    def _terminated_steps(self) -> Iterator[Priority]:
        yield Priority(f"Read(TYPED,{self._read_prompts},,,1)")
        yield Priority('GotoIf($["${TYPED}" != ""]?typed)')
        yield Priority('GotoIf($["${READSTATUS}" = "TIMEOUT"]?t,1)')
        yield Priority(self._hash_step, remark="# alone")
        yield Priority("GotoIf(${DIALPLAN_EXISTS(${CONTEXT},${TYPED},1)}?${TYPED},1:i,1)", "typed")

    @property
    def _hash_step(self) -> str:
        return f"Goto({'#' if '#' in self.menu.own_options else 'i'},1)"

    def _choice_steps(self, entry: Entry) -> Iterator[Priority]:
        if entry.template_id:
            yield Priority(f"UserEvent(IvrNote,Template: {encode_value(entry.template_id)})")
        if entry.destination.leads_back:
            yield return_priority(self.names, self.names.origin_variable(self.key))
        yield self._leave_step(entry.destination)

    def _leave_step(self, destination: Destination, label: str = "", when: str = "") -> Priority:
        return Priority(
            f"Goto({self.names.target(destination)})", label, when + describe_target(self.flow, destination)
        )

    def _number_extension(self) -> Extension:
        """Any number that callers dial: Asterisk waits for each further key, and then the number is looked up."""
        pattern = "_[0-9]." if self.semantics.extension_dialling == "digits" else "_[0-9*#]."
        numbers = self.names.number_context(self.menu.engine.extensions)
        if not numbers:
            return Extension(pattern, (Priority("Goto(i,1)", remark="no number can be dialled here"),))
        lookup = f"GotoIf(${{DIALPLAN_EXISTS({numbers},${{EXTEN}},1)}}?{numbers},${{EXTEN}},1:i,1)"
        return Extension(pattern, (Priority(lookup, remark="a number that a caller dials"),))

    def _mistake_steps(self, name: str, mistake: MistakeRule) -> Iterator[Priority]:
        counter = _COUNTERS[name != "wrong key"]
        for each, counts in zip(_COUNTERS, self.rules.counts, strict=True):
            own = each == counter or self.semantics.counters == "shared"
            if own and (counts or not self.names.remembers):
                yield Priority(f"Set({each}=$[${{{each}}} + 1])")
        if mistake.allowed:
            yield Priority(f"GotoIf($[${{{counter}}} > {mistake.allowed}]?final)")
            yield Priority(f"Set(PROMPTS={self.names.sound_list(mistake.prompts)})")
            yield Priority("Goto(s,round)")
        label = "final" if mistake.allowed else ""
        if mistake.final is not None:
            yield Priority(f"Playback({self.names.sound(mistake.final)})", label)
            label = ""
        if mistake.returns or mistake.destination.leads_back:
            yield return_priority(self.names, self.names.origin_variable(self.key), label)
            label = ""
        yield self._leave_step(mistake.destination, label, f"the {ordinal_word(mistake.allowed + 1)} {name}: ")


_COUNTERS = ("WRONG_KEYS", "SILENCES")
"""The variables that count."""

_COLLECTING = {
    "prefix": "an option is taken at once, unless a longer one begins with it: then {wait} for a further key",
    "first_match": "the first keys that are an option are taken; {wait} for each further key",
    "terminated": "keys are taken until #, or until none comes for {wait}",
}
