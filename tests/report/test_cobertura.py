from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as Xml

from hypothesis import given

from simulator.callers.rehearsal import Rehearsal
from simulator.config.flow import Flow
from simulator.config.receptionist import Entry
from simulator.graph.coverage.coverage_items import DROPPED, CoverageItem
from simulator.graph.coverage.tally import Coverage
from simulator.loader.flow_kinds import load
from simulator.report.cobertura import DOCTYPE, SourceLine, cobertura_xml, field_path_of, source_lines
from simulator.testing.strategies import flows

ROOT = Path(__file__).parents[2]

ATTRIBUTES = {
    "coverage": {
        *("line-rate", "branch-rate", "lines-covered", "lines-valid", "branches-covered", "branches-valid"),
        *("complexity", "version", "timestamp"),
    },
    "package": {"name", "line-rate", "branch-rate", "complexity"},
    "class": {"name", "filename", "line-rate", "branch-rate", "complexity"},
}
INSIDE = {
    "coverage": ["sources", "packages"],
    "sources": ["source"],
    "class": ["methods", "lines"],
    "package": ["classes"],
}
"""What Cobertura's coverage-04.dtd asks of each element."""


def xml(*coverages: Coverage) -> str:
    return cobertura_xml(coverages, source_lines, version="0.1.0", timestamp=1_700_000_000_000)


def clinic_after(*callers: str) -> Coverage:
    coverage = Coverage(load(ROOT / "flows/clinic"))
    for caller in callers:
        coverage.add_call(Rehearsal(coverage.flow).trace_call(caller)[1])
    return coverage


def shaped(root: Xml.Element) -> None:
    """Assert what the document type asks, and that the rates are those of the lines."""
    for element in root.iter():
        if element.tag in ATTRIBUTES:
            assert set(element.attrib) == ATTRIBUTES[element.tag]
        if element.tag in INSIDE:
            assert [child.tag for child in element] == INSIDE[element.tag]
    lines = list(root.iter("line"))
    assert root.get("lines-valid") == str(len(lines))
    assert root.get("lines-covered") == str(sum(line.get("hits") != "0" for line in lines))
    for line in lines:
        assert ("condition-coverage" in line.attrib) == (line.get("branch") == "true")


def test_the_lines_are_those_that_configure_what_callers_do() -> None:
    text = xml(clinic_after("9 1", "0"))
    assert text.startswith(f'<?xml version="1.0" encoding="UTF-8"?>\n{DOCTYPE}\n<coverage line-rate="0.1923" ')
    root = Xml.fromstring(text)
    shaped(root)
    assert root.get("timestamp") == "1700000000000"
    main = next(root.iter("class"))
    assert (main.get("name"), Path(str(main.get("filename"))).as_posix()[-21:]) == (
        "main",
        "flows/clinic/main.yaml"[-21:],
    )
    yaml = (ROOT / "flows/clinic/main.yaml").read_text(encoding="utf-8").splitlines()
    told = {
        yaml[int(line.attrib["number"]) - 1].strip().split(",")[0].split("#")[0].strip(): (
            int(line.attrib["hits"]),
            line.get("condition-coverage", ""),
        )
        for line in main.iter("line")
    }
    assert told == {
        'recording: "@greeting"': (3, "50% (1/2)"),
        '- {option: "1"': (2, "20% (2/10)"),
        '- {option: "2"': (0, "0% (0/10)"),
        '- {option: "3"': (0, "0% (0/10)"),
        '- {option: "0"': (2, "20% (2/10)"),
        "incorrect_count: 2": (1, "11% (1/9)"),
        'invalid_recording: "@sorry"': (1, "50% (1/2)"),
        'recording_invalid: "@goodbye"': (0, ""),
        'invalid_destination_id: "@Reception"': (0, ""),
        "timeout_retries: 2": (0, "0% (0/9)"),
        'timeout_retry_recording: "@are-you-there"': (0, "0% (0/2)"),
        'timeout_recording: "@goodbye"': (0, ""),
        'timeout_destination_id: "@Reception"': (0, ""),
    }


def test_several_flows_are_packages_of_one_report() -> None:
    root = Xml.fromstring(xml(clinic_after("1"), Coverage(load("example:single"))))
    shaped(root)
    assert [package.get("name") for package in root.iter("package")] == [str(ROOT / "flows/clinic"), "example:single"]


def test_a_provider_answer_has_lines_too() -> None:
    root = Xml.fromstring(xml(Coverage(load(ROOT / "flows/acefone-sample.json"))))
    shaped(root)
    assert root.get("lines-valid") == "10"


def test_without_anything_to_cover_all_is_covered() -> None:
    root = Xml.fromstring(xml())
    assert (root.get("line-rate"), root.get("branch-rate")) == ("1.0000", "1.0000")


def test_a_destination_that_a_choice_reaches_is_where_the_first_such_entry_stands(clinic: Flow) -> None:
    assert field_path_of(clinic, CoverageItem("main", "destination", what="billing", cause="choice")) == ("entries", 1)
    assert field_path_of(clinic, CoverageItem("main", "destination", what="hangup||1", cause="choice")) == ("entries",)
    dropping = Entry(option="7", destination_type="extension", destination_id=" ")
    main = clinic.receptionists["main"]
    made = replace(
        clinic, receptionists={"main": main.model_copy(update={"entries": (*(main.entries or ()), dropping)})}
    )
    blank = CoverageItem("main", "destination", what=DROPPED, cause="choice")
    assert field_path_of(made, blank) == ("entries", len(main.entries or ()))


@given(flows())
def test_any_flow_has_a_report_of_the_right_shape(some: Flow) -> None:
    coverage = Coverage(some)
    coverage.add_call(Rehearsal(some).trace_call("")[1])
    names = {
        key: SourceLine(f"{key}.yaml", lambda place: (f"{place[0]}.yaml", len(str(place))))
        for key in some.receptionists
    }
    shaped(Xml.fromstring(cobertura_xml([coverage], lambda _: names, version="0", timestamp=0)))
