"""The guide is true: every page ships, every command in it runs, and every Python example holds."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from simulator.guide import FOLDER, PAGES, page_text
from simulator.loader.column_map import read_column_map
from tests import readme
from tests.workers.cluster import running_cluster

ROOT = Path(__file__).parents[2]
PRELUDE = f"set -eu\nivrsim() {{ '{sys.executable}' -m simulator \"$@\"; }}\n"
SANDBOX_PAGES = {"provider"}
"""Pages whose commands talk to the sandbox, which the reader starts in another terminal."""

CLUSTER_PAGES = {"many-calls"}
"""Pages whose commands work on a cluster, which the reader has started."""

SERVER_PAGES = {"serve"}
"""Pages whose commands serve until they are stopped."""


def run_block(block: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the lines of one ``sh`` block as a shell would, with this interpreter's ``ivrsim``."""
    surroundings = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "PYTHONIOENCODING": "utf-8",
        "IVRSIM_CONFIG_DIR": str(folder / "config"),
    }
    return subprocess.run(
        ["sh", "-c", PRELUDE + block],
        cwd=folder,
        env=surroundings,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder that looks like the checkout and may be written to."""
    for name in ("flows", "tests", "simulator"):
        (tmp_path / name).symlink_to(ROOT / name)
    return tmp_path


def test_every_page_is_in_the_list_and_every_listed_page_exists() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.md")) == sorted(PAGES)
    assert [name for name in PAGES if not page_text(name).startswith("# ")] == []


MAKES = re.compile(
    r"^(cat) >>? *(\S+)|^ivrsim (init|pull) (\S+)|^ivrsim (\w+) .*(?: -o| --certificate) (\S+)", re.MULTILINE
)
"""A line that makes a file or a folder, by what, and its name."""


def test_no_page_makes_what_another_page_makes_otherwise() -> None:
    """Who follows the README and then a page in one folder would be refused, or read a file of another kind."""
    makers: dict[str, set[str]] = {}
    for page in [ROOT / "README.md", *sorted(FOLDER.glob("*.md"))]:
        for block in readme.blocks("sh", page):
            for match in MAKES.finditer(block):
                maker, name = filter(None, match.groups())
                makers.setdefault(name, set()).add(maker)
    del makers["menus.csv"]  # a spreadsheet of one's own, or one of the clinic: both are imported
    assert {name: kinds for name, kinds in makers.items() if len(kinds) > 1} == {}


@pytest.mark.heavy
@pytest.mark.skipif(os.name == "nt", reason="the guide's commands are written for a POSIX shell")
@pytest.mark.parametrize("name", [name for name in PAGES if name not in SANDBOX_PAGES | SERVER_PAGES | CLUSTER_PAGES])
def test_every_command_of_a_page_runs(name: str, checkout: Path) -> None:
    results = [(block, run_block(block, checkout)) for block in readme.blocks("sh", FOLDER / f"{name}.md")]
    assert {block: (done.returncode, done.stderr) for block, done in results if done.returncode != 0} == {}


@pytest.mark.heavy
@pytest.mark.skipif(os.name == "nt", reason="the guide's commands are written for a POSIX shell")
@pytest.mark.parametrize("name", SERVER_PAGES)
def test_every_server_of_a_page_starts(name: str, checkout: Path) -> None:
    lines = [line for block in readme.blocks("sh", FOLDER / f"{name}.md") for line in block.splitlines()]
    assert lines
    assert [line for line in lines if not readme.start_server(line, checkout).startswith("serving ")] == []


@pytest.mark.heavy
@pytest.mark.skipif(os.name == "nt", reason="the guide's commands are written for a POSIX shell")
def test_every_transcript_of_the_guide_is_what_is_printed(checkout: Path) -> None:
    transcripts = [block.partition("\n") for name in PAGES for block in readme.blocks("console", FOLDER / f"{name}.md")]
    printed = [run_block(command.removeprefix("$ "), checkout).stdout for command, _, _ in transcripts]
    assert [command.split()[2] for command, _, _ in transcripts] == ["calendar", "play"]
    assert printed == [expected for _, _, expected in transcripts]


def test_the_hours_of_the_guide_are_those_of_the_surgery() -> None:
    (example,) = readme.blocks("yaml", FOLDER / "hours.md")
    shipped = (ROOT / "flows" / "surgery" / "flow.yaml").read_text(encoding="utf-8").splitlines()
    assert [line for line in example.splitlines() if line not in shipped] == []


@pytest.mark.heavy
@pytest.mark.skipif(os.name == "nt", reason="the guide's commands are written for a POSIX shell")
def test_every_command_of_the_page_on_the_provider_runs_against_the_sandbox(checkout: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "IVRSIM_CONFIG_DIR": str(checkout / "config")}
    sandbox = subprocess.Popen(
        [sys.executable, "-m", "simulator", "sandbox", "--port", "0"], env=environment, stdout=subprocess.PIPE
    )
    assert sandbox.stdout is not None
    with sandbox, sandbox.stdout:
        try:
            assert sandbox.stdout.readline().startswith(b"the sandbox is at ")
            blocks = readme.blocks("sh", FOLDER / "provider.md")
            results = [(block, run_block(block, checkout)) for block in blocks]
        finally:
            sandbox.terminate()
    assert {block: (done.returncode, done.stderr) for block, done in results if done.returncode != 0} == {}


@pytest.mark.heavy
@pytest.mark.skipif(os.name == "nt", reason="the guide's commands are written for a POSIX shell")
@pytest.mark.parametrize("name", CLUSTER_PAGES)
def test_every_command_of_a_page_runs_on_a_cluster(name: str, checkout: Path, tmp_path: Path) -> None:
    with running_cluster(tmp_path, 1) as cluster:
        blocks = readme.blocks("sh", FOLDER / f"{name}.md")
        lines = [block.replace("dask://localhost:8786", cluster.address) for block in blocks]
        results = [(block, run_block(block, checkout)) for block in lines]
    assert any(cluster.address in line for line in lines)
    assert {block: (done.returncode, done.stderr) for block, done in results if done.returncode != 0} == {}


def test_every_python_example_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    examples = [(name, block) for name in PAGES for block in readme.blocks("python", FOLDER / f"{name}.md")]
    for name, example in examples:
        exec(compile(example, f"{name}.md", "exec"), {})
    assert [name for name, _ in examples] == ["flow-tests", "hours", "python", "python", "python"]


def test_the_yaml_examples_load(tmp_path: Path) -> None:
    (example,) = readme.blocks("yaml", FOLDER / "flow-tests.md")
    (tmp_path / "page.calls.yaml").write_text(f"flow: .\n{example}", encoding="utf-8")
    checks, columns = readme.blocks("yaml", FOLDER / "checks-and-proofs.md")
    (tmp_path / "columns.yaml").write_text(columns, encoding="utf-8")
    assert read_column_map(str(tmp_path / "columns.yaml")).timezone == "Europe/London"
    clinic = ROOT / "flows" / "clinic"
    (tmp_path / "flow.yaml").write_text((clinic / "flow.yaml").read_text(encoding="utf-8") + checks, encoding="utf-8")
    for receptionist in ("main", "billing"):
        (tmp_path / f"{receptionist}.yaml").write_text(
            (clinic / f"{receptionist}.yaml").read_text(encoding="utf-8"), encoding="utf-8"
        )
    blocks = ("ivrsim test page.calls.yaml\n", "ivrsim check . --fail-on never\n")
    results = [run_block(block, tmp_path) for block in blocks]
    assert [(done.returncode, "error" in done.stderr) for done in results] == [(0, False), (0, False)]


def test_the_personas_of_the_guide_load(tmp_path: Path) -> None:
    (example,) = readme.blocks("yaml", FOLDER / "odds.md")
    (tmp_path / "personas.yaml").write_text(example, encoding="utf-8")
    done = run_block("ivrsim odds example:clinic --callers personas.yaml\n", tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "70.0 % “regulars” and 30.0 % “others” (ASSUMED)" in done.stdout
