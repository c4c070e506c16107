"""The evidence for the simulator: for each setting and profile, what is documented, measured, read or open.

Nothing is stated here: the sentences are those of ``config.documentation``, the figures those of
``config.measurements``, and a project's profiles bring the evidence that ``ivrsim identify`` wrote with them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import Any

from simulator.config.documentation import (
    DIALECTS,
    FACTS,
    STATEMENTS,
    Dialect,
    is_open,
    leaning,
    settling,
    status_words,
)
from simulator.config.measurements import (
    MEASUREMENTS,
    NOT_MODELLED,
    READ_RULES,
    Measurement,
    measured_values,
    measurements_of,
)
from simulator.config.semantics import NOTES, PROFILES, SETTINGS, Semantics
from simulator.loader.project_profiles import NO_PROJECT, ProjectProfiles
from simulator.words.markup import escape_markdown
from simulator.words.phrases import join_words
from simulator.words.sanitizer import escape_signs
from simulator.words.table import align_columns

WIDTH = 96


def evidence_lines(dialects: Sequence[Dialect] = DIALECTS, project: ProjectProfiles = NO_PROJECT) -> list[str]:
    """Lay out the evidence as text."""
    lines = ["Settings: what each value rests on"]
    for setting in SETTINGS:
        lines += ["", f"  {setting}: {NOTES[setting].meaning}"]
        lines += [line for text in _setting_texts(setting, dialects) for line in _indent(text, 4)]
    lines += ["", "Profiles"]
    for name, profile in PROFILES.items():
        lines += ["", f"  {name}"]
        lines += [line for text in _profile_texts(profile, dialects) for line in _indent(text, 4)]
    for name in project.profiles:
        lines += ["", f"  {escape_signs(name)} ({escape_signs(project.path)})"]
        lines += [line for text in _identified_texts(name, project) for line in _indent(text, 4)]
    lines += ["", "Measurements: the same calls on a real engine and here", ""]
    lines += align_columns(_measurement_rows())
    lines += ["", "Documented by the provider beyond the settings"]
    for dialect in dialects:
        texts = (f"· {fact.text} ({fact.page}, read {fact.read})" for fact in FACTS[dialect])
        lines += ["", f"  {dialect}", *(line for text in texts for line in _indent(text, 4))]
    lines += ["", "Read in sources, not measured; no profile rests on these", ""]
    lines += [line for rule in READ_RULES for line in _indent(f"{rule.engine} ({rule.source}): {rule.note}", 2)]
    lines += ["", "Not modelled: a real call may differ in", ""]
    lines += [line for text in NOT_MODELLED for line in _indent(f"· {text}", 2)]
    return lines


def evidence_json(dialects: Sequence[Dialect] = DIALECTS, project: ProjectProfiles = NO_PROJECT) -> dict[str, Any]:
    """Return the same as JSON values."""
    return {
        "settings": {
            setting: {
                "dialects": {dialect: _documented_json(dialect, setting) for dialect in dialects},
                "measured": [
                    {"value": value, "measurements": [MEASUREMENTS.index(measurement) for measurement in measurements]}
                    for value, measurements in measured_values(setting).items()
                ],
            }
            for setting in SETTINGS
        },
        "profiles": {
            name: {
                "status": profile_status(profile),
                "measurements": [MEASUREMENTS.index(measurement) for measurement in measurements_of(profile)],
                "open": {dialect: _open_settings(dialect) if profile.switch is None else [] for dialect in dialects},
            }
            for name, profile in PROFILES.items()
        },
        "identified": {name: dict(project.evidence.get(name, {})) for name in project.profiles},
        "measurements": [_measurement_json(measurement) for measurement in MEASUREMENTS],
        "read": [rule._asdict() for rule in READ_RULES],
        "not_modelled": list(NOT_MODELLED),
    }


def evidence_tables() -> list[list[str]]:
    """Return the settings, the profiles and the measurements as Markdown tables, as the guide has them."""
    settings = [("setting", *DIALECTS, "measured")]
    settings += [
        (f"`{setting}`", *(_status_cell(dialect, setting) for dialect in DIALECTS), _measured_cell(setting))
        for setting in SETTINGS
    ]
    profiles = [("profile", "status", "calls that agree")]
    for name, profile in PROFILES.items():
        measured = measurements_of(profile)
        agree = _agreement(measured) if measured else "-"
        profiles.append((f"`{name}`", f"{profile_status(profile)} {_numbers(measured)}".strip(), agree))
    measurements = [tuple(map(escape_markdown, row)) for row in _measurement_rows()]
    return [_markdown_table(rows) for rows in (settings, profiles, measurements)]


def _agreement(measurements: Sequence[Measurement]) -> str:
    calls = sum(measurement.calls for measurement in measurements)
    return f"{sum(measurement.agreeing for measurement in measurements):,} of {calls:,}"


def _markdown_table(rows: Sequence[Sequence[str]]) -> list[str]:
    heading, *others = (f"| {' | '.join(row)} |" for row in rows)
    return [heading, f"|{'---|' * len(rows[0])}", *others]


def _status_cell(dialect: Dialect, setting: str) -> str:
    if (settled := settling(dialect, setting)) is not None:
        return f"documented: {settled.value} ({settled.page}, {settled.read})"
    leans = leaning(dialect, setting)
    return f"open; leans to {leans.value} ({leans.page}, {leans.read})" if leans else "open"


def _measured_cell(setting: str) -> str:
    cells = [
        f"{_value_text(value)} {_numbers(measurements)}" for value, measurements in measured_values(setting).items()
    ]
    return "; ".join(cells)


def profile_status(profile: Semantics) -> str:
    """``measured`` where an engine of these settings was compared, else ``read``."""
    return "measured" if measurements_of(profile) else "read"


def _setting_texts(setting: str, dialects: Sequence[Dialect]) -> Iterator[str]:
    for dialect in dialects:
        yield status_words(dialect, setting)
        for statement in STATEMENTS[dialect][setting][1:]:
            yield f"{dialect}: also '{statement.sentence}' ({statement.page}, read {statement.read})"
    measured = measured_values(setting)
    for value, measurements in measured.items():
        yield f"{_value_text(value)}: measured in {_numbers(measurements)}"
    # A setting of seconds takes any number; of the others, each value has a note.
    unmeasured = [value for value in NOTES[setting].values if value not in map(_value_text, measured)]
    if unmeasured and not any(isinstance(value, float) for value in measured):
        yield f"{join_words(unmeasured)}: not measured on any engine"


def _profile_texts(profile: Semantics, dialects: Sequence[Dialect]) -> Iterator[str]:
    measurements = measurements_of(profile)
    if profile.switch is not None:
        yield from _switch_texts(profile, measurements)
        return
    if measurements:
        agree = _agreement(measurements)
        yield f"measured in {_numbers(measurements)}: {agree} calls agree, under these settings too"
    else:
        yield "read: its settings are the wording of the pages; no engine with all of them was compared"
    for dialect in dialects:
        documented = [
            setting
            for setting in SETTINGS
            if (statement := settling(dialect, setting)) and statement.value == getattr(profile, setting)
        ]
        against = [
            setting
            for setting in SETTINGS
            if (statement := settling(dialect, setting)) and statement.value != getattr(profile, setting)
        ]
        leans = [
            setting
            for setting in SETTINGS
            if (statement := leaning(dialect, setting)) and statement.value == getattr(profile, setting)
        ]
        parts = [f"documented: {join_words(documented)}"] if documented else []
        parts += [f"documented otherwise: {join_words(against)}"] if against else []
        parts += [f"the wording leans to its {join_words(leans)}"] if leans else []
        parts += [f"open: {join_words(_open_settings(dialect) or ['nothing'], most=len(SETTINGS))}"]
        yield f"the provider, {dialect}: {'; '.join(parts)}"


def _switch_texts(profile: Semantics, measurements: Sequence[Measurement]) -> Iterator[str]:
    """Yield what a profile of FreeSWITCH's machine rests on."""
    if measurements:
        yield f"measured in {_numbers(measurements)}: {_agreement(measurements)} calls agree; no setting is open"
    else:
        machine = measurements_of(PROFILES["freeswitch"])
        yield f"its machine is that of freeswitch, measured in {_numbers(machine)}: {_agreement(machine)} calls agree"
        yield "read: the defaults of its form (fusionpbx c7a00dcb, ivr_menu_edit.php)"
    yield "the provider has no such engine: its documents say nothing of it"


