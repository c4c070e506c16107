"""``ivrsim draw``."""

import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from simulator.checks.registry import rule_codes
from simulator.cli.draw import name_of_flow
from simulator.cli.main import run
from simulator.config.flow import Flow
from tests.cli.conftest import Command, CtrlC
from tests.draw.hostile_maps import flow_of, menu


def test_the_clinic_as_it_is_printed_and_as_it_is_written(ivrsim: Command, tmp_path: Path) -> None:
    shown = ivrsim("draw", "example:clinic", "--no-findings")
    assert (shown.returncode, shown.stderr) == (0, "")
    written = ivrsim("draw", "example:clinic", "--no-findings", "-o", str(tmp_path / "clinic.svg"))
    assert (written.returncode, written.stdout) == (0, f"wrote {tmp_path / 'clinic.svg'}\n")
    expected = (Path(__file__).parents[1] / "draw" / "clinic.svg").read_text(encoding="utf-8")
    assert shown.stdout == (tmp_path / "clinic.svg").read_text(encoding="utf-8") == expected


@pytest.mark.parametrize(
    ("flags", "first"),
    [
        (["--format", "mermaid"], '---\ntitle: "Clinic"\n---\nflowchart LR'),
        (["--format", "dot"], "digraph flow {"),
        (["--rounds"], '---\ntitle: "Clinic"\n---\nflowchart LR'),
        (["--rounds", "--format", "dot"], "digraph flow {"),
        (["--title", "A <b>", "--theme", "dark"], '<svg xmlns="http://www.w3.org/2000/svg" class="ivr"'),
    ],
)
def test_formats(flags: list[str], first: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["draw", "example:clinic", "--no-findings", *flags]) == 0
    assert capsys.readouterr().out.startswith(first)


def test_a_picture_in_pixels(tmp_path: Path) -> None:
    pytest.importorskip("resvg_py")
    assert run(["draw", "example:clinic", "--no-findings", "-o", str(tmp_path / "clinic.png")]) == 0
    assert (tmp_path / "clinic.png").read_bytes()[:4] == b"\x89PNG"


@pytest.mark.parametrize(
    ("flags", "message"),
    [
        (
            ["--rounds", "--format", "svg"],
            "--rounds draws Mermaid or DOT, not svg: use --format mermaid or --format dot",
        ),
        (["--rounds", "--caller", "1"], "--rounds and --caller do not go together; draw the map without --rounds"),
        (["--rounds", "--given", "a: open"], "--rounds and --given do not go together; draw the map without --rounds"),
        (["--tests", "x"], "--tests needs --coverage"),
        (
            ["--format", "dot", "--theme", "dark"],
            "--theme is for SVG and PNG, not dot, whose renderers choose the colours; remove it",
        ),
        (["--coverage"], "--coverage needs the tests of example:clinic; name them: --tests PATH"),
        (["--caller", "A"], "--caller: step 1: 'A' is not a step; use keys (9, 12, *, #), early:9, silence or hangup"),
    ],
)
def test_what_does_not_go_together(flags: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["draw", "example:clinic", "--no-findings", *flags]) == 2
    shown = capsys.readouterr()
    assert (shown.out, shown.err) == ("", f"{message}\n")


def test_a_flow_with_errors_leaves_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "flow.yaml").write_text("entry: main\n", encoding="utf-8")
    assert run(["draw", str(tmp_path), "-o", str(tmp_path / "map.svg")]) == 2
    assert (tmp_path / "map.svg").exists() is False
    assert run(["draw", "example:clinic", "-o", str(tmp_path / "nowhere" / "map.svg"), "--no-findings"]) == 2
    assert "nowhere" in capsys.readouterr().err


def test_everything_that_is_laid_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(Path(__file__).parents[2])
    target = tmp_path / "map.svg"
    flags = [
        "--caller",
        "9 silence 1",
        "--diff",
        "example:clinic",
        "--coverage",
        "--tests",
        "flows/clinic/clinic.calls.yaml",
    ]
    assert run(["draw", "flows/clinic", "-o", str(target), *flags]) == 0
    shown = "".join(ElementTree.fromstring(target.read_text(encoding="utf-8")).itertext())
    assert "then presses 1: Booking desk after 0:37" in shown
    assert "Since example:clinic: nothing on this map has changed" in shown
    assert "tests cover" in shown
    moment = ["--at", "25 Dec 2026 21:00", "--number", "+441632960040", "--given", "Reception: busy"]
    assert run(["draw", "flows/surgery", "-o", str(target), "--force", *moment[:4]]) == 0
    assert "Fri 25 Dec 2026 21:00" in target.read_text(encoding="utf-8")
    assert run(["draw", "flows/clinic", "-o", str(target), "--force", "--odds", "example:personas"]) == 0
    assert "Percentages are of callers, exactly. Personas: 45.0 % “first-time”" in target.read_text(encoding="utf-8")


def test_a_warning_where_renderers_refuse(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    entries = "".join(
        f'      - {{option: "{code:03}", destination_type: department, destination_id: "{code}"}}\n'
        for code in range(600)
    )
    (tmp_path / "flow.yaml").write_text(
        f"""\
entry: main
receptionists:
  main:
    name: Main menu
    destination_type: multiple
    entries:
{entries}    timeout: 5
    incorrect_count: 0
    invalid_destination_type: hangup
    invalid_destination_id: "1"
    timeout_retries: 0
    timeout_destination_type: hangup
    timeout_destination_id: "1"
""",
        encoding="utf-8",
    )
    assert run(["draw", str(tmp_path), "--format", "mermaid", "--no-findings"]) == 0
    shown = capsys.readouterr()
    assert "601 arrows (at most 500); draw a part (--entry NAME), or use SVG or DOT" in shown.err
    assert shown.out.startswith("---\n")


def test_ctrl_c_during_the_checks(ctrl_c_at: CtrlC, capsys: pytest.CaptureFixture[str]) -> None:
    ctrl_c_at(f"1 of {len(list(rule_codes()))} rules")
    assert run(["draw", "example:clinic"]) == 130
    shown = capsys.readouterr()
    assert (shown.out, "Nothing is drawn; --no-findings leaves the checks out." in shown.err) == ("", True)


def test_headings() -> None:
    def heading(source: str, variant: str | None = None) -> str:
        flow = flow_of({"m": menu("M", {})})
        return name_of_flow(Flow(flow.entry, flow.receptionists, source=source, variant=variant))

    assert heading("example:clinic") == "Clinic"
    assert heading("flows/council/flow.yaml") == "Council"
    assert heading("shops/high-street_9.json", "night") == "High street 9 (night)"
    here = Path.cwd()
    assert heading(".") == heading("flow.yaml") == heading(str(here)) != heading("..")
    assert heading("..") == heading(str(here.parent))
    assert heading("shops/v1.2") == "V1.2"
