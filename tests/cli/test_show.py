"""``ivrsim show``: the flags reach the reading; what it says is tested with the reading."""

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
