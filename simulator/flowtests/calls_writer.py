"""Calls -> the text of a ``*.calls.yaml`` that ``calls_reader`` reads again, that passes and reads as written by hand.

The call that shows an item (the shortest that covers it) is written act by act with what is heard in
between; any other in one line. Every key, id and name that YAML could mistake is quoted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field
from itertools import groupby
from textwrap import wrap

from simulator.callers.caller_script import DEFAULT_AFTER, DEFAULT_GAP, CallerScript, ScriptStep, steps_line
from simulator.callers.drivers import Trace
from simulator.callers.table_player import TableCall
from simulator.config.flow import Flow
from simulator.config.receptionist import Destination
from simulator.core.effects import Play, Ring
from simulator.fast_classes import dataclass
from simulator.flowtests.step_sounds import sounds_by_step
from simulator.flowtests.yaml_scalars import (
    RESERVED_WORDS,
    flow_list,
    flow_scalar,
    given_scalar,
    path_scalar,
    plain_scalar,
    prose_scalar,
)
from simulator.graph.coverage.flow_callers import FlowCallers
from simulator.graph.coverage.item_words import ItemWords, play_flags
from simulator.graph.plain_words import visible
from simulator.graph.suite.call_names import CallNames
from simulator.graph.suite.maker import Suite
from simulator.graph.suite.suite_call import SuiteCall
from simulator.text.yaml_quotes import quote_yaml
from simulator.words.phrases import count_noun
from simulator.words.sanitizer import OutputText, join_lines
from simulator.words.table import align_columns

LINE_MOST = 116
CALLER_WIDEST = 40
IN_FULL_MOST = 100
"""A suite of more calls than this has every caller in one line: act by act it would be too long to read."""


@dataclass(frozen=True, slots=True)
class SuiteText:
    """Lays a suite out. ``flow_name`` is how the file names its flow: a path from its own folder.

    ``entry`` (or ``number``) and ``semantics`` are those requested in place of the flow's own.
    """

    flow: Flow
    flow_name: str = "."
    entry: str | None = None
    semantics: str | None = None
    number: str | None = None
    _labels: dict[str, str] = field(default_factory=dict, init=False, repr=False)
    _destinations: dict[Destination, str] = field(default_factory=dict, init=False, repr=False)
    _owners: dict[str, set[str | Destination]] = field(default_factory=dict, init=False, repr=False)

    def file_text(self, suite: Suite, heading: Sequence[str]) -> str:
        """The whole file, under these lines of comment."""
        lines = [f"# {line}".rstrip() for line in heading]
        lines += ["", f"flow: {path_scalar(self.flow_name)}"]
        lines += [f"entry: {quote_yaml(self.entry)}"] if self.entry else []
        lines += [f"number: {quote_yaml(self.number)}"] if self.number else []
        lines += [f"semantics: {quote_yaml(self.semantics)}"] if self.semantics else []
        lines += [f"variant: {quote_yaml(self.flow.variant)}"] if self.flow.variant else []
        lines += ["tests:"]
        names, words, menu = CallNames(self.flow), ItemWords(self.flow), None
        for call in suite.calls:
            at = _last_menu(call)
            if at != menu and at is not None and len(self.flow.receptionists) > 1:
                lines += ["", f"  # {words.receptionist_name(at)}"]
                menu = at
            written = self.call_lines(call, names.name_call(call), in_full=len(suite.calls) <= IN_FULL_MOST)
            apart = len(written) > 1 or lines[-1].startswith("    ")
            lines += ["", *written] if apart else written
        return "\n".join(lines) + "\n"

    def list_calls(self, suite: Suite, summary: Sequence[str]) -> OutputText:
        """Return the suite for reading: its summary, then each call in one line."""
        names = CallNames(self.flow)
        rows = [(play_flags(call.script).removeprefix("--caller "), names.name_call(call)) for call in suite.calls]
        return join_lines([*summary, *([""] if rows else []), *align_columns(rows, widest=CALLER_WIDEST)])

    def call_lines(self, call: SuiteCall, name: str, *, in_full: bool = True) -> list[str]:
        """The lines of one call: act by act where it is to show what is heard, else the caller in one line."""
        line = steps_line(call.steps)
        shows = any(item.is_decision and item.kind != "choice" for item in call.first)
        shows |= any(item.kind in ("recording", "barge_in") for item in call.first)
        if not line or call.kind != "routed" or (shows and in_full):
            return self.test_lines(call.script, call.played, name)
        fields = [("name", prose_scalar(name)), ("caller", quote_yaml(line))]
        fields += [("hears", self.recordings(_recordings(sounds_by_step(call.played, ())[0])))] if shows else []
        fields += [("reaches", self._destination_name(call.destination))]
        # What the world answers is in braces of its own already, whose commas end nothing.
        circumstances = _circumstances(call.script) if call.start or call.given else []
        inside = ", ".join(
            [f"{key}: {flow_scalar(value)}" for key, value in fields] + list(map(": ".join, circumstances))
        )
        fields += circumstances
        if len(inside) + 6 <= LINE_MOST and not shows:
            return [f"  - {{{inside}}}"]
        lines = [f"{'   ' if place else '  -'} {key}: {value}" for place, (key, value) in enumerate(fields)]
        return [part for line in lines for part in _wrap_list(line)]

    def test_lines(self, script: CallerScript, played: TableCall | Trace, name: str) -> list[str]:
        """The lines of one call, act by act, with what is heard in between and how it ends."""
        heard = sounds_by_step(played, script.steps)
        lines = [f"  - name: {prose_scalar(name)}"]
        lines += [f"    {name}: {value}" for name, value in _circumstances(script)]
        lines += ["    call:"]
        # A call may be over before its last steps: those are not in it.
        for sounds, step in zip(heard[:-1], script.steps, strict=False):
            during = self.recordings(_recordings(sounds)[-1:])
            lines += [*self._sound_lines(sounds), f"      - {_act_line(step, during)}"]
        if played.kind in ("routed", "hung_up"):
            lines += self._sound_lines(heard[-1]) if heard[-1] or not script.steps else []
        lines += [f"      - {end}" for end in self._ending_lines(played)]
        return lines

    def _sound_lines(self, sounds: Sequence[Play | Ring]) -> list[str]:
        """A line for each row of recordings, and for each of telephones, in order; nothing is heard where none is."""
        lines = []
        for kind, row in groupby(sounds, type):
            if kind is Play:
                lines.append(f"      - hears: {self.recordings(_recordings(list(row)))}")
            else:
                names = [self._destination_name(effect.destination) for effect in row if isinstance(effect, Ring)]
                lines.append(f"      - rings: {names[0] if len(names) == 1 else flow_list(names)}")
        return lines or ["      - hears: nothing"]

    def recordings(self, ids: Sequence[str]) -> str:
        """Return what is heard, as a claim says it."""
        labels = [self._recording_name(id) for id in ids]
        if len(labels) < 2:
            return labels[0] if labels else "nothing"
        return flow_list(labels)

    def _ending_lines(self, played: TableCall | Trace) -> Iterator[str]:
        match played.kind:
            case "routed":
                yield f"reaches: {self._destination_name(played.destination)}"
            case "hung_up":
                yield "menu hangs up"
            case "endless":
                yield "never ends"

    def _recording_name(self, id: str) -> str:
        """A recording's name where it means this recording alone, else its id."""
        label = self._labels.get(id)
        if label is None:
            name = self.flow.recording_name(id)
            is_plain = name not in RESERVED_WORDS and self._means_one(name, id)
            label = self._labels[id] = plain_scalar(name if is_plain else id)
        return label

    def _destination_name(self, destination: Destination | None) -> str:
        """A destination's name where it means this one alone, else ``type||id``."""
        assert destination is not None, "a call that is routed goes somewhere"
        label = self._destinations.get(destination)
        if label is None:
            name = self.flow.destination_name(destination)
            is_plain = name is not None and self._means_one(name, destination.canonical)
            label = self._destinations[destination] = plain_scalar(name if name and is_plain else str(destination))
        return label

    def _means_one(self, name: str, owner: str | Destination) -> bool:
        """Return whether a name means its recording (by id) or destination alone: else a claim would be ambiguous."""
        if not self._owners:
            self._owners[""] = set()
            for id, recording in self.flow.recordings.items():
                self._owners.setdefault(id, set()).add("")
                self._owners.setdefault(recording.name or id, set()).add(id)
            for where, item in self.flow.destinations.items():
                self._owners.setdefault(item.name or "", set()).add(where.canonical)
        return ":" not in name and self._owners.get(name, set()) <= {owner}


