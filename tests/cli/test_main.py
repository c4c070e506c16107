"""Finding the command, and what happens when something goes wrong: one message, never a traceback."""

import errno
import io
import os
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import packages_distributions
from pathlib import Path
from subprocess import CompletedProcess
from types import ModuleType

import pytest

import simulator
from simulator.cli import main
from simulator.cli.commands import BY_NAME, TAKES_ENTRY, overview
from simulator.words.sanitizer import join_lines

Command = Callable[..., CompletedProcess[str]]

ROOT = Path(__file__).parents[2]

BUFFERED = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": ""}
"""An environment in which output is written at the end, as it is in a pipe."""


def test_version_is_printed_by_either_flag(ivrsim: Command) -> None:
    for flag in ("--version", "-V"):
        done = ivrsim(flag)
        assert (done.stdout, done.stderr, done.returncode) == (f"ivrsim {simulator.__version__}\n", "", 0)


@pytest.mark.parametrize("asked", [["--help"], ["-h"], ["help"]])
def test_help_lists_the_commands(ivrsim: Command, asked: list[str]) -> None:
    done = ivrsim(*asked)
    assert (done.stdout, done.stderr, done.returncode) == (overview(simulator.__version__) + "\n", "", 0)


def test_without_a_command_there_is_help_and_exit_code_2(ivrsim: Command) -> None:
    done = ivrsim()
    assert (done.stdout, done.stderr, done.returncode) == (overview(simulator.__version__) + "\n", "", 2)


def test_help_on_one_command_is_asked_for_in_three_ways(ivrsim: Command) -> None:
    shown = [ivrsim("show", "--help"), ivrsim("help", "show"), ivrsim("--help", "show")]
    assert {(done.stdout, done.stderr, done.returncode) for done in shown} == {(shown[0].stdout, "", 0)}
    assert shown[0].stdout.startswith("usage: ivrsim show ")


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("paly", "ivrsim: 'paly' is not a command; did you mean play or apply or replay?\n"),
        ("chekc", "ivrsim: 'chekc' is not a command; did you mean check?\n"),
        ("zzz", "ivrsim: 'zzz' is not a command; ivrsim --help lists the commands\n"),
        ("--zzz", "ivrsim: '--zzz' is not a command; ivrsim --help lists the commands\n"),
        ("", "ivrsim: '' is not a command; ivrsim --help lists the commands\n"),
        ("\x1b[31m\n", "ivrsim: '\\x1b[31m\\n' is not a command; ivrsim --help lists the commands\n"),
        (
            "example:clinic",
            "ivrsim: 'example:clinic' is not a command; put a command before the flow: ivrsim play example:clinic\n",
        ),
    ],
)
def test_a_word_that_is_no_command_is_refused_and_never_run(ivrsim: Command, word: str, said: str) -> None:
    for asked in ([word], ["help", word]):
        done = ivrsim(*asked)
        assert (done.stdout, done.stderr, done.returncode) == ("", said, 2)


def test_a_flow_without_a_command_gets_told_which_comes_first(ivrsim: Command, tmp_path: Path) -> None:
    assert ivrsim(tmp_path).stderr == (
        f"ivrsim: {str(tmp_path)!r} is not a command; put a command before the flow: ivrsim play {tmp_path}\n"
    )


@pytest.mark.parametrize("command", ["play", "show", "check", "semantics", "init", "call"])
def test_a_misspelt_flag_is_refused_with_the_nearest(ivrsim: Command, command: str) -> None:
    done = ivrsim(command, *(["x"] if command == "init" else []), "--hepl")
    assert (done.stdout, done.stderr, done.returncode) == (
        "",
        f"ivrsim {command}: unknown --hepl; did you mean --help? (see ivrsim {command} --help)\n",
        2,
    )


# what a FLOW may be that is none


@pytest.mark.parametrize("command", ["play", "show", "check"])
@pytest.mark.parametrize("kind", ["missing", "folder", "empty", "garbage", "html", "null", "number", "nul in path"])
def test_a_flow_that_is_none_gets_one_clear_line(ivrsim: Command, tmp_path: Path, command: str, kind: str) -> None:
    given = tmp_path / "flow.yaml"
    contents = {
        "empty": b"",
        "garbage": bytes(range(256)),
        "html": b"<!doctype html><title>502</title>",
        "null": b"null",
        "number": b"7",
    }
    if kind in contents:
        given.write_bytes(contents[kind])
    elif kind == "folder":
        given = tmp_path
    done = ivrsim(command, f"{given}\0" if kind == "nul in path" else given)
    assert (done.stdout, done.returncode) == ("", 2)
    assert len(done.stderr.splitlines()) == 1
    assert "Traceback" not in done.stderr
    assert "a bug in ivrsim" not in done.stderr
    assert str(tmp_path) in done.stderr


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(ivrsim: Command, tmp_path: Path) -> None:
    (tmp_path / "flow.yaml").touch(mode=0)
    done = ivrsim("check", tmp_path)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1


