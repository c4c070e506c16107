"""Profiles in ``ivrsim.toml``: which flows get them, and what is wrong with a file."""

from __future__ import annotations

from pathlib import Path

import pytest

import simulator
from simulator.errors import FlowError
from simulator.loader.project_profiles import read_profiles, refuse_profile_name

MENU = """{name: Main, destination_type: multiple, timeout: 5, entries: [{option: 1, destination_type: department,
  destination_id: 7}], incorrect_count: 1, invalid_destination_type: hangup, invalid_destination_id: 1,
  timeout_retries: 1, timeout_destination_type: hangup, timeout_destination_id: 1}"""

PROJECT = """
semantics = "ours-2026"

[profiles.ours-2026]
base = "freepbx"
barge_in = false
interdigit_seconds = 4

[profiles.ours-2026.evidence]
date = "2026-11-30"
"""
OURS = {"base": "freepbx", "interdigit_seconds": 4.0, "barge_in": False}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with a flow in a folder of its own."""
    (tmp_path / "ivrsim.toml").write_text(PROJECT, encoding="utf-8")
    (tmp_path / "desk").mkdir()
    write_flow(tmp_path, "")
    return tmp_path


def write_flow(project: Path, semantics: str) -> None:
    (project / "desk" / "flow.yaml").write_text(f"{semantics}\nreceptionists:\n  main: {MENU}\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("stated", "label", "name"),
    [
        ("", OURS, "ours-2026"),
        ("semantics: ours-2026", OURS, "ours-2026"),
        ("semantics: acefone", "acefone", ""),
        ("semantics: {base: ours-2026, counters: shared}", {**OURS, "counters": "shared"}, ""),
    ],
)
def test_a_flow_below_inherits_a_profile_or_says_its_own(project: Path, stated: str, label: object, name: str) -> None:
    write_flow(project, stated)
    flow = simulator.load(project / "desk")
    assert (flow.semantics.label, flow.profile_name) == (label, name)
    assert simulator.play(flow, {"semantics": "ours-2026"}).semantics == OURS
    assert simulator.load(project / "desk", semantics="ours-2026").semantics.label == OURS


def test_a_receptionist_alone_inherits_too(project: Path) -> None:
    (project / "desk" / "main.yaml").write_text(MENU, encoding="utf-8")
    assert simulator.load(project / "desk" / "main.yaml").profile_name == "ours-2026"


def test_the_nearest_file_counts(project: Path) -> None:
    (project / "desk" / "ivrsim.toml").write_text("# a boundary\n", encoding="utf-8")
    assert simulator.load(project / "desk").profile_name == ""


def test_every_mistake_of_the_file_is_told_with_its_line(project: Path) -> None:
    (project / "ivrsim.toml").write_text(
        """semantics = "our-2026"
[profiles.freepbx]
[profiles."a b"]
[profiles.ours-2026]
base = "freepbxx"
final = "at_count"
barge_in = "perhaps"
evidence = 7
""",
        encoding="utf-8",
    )
    with pytest.raises(FlowError) as refused:
        simulator.load(project / "desk")
    problems = [(problem.line, problem.message) for problem in refused.value.problems]
    assert [(line, message[:40]) for line, message in problems] == [
        (1, "semantics: 'our-2026' is not a profile; "),
        (2, "freepbx is a built-in profile; use anoth"),
        (3, "'a b' is not a name for a profile; use l"),
        (5, "'freepbxx' is not a semantics profile; t"),
        (6, "semantics have no setting 'final'; did y"),
        (7, "barge_in: 'perhaps' is not accepted; use"),
        (8, "evidence: 7 is not accepted; use a table"),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (b"profiles = 7", "profiles: 7 is not accepted; use tables such as [profiles.NAME]"),
        (b"[profiles]\nx = 1", "profiles: x is 1; use a table [profiles.x] with settings"),
        (b"semantics = 7", "semantics: 7 is not a profile"),
        (b'semantic = "freepbx"', "'semantic' does not belong here; did you mean semantics?"),
        (
            b'[flows]\nx = "freepbx"',
            "'flows' does not belong here; use [accounts], semantics, holidays and [profiles.NAME]",
        ),
        (b"semantics = ", "is not TOML: Invalid value (at end of document)"),
        (b"profiles = " + b"[" * 5000, "is nested too deep; tables of names and values are enough here"),
        (b"# profiles \xff", "is not UTF-8: byte 12 is 0xff; save it as UTF-8"),
        (b"profiles = " + b"1" * 5000, "holds a number of thousands of digits; remove it"),
    ],
)
def test_a_file_that_says_something_else_is_refused(text: bytes, message: str) -> None:
    with pytest.raises(FlowError) as refused:
        read_profiles(Path("ivrsim.toml"), text)
    (problem,) = refused.value.problems
    assert problem.message.startswith(message)


@pytest.mark.parametrize(
    "text",
    ['semantic = "freepbx"\n', '[profile.ours]\nbase = "freepbx"\n', '[accounts]\n"." = "a"\n[flows]\n', "oops\n"],
)
def test_a_flow_is_not_played_past_a_file_that_is_mistaken(project: Path, text: str) -> None:
    (project / "ivrsim.toml").write_text(text, encoding="utf-8")
    with pytest.raises(FlowError, match=r"ivrsim\.toml"):
        simulator.load(project / "desk")


def test_a_file_that_cannot_be_read_is_not_taken_for_none(
    project: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "ivrsim.toml"
    (project / "ivrsim.toml").rename(elsewhere)
    (project / "ivrsim.toml").symlink_to(elsewhere)
    with pytest.raises(FlowError, match=r"ivrsim\.toml: cannot be read: leads outside"):
        simulator.load(project / "desk")


def test_a_file_as_windows_writes_it(project: Path) -> None:
    content = "\ufeff" + PROJECT.replace("\n", "\r\n")
    (project / "ivrsim.toml").write_bytes(content.encode("utf-8"))
    assert simulator.load(project / "desk").semantics.label == OURS


@pytest.mark.parametrize("stated", ["ours-2026", "{base: ours-2026, final_on: at_count}"])
def test_a_mistake_of_the_file_is_not_told_again_at_the_names_it_has(project: Path, stated: str) -> None:
    (project / "ivrsim.toml").write_text(PROJECT.replace("= 4", "= oops"), encoding="utf-8")
    write_flow(project, f"semantics: {stated}\nmenus: {{main: {{semantics: {stated}}}}}")
    with pytest.raises(FlowError) as refused:
        simulator.load(project / "desk")
    assert [Path(problem.file).name for problem in refused.value.problems] == ["ivrsim.toml"]


def test_names_for_profiles() -> None:
    accepted = [
        name for name in ("ours", "a-1", "2026", "a.b", "", "acefone", "x" * 65) if not refuse_profile_name(name)
    ]
    assert accepted == ["ours", "a-1"]
