"""This machine for a bug report: programs, places, variables, and not one secret."""

import os
import sys
from pathlib import Path

import pytest

from simulator.cli.machine_facts import file_facts, program_facts, variable_facts, version_facts


def test_the_versions() -> None:
    assert [fact.what for fact in version_facts()] == ["ivrsim", "Python", "system", "encoding"]


def test_programs_that_are_there_and_not(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    scripts = {"git": "echo 'git version 9.9  at home'", "espeak-ng": "exit 3", "asterisk": "echo Asterisk 22.1"}
    for name, line in scripts.items():
        (tmp_path / name).write_text(f"#!/bin/sh\n{line}\n", "utf-8")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert [(fact.what, fact.value, fact.note) for fact in program_facts()][:2] == [
        ("git", "git version 9.9", str(tmp_path / "git")),
        ("espeak-ng", "does not say its version", str(tmp_path / "espeak-ng")),
    ]
    (tmp_path / "git").write_text("no program", "utf-8")
    (tmp_path / "espeak-ng").unlink()
    assert [(fact.value, fact.note) for fact in program_facts()][:2] == [
        ("does not start", str(tmp_path / "git")),
        ("not found", "for scripts that are read aloud"),
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX's")
def test_where_the_users_files_are(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("IVRSIM_CONFIG_DIR", str(tmp_path / "config"))
    monkeypatch.setenv("IVRSIM_NO_KEYRING", "1")
    facts = {fact.what: (fact.value, fact.note, fact.fault) for fact in file_facts()}
    config = str(tmp_path / "config")
    assert facts["configuration"] == (config, "the variable IVRSIM_CONFIG_DIR; not there yet", "")
    assert facts["accounts"] == ("0", "ivrsim login keeps one", "")
    assert facts["tokens"] == ("a file", "the variable IVRSIM_NO_KEYRING; not there yet", "")
    (tmp_path / "config").mkdir()
    accounts, tokens = tmp_path / "config" / "accounts.toml", tmp_path / "config" / "tokens.json"
    accounts.write_text('[x]\ntoken = "secret-1"\n', "utf-8")
    tokens.write_text('{"x@a.example": "secret-2"}', "utf-8")
    tokens.chmod(0o644)
    facts = {fact.what: (fact.value, fact.note, fact.fault) for fact in file_facts()}
    assert facts["accounts"][::2] == (
        "cannot be read",
        f"{accounts}: [x] token: secrets do not belong here; ivrsim login x keeps the token",
    )
    assert facts["tokens"][2] == f"{tokens}: others can read this file of tokens; chmod 600 {tokens}"
    assert "secret-" not in str(facts)


def test_variables_without_what_is_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith(("IVRSIM_", "PYTHON"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("IVRSIM_API_TOKEN", "secret-1")
    monkeypatch.setenv("IVRSIM_API_URL", "https://me:secret-2@a.example/v1?key=secret-3")
    monkeypatch.setenv("IVRSIM_NO_KEYRING", "1")
    monkeypatch.setenv("NO_COLOR", "")
    assert [(fact.what, fact.value) for fact in variable_facts()] == [
        ("IVRSIM_API_TOKEN", "set (not shown)"),
        ("IVRSIM_API_URL", "https://a.example/v1?..."),
        ("IVRSIM_NO_KEYRING", "1"),
        ("NO_COLOR", ""),
    ]