def suite_summary(suite: Suite, shortest: FlowCallers) -> list[str]:
    """Return the summary of a suite: its size, why it is not smaller, and what one call per item would take."""
    if not suite.needed:
        return ["Nothing is left to cover."]
    every, needed = len(shortest.goals), len(suite.needed)
    steps = sum([len(call.steps) for call in suite.calls])
    what = f"all {every:,} items of this flow"
    if needed < every:
        what = f"the {needed:,} of {every:,} items of this flow that other tests leave out"
    cover = "covers" if len(suite.calls) == 1 else "cover"
    size = f"{count_noun(len(suite.calls), 'call', spell=False)} ({count_noun(steps, 'step', spell=False)})"
    summary = [f"{size} {cover} {what}."]
    if len(suite.calls) == 1:
        pass  # nobody asks for fewer
    elif suite.worlds:
        worlds = count_noun(suite.worlds, "world", spell=False)
        summary += [f"They are made in {worlds} (how the schedules stand, and who picks up); fewer calls may do."]
    elif suite.least == len(suite.calls) == suite.ends:
        summary += [f"Fewer calls are not enough: {suite.ends:,} decisions end a call, and each needs its own call."]
    elif suite.least == len(suite.calls):
        summary += ["Fewer calls are not enough: making every decision takes that many (a minimum flow)."]
    else:
        summary += [f"At least {count_noun(suite.least, 'call', spell=False)} would be needed in any case."]
    single = sum(map(shortest.count_steps, suite.needed))
    apart = f"{count_noun(needed, 'call', spell=False)} ({count_noun(single, 'step', spell=False)})"
    summary += [f"One call for each item would take {apart}."]
    if suite.left:
        summary += [
            f"{count_noun(len(suite.left), 'item', spell=False)} cannot be covered: a call takes at most 1,000 steps."
        ]
    return summary


