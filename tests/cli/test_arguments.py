"""The parser: refusals are one line, with the nearest flag and with what a shell may have done."""

import argparse
from pathlib import Path

import pytest

from simulator.cli.arguments import Parser, add_flow, add_format, add_view, names_files, one_of
from simulator.errors import UsageError
from simulator.text.boundary import allowed_folders, allowing


def parser(*flags: str) -> Parser:
    made = Parser("demo", "show a parser", "ivrsim demo flows/clinic")
    add_flow(made)
    add_view(made)
    add_format(made, "text", "json")
    for flag in flags:
        made.add_argument(flag)
    return made


def refusal(*arguments: str, flags: tuple[str, ...] = ()) -> str:
    with pytest.raises(UsageError) as refused:
        parser(*flags).read_arguments([*arguments])
    return str(refused.value)


def test_the_flags_that_commands_share() -> None:
    none = {"flow": None, "entry": None, "number": None, "semantics": None, "variant": None}
    assert vars(parser().read_arguments([])) == {**none, "format": "text"}
    given = ["flows/clinic", "--entry", "main", "--semantics=freepbx", "--variant", "christmas", "--format", "json"]
    assert vars(parser().read_arguments(given)) == {
        "flow": "flows/clinic",
        "entry": "main",
        "number": None,
        "semantics": "freepbx",
        "variant": "christmas",
        "format": "json",
    }


def test_a_number_can_be_called() -> None:
    assert parser().read_arguments(["--number", "+441632960001"]).number == "+441632960001"


def test_folders_that_paths_in_files_may_lead_to(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    with allowing([]):
        asked = parser().read_arguments(["--allow", str(tmp_path), "--allow", str(tmp_path / "a")])
        assert (allowed_folders(), "allow" in asked) == ((tmp_path, tmp_path / "a"), False)
    assert refusal("--allow", "none") == ("--allow none is not a folder; use a folder that files may come from")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--entri", "x"], "ivrsim demo: unknown --entri; did you mean --entry? (see ivrsim demo --help)"),
        (["--entri=x"], "ivrsim demo: unknown --entri=x; did you mean --entry? (see ivrsim demo --help)"),
        (["--qqq"], "ivrsim demo: unknown --qqq (see ivrsim demo --help)"),
        (["a", "b", "c", "d", "e"], "ivrsim demo: unexpected b c d; this command takes FLOW (see ivrsim demo --help)"),
        (
            ["--format", "jsn"],
            "ivrsim demo: --format: 'jsn' is not accepted; use text or json; did you mean json? "
            "(see ivrsim demo --help)",
        ),
        (
            ["--format", "xml"],
            "ivrsim demo: --format: 'xml' is not accepted; use text or json (see ivrsim demo --help)",
        ),
        (["--entry"], "ivrsim demo: --entry needs a value (see ivrsim demo --help)"),
    ],
)
def test_a_refusal_is_one_line_that_says_what_is_meant(arguments: list[str], said: str) -> None:
    assert refusal(*arguments) == said


def test_flags_are_never_shortened() -> None:
    assert refusal("--ent", "x").startswith("ivrsim demo: unknown --ent; did you mean --entry?")


def test_words_beside_a_caller_are_told_from_names_of_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert refusal("flow", "9", "1", flags=("--caller",)) == (
        "ivrsim demo: unexpected 9 1; a caller is one argument in quotes: --caller '9 silence 1' "
        "(see ivrsim demo --help)"
    )
    (tmp_path / "plan.txt").touch()
    assert refusal("flow", "plan.txt", "1", flags=("--caller",)) == (
        "ivrsim demo: unexpected plan.txt 1: quote the caller, as in --caller '9 * 1': the shell replaced * "
        "with file names (see ivrsim demo --help)"
    )
    assert names_files(["nothing", "plan.txt"])
    assert not names_files(["nothing", "", "x" * 5000])


def test_help_shows_what_the_command_does_and_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        parser().read_arguments(["--help"])
    assert left.value.code == 0
    shown = capsys.readouterr().out
    assert shown.startswith("usage: ivrsim demo ")
    assert "\nShow a parser.\n" in shown
    assert shown.endswith("\nexample:\n  ivrsim demo flows/clinic\n")


def test_a_word_that_is_not_a_choice_gets_the_nearest_one() -> None:
    assert one_of("text", "json")("json") == "json"
    with pytest.raises(
        argparse.ArgumentTypeError, match=r"^'JSON' is not accepted; use text or json; did you mean json\?$"
    ):
        one_of("text", "json")("JSON")
