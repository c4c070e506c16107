"""Whatever a name, an id or a text holds, no command prints a line that steers a terminal or commands a runner."""

import json
import os
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cli.hostile import COMMANDS, FIELDS, JSON_COMMANDS, Shown, run_here, steering, write_flow

EXAMPLES = int(os.environ.get("IVRSIM_EXAMPLES", "20"))
"""How many flows are tried; ``IVRSIM_EXAMPLES=2000`` for a long run by hand."""

BREAKS = ("\n", "\r", "\r\n", "\v", "\f", "\x1c", "\x85", "\N{LINE SEPARATOR}", "\N{PARAGRAPH SEPARATOR}")

SNIPPETS = (
    *BREAKS,
    "::error file=a::pwned",
    "::stop-commands::x",
    "##[error]",
    "##vso[task.setvariable variable=x]y",
    "##teamcity[x]",
    "\x1b[2J",
    "\x1b]52;c;cHduZWQ=\x07",
    "\x9b31m",
    "\N{RIGHT-TO-LEFT OVERRIDE}",
    "\N{LEFT-TO-RIGHT ISOLATE}",
    "\ud800",
    "\x7f",
    "\b",
    "section_start:1:x\r\x1b[0K",
    "|",
    "`",
    "``` ",
    "<img src=x>",
    "@team",
    "'",
    '"',
    "%0A",
    ": ",
    "# ",
    "{",
    "A",
    "7",
)

TEXTS = st.lists(st.sampled_from(SNIPPETS), min_size=1, max_size=4).map("".join) | st.text(min_size=1, max_size=12)


@given(st.dictionaries(st.sampled_from(FIELDS), TEXTS, min_size=1, max_size=3))
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_line_of_any_command_is_steered_by_a_text(hostile: dict[str, str]) -> None:
    with TemporaryDirectory() as folder:
        words = write_flow(Path(folder), hostile)
        for command in COMMANDS:
            shown = run_here(command, words)
            assert (command, [*steering(shown)]) == (command, [])
            assert shown.code in (0, 1, 2)
            assert "a bug in ivrsim" not in shown.err
        for command in JSON_COMMANDS:
            shown = run_here(command, words)
            assert (command, [*steering(shown)]) == (command, [])
            assert shown.code == 2 or json.loads(shown.out) is not None


def test_without_a_hostile_text_every_command_does_its_work(tmp_path: Path) -> None:
    words = write_flow(tmp_path, {})
    refused = [command for command in (*COMMANDS, *JSON_COMMANDS) if run_here(command, words).code == 2]
    assert refused == [("ENTRY",), ("explain", "ENTRY")]


def test_what_servers_read_is_whole_and_steers_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    evil = "a|b`c`<img> @team\r\n::error::x##vso[y]\x1b[2J,:%"
    words = write_flow(tmp_path, {"test name": evil, "recording name": evil, "menu name": evil, "menu key": evil})
    files = {name: tmp_path / name for name in ("junit.xml", "cobertura.xml", "summary.md")}
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(files["summary.md"]))
    wanted = ("--junit", str(files["junit.xml"]), "--coverage-xml", str(files["cobertura.xml"]))
    shown = run_here(("test", "FOLDER", *wanted), words)
    assert (shown.code, [*steering(shown)]) == (1, [])
    name = "a|b`c`<img> @team%0D%0A%3A%3Aerror%3A%3Ax#\\x23vso[y]\\x1b[2J%2C%3A%25 that fails"
    (annotation,) = [line for line in shown.out.splitlines() if line.startswith("::")]
    assert annotation.startswith("::error file=")
    assert f",title={name}::expected Reception (extension||301)" in annotation
    case = ElementTree.parse(files["junit.xml"]).getroot()[0][1]
    assert case.get("name") == "a|b`c`<img> @team\\r\\n::error::x##vso[y]\\x1b[2J,:% that fails"
    classes = ElementTree.parse(files["cobertura.xml"]).getroot().iter("class")
    assert [one.get("name") for one in classes] == ["a|b`c`<img> @team\\r\\n::error::x##vso[y]\\x1b[2J,:%"]
    for path in files.values():
        assert [*steering(Shown(0, path.read_text(encoding="utf-8"), ""))] == []


WRAPPED = (("show",), ("diff",), ("readings",), ("identify",), ("plan",), ("draw", "FLOW", "--caller", "9 1"))
UNWRAPPED = [command for command in COMMANDS if command not in WRAPPED and command[:1] not in WRAPPED]


@pytest.mark.heavy
@pytest.mark.parametrize("field", FIELDS)
def test_the_number_of_lines_does_not_depend_on_breaks_within_a_text(field: str) -> None:
    counts: dict[str, list[tuple[tuple[str, ...], int, int]]] = {}
    for between in ("\x01", "\n", "\r\n", "\N{LINE SEPARATOR}"):
        with TemporaryDirectory() as folder:
            words = write_flow(Path(folder), {field: f"A{between}::error::B"})
            shown = [(command, run_here(command, words)) for command in UNWRAPPED]
            counts[between] = [(command, one.out.count("\n"), one.err.count("\n")) for command, one in shown]
    assert [between for between in counts if counts[between] != counts["\x01"]] == []
