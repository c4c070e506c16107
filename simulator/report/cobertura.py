"""Coverage as Cobertura XML, which CI servers show next to the lines of a file.

A class is a receptionist in a file that configures it; under a variant, that may be flow.yaml as
well. A line is one that configures something that callers can do or hear: an entry, a count, a
recording, a destination. A line of several items (an entry in all the rounds of its menu) has as
many branches. The shape is that of Cobertura's own ``coverage-04.dtd``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from xml.etree import ElementTree as Xml

from simulator.config.flow import FLOW_FILE, Flow
from simulator.graph.coverage.coverage_items import DROPPED, FIELDS, CoverageItem
from simulator.graph.coverage.tally import Coverage
from simulator.wire.decoding import Path
from simulator.words.markup import escape_runner_xml
from simulator.words.sanitizer import escape_signs

DOCTYPE = '<!DOCTYPE coverage SYSTEM "http://cobertura.sourceforge.net/xml/coverage-04.dtd">'

_COUNTS = {"wrong": "wrong_keys_allowed", "silence": "silences_allowed"}
_DESTINATIONS = {
    "wrong": "wrong_key_destination_id",
    "silence": "silence_destination_id",
    "forward": "forward_destination_id",
}


@dataclass(frozen=True, slots=True)
class SourceLine:
    """The file of a receptionist, and the file and line of a field of the model."""

    file: str
    place: Callable[[Path], tuple[str, int]]


@dataclass(slots=True)
class _Rate:
    """So many lines and branches, and how many of them are covered."""

    lines: int = 0
    hit: int = 0
    branches: int = 0
    taken: int = 0

    def add_rate(self, rate: _Rate) -> None:
        self.lines += rate.lines
        self.hit += rate.hit
        self.branches += rate.branches
        self.taken += rate.taken

    def xml_attributes(self) -> dict[str, str]:
        return {
            "line-rate": _ratio_text(self.hit, self.lines),
            "branch-rate": _ratio_text(self.taken, self.branches),
            # The document type demands it; a menu has no branches of code to count.
            "complexity": "0",
        }


def cobertura_xml(
    coverages: Sequence[Coverage], where: Callable[[Flow], Mapping[str, SourceLine]], *, version: str, timestamp: int
) -> str:
    """The XML of one report on any number of flows; ``timestamp`` in milliseconds since 1970."""
    total = _Rate()
    packages = Xml.Element("packages")
    for coverage in coverages:
        total.add_rate(_package_element(packages, coverage, where(coverage.flow)))
    root = Xml.Element(
        "coverage",
        {
            **total.xml_attributes(),
            "lines-covered": str(total.hit),
            "lines-valid": str(total.lines),
            "branches-covered": str(total.taken),
            "branches-valid": str(total.branches),
            "version": version,
            "timestamp": str(timestamp),
        },
    )
    Xml.SubElement(Xml.SubElement(root, "sources"), "source").text = "."
    root.append(packages)
    Xml.indent(root)
    text = escape_runner_xml(Xml.tostring(root, encoding="unicode"))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{DOCTYPE}\n{text}\n'


def source_lines(flow: Flow) -> Mapping[str, SourceLine]:
    """Return where each receptionist of a flow that came from files is configured, and who asks the world."""
    from simulator.loader.source_lines import source_lines

    lines = source_lines(flow.source, flow.variant)
    places = {key: SourceLine(source.file, source.place) for key, source in lines.items() if key}
    if (catalogue := lines.get(FLOW_FILE)) is not None:
        for destination in map(str, flow.routes):  # the field of an answer stands in flow.yaml's catalogue
            places[destination] = SourceLine(catalogue.file, partial(_catalogue_place, catalogue.place, destination))
    return places


def _catalogue_place(place: Callable[[Path], tuple[str, int]], destination: str, field: Path) -> tuple[str, int]:
    return place(("destinations", destination, *field))


def _package_element(packages: Xml.Element, coverage: Coverage, where: Mapping[str, SourceLine]) -> _Rate:
    package = Xml.SubElement(packages, "package", {"name": escape_signs(coverage.flow.source or "flow")})
    classes = Xml.SubElement(package, "classes")
    rate = _Rate()
    for key, items in coverage.by_receptionist.items():
        for file, lines in _by_line(coverage, where[key], items).items():
            rate.add_rate(_class_element(classes, coverage, key, file, lines))
    package.attrib.update(rate.xml_attributes())
    return rate


def _by_line(
    coverage: Coverage, where: SourceLine, items: list[CoverageItem]
) -> dict[str, dict[int, list[CoverageItem]]]:
    """The items of a receptionist by file and line; its own file without lines if there are no items."""
    items_by_line: dict[str, dict[int, list[CoverageItem]]] = {}
    for item in items:
        file, line = where.place(field_path_of(coverage.flow, item))
        items_by_line.setdefault(file, {}).setdefault(line, []).append(item)
    return items_by_line or {where.file: {}}


def _class_element(
    classes: Xml.Element, coverage: Coverage, key: str, file: str, by_line: Mapping[int, list[CoverageItem]]
) -> _Rate:
    element = Xml.SubElement(classes, "class", {"name": escape_signs(key), "filename": escape_signs(file)})
    Xml.SubElement(element, "methods")
    lines = Xml.SubElement(element, "lines")
    rate = _Rate()
    for number in sorted(by_line):
        rate.add_rate(_line_element(lines, number, [coverage.hits[item] for item in by_line[number]]))
    element.attrib.update(rate.xml_attributes())
    return rate


def _line_element(lines: Xml.Element, number: int, hits: list[int]) -> _Rate:
    taken, of = sum(map(bool, hits)), len(hits)
    attributes = {"number": str(number), "hits": str(sum(hits)), "branch": "false"}
    if of > 1:
        condition = f"{100 * taken // of}% ({taken}/{of})"
        attributes |= {"branch": "true", "condition-coverage": condition}
    Xml.SubElement(lines, "line", attributes)
    return _Rate(1, int(taken > 0), of if of > 1 else 0, taken if of > 1 else 0)


def field_path_of(flow: Flow, item: CoverageItem) -> Path:
    """The field of the model that configures an item."""
    match item.kind:
        case "choice":
            return _entry_path(flow, item.receptionist, item.what)
        case "wrong" | "silence":
            return (_COUNTS[item.kind],)
        case "recording" | "barge_in":
            return (FIELDS[item.what],)
        case "answer":
            return (item.what,)
        case "destination" if item.cause != "choice":
            return (_DESTINATIONS[item.cause],)
        case "destination":
            for entry in flow.receptionists[item.receptionist].entries or ():
                to = entry.destination
                if item.what in (DROPPED if to.is_blank else str(to), flow.receptionist_for(to)):
                    return _entry_path(flow, item.receptionist, entry.option)
            return ("entries",)


def _entry_path(flow: Flow, key: str, option: str) -> Path:
    options = list(flow.receptionists[key].own_options)
    return ("entries", options.index(option)) if option in options else ("entries",)


def _ratio_text(part: int, of: int) -> str:
    # A file without lines lacks nothing: 0 would look like the worst file of all.
    return f"{part / of:.4f}" if of else "1.0000"
