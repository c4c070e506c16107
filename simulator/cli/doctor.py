"""``ivrsim doctor``: what is installed, where files are, and what a flow inherits from where; to be pasted anywhere."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

from simulator.cli.arguments import Parser, add_allow, add_format
from simulator.cli.inheritance import FlowDiagnosis, InheritedFact, diagnose_flow
from simulator.cli.installed_extras import ExtraState, extra_states
from simulator.cli.machine_facts import MachineFact, file_facts, program_facts, variable_facts, version_facts
from simulator.cli.screen import say
from simulator.errors import UsageError
from simulator.loader.flow_location import EXAMPLE, FLOW_FILES, locate_flow, named_flows, path_as_flow
from simulator.words.markup import dump_json
from simulator.words.table import align_columns

BROKEN = 1
"""The exit code where something is broken."""

FLOWS_SHOWN_MOST = 20
"""Flows of a folder that text shows in full; the others only where something is wrong with them."""


def run(arguments: list[str]) -> int:
    """Look at everything, print it, and return 1 where something is broken."""
    options = _build_parser().read_arguments(arguments)
    flows = [_shortened(diagnose_flow(source)) for source in _sources(options.flow)]
    sections = {
        "versions": [_shortened(fact) for fact in version_facts()],
        "programs": [_shortened(fact) for fact in program_facts()],
        "files": [_shortened(fact) for fact in file_facts()],
        "variables": [_shortened(fact) for fact in variable_facts()],
    }
    extras = extra_states()
    broken = [*_broken_extras(extras), *(fact.fault for facts in sections.values() for fact in facts if fact.fault)]
    broken += [fault for flow in flows for fault in flow.faults]
    if options.format == "json":
        say(dump_json(_as_json(sections, extras, flows, broken), indent=2))
    else:
        say(*_as_text(sections, extras, flows, broken))
    return BROKEN if broken else 0


def _build_parser() -> Parser:
    parser = Parser(
        "doctor",
        "show what is installed, where files are, and what a flow inherits from where; no secrets, for bug reports",
        "ivrsim doctor flows/clinic",
    )
    parser.add_argument(
        "flow", nargs="?", metavar="FLOW|FOLDER", help="a flow, or a folder of flows (default: the nearest flow.yaml)"
    )
    add_allow(parser)
    add_format(parser, "text", "json")
    return parser


def _sources(start: str | None) -> list[str]:
    """Return the flows that are meant; none where none is named and there is none here."""
    if start is None:
        try:
            return [path_as_flow(locate_flow(None).name)]
        except UsageError:
            return []
    path = Path(start)
    if start.startswith(EXAMPLE) or not path.is_dir() or any((path / name).is_file() for name in FLOW_FILES):
        return [start]
    flows = [*named_flows(start)]
    if not flows:
        raise UsageError(f"no flow: there is no flow.yaml in {start} or below")
    return flows


def _broken_extras(extras: Iterable[ExtraState]) -> Iterator[str]:
    for extra in extras:
        where = f"ivrsim[{extra.name}]" if extra.name else "ivrsim"
        for library in extra.libraries:
            if library.is_too_old:
                needed = f"{where} needs {library.least} or newer: pip install -U '{where}'"
                yield f"{library.name} {library.version} is too old; {needed}"
        if not extra.name and extra.missing:
            yield f"{', '.join(extra.missing)} is not installed; ivrsim needs it: pip install -U ivrsim"


def _as_text(
    sections: dict[str, list[MachineFact]],
    extras: Sequence[ExtraState],
    flows: Sequence[FlowDiagnosis],
    broken: list[str],
) -> Iterator[str]:
    for heading, facts in sections.items():
        if facts:
            yield f"{heading.capitalize()}:"
            yield from align_columns(
                [(f"{_sign(bool(fact.fault))} {fact.what}", fact.value, fact.note) for fact in facts]
            )
            yield ""
        if heading == "versions":
            yield "Extras:"
            yield from align_columns([_extra_row(extra) for extra in extras])
            yield ""
    yield from _flow_lines(flows)
    yield "Nothing is broken." if not broken else "Broken:"
    yield from (f"  ✗ {line}" for line in broken)


def _flow_lines(flows: Sequence[FlowDiagnosis]) -> Iterator[str]:
    shown = [flow for number, flow in enumerate(flows) if number < FLOWS_SHOWN_MOST or flow.faults]
    for flow in shown:
        yield f"{flow.flow}:"
        yield from align_columns([(f"{_sign(False)} {fact.what}", fact.value, fact.origin) for fact in flow.facts])
        yield from (f"  ✗ {fault}" for fault in flow.faults)
        yield ""
    if len(shown) < len(flows):
        yield from (f"... and {len(flows) - len(shown):,} more flows, all of which load (--format json has them)", "")


def _sign(is_broken: bool) -> str:
    return "✗" if is_broken else "·"


def _extra_row(extra: ExtraState) -> tuple[str, str, str]:
    is_old = any(library.is_too_old for library in extra.libraries)
    sign = "✗" if is_old or (not extra.name and extra.missing) else "·" if extra.missing else "✓"
    there = ", ".join(f"{library.name} {library.version}" for library in extra.libraries if library.version)
    if extra.missing:
        package = f"'ivrsim[{extra.name}]'" if extra.name else "-U ivrsim"
        lack = f"without {', '.join(extra.missing)}: pip install {package}"
        there = f"{there}; {lack}" if there else lack
    return f"{sign} {extra.name or 'core'}", extra.purpose, there


def _as_json(
    sections: dict[str, list[MachineFact]],
    extras: Sequence[ExtraState],
    flows: Sequence[FlowDiagnosis],
    broken: list[str],
) -> dict[str, Any]:
    return {
        **{heading: [fact._asdict() for fact in facts] for heading, facts in sections.items()},
        "extras": [
            {
                "name": extra.name or None,
                "purpose": extra.purpose,
                "missing": extra.missing,
                "libraries": [library._asdict() for library in extra.libraries],
            }
            for extra in extras
        ],
        "flows": [
            {
                "flow": flow.flow,
                "file": flow.file,
                "facts": [fact._asdict() for fact in flow.facts],
                "faults": flow.faults,
            }
            for flow in flows
        ],
        "broken": broken,
    }


_Facts = TypeVar("_Facts", MachineFact, FlowDiagnosis)


def _shortened(facts: _Facts) -> _Facts:
    """Return facts with the user's home as ~ in every text: a bug report has no personal path beyond it."""
    values: tuple[Any, ...] = tuple(map(_without_home, facts))
    return type(facts)(*values)


def _without_home(value: Any) -> Any:
    if isinstance(value, InheritedFact):
        return InheritedFact(*map(_without_home, value))
    if isinstance(value, tuple):
        return tuple(map(_without_home, value))
    for home in dict.fromkeys((str(Path.home()), os.path.realpath(Path.home()))):
        if home.strip(os.sep):
            value = "~" if value == home else value.replace(home + os.sep, f"~{os.sep}")
    return value
