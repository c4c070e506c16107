"""A command line's flow: its entry, its semantics, its notes."""

import argparse

import pytest

from simulator.cli import progress
from simulator.cli.flow_argument import open_flow, open_flow_with_lines
from simulator.config.flow import FLOW_FILE
from simulator.errors import UsageError


def test_a_flow_is_opened_with_the_entry_and_the_semantics_that_are_asked_for() -> None:
    asked = argparse.Namespace(flow="example:clinic", entry="Billing", semantics="freepbx")
    flow = open_flow(asked)
    assert (flow.entry, flow.semantics.profile) == ("billing", "freepbx")


def test_a_command_without_these_flags_opens_it_as_it_is() -> None:
    flow = open_flow(argparse.Namespace(flow="example:clinic"))
    assert (flow.entry, flow.semantics.profile) == ("main", "acefone")


def test_what_leads_nowhere_is_refused() -> None:
    with pytest.raises(UsageError):
        open_flow(argparse.Namespace(flow="example:nowhere"))


def test_notes_go_to_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    flow = open_flow(argparse.Namespace(flow="example:acefone-sample"))
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.splitlines() == [f"note: {note.file}: {note.message}" for note in flow.notes]
    assert flow.notes


def test_the_lines_of_the_files_come_with_the_flow() -> None:
    asked = argparse.Namespace(flow="example:clinic", entry="billing", semantics="freepbx", variant=None)
    flow, lines = open_flow_with_lines(asked)

    assert (flow.entry, flow.semantics.profile) == ("billing", "freepbx")
    assert lines["main"].place(("timeout_seconds",)) == ("flows/clinic/main.yaml", 8)
    assert [*lines] == ["main", "billing", FLOW_FILE]  # flow.yaml does not choose these semantics
    asked.semantics = None
    assert open_flow_with_lines(asked)[1][""].place(("semantics",)) == ("flows/clinic/flow.yaml", 12)


def test_the_files_of_a_flow_that_takes_long_are_counted(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(progress, "PATIENCE", -1.0)
    monkeypatch.setattr(progress, "_PAUSE_IN_A_LOG", -1.0)
    open_flow(argparse.Namespace(flow="example:clinic"))
    assert capsys.readouterr() == (
        "",
        "0 of 1 files read\n1 of 3 files read\n2 of 3 files read\n",
    )
