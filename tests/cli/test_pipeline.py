"""The pipelines that ``ivrsim init --ci`` writes."""

import io
import os
import re
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest
import yaml

from simulator.cli import pipeline as pipeline_module
from simulator.cli.main import run
from simulator.cli.package_source import PackageSource
from simulator.cli.pipeline import FILES, pipeline_template
from tests.cli.pipelines import commands, read, scripts

Command = Callable[..., CompletedProcess[str]]

ROOT = Path(__file__).parents[2]


def parsed(kind: str, flow: str = '"flows/clinic"') -> Any:
    return yaml.load(pipeline_template(kind).replace("@FLOW@", flow), Loader=yaml.BaseLoader)


@pytest.mark.parametrize("kind", FILES)
def test_every_command_in_it_is_one_of_ours(kind: str) -> None:
    found = [words for script in scripts(parsed(kind)) for words in commands(script)]
    for words in found:
        read(words)
    assert {words[0] for words in found} == {"check", "test", "prove", "diff"}
    assert all("$FLOW" in words for words in found)
    assert sum("ivrsim " in line for script in scripts(parsed(kind)) for line in script.splitlines()) == len(found)


@pytest.mark.parametrize("kind", FILES)
def test_no_secret_is_needed_and_nothing_of_a_request_gets_into_a_shell(kind: str) -> None:
    text = pipeline_template(kind)
    assert re.findall(r"secrets\.|password|IVRSIM_API", text) == []
    assert [script for script in scripts(parsed(kind)) if "${{" in script] == []
    assert text.count("@FLOW@") == 1


def test_github_may_write_a_comment_and_nothing_else() -> None:
    pipeline = parsed("github")
    assert pipeline["on"] == {"pull_request": "", "push": {"branches": ["main"]}}
    assert pipeline["permissions"] == {"contents": "read"}
    assert [(name, job.get("permissions")) for name, job in pipeline["jobs"].items()] == [
        ("rehearse", None),
        ("compare", {"contents": "read", "pull-requests": "write"}),
    ]
    assert pipeline["jobs"]["compare"]["if"] == "github.event_name == 'pull_request'"


def test_gitlab_shows_its_reports() -> None:
    pipeline = parsed("gitlab")
    assert pipeline["rehearse"]["artifacts"]["reports"] == {"junit": "calls.xml", "codequality": "findings.json"}
    assert pipeline["compare"]["artifacts"] == {"expose_as": "What callers would notice", "paths": ["notice.md"]}
    assert [name for name in pipeline if name not in ("variables", ".phone-menu", "rehearse", "compare")] == []


# Where it is written


def git(folder: Path, *words: str) -> str:
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main"]
    return subprocess.run(["git", *who, *words], cwd=folder, capture_output=True, text=True, check=True).stdout.strip()


def test_it_stands_at_the_top_of_the_repository(ivrsim: Command, here: Path) -> None:
    git(here, "init")
    done = ivrsim("init", "menus/desk", "--ci", "github")
    assert (done.stderr, done.returncode) == ("", 0)
    path = Path(".github/workflows/phone-menu.yml")
    assert done.stdout.splitlines()[-1] == f"Wrote {path}: read what it runs before you commit it."
    assert yaml.safe_load(path.read_text(encoding="utf-8"))["env"]["FLOW"] == "menus/desk"


def test_beside_the_flow_where_there_is_no_repository(ivrsim: Command, here: Path) -> None:
    assert ivrsim("init", "desk", "--ci", "gitlab").returncode == 0
    assert yaml.safe_load((here / "desk" / ".gitlab-ci.yml").read_text(encoding="utf-8"))["variables"]["FLOW"] == "."


