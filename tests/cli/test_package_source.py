"""Where a pipeline installs this program from."""

import json
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest

from simulator import __version__
from simulator.cli import package_source
from simulator.cli.package_source import PackageSource, installed_source, named_source
from simulator.errors import UsageError

ACCEPTED = "use a version (0.1.0), an address (https://..., git+https://...) or a path"


def installed(monkeypatch: pytest.MonkeyPatch, top: Path, kept: dict[str, Any] | None) -> PackageSource:
    class Kept(metadata.PathDistribution):
        def read_text(self, filename: Any) -> str | None:
            return json.dumps(kept) if kept and filename == "direct_url.json" else None

    monkeypatch.setattr(package_source, "distribution", lambda name: Kept(top))
    return installed_source(top)


def test_from_an_index_it_is_the_version(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert installed(monkeypatch, tmp_path, None) == (f"ivrsim=={__version__}", False)


@pytest.mark.parametrize(
    ("kept", "requirement"),
    [
        (
            {"url": "https://me:pw@example.org/a.git", "vcs_info": {"vcs": "git", "commit_id": "3f2a"}},
            "git+https://example.org/a.git@3f2a",
        ),
        (
            {
                "url": "https://example.org/a.git",
                "subdirectory": "tools/ivrsim",
                "vcs_info": {"vcs": "git", "commit_id": "3f2a", "requested_revision": "main"},
            },
            "git+https://example.org/a.git@3f2a#subdirectory=tools/ivrsim",
        ),
        ({"url": "https://example.org/a.whl", "archive_info": {}}, "https://example.org/a.whl"),
    ],
)
def test_from_an_address(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, kept: Any, requirement: str) -> None:
    assert installed(monkeypatch, tmp_path, kept) == (requirement, False)


def test_from_a_path(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    top = tmp_path / "repository"
    inside, outside = top / "tools", tmp_path / "elsewhere"
    assert installed(monkeypatch, top, {"url": inside.as_uri(), "dir_info": {"editable": True}}) == ("./tools", False)
    assert installed(monkeypatch, top, {"url": outside.as_uri(), "dir_info": {}}) == (str(outside), True)


def test_run_from_a_clone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def nowhere(name: str) -> metadata.Distribution:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(package_source, "distribution", nowhere)
    clone = Path(__file__).resolve().parents[2]
    assert installed_source(tmp_path) == (str(clone), True)
    assert installed_source(clone) == (".", False)


@pytest.mark.parametrize(
    ("named", "requirement"),
    [
        ("0.1.0", "ivrsim==0.1.0"),
        (" 1.0rc1 ", "ivrsim==1.0rc1"),
        ("ivrsim", "ivrsim"),
        ("ivrsim>=0.1", "ivrsim>=0.1"),
        ("ivrsim @ git+https://example.org/a.git", "ivrsim @ git+https://example.org/a.git"),
        ("git+https://example.org/a.git@v1", "git+https://example.org/a.git@v1"),
        ("git+ssh://git@example.org/a.git", "git+ssh://git@example.org/a.git"),
    ],
)
def test_what_the_user_names(tmp_path: Path, named: str, requirement: str) -> None:
    assert named_source(named, tmp_path) == (requirement, False)


def test_a_path_that_the_user_names_is_the_servers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.whl").touch()
    assert named_source("a.whl", tmp_path) == ("./a.whl", False)
    assert named_source("a.whl", tmp_path / "repository") == (str(tmp_path / "a.whl"), True)


@pytest.mark.parametrize("named", ["", " ", "-r x", "a$b", "a\nb", "nowhere", "flask==1"])
def test_what_pip_a_shell_or_a_server_would_take_otherwise(tmp_path: Path, named: str) -> None:
    with pytest.raises(UsageError) as refused:
        named_source(named, tmp_path)
    assert str(refused.value).partition(" is not accepted; ")[2] == ACCEPTED


@pytest.mark.parametrize("before", ["", "git+", "ivrsim @ "])
def test_a_password_is_not_written_into_a_pipeline(tmp_path: Path, before: str) -> None:
    with pytest.raises(UsageError) as refused:
        named_source(f"{before}https://me:secret@example.org/a.git", tmp_path)
    assert str(refused.value) == "--from: the address has a password, which the pipeline would show; remove it"
