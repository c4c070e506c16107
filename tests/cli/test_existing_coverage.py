from pathlib import Path

from simulator.cli.existing_coverage import covered_by
from simulator.config.flow import Flow
from simulator.graph.coverage.tally import Tally
from simulator.loader.flow_kinds import load

BOOKS = "flow: example:clinic\ntests:\n  - {name: books, caller: '1', reaches: Booking desk}\n"


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / f"{name}.calls.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_tests_of_this_flow_count_and_those_of_others_do_not(clinic: Flow, tmp_path: Path) -> None:
    written(tmp_path, "one", BOOKS)
    written(tmp_path, "two", "flow: example:single\ntests:\n  - {name: all, caller: silence, reaches: Workshop}\n")
    written(
        tmp_path,
        "three",
        "flow: example:clinic\nsemantics: freepbx\ntests:\n  - {name: zero, caller: '0', reaches: Reception}\n",
    )
    coverage = covered_by(clinic, [str(tmp_path)])
    assert (coverage.calls, coverage.total) == (1, Tally(3, 136))
    assert covered_by(load("example:clinic", semantics="freepbx"), [str(tmp_path)]).calls == 1


def test_a_file_that_is_about_to_be_written_anew_does_not_count(clinic: Flow, tmp_path: Path) -> None:
    path = written(
        tmp_path, "one", "flow: example:clinic\ntests:\n  - {name: books, caller: '1', reaches: Booking desk}\n"
    )
    assert covered_by(clinic, [str(tmp_path)], without=path).calls == 0


def test_a_test_under_semantics_that_let_callers_dial_counts_there(tmp_path: Path) -> None:
    written(
        tmp_path,
        "four",
        "flow: example:clinic\nsemantics: freepbx-16-default\n"
        "tests:\n  - {name: dials, caller: '050109590001', reaches: Reception}\n",
    )
    assert covered_by(load("example:clinic", semantics="freepbx-16-default"), [str(tmp_path)]).calls == 1
