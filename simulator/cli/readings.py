"""``ivrsim readings``: what in a flow depends on settings that no document settles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import Any

from simulator.callers.caller_script import DEFAULT_AFTER
from simulator.cli.arguments import Parser, add_dialect, add_flow, add_format, add_variant
from simulator.cli.compared_world import read_fixed_pair
from simulator.cli.flow_argument import open_flow
from simulator.cli.main import INTERRUPTED
from simulator.cli.progress import follow, partial_note
from simulator.cli.screen import complain, say
from simulator.cli.world_flags import add_world
from simulator.config.documentation import is_open, leaning, settled_value, status_words
from simulator.config.semantics import NOTES, SETTINGS, Semantics
from simulator.core.places import to_milliseconds
from simulator.graph.compare.caller_words import (
    describe_ending,
    ending_name,
    recording_words,
    shell_words,
)
from simulator.graph.compare.differences import ABANDONED
from simulator.graph.compare.readings import (
    LISTED,
    WAYS,
    Dependency,
    ReadingComparison,
    ReadingOutcome,
    Readings,
    dependency_caller,
    world_values,
)
from simulator.graph.plain_words import duration_words, join_words
from simulator.graph.work_step import WorkStep
from simulator.words.markup import dump_json

WIDTH = 96
OUTCOMES_MOST = 4
"""What a sentence tells apart before it only counts."""


def run(arguments: list[str]) -> int:
    """Read the flow in every way, and say what depends on which setting."""
    parser = Parser(
        "readings",
        "say what in a flow depends on behaviour that the provider does not document",
        "ivrsim readings example:clinic",
    )
    add_flow(parser)
    parser.add_argument("--entry", metavar="NAME", help="the receptionist that is called: key, id or name")
    parser.add_argument("--number", metavar="N", help="the number that is called, wherever it leads: +441632960001")
    add_world(parser)
    add_variant(parser)
    add_dialect(parser)
    parser.add_argument("--collect", action="store_true", help="vary the way of collecting keys, too (3 times as many)")
    add_format(parser, "text", "json")
    options = parser.read_arguments(arguments)
    flow = open_flow(options)
    fixed = read_fixed_pair(options, flow, flow) if options.at is not None or options.given else None
    comparison = ReadingComparison(flow, collect=options.collect, fixed=fixed)
    stopped = follow(comparison.steps())
    found = comparison.readings
    if stopped is not None:
        _show_part(found, stopped, options.format)
        return INTERRUPTED
    say(*([dump_json(_as_json(found), indent=2)] if options.format == "json" else _as_text(found)))
    return 0


def _show_part(readings: Readings, stopped: WorkStep, form: str) -> None:
    """What was found to matter before Ctrl-C; what does not matter is known only at the end."""
    if form == "json":
        unknown = dict.fromkeys(("robust", "classes", "destinations"))
        say(dump_json({**_as_json(readings), **unknown, "partial": True}, indent=2))
        complain(partial_note(stopped))
        return
    for line in _dependencies(readings):
        say(line)
    say(partial_note(stopped))


# -- text -----------------------------------------------------------------------------------------


def _as_text(readings: Readings) -> Iterator[str]:
    count = len(readings.readings)
    yield f"{count} readings: every combination of {join_words(list(readings.settings))}"
    yield ""
    yield from _wrap_bullet(_destination_words(readings))
    yield from _wrap_bullet(_verdict_words(readings))
    yield from _dependencies(readings)
    settings = {item.setting for item in readings.dependencies}
    without = [name for name in readings.settings if name not in settings]
    if without:
        yield ""
        yield from _wrap_bullet(f"Nothing here depends on {join_words(without)}.")
    yield ""
    yield from _wrap_bullet(_duration_words(readings))
    for line in _documentation_lines(readings):
        yield from _wrap_bullet(line)


def _dependencies(readings: Readings) -> Iterator[str]:
    """For each setting that matters: what it is, and for whom it matters."""
    for setting in dict.fromkeys(item.setting for item in readings.dependencies):
        yield ""
        yield f"{setting}: {NOTES[setting].meaning}"
        for dependency in readings.dependencies:
            if dependency.setting == setting:
                yield from _wrap_bullet(_dependency_sentence(readings, dependency), sign="  · ")
                yield f"      --caller {shell_words(dependency.script)}"


def _destination_words(readings: Readings) -> str:
    count, ends = len(readings.readings), len(readings.ends)
    told = [
        f"{len(readings.steady)} of {ends} destinations the same under all {count} readings "
        "for callers who do one thing in a menu: choose, or press only wrong keys, or stay silent"
    ]
    if len(readings.listening) != len(readings.steady):
        told.append(f"{len(readings.listening)} of {ends} for callers who err first, but wait for the menu to listen")
    if len(readings.always) != len(readings.listening):
        told.append(f"{len(readings.always)} of {ends} for callers who also press keys into a recording")
    return "; ".join(told) + "."


def _verdict_words(readings: Readings) -> str:
    count, classes = len(readings.readings), len(readings.classes)
    if classes == 1:
        return f"Robust: no caller can tell the {count} readings apart."
    alike = f"Callers can tell all {count} readings apart."
    if classes < count:
        alike = f"The {count} readings come down to {classes} that callers can tell apart."
    if readings.robust:
        return f"Robust: every caller ends at the same destination under all of them. {alike}"
    return f"Not robust: some callers end up elsewhere under another reading. {alike}"


def _dependency_sentence(found: Readings, dependency: Dependency) -> str:
    subject = dependency_caller(found, dependency)
    total = len(found.readings)
    again = _replayed_recording(found, dependency)
    if again is not None:
        recording, outcome = again
        readings = f"{len(outcome.readings)} of {total}{_readings_words(found, outcome)}"
        return f"{subject} hears {recording} again under {readings}"
    told: list[str] = []
    for outcome in dependency.outcomes[:OUTCOMES_MOST]:
        of = "" if told else f" of {total}"
        readings = f"{len(outcome.readings)}{of}{_readings_words(found, outcome)}"
        told.append(f"{_outcome_words(found, dependency, outcome)} under {readings}")
    left = len(dependency.outcomes) - OUTCOMES_MOST
    if left > 0:
        told.append(f"and {left} more (--format json lists them)")
    return f"{subject} {'; '.join(told)}"


def _replayed_recording(readings: Readings, dependency: Dependency) -> tuple[str, ReadingOutcome] | None:
    """The recording that is heard again, and under which readings, where that is all the difference."""
    if dependency.kind != "recording" or len(dependency.outcomes) != 2:
        return None
    shorter, longer = sorted(dependency.outcomes, key=lambda outcome: len(outcome.played.recording_ids))
    heard = shorter.played.recording_ids
    more = longer.played.recording_ids[len(heard) :]
    if len(more) == 1 and longer.played.recording_ids[: len(heard)] == heard and more[0] in heard:
        return recording_words(readings.flow, more[0]), longer
    return None


def _outcome_words(readings: Readings, dependency: Dependency, outcome: ReadingOutcome) -> str:
    """Return what a caller gets, in the words of what differs."""
    ending = outcome.played.ending
    match dependency.kind:
        case "destination":
            return describe_ending(readings.flow, ending)
        case "recording":
            return f"hears {_recording_words(readings, outcome)}"
        case _:
            time = outcome.played.milliseconds
            if ending == ABANDONED:
                return f"can press again after {duration_words(time - to_milliseconds(DEFAULT_AFTER))}"
            return f"{describe_ending(readings.flow, ending)} after {duration_words(time)}"


def _recording_words(readings: Readings, outcome: ReadingOutcome) -> str:
    names = [recording_words(readings.flow, id) for id in outcome.played.recording_ids]
    if len(names) > 6:
        return f"{', '.join(names[:5])} and so on, {len(names)} in all"
    return join_words(names) if names else "nothing"


def _readings_words(readings: Readings, outcome: ReadingOutcome) -> str:
    """The settings that all readings of an outcome share, where they tell them from the others."""
    shared = _shared_settings(readings, outcome.readings)
    rest = [index for index in range(len(readings.readings)) if index not in outcome.readings]
    if _count_readings(readings, shared) == len(outcome.readings):
        return f" ({_setting_words(shared)})" if shared else ""
    unless = _shared_settings(readings, rest)
    if unless and _count_readings(readings, unless) == len(rest):
        return f" (unless {_setting_words(unless)})"
    return ""


def _shared_settings(readings: Readings, numbers: Sequence[int]) -> dict[str, object]:
    values = {name: {getattr(readings.readings[index], name) for index in numbers} for name in readings.settings}
    return {name: next(iter(seen)) for name, seen in values.items() if len(seen) == 1}


def _count_readings(readings: Readings, shared: dict[str, object]) -> int:
    return sum(all(getattr(made, name) == value for name, value in shared.items()) for made in readings.readings)


def _setting_words(shared: dict[str, object]) -> str:
    return ", ".join(f"{name} {_value_words(value)}" for name, value in shared.items())


def _value_words(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _duration_words(readings: Readings) -> str:
    semantics = readings.flow.semantics
    left = [name for name in LISTED if is_open(readings.flow.dialect, name)]
    told = [f"{name} ({duration_words(round(getattr(semantics, name) * 1000))} here)" for name in left]
    ways = "" if set(WAYS) <= set(readings.settings) else " --collect varies the way of collecting keys."
    return f"Not documented either, and not varied: {join_words(told)}.{ways}"


def _documentation_lines(readings: Readings) -> Iterator[str]:
    """What the pages of the flow's dialect say of settings: those that they settle, and those that they lean on."""
    dialect, semantics = readings.flow.dialect, readings.flow.semantics
    for name in SETTINGS:
        if (value := settled_value(dialect, name)) is not None:
            own = _value_words(getattr(semantics, name))
            other = "" if own == value else f"; this flow has {own} all the same"
            yield f"Not varied: {name}. {status_words(dialect, name)}{other}."
        elif leaning(dialect, name) is not None:
            yield f"{name} in {status_words(dialect, name)}."


