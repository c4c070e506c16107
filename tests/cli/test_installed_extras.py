"""The libraries of this installation, as the package names them."""

from pathlib import Path

import pytest

from simulator.cli import installed_extras
from simulator.cli.installed_extras import PURPOSES, ExtraState, LibraryState, extra_states, installed_version


def test_every_extra_of_the_package_has_its_purpose() -> None:
    states = extra_states()
    assert [state.name for state in states] == [*PURPOSES]
    assert [library.name for library in states[0].libraries][:3] == ["pydantic", "pyyaml", "transitions"]
    assert all(library.version == installed_version(library.name) for state in states for library in state.libraries)


def test_a_library_that_is_missing_or_too_old() -> None:
    assert [LibraryState("x", *versions).is_too_old for versions in [
        ("1.0", "1"), ("0.9.10", "0.9.3"), ("0.9.2", "0.9.3"), ("", "1"), ("2.0rc1", "2.0"), ("1.9", ""),
    ]] == [False, False, True, False, False, False]  # fmt: skip
    state = ExtraState("web", (LibraryState("a", "1", ""), LibraryState("b", "", "2")))
    assert (state.missing, state.purpose, installed_version("no-such-library")) == (["b"], "serve", "")


def test_a_wheel_says_the_same(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Its metadata has every requirement of an extra with a marker, those of ``all`` too."""

    class Wheel:
        requires = (
            "pyyaml>=6.0.1",
            "tzdata; sys_platform == 'win32'",
            "httpx>=0.27; extra == 'provider'",
            "ivrsim[provider]; extra == 'all'",
        )

    monkeypatch.setattr(installed_extras, "_PYPROJECT", tmp_path / "pyproject.toml")
    monkeypatch.setattr(installed_extras, "distribution", lambda name: Wheel)
    assert [(state.name, [library.name for library in state.libraries]) for state in extra_states()] == [
        ("", ["pyyaml"]),
        ("provider", ["httpx"]),
    ]