# what goes wrong outside


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch, ivrsim: Command) -> Callable[[BaseException], CompletedProcess[str]]:
    """The command ``check``, made to raise something."""

    def run(error: BaseException) -> CompletedProcess[str]:
        module = ModuleType("simulator.cli.check")

        def raising(arguments: list[str]) -> int:
            raise error

        module.run = raising  # type: ignore[attr-defined]  # a module is what its command is looked up in
        monkeypatch.setitem(sys.modules, "simulator.cli.check", module)
        return ivrsim("check")

    return run


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (KeyboardInterrupt(), 130, "interrupted\n"),
        (BrokenPipeError(errno.EPIPE, "Broken pipe"), 2, ""),
        (FileNotFoundError(errno.ENOENT, "No such file", "x.jsonl"), 2, "x.jsonl: there is no such file or folder\n"),
        (OSError(errno.ENOSPC, "Disk full"), 2, "ivrsim: standard input or output: Disk full\n"),
        (
            ZeroDivisionError("by zero"),
            2,
            "ivrsim: this is a bug in ivrsim, not in your input: ZeroDivisionError: by zero\n"
            "please report it, with the traceback that IVRSIM_DEBUG=1 prints and what ivrsim doctor says\n",
        ),
        (simulator.UsageError("one\nline \x1b[31m"), 2, "one\\nline \\x1b[31m\n"),
        (simulator.UsageError(join_lines(["two", "lines"])), 2, "two\nlines\n"),
        (
            simulator.FlowError([simulator.Problem("a\nb.yaml", 1, 2, "x\r"), simulator.Problem("c.yaml", 0, 0, "y")]),
            2,
            "a\\nb.yaml:1:2: x\\r\nc.yaml: y\n",
        ),
    ],
)
def test_whatever_goes_wrong_is_one_message_and_an_exit_code(
    failing: Callable[[BaseException], CompletedProcess[str]], error: BaseException, code: int, said: str
) -> None:
    done = failing(error)
    assert (done.stdout, done.stderr, done.returncode) == ("", said, code)