def file_heading(command: str, summary: Sequence[str]) -> list[str]:
    """The comment at the top of a file."""
    return [
        f"Written by `{visible(command)}`: what callers go through today, as tests.",
        *summary,
        "An item is an option, a wrong key or a silence in one round of one menu, a recording, a destination,",
        "or a key into a recording. The calls that show an item say what is heard; others only where they end.",
    ]


def _last_menu(call: SuiteCall) -> str | None:
    """The menu in which the caller does the last thing."""
    last = call.last_decision
    return None if last is None else last.receptionist


def _act_line(step: ScriptStep, during: str = "") -> str:
    """Return what the caller does. A hang-up outside of a round (``now``) is timed from the recording ``during``."""
    if step.is_silence:
        return "silence"
    if step.hangup:
        fields = [f"during: {during}"] if step.cue == "now" and during else []
        fields += ["early: true"] if step.cue == "prompt" else []
        fields += [f"after: {step.after:g} s"] if step.after != DEFAULT_AFTER else []
        return f"caller hangs up: {{{', '.join(fields)}}}" if fields else "caller hangs up"
    assert step.press is not None, "a step is one of three"
    if step.cue == "listening" and step.after == DEFAULT_AFTER and step.gap == DEFAULT_GAP:
        return f"presses: {quote_yaml(step.press)}"
    fields = [f"keys: {quote_yaml(step.press)}"]
    fields += [f"during: {during}"] if step.cue == "announcement" and during else []
    fields += ["early: true"] if step.cue == "prompt" else []
    fields += [f"after: {step.after:g} s"] if step.after != DEFAULT_AFTER else []
    fields += [f"gap: {step.gap:g} s"] if step.gap != DEFAULT_GAP else []
    return f"presses: {{{', '.join(fields)}}}"


def _circumstances(script: CallerScript) -> list[tuple[str, str]]:
    """The fields of a test that say where its call begins, when, and what the world answers."""
    fields = [("entry", script.entry), ("number", script.number), ("at", script.at)]
    written = [(name, quote_yaml(value)) for name, value in fields if value]
    if script.given:
        given = (f"{flow_scalar(plain_scalar(name))}: {given_scalar(value)}" for name, value in script.given.items())
        written.append(("given", f"{{{', '.join(given)}}}"))
    return written


def _recordings(sounds: Sequence[Play | Ring]) -> list[str]:
    return [effect.recording for effect in sounds if isinstance(effect, Play)]


def _wrap_list(line: str) -> list[str]:
    """A list that is too long for a line, on several: YAML goes on where it is indented further."""
    if len(line) <= LINE_MOST or not line.endswith("]") or "  " in line.strip():
        return [line]
    head = line[: line.index("[") + 1]
    return wrap(line, LINE_MOST, subsequent_indent=" " * len(head), break_long_words=False, break_on_hyphens=False)
