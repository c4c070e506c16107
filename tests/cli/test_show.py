"""``ivrsim show``: the flags reach the reading; what it says is tested with the reading."""

from pathlib import Path

from simulator import load
from simulator.graph.readback.flow_readback import read_back
from simulator.report.flow_summary import summarize_flow
from simulator.report.section_layout import sections_markdown, sections_text
from tests.cli.conftest import Command, CtrlC


def test_a_menu_is_read_back_as_text(ivrsim: Command) -> None:
    done = ivrsim("show", "example:clinic")
    assert (done.stderr, done.returncode) == ("", 0)
    assert done.stdout == sections_text(read_back(load("example:clinic"))) + "\n"
    assert "1 → Booking desk" in done.stdout


def test_a_menu_is_read_back_as_markdown(ivrsim: Command) -> None:
    done = ivrsim("show", "example:clinic", "--format", "markdown")
    assert (done.stderr, done.returncode) == ("", 0)
    assert done.stdout == sections_markdown(read_back(load("example:clinic"))) + "\n"
    assert done.stdout.startswith("#")


def test_it_is_read_from_another_entry_and_under_other_semantics(ivrsim: Command) -> None:
    done = ivrsim("show", "example:clinic", "--entry", "billing", "--semantics", "acefone-uk-literal")
    assert (
        done.stdout
        == sections_text(read_back(load("example:clinic", entry="billing", semantics="acefone-uk-literal"))) + "\n"
    )
    assert done.stdout != ivrsim("show", "example:clinic").stdout


def test_there_is_no_other_format(ivrsim: Command) -> None:
    done = ivrsim("show", "example:clinic", "--format", "json")
    assert (done.stdout, done.returncode) == ("", 2)
    assert done.stderr == (
        "ivrsim show: --format: 'json' is not accepted; use text or markdown (see ivrsim show --help)\n"
    )


def test_a_flow_of_many_menus_is_shown_in_short(ivrsim: Command) -> None:
    council = load("example:council")
    assert ivrsim("show", "example:council").stdout == summarize_flow(council) + "\n"
    assert ivrsim("show", "example:council", "--full").stdout == sections_text(read_back(council)) + "\n"
    assert (
        ivrsim("show", "example:council", "--format", "markdown").stdout == sections_markdown(read_back(council)) + "\n"
    )


def test_ctrl_c_while_a_large_flow_is_read_leaves_nothing(ivrsim: Command, ctrl_c_at: CtrlC) -> None:
    ctrl_c_at("3 of 12 receptionists")
    done = ivrsim("show", "example:council")
    assert (done.returncode, done.stdout, done.stderr) == (
        130,
        "",
        "Partial result: interrupted after 3 of 12 receptionists.\n",
    )


def test_the_flow_at_a_moment(ivrsim: Command, tmp_path: Path) -> None:
    (tmp_path / "flow.yaml").write_text(
        """\
timezone: Europe/London
schedules: {office: {open: ["Mon-Fri 09:00-17:00"]}}
numbers: {"+441632960001": time_condition||77}
receptionists: {main: {name: Main menu, destination_type: single, forward_destination_type: time_condition,
  forward_destination_id: "77"}}
destinations:
  time_condition||77: {name: Office hours, schedule: office, open: "department||7", closed: "voicemail||9"}
""",
        encoding="utf-8",
    )
    shown = ivrsim("show", tmp_path).stdout
    assert "- +441632960001 leads to Office hours (by the hours of office).\n" in shown
    assert "- Office hours asks office: open leads to department 7 (who answers is not known)" in shown
    at_night = ivrsim("show", tmp_path, "--at", "2026-12-24T20:00").stdout
    assert "- +441632960001 leads to voicemail 9 (who answers is not known).\n" in at_night
    assert "What lies behind the menus" not in at_night