def test_a_fault_of_ours_shows_where_on_request(
    failing: Callable[[BaseException], CompletedProcess[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IVRSIM_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        failing(ZeroDivisionError("by zero"))


def test_a_reader_that_has_gone_is_known_on_windows_too() -> None:
    assert errno.EPIPE in main.READER_GONE
    assert (errno.EINVAL in main.READER_GONE) == (os.name == "nt")


@pytest.mark.skipif(os.name == "nt", reason="pipes of a POSIX shell")
@pytest.mark.parametrize(
    "arguments", ["--version", "--help", "show --help", "show example:council", "play example:clinic"]
)
def test_a_reader_that_has_gone_hears_no_complaint(arguments: str) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-m", "simulator", *arguments.split()],
        stdout=writer,
        stderr=subprocess.PIPE,
        env=BUFFERED,
        check=False,
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (2, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full")
@pytest.mark.parametrize("arguments", ["--version", "--help", "play example:clinic"])
def test_a_full_disk_is_told_once(arguments: str) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            [sys.executable, "-m", "simulator", *arguments.split()],
            stdout=full,
            stderr=subprocess.PIPE,
            env=BUFFERED,
            check=False,
        )
    assert (done.returncode, done.stderr) == (2, b"ivrsim: standard input or output: No space left on device\n")


def test_closed_streams_are_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        for name in ("stdin", "stdout", "stderr"):
            patch.setattr(sys, name, None)
        assert main.run(["play", "example:clinic"]) == 0
        assert main.run(["play", "-"]) == 2
        assert main.run(["call", "example:clinic"]) == 2
        for name in ("stdin", "stdout", "stderr"):
            stream = getattr(sys, name)
            assert isinstance(stream, io.TextIOWrapper)
            stream.close()


# any terminal


def run_at(encoding: str, *arguments: str) -> CompletedProcess[str]:
    """Run a command line in this process, at a terminal of an encoding; decoding fails where a sign is not its own."""
    out, err = io.BytesIO(), io.BytesIO()
    with pytest.MonkeyPatch.context() as patch:
        for name, content in (("stdin", io.BytesIO()), ("stdout", out), ("stderr", err)):
            patch.setattr(sys, name, io.TextIOWrapper(content, encoding=encoding, write_through=True))
        code = main.run([*arguments])
        shown = (out.getvalue().decode(encoding), err.getvalue().decode(encoding))
    return CompletedProcess(arguments, code, *shown)


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
@pytest.mark.parametrize(
    "arguments",
    [
        "--help",
        "play --help",
        "play example:clinic",
        "play example:clinic --format json",
        "play example:clinic --caller \N{ARABIC-INDIC DIGIT SEVEN}",
        "show example:council",
        "show example:clinic --format markdown",
        "check example:clinic",
        "semantics",
        "semantics --format json",
        "call example:clinic",
    ],
)
def test_every_command_writes_to_every_terminal(ivrsim: Command, encoding: str, arguments: str) -> None:
    done = run_at(encoding, *arguments.split())
    here = ivrsim(*arguments.split())
    assert "Traceback" not in done.stderr
    assert done.returncode == here.returncode
    assert done.stdout.count("?") == here.stdout.count("?"), "every sign of ours has a fall-back"


def test_a_transcript_in_ascii(program: Command) -> None:
    assert program("play", "example:clinic", "--caller", "1", encoding="ascii").stdout.splitlines()[2:] == [
        "  0:00.0  = Main menu (main) answers",
        "  0:00.0  > greeting, 8.2 s",
        '            "Welcome to Fernside Clinic. To book an appointment, press 1. For billing, press 2. For..."',
        "  0:08.2  ... waits up to 5 s for a key",
        "  0:08.7  o presses 1",
        "  0:08.7  -> Booking desk (department||108000)",
        "",
        "Routed to Booking desk (department||108000) after 0:08.7.",
    ]


# what is imported, and when


def imported(*arguments: str) -> set[str]:
    """The modules that a command line imports beyond what Python itself starts with."""
    listing = (
        "import sys; started = set(sys.modules); sys.argv = ['ivrsim', *sys.argv[1:]]\n"
        "from simulator.__main__ import main; code = main()\n"
        "print('\\n'.join(set(sys.modules) - started), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", listing, *arguments],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.DEVNULL,
        check=True,
    )
    return {*done.stderr.split("\n")}


def of_the_house(modules: set[str]) -> list[str]:
    return sorted(name for name in modules if name.partition(".")[0] == "simulator")


def third_party(modules: set[str]) -> list[str]:
    """The top-level modules among them that some installed distribution brings, but for those that start with _."""
    top = {name.partition(".")[0] for name in modules} - {"simulator"}
    return sorted(name for name in top & packages_distributions().keys() if not name.startswith("_"))


def test_the_version_imports_nothing() -> None:
    modules = imported("--version")
    assert of_the_house(modules) == ["simulator", "simulator.__main__"]
    assert third_party(modules) == []


def test_help_imports_the_list_of_commands_only() -> None:
    modules = imported("--help")
    assert of_the_house(modules) == [
        "simulator",
        "simulator.__main__",
        "simulator.cli",
        "simulator.cli.commands",
        "simulator.cli.main",
        "simulator.cli.screen",
        "simulator.fast_classes",
        "simulator.gc_pause",
        "simulator.words",
        "simulator.words.sanitizer",
    ]
    assert third_party(modules) == []
    assert not {"argparse", "pathlib", "json", "asyncio"} & modules


def test_check_imports_what_loading_and_the_rules_need_and_no_more(tmp_path: Path) -> None:
    file = tmp_path / "one.yaml"
    file.write_text(
        "name: Welcome\ndestination_type: single\nforward_destination_type: department\nforward_destination_id: '7'\n",
        encoding="utf-8",
    )
    modules = imported("check", str(file))
    of_pydantic = {"annotated_types", "pydantic", "pydantic_core", "typing_extensions", "typing_inspection"}
    assert {*third_party(modules)} - of_pydantic == {"yaml"}
    rooms = {name.split(".")[1] for name in of_the_house(modules) if "." in name}
    assert rooms & {"callers", "tui", "testing", "flowtests", "export", "web"} == set()


HEAVY = {"asyncio", "concurrent", "difflib", "multiprocessing", "subprocess", "tomllib", "transitions", "xml", "json"}
"""Modules that take a while, and that most command lines do not need."""

OF_SOME_FLOWS = ("checks.rules.ivr7", "checks.scripts", "config.schedules", "graph.suite", "flowtests.calls_writer")
"""Rooms and modules that know of schedules and scripts, and of tests that are written."""

OF_SOME_LINES = ("cli.output_file", "disk")
"""What writes files."""


@pytest.mark.parametrize(
    ("command", "needs"),
    [
        ("check one.yaml", set()),
        ("show one.yaml", set()),
        ("play one.yaml --caller silence", {"transitions"}),
        ("test one.calls.yaml", {"transitions"}),
        ("call one.yaml --plain", {"transitions"}),
    ],
)
def test_a_command_imports_only_what_its_line_needs(
    command: str, needs: set[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "one.yaml").write_text(
        "name: Welcome\ndestination_type: single\nforward_destination_type: department\nforward_destination_id: '7'\n",
        encoding="utf-8",
    )
    (tmp_path / "one.calls.yaml").write_text(
        "flow: one.yaml\ntests:\n  - {name: all, caller: silence, reaches: department||7}\n", encoding="utf-8"
    )
    monkeypatch.chdir(tmp_path)
    modules = imported(*command.split())
    unneeded = tuple(f"simulator.{part}" for part in (*OF_SOME_FLOWS, *OF_SOME_LINES))
    assert (HEAVY & modules, [name for name in of_the_house(modules) if name.startswith(unneeded)]) == (needs, [])


def test_a_receptionist_given_without_its_flow_gets_the_whole_command_line(
    ivrsim: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT / "flows" / "clinic")
    lines = {
        ("play", "main.yaml"): "ivrsim play . --entry main",
        ("play", "billing.yaml", "--caller", "9 1"): "ivrsim play . --caller '9 1' --entry billing",
        ("check", "main.yaml", "--entry=billing"): "ivrsim check . --entry=billing",
        ("recordings", "main.yaml"): "ivrsim recordings .",
    }
    for arguments, line in lines.items():
        done = ivrsim(*arguments)
        assert (done.stdout, done.returncode) == ("", 2)
        assert done.stderr == f"{arguments[1]} belongs to flow.yaml: {line}\n"


def test_the_commands_that_look_at_one_receptionist_are_known(ivrsim: Command) -> None:
    assert {name for name in BY_NAME if "--entry NAME" in ivrsim(name, "--help").stdout} == TAKES_ENTRY


MISSING_INPUTS = (
    "replay zz.csv {flow}",
    "replay zz.parquet {flow}",
    "replay calls.csv {flow} --map zz.yaml",
    "odds {flow} --fit zz.csv",
    "odds {flow} --callers zz.yaml",
    "traffic {flow} --callers zz.yaml",
    "draw {flow} --odds zz.yaml",
    "demo {flow} --odds zz.yaml -o page.html",
    "check {flow} --records zz.csv",
    "check {flow} --baseline zz.txt",
    "play {flow} --callers zz.jsonl",
    "call {flow} --plain --open-session zz",
    "identify {flow} --answers zz.yaml",
    "report {flow} --verify zz.txt",
    "report {flow} --comments zz.txt",
    "demo {flow} --logo zz.png -o page.html",
    "apply zz.yaml {flow}",
    "import zz.xls -o there",
    "import zz.xls --from csv -o there",
    "import zz.xls --from freepbx -o there",
    "rollback zz.txt",
    "test zz.calls.yaml",
    "show zz",
    "diff {flow} zz",
    "diff --verify zz.yaml",
    "export asterisk {flow} --dial zz.yaml -o there",
)


@pytest.mark.parametrize("words", MISSING_INPUTS)
def test_a_missing_file_is_told_in_one_wording(
    words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "calls.csv").write_text("call_id,keys\na,1\n", encoding="utf-8")
    line = words.format(flow="example:clinic").split()
    missing = next(word for word in line if word.startswith("zz"))
    assert main.run(line) == 2
    out, err = capsys.readouterr()
    *_, message = err.splitlines()
    assert (out, f"{missing}: there is no such file or folder" in message) == ("", True)
    assert [path.name for path in tmp_path.iterdir()] == ["calls.csv"]
