"""A flow read back in plain sentences, in sections, for the people who run the menus.

``report.section_layout`` lays the sections out. Everything that a flow's author wrote is on one line, with its
control characters replaced.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from simulator.config.documentation import is_open, settling
from simulator.config.flow import Flow
from simulator.config.receptionist import parse_address
from simulator.config.semantics import DEFAULT_PROFILE, NOTES, PROFILES, QUIRKS, Semantics
from simulator.fast_classes import NamedTuple, dataclass
from simulator.graph.default_paths import DefaultPaths, SilentExit, silent_exits
from simulator.graph.display_names import DisplayNames
from simulator.graph.passages import Arrival, arrivals_by_receptionist, reachable_receptionists
from simulator.graph.plain_words import count_noun, duration_words, join_words, quote, visible
from simulator.graph.readback import sentences


class TableRow(NamedTuple):
    """A line of a section's table, such as a key and who answers there."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, the sentences before the table, the table with its two titles, the remarks after it."""

    heading: str
    sentences: tuple[str, ...] = ()
    columns: tuple[str, str] = ("Key", "Leads to")
    rows: tuple[TableRow, ...] = ()
    remarks: tuple[str, ...] = ()


def read_back(flow: Flow) -> list[Section]:
    """Return what callers of a flow go through.

    First the whole, then every receptionist that a call can reach in the order of the menus, what
    the recordings say, what the provider leaves open, and the receptionists that no call reaches.
    """
    names = DisplayNames(flow)
    reached = reachable_receptionists(flow)
    reached_keys = set(reached)
    unreached = [key for key in flow.receptionists if key not in reached_keys]
    paths = DefaultPaths(flow)
    ways_out, into = _silent_exits(paths), arrivals_by_receptionist(flow)
    return [
        _overview_section(names, reached, unreached, ways_out),
        *world_sections(flow),
        *(_receptionist_section(names, paths, key, into[key], ways_out[key]) for key in reached),
        *_recordings_section(names),
        _open_questions(flow),
        *_unreached_section(names, unreached),
    ]


def overview_section(paths: DefaultPaths, reached: Sequence[str]) -> Section:
    """Return the first section alone: where calls begin, what they can reach, how a silent caller gets out.

    ``reached`` are the keys of ``reachable_receptionists``.
    """
    flow = paths.flow
    reached_keys = set(reached)
    unreached = [key for key in flow.receptionists if key not in reached_keys]
    section = _overview_section(DisplayNames(flow), reached, unreached, _silent_exits(paths))
    notes = tuple(f"{visible(note.file)}: {visible(note.message)}" for note in flow.notes)
    return replace(section, sentences=(*section.sentences, *notes))


def _silent_exits(paths: DefaultPaths) -> dict[str, SilentExit]:
    return silent_exits(paths.flow, {key: paths.silent_path(key) for key in paths.flow.receptionists})


def world_sections(flow: Flow) -> list[Section]:
    """Return the section about schedules and telephones; no section where the flow has neither."""
    names = DisplayNames(flow)
    if not flow.schedules and not flow.routes:  # as in most flows: then what knows of schedules is not loaded
        return []
    from simulator.graph.readback import world_sentences

    lines = (*world_sentences.schedule_sentences(names), *world_sentences.route_sentences(names))
    return [Section("What lies behind the menus", lines)] if lines else []


def unreached_section(flow: Flow, reached: Sequence[str], most: int) -> list[Section]:
    """Return the section of the receptionists that no call reaches, of which ``most`` are named; none: no section."""
    reached_keys = set(reached)
    unreached = [key for key in flow.receptionists if key not in reached_keys]
    unnamed = len(unreached) - most
    sections = list(_unreached_section(DisplayNames(flow), unreached[:most]))
    return [
        replace(section, sentences=(*section.sentences, f"And {unnamed:,} more.")) if unnamed > 0 else section
        for section in sections
    ]


def _overview_section(
    names: DisplayNames, reached: Sequence[str], unreached: Sequence[str], ways_out: dict[str, SilentExit]
) -> Section:
    flow = names.flow
    menus = sum(flow.receptionists[key].is_menu for key in reached)
    parts = [count_noun(menus, "menu")] if menus else []
    if len(reached) > menus:
        parts.append(count_noun(len(reached) - menus, "announcement"))
    statements = [
        _beginning_sentence(names),
        *_number_sentences(names),
        f"Callers can reach {join_words(parts)}.",
    ]
    if "||" not in flow.start:  # else it depends on the schedule, or on who picks up
        statements.append(f"A caller who stays silent {sentences.exit_phrase(names, ways_out[flow.entry])}.")
    if any(length.estimated for length in map(flow.length_of, _recordings_of(flow))):
        statements.append("Some recordings' lengths are estimates; a time that rests on one says “about”.")
    if unreached:
        statements.append(f"No call reaches {count_noun(len(unreached), 'receptionist')}: see the end.")
    return Section("Overview", tuple(statements))


def _beginning_sentence(names: DisplayNames) -> str:
    flow = names.flow
    if "||" in flow.start:
        start = names.destination_name(parse_address(flow.start))
        return f"A call to {visible(flow.number)} begins at {start}."
    return f"A call begins at {names.receptionist_name(flow.entry)}."