def _wrap_bullet(text: str, sign: str = "") -> list[str]:
    return wrap(text, WIDTH, initial_indent=sign, subsequent_indent=" " * len(sign), break_on_hyphens=False)


# -- JSON -----------------------------------------------------------------------------------------


def _as_json(readings: Readings) -> dict[str, Any]:
    return {
        "robust": readings.robust,
        "readings": [_settings_json(readings, semantics) for semantics in readings.readings],
        "classes": [list(group) for group in readings.classes],
        "destinations": [
            {
                "destination": end,
                "name": ending_name(readings.flow, end),
                "same": end in readings.always,
                "same_for_callers_who_wait_for_the_menu": end in readings.listening,
                "same_for_callers_of_one_mind": end in readings.steady,
            }
            for end in readings.ends
        ],
        "dependencies": [_dependency_json(readings, item) for item in readings.dependencies],
        "not_varied": {
            name: getattr(readings.flow.semantics, name) for name in LISTED if is_open(readings.flow.dialect, name)
        },
        "dialect": readings.flow.dialect,
        "documented": {
            name: value for name in SETTINGS if (value := settled_value(readings.flow.dialect, name)) is not None
        },
    }


def _settings_json(readings: Readings, semantics: Semantics) -> dict[str, object]:
    return {name: getattr(semantics, name) for name in readings.settings}


def _dependency_json(readings: Readings, item: Dependency) -> dict[str, Any]:
    return {
        "setting": item.setting,
        "kind": item.kind,
        "caller": item.script.as_json(),
        "words": _dependency_sentence(readings, item),
        **world_values(readings, item),
        "outcomes": [
            {
                "readings": list(outcome.readings),
                "ending": outcome.played.ending,
                "heard": list(outcome.played.recording_ids),
                "seconds": outcome.played.milliseconds / 1000,
            }
            for outcome in item.outcomes
        ],
    }
