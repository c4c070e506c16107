"""The libraries of this installation: each extra with what it is for, and which versions are there and needed."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import PackageNotFoundError, distribution, version
from pathlib import Path

from simulator.fast_classes import NamedTuple

PURPOSES: Mapping[str, str] = {
    "": "every command",
    "test": "flow tests under pytest, strategies for hypothesis",
    "provider": "login, pull, plan, push, status, rollback, adopt",
    "sandbox": "sandbox: a provider to practise on",
    "calendar": "calendar --holidays: dates of countries, .ics files",
    "speech": "scripts that are read aloud",
    "audio": "compressed sound files: MP3, OGG, FLAC",
    "draw": "draw: PNG",
    "web": "serve",
    "parquet": "past calls in Parquet files",
    "cluster": "replay and traffic on the workers of a Dask scheduler",
    "traffic": "traffic: crowds of calls",
}
"""What each extra is for; the nameless one is what every installation has."""

_REQUIREMENT = re.compile(
    r"(?P<name>[A-Za-z0-9._-]+)\s*(?P<bound>>=\s*(?P<least>[0-9][0-9.]*))?[^;]*(;(?P<marker>.*))?"
)
_EXTRA = re.compile(r"extra == ['\"]([a-z]+)['\"]")
_PYPROJECT = Path(__file__).resolve().parents[2] / "pyproject.toml"


class LibraryState(NamedTuple):
    """One library: the version that is there (empty: none), and the least that is needed (empty: any)."""

    name: str
    version: str
    least: str

    @property
    def is_too_old(self) -> bool:
        """Return whether it is there, and older than what is needed."""
        return bool(self.version and self.least) and _numbers(self.version) < _numbers(self.least)


class ExtraState(NamedTuple):
    """One extra with its libraries; the nameless one is the core."""

    name: str
    libraries: tuple[LibraryState, ...]

    @property
    def purpose(self) -> str:
        """Return what it is for."""
        return PURPOSES.get(self.name, "")

    @property
    def missing(self) -> list[str]:
        """Return the libraries that are not there."""
        return [library.name for library in self.libraries if not library.version]


def extra_states() -> list[ExtraState]:
    """Return every extra, the core first, as the package itself names them."""
    wanted: dict[str, list[LibraryState]] = {}
    for extra, requirement in _requirements():
        match = _REQUIREMENT.match(requirement)
        if match is None or (extra == "" and "win32" in (match["marker"] or "")) or match["name"] == "ivrsim":
            continue
        state = LibraryState(match["name"], installed_version(match["name"]), match["least"] or "")
        wanted.setdefault(extra, []).append(state)
    return [ExtraState(extra, tuple(libraries)) for extra, libraries in wanted.items()]


def installed_version(name: str) -> str:
    """Return the version of a library; empty: it is not installed."""
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _requirements() -> Iterator[tuple[str, str]]:
    """Yield each requirement with its extra: those of the installed package, or of the clone that this runs from."""
    project = tomllib.loads(_PYPROJECT.read_text(encoding="utf-8"))["project"] if _PYPROJECT.is_file() else {}
    if project.get("name") == "ivrsim":
        yield from (("", requirement) for requirement in project["dependencies"])
        for extra, requirements in project["optional-dependencies"].items():
            yield from ((extra, requirement) for requirement in requirements)
        return
    yield from _packaged(distribution("ivrsim").requires or ())


def _packaged(requirements: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the requirements of a wheel's metadata, which has the extra in a marker.

    >>> [*_packaged(["pyyaml>=6.0.1", "httpx>=0.27; extra == 'provider'"])]
    [('', 'pyyaml>=6.0.1'), ('provider', "httpx>=0.27; extra == 'provider'")]
    """
    for requirement in requirements:
        extra = _EXTRA.search(requirement)
        if extra is None or extra[1] != "all":
            yield (extra[1] if extra else ""), requirement


def _numbers(text: str) -> tuple[int, ...]:
    """Return the numbers of a version, without zeros at its end: 1.0 is 1."""
    numbers = [int(part) for part in re.findall(r"[0-9]+", re.split(r"[^0-9.]", text)[0])]
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)