def _identified_texts(name: str, project: ProjectProfiles) -> Iterator[str]:
    profile, evidence = project.profiles[name], project.evidence.get(name, {})
    differences = ", ".join(f"{setting} {_value_text(value)}" for setting, value in profile.changes.items())
    yield f"{profile.profile}{f', with {differences}' if differences else ''}"
    calls = evidence.get("calls")
    if not isinstance(calls, list) or not calls:
        yield "no evidence is stated"
        return
    number = f" to {escape_signs(str(evidence['number']))}" if "number" in evidence else ""
    day = escape_signs(str(evidence.get("date", "an unknown day")))
    how = "simulated, no telephone was used" if "synthetic" in evidence else "identified by telephone"
    yield f"{how}: {len(calls)} {'call' if len(calls) == 1 else 'calls'}{number}, {day}"
    for key, label in (("settled", "settled"), ("open", "not heard on that menu")):
        names = evidence.get(key)
        if isinstance(names, list) and names:
            yield f"{label}: {join_words([escape_signs(str(item)) for item in names], most=12)}"


def _open_settings(dialect: Dialect) -> list[str]:
    return [setting for setting in SETTINGS if is_open(dialect, setting)]


def _documented_json(dialect: Dialect, setting: str) -> dict[str, Any]:
    status = "documented" if settling(dialect, setting) else "leans" if leaning(dialect, setting) else "open"
    return {"status": status, "statements": [statement._asdict() for statement in STATEMENTS[dialect][setting]]}


def _measurement_json(measurement: Measurement) -> dict[str, Any]:
    return {
        **measurement._asdict(),
        "semantics": [semantics.label for semantics in measurement.semantics],
        "time_error": measurement.time_error._asdict() if measurement.time_error else None,
    }


def _measurement_rows() -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = [
        ("", "engine", "version", "calls that agree", "time error: median, 95 %, most", "note")
    ]
    for number, measurement in enumerate(MEASUREMENTS, 1):
        agree = f"{measurement.agreeing:,} of {measurement.calls:,}"
        rows.append(
            (f"[{number}]", measurement.engine, measurement.version, agree, _error_text(measurement), measurement.note)
        )
    return rows


def _error_text(measurement: Measurement) -> str:
    error = measurement.time_error
    if error is None:
        return "not recorded"
    middle = "?" if error.most_of_95 is None else f"{error.most_of_95}"
    return f"{error.median}, {middle}, {error.most} ms"


def _numbers(measurements: Sequence[Measurement]) -> str:
    """Return the numbers of measurements in their table."""
    return " ".join(f"[{MEASUREMENTS.index(measurement) + 1}]" for measurement in measurements)


def _value_text(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:g}" if isinstance(value, float) else str(value)


def _indent(text: str, margin: int) -> list[str]:
    first, later = " " * margin, " " * (margin + 2)
    return wrap(text, WIDTH, initial_indent=first, subsequent_indent=later, break_on_hyphens=False)
