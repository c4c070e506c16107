"""``ivrsim agree``, and ``play --engine``: on a real Asterisk where there is one, and refused where there is none."""

import json
import re
import shlex
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from simulator.cli.progress import ProgressLine
from simulator.engines.agreement_text import flow_files
from simulator.engines.asterisk_install import HOW_TO_GET
from simulator.graph.work_step import WorkStep
from simulator.guide import page_text
from tests.cli.conftest import Command
from tests.engines.engine_flows import quick_flow
from tests.engines.live_asterisk import ENGINE, live_engine


@pytest.fixture
def quick(tmp_path: Path) -> Path:
    """A flow whose calls are over in a few seconds, as files."""
    for name, text in flow_files(quick_flow()).items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.heavy
def test_play_on_the_engine_prints_the_transcript_of_play(quick: Path, ivrsim: Command) -> None:
    live_engine()
    line = ("play", quick, "--caller", "early:1 9 silence 2")
    simulated, rung = ivrsim(*line), ivrsim(*line, "--engine", ENGINE, "--reaches", "Desk")
    assert (simulated.returncode, rung.returncode) == (0, 0)
    title, *transcript = rung.stdout.splitlines()
    assert re.fullmatch(r"A call to Main on Asterisk [0-9.]+, under acefone", title)
    # by ear: an engine takes some milliseconds of its own
    assert [sounds(text) for text in transcript] == [sounds(text) for text in simulated.stdout.splitlines()[1:]]


def sounds(line: str) -> str:
    return re.sub(r"\d+:\d\d\.\d|\d+\.\d+ s", "", line)


@pytest.mark.heavy
def test_a_call_that_is_a_race_is_rung_with_a_note(quick: Path, ivrsim: Command) -> None:
    live_engine()
    script = '{"steps": [{"press": "2", "cue": "prompt", "after": 0.88}]}'
    rung = ivrsim("play", quick, "--caller", script, "--engine", ENGINE, "--reaches", "Desk")
    assert (rung.returncode, rung.stderr) == (
        0,
        "note: a key is within 0.07 s of the end of a recording or a wait, or within 0.15 s of another; "
        "a real engine may decide otherwise from call to call\n",
    )


@pytest.mark.heavy
def test_agree_prints_the_seed_and_what_agrees(quick: Path, ivrsim: Command) -> None:
    live_engine()
    rung = ivrsim("agree", quick, "--engine", ENGINE, "--calls", "5", "--seed", "7", "--format", "json")
    result = json.loads(rung.stdout)
    assert (rung.returncode, rung.stderr) == (0, "")
    assert {name: result[name] for name in ("calls", "agree", "differences", "seed")} == {
        "calls": 5,
        "agree": 5,
        "differences": [],
        "seed": 7,
    }
    assert 0 <= result["seconds"]["median"] <= result["seconds"]["p95"] <= result["seconds"]["max"] < 0.25


@pytest.mark.heavy
def test_the_commands_of_the_guide_run(ivrsim: Command) -> None:
    live_engine()
    lines = [line for line in page_text("asterisk").splitlines() if line.startswith("ivrsim ") and "--engine" in line]
    commands = [shlex.split(line)[1:] for line in lines]
    assert [command[0] for command in commands] == ["agree", "play", "agree"]
    for command in commands:
        fewer = ["--calls", "1", "--seed", "28"] if command[0] == "agree" else []
        done = ivrsim(*command, "--engine", ENGINE, *fewer)
        assert (done.returncode, done.stderr) == (0, "")


@pytest.fixture
def interrupts() -> Iterator[None]:
    """Ctrl-C as a program finds it when it begins, whatever the tests before have left behind."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.heavy
@pytest.mark.usefixtures("interrupts")
def test_ctrl_c_ends_the_engine(
    quick: Path, ivrsim: Command, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    live_engine()

    pressed: list[int] = []

    def press_ctrl_c(self: ProgressLine, step: WorkStep) -> None:
        if step.done and not pressed:  # several calls may have ended since the step before
            pressed.append(step.done)
            signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr(ProgressLine, "show", press_ctrl_c)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path_factory.mktemp("engines")))
    stopped = ivrsim("agree", quick, "--engine", ENGINE, "--calls", "3")
    assert (stopped.returncode, stopped.stdout, stopped.stderr) == (130, "", "interrupted\n")
    assert [*Path(tempfile.gettempdir()).iterdir()] == []


REFUSALS = {
    ("agree", "example:clinic"): "ivrsim agree: --engine is missing (see ivrsim agree --help)",
    ("agree", "example:clinic", "--engine", "freeswitch"): (
        "--engine freeswitch: not an engine that can be rung; "
        "use asterisk, or asterisk:ROOT for one that is installed in a folder"
    ),
    ("agree", "example:clinic", "--engine", "asterisk:"): (
        "--engine asterisk: names no folder after the colon; use asterisk, or asterisk:ROOT"
    ),
    ("agree", "example:clinic", "--engine", "asterisk:nowhere"): (
        f"--engine asterisk:nowhere: nowhere is not a folder; {HOW_TO_GET}"
    ),
    ("agree", "example:clinic", "--engine", "asterisk:."): (
        f"--engine asterisk:.: . has no usr/sbin/asterisk; {HOW_TO_GET}"
    ),
    ("agree", "example:clinic", "--engine", "asterisk", "--calls", "0"): "--calls 0: use a number from 1 to 10,000",
    ("agree", "example:clinic", "--engine", "asterisk", "--calls", "x"): "--calls x: use a number from 1 to 10,000",
    ("play", "example:clinic", "--engine", "asterisk", "--callers", "-"): (
        "--engine makes one call, in real time; use --caller, or ivrsim agree for many"
    ),
    ("play", "example:surgery", "--engine", "asterisk", "--at", "Sat 10:00"): (
        "--engine rings the menus alone, where no schedule is asked; leave out --at and --given"
    ),
    ("play", "example:clinic", "--engine", "asterisk:nowhere"): (
        f"--engine asterisk:nowhere: nowhere is not a folder; {HOW_TO_GET}"
    ),
}


@pytest.mark.heavy
def test_a_menu_of_another_engine_is_refused_before_anything_rings(quick: Path, ivrsim: Command) -> None:
    live_engine()
    for command in ("agree", "play"):
        refused = ivrsim(command, quick, "--semantics", "freeswitch", "--engine", ENGINE)
        assert (refused.returncode, refused.stdout) == (2, "")
        assert refused.stderr == (
            "an Asterisk dialplan cannot do everything that this flow does:\n"
            "main, inner: the profile freeswitch is another engine's; use acefone or one of freepbx\n"
        )


@pytest.mark.parametrize("line", REFUSALS)
def test_what_cannot_be_rung_is_refused(
    line: tuple[str, ...], ivrsim: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    refused = ivrsim(*line)
    assert (refused.returncode, refused.stdout, refused.stderr) == (2, "", f"{REFUSALS[line]}\n")