def test_from_a_folder_of_the_repository(ivrsim: Command, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git(here, "init")
    (here / "inside").mkdir()
    monkeypatch.chdir(here / "inside")
    done = ivrsim("init", '../the "front" desk', "--ci", "gitlab")
    assert done.stdout.splitlines()[-1].startswith(f"Wrote {here / '.gitlab-ci.yml'}: ")
    text = (here / ".gitlab-ci.yml").read_text(encoding="utf-8")
    assert yaml.safe_load(text)["variables"]["FLOW"] == 'the "front" desk'


def test_it_is_added_to_a_flow_that_is_there(ivrsim: Command, here: Path) -> None:
    ivrsim("init", "desk")
    before = (here / "desk" / "flow.yaml").read_bytes()
    done = ivrsim("init", "desk", "--ci", "github")
    assert (done.stderr, done.returncode, len(done.stdout.splitlines())) == ("", 0, 2)
    assert (here / "desk" / "flow.yaml").read_bytes() == before
    assert (here / "desk" / ".github" / "workflows" / "phone-menu.yml").exists()


def test_one_that_is_there_is_not_overwritten(ivrsim: Command, here: Path) -> None:
    (here / ".gitlab-ci.yml").write_text("mine", encoding="utf-8")
    done = ivrsim("init", ".", "--ci", "gitlab")
    assert (done.stdout, done.returncode) == ("", 2)
    assert done.stderr == ".gitlab-ci.yml already exists; nothing was written: move it away, or add the steps by hand\n"
    assert [path.name for path in here.iterdir()] == [".gitlab-ci.yml"]


def test_another_server_is_refused(ivrsim: Command, here: Path) -> None:
    done = ivrsim("init", ".", "--ci", "githib")
    assert (done.returncode, done.stderr) == (
        2,
        "ivrsim init: --ci: 'githib' is not accepted; use github or gitlab; did you mean github? "
        "(see ivrsim init --help)\n",
    )


# What it installs


@pytest.mark.parametrize(("kind", "section"), [("github", "env"), ("gitlab", "variables")])
def test_it_installs_what_is_named(ivrsim: Command, here: Path, kind: str, section: str) -> None:
    git(here, "init")
    source = "git+https://example.org/ivrsim.git@v1"
    done = ivrsim("init", "desk", "--ci", kind, "--from", source)
    assert done.stdout.splitlines()[-2:] == [
        f"The pipeline runs pip install {source}.",
        f"Wrote {Path(FILES[kind])}: read what it runs before you commit it.",
    ]
    assert yaml.safe_load(Path(FILES[kind]).read_text(encoding="utf-8"))[section]["IVRSIM"] == source


def test_a_path_that_no_server_has_is_told(
    ivrsim: Command, here: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    git(here, "init")
    done = ivrsim("init", "desk", "--ci", "github", "--from", elsewhere)
    assert done.stdout.splitlines()[-2] == (
        f"The pipeline runs pip install {elsewhere}: no server has this path, so set IVRSIM in the file to a version "
        "or an address (or use --from)."
    )


def test_at_a_terminal_a_path_that_no_server_has_is_asked_about(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    git(here, "init")
    monkeypatch.setattr(pipeline_module, "installed_source", lambda top: PackageSource("/elsewhere", only_here=True))
    monkeypatch.setattr(sys, "stdin", Terminal("0.1.0\n"))
    assert run(["init", "desk", "--ci", "github"]) == 0
    assert capsys.readouterr().out.splitlines()[0] == (
        "Where does pip find ivrsim on the server (a version or an address)? "
        "Wrote flow.yaml, main.yaml, main.calls.yaml in desk, and .ivrsim/schema for editors."
    )
    assert 'IVRSIM: "ivrsim==0.1.0"' in Path(FILES["github"]).read_text(encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", Terminal("\n"))
    assert run(["init", "desk", "--ci", "gitlab"]) == 0
    assert 'IVRSIM: "/elsewhere"' in Path(FILES["gitlab"]).read_text(encoding="utf-8")


def test_a_package_that_cannot_be_leaves_everything_as_it_is(ivrsim: Command, here: Path) -> None:
    done = ivrsim("init", "desk", "--ci", "github", "--from", "nowhere")
    assert (done.returncode, done.stderr, [*here.iterdir()]) == (
        2,
        "--from: 'nowhere' is not accepted; use a version (0.1.0), an address (https://..., git+https://...) "
        "or a path\n",
        [],
    )
    done = ivrsim("init", "desk", "--from", "0.1.0")
    assert (done.returncode, done.stderr, [*here.iterdir()]) == (
        2,
        "--from needs --ci github or --ci gitlab: it names what pip installs in the pipeline\n",
        [],
    )


# What it does, on a machine of its own


@pytest.mark.heavy
@pytest.mark.skipif(os.name == "nt", reason="the steps are written for a POSIX shell")
@pytest.mark.parametrize("kind", FILES)
def test_a_change_goes_through_it(ivrsim: Command, here: Path, kind: str) -> None:
    git(here, "init")
    ivrsim("init", "desk", "--ci", kind)
    git(here, "add", ".")
    git(here, "commit", "-m", "a new menu")
    menu = here / "desk" / "main.yaml"
    menu.write_text(menu.read_text(encoding="utf-8").replace("timeout: 5", "timeout: 6"), encoding="utf-8")
    git(here, "commit", "-am", "a longer wait")
    assert passed(here, kind, base="HEAD^1") == {"check": 0, "test": 0, "prove": 0, "diff": 0}
    notice = (here / "notice.md").read_text(encoding="utf-8")
    assert "timeout" in notice
    menu.write_text(menu.read_text(encoding="utf-8").replace('"201"', '"202"'), encoding="utf-8")
    git(here, "commit", "-am", "sales go elsewhere")
    assert passed(here, kind, base="HEAD^1") == {"check": 0, "test": 1, "prove": 0, "diff": 0}
    assert "now reaches Support" in (here / "notice.md").read_text(encoding="utf-8")
    git(here, "checkout", "--orphan", "new")
    git(here, "rm", "-rf", "--cached", ".")
    git(here, "commit", "--allow-empty", "-m", "nothing")
    git(here, "add", ".")
    git(here, "commit", "-m", "a menu")
    passed(here, kind, base="HEAD^1")
    notice = (here / "notice.md").read_text(encoding="utf-8")
    assert notice == "This phone menu is new: there is nothing to compare it with.\n"


def passed(top: Path, kind: str, *, base: str) -> dict[str, int]:
    """The exit code of each step of a pipeline, by the command that it runs."""
    pipeline = yaml.safe_load((top / FILES[kind]).read_text(encoding="utf-8"))
    tools = top.parent / f"{top.name}-tools"
    tools.mkdir(exist_ok=True)
    program = tools / "ivrsim"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m simulator "$@"\n', encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    surroundings = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("GITHUB_", "CI"))},
        "FLOW": pipeline.get("env", pipeline.get("variables"))["FLOW"],
        "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "GITHUB_STEP_SUMMARY": str(tools / "summary.md"),
        "CI_MERGE_REQUEST_DIFF_BASE_SHA": git(top, "rev-parse", base),
    }
    codes: dict[str, int] = {}
    for script in scripts(pipeline):
        for name in {words[0] for words in commands(script)} - codes.keys():
            shell = ["bash", "-eo", "pipefail", "-c", script]
            done = subprocess.run(shell, cwd=top, env=surroundings, capture_output=True, text=True, check=False)
            codes[name] = done.returncode
    return codes