def _number_sentences(names: DisplayNames) -> Iterator[str]:
    by_receptionist: dict[str, list[str]] = {}
    for number, key in names.flow.numbers.items():
        by_receptionist.setdefault(key, []).append(visible(number))
    for target, numbers in by_receptionist.items():
        leads = "leads" if len(numbers) == 1 else "lead"
        if "||" in target:
            yield f"{join_words(numbers)} {leads} to {names.destination_name(parse_address(target))}."
        elif target in names.flow.receptionists:
            yield f"{join_words(numbers)} {leads} to {names.receptionist_name(target)}."


def _receptionist_section(
    names: DisplayNames, paths: DefaultPaths, key: str, into: Iterable[Arrival], out: SilentExit
) -> Section:
    item, silent = names.flow.receptionists[key], paths.silent_path(key)
    name = names.receptionist_name(key)
    before = [*sentences.arrival_sentences(names, key, into), *sentences.greeting_sentences(names, key, silent)]
    after = [*sentences.silence_sentences(names, key, silent, out), *sentences.estimate_sentences(names, key)]
    rows: Iterable[TableRow] = ()
    if item.is_menu:
        after = [
            *sentences.own_settings_sentences(item),
            *sentences.collecting_sentences(names, key, silent),
            *sentences.mistake_sentences(names, key, silent, paths.wrong_key_path(key)),
            *after,
        ]
        waits = paths.option_pauses(key)
        rows = (
            TableRow(option, sentences.choice_sentence(names, key, entry, waits[option]))
            for option, entry in item.own_options.items()
        )
    if item.description.strip() not in ("", item.name):
        before.insert(0, f"Described as {quote(item.description)}.")
    return Section(name[0].upper() + name[1:], tuple(before), rows=tuple(rows), remarks=tuple(after))


def _recordings_of(flow: Flow) -> list[str]:
    named = (id for item in flow.receptionists.values() for id in item.recordings)
    return list(dict.fromkeys(named))


def _recordings_section(names: DisplayNames) -> Iterator[Section]:
    rows = tuple(
        TableRow(names.recording_in_full(id), names.script_of(id) or "Its words are not known.")
        for id in _recordings_of(names.flow)
    )
    if rows:
        yield Section("What the recordings say", columns=("Recording", "Words"), rows=rows)


def _open_questions(flow: Flow) -> Section:
    semantics = flow.semantics
    if semantics.switch is not None:
        machine = f"The menus run on FreeSWITCH (profile {quote(semantics.switch)}), whose rules were measured."
        noted = tuple(f"{visible(note.file)}: {visible(note.message)}" for note in flow.notes)
        return Section("What the provider leaves open", (machine, "Nothing of them is open."), remarks=noted)
    quiet = {name for name in QUIRKS if getattr(semantics, name) == getattr(PROFILES[DEFAULT_PROFILE], name)}
    open_notes = {name: note for name, note in NOTES.items() if is_open(flow.dialect, name) and name not in quiet}
    meanings = {name: _PLAINER.get(name, note.meaning) for name, note in open_notes.items()}
    rows = tuple(
        TableRow(meaning[0].upper() + meaning[1:], _assumption_words(semantics, name))
        for name, meaning in meanings.items()
    )
    changed = ", with changes of its own" if semantics.changes else ""
    statements = (
        "The provider's documents do not settle the points below, so the real menus may do otherwise.",
        f"This reading assumes the profile {quote(semantics.profile)}{changed}.",
    )
    noted = (
        *(line for name in NOTES for line in _settled_words(flow, name)),
        *(f"{visible(note.file)}: {visible(note.message)}" for note in flow.notes),
    )
    return Section("What the provider leaves open", statements, ("Open question", "Assumed here"), rows, noted)


def _settled_words(flow: Flow, name: str) -> Iterator[str]:
    """Yield what the dialect's pages document of a setting, and whether this flow keeps to it."""
    if (statement := settling(flow.dialect, name)) is not None:
        own = getattr(flow.semantics, name)
        contrary = "" if own == statement.value else f"; this flow has {name}: {visible(str(own))} all the same"
        yield f"Documented: {visible(statement.sentence)} ({statement.page}, read {statement.read}){contrary}."


_PLAINER = {"interdigit_seconds": "the wait for a further key, where a longer choice begins with those pressed"}
"""Meanings without the names of other settings."""


def _assumption_words(semantics: Semantics, name: str) -> str:
    value = getattr(semantics, name)
    timed = isinstance(value, float)
    text = duration_words(round(value * 1000)) if timed else NOTES[name].values[str(value).lower()]
    return f"{text} ({_from_where(semantics, name)})"


def _from_where(semantics: Semantics, name: str) -> str:
    if name in semantics.changes:
        return "set by this flow"
    if getattr(semantics, name) == getattr(PROFILES[DEFAULT_PROFILE], name):
        return f"source: {NOTES[name].source}"
    return f"as the profile {quote(semantics.profile)} has it"


def _unreached_section(names: DisplayNames, keys: Sequence[str]) -> Iterator[Section]:
    if keys:
        explanation = "Neither the beginning of a call, nor a number, nor a menu that callers reach leads to these."
        rows = (f"{names.receptionist_name(key)}, {visible(key)} in the flow" for key in keys)
        lines = (f"{line[0].upper()}{line[1:]}" for line in rows)
        yield Section("Receptionists that no call reaches", (explanation, *lines))
