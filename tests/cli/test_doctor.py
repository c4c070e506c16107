"""``ivrsim doctor``: one page for a bug report, without secrets and personal paths; 1 where something is broken."""

import json
from pathlib import Path

import pytest

from simulator.cli import doctor
from simulator.cli.installed_extras import ExtraState, LibraryState
from simulator.cli.machine_facts import MachineFact
from tests.cli.conftest import Command
from tests.patches.shop import write_shop


@pytest.fixture
def home(here: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's home, with two shops in it; programs are those of a machine without any."""
    monkeypatch.setenv("HOME", str(here))
    monkeypatch.setenv("USERPROFILE", str(here))
    monkeypatch.setenv("IVRSIM_CONFIG_DIR", str(here / "config"))
    monkeypatch.setenv("IVRSIM_API_TOKEN", "secret-1")
    monkeypatch.setattr(doctor, "program_facts", lambda: [MachineFact("git", "not found", "for git:REV")])
    for name in ("acton", "bolton"):
        (here / "clients" / name).mkdir(parents=True)
        write_shop(here / "clients" / name)
    return here


def test_a_page_to_paste(ivrsim: Command, home: Path) -> None:
    done = ivrsim("doctor", home / "clients" / "acton")
    lines = done.stdout.splitlines()
    assert (done.returncode, done.stderr, lines[-1]) == (0, "", "Nothing is broken.")
    headings = [line for line in lines if line.endswith(":") and not line.startswith(" ")]
    assert headings == ["Versions:", "Extras:", "Programs:", "Files:", "Variables:", "~/clients/acton:"]
    words = [" ".join(line.split()[1:]) for line in lines]
    assert "configuration ~/config the variable IVRSIM_CONFIG_DIR; not there yet" in words
    assert "timezone Europe/London ~/clients/acton/flow.yaml:3" in words
    assert (str(home) in done.stdout, "secret-1" in done.stdout) == (False, False)


def test_a_folder_with_a_flow_that_is_broken(ivrsim: Command, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "clients" / "bolton" / "main.yaml").write_text("name: x\n", "utf-8")
    monkeypatch.setattr(doctor, "FLOWS_SHOWN_MOST", 0)
    done = ivrsim("doctor", "clients")
    fault = "  ✗ clients/bolton/main.yaml:1:1: destination_type is missing; "
    told = [line[:62] for line in done.stdout.splitlines() if "bolton" in line or "more flows" in line]
    assert (done.returncode, told) == (
        1,
        [
            "clients/bolton:",
            fault[:62],
            "... and 1 more flows, all of which load (--format json has the"[:62],
            fault[:62],
        ],
    )
    shown = json.loads(ivrsim("doctor", "clients", "--format", "json").stdout)
    assert [*shown] == ["versions", "programs", "files", "variables", "extras", "flows", "broken"]
    assert [(flow["flow"], len(flow["faults"])) for flow in shown["flows"]] == [
        ("clients/acton", 0),
        ("clients/bolton", 1),
    ]


@pytest.mark.usefixtures("home")
def test_without_a_flow_and_with_a_broken_installation(ivrsim: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    core = ExtraState("", (LibraryState("pyyaml", "5.0", "6.0.1"), LibraryState("pydantic", "", "2.7")))
    web = ExtraState("web", (LibraryState("segno", "", "1.6"),))
    monkeypatch.setattr(doctor, "extra_states", lambda: [core, web])
    done = ivrsim("doctor")
    lines = done.stdout.splitlines()
    assert done.returncode == 1
    assert lines[lines.index("Extras:") + 1 :][:2] == [
        "  ✗ core  every command  pyyaml 5.0; without pydantic: pip install -U ivrsim",
        "  · web   serve          without segno: pip install 'ivrsim[web]'",
    ]
    assert lines[-3:] == [
        "Broken:",
        "  ✗ pyyaml 5.0 is too old; ivrsim needs 6.0.1 or newer: pip install -U 'ivrsim'",
        "  ✗ pydantic is not installed; ivrsim needs it: pip install -U ivrsim",
    ]
    empty = ivrsim("doctor", "config")
    assert (empty.returncode, empty.stdout.splitlines()[-1]) == (1, "  ✗ config: there is no such file or folder")
