"""The pipelines that ``ivrsim init --ci`` writes: text files with a placeholder for the flow's folder."""

from __future__ import annotations

import os
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from simulator.cli.package_source import PackageSource, installed_source, named_source
from simulator.errors import UsageError
from simulator.text.yaml_quotes import quote_yaml

FILES = {"github": ".github/workflows/phone-menu.yml", "gitlab": ".gitlab-ci.yml"}
"""Each kind of server, and where it looks for its pipeline from the top of a repository."""

HOLE = "@FLOW@"
PACKAGE = 'IVRSIM: "ivrsim"'
"""The text of a template that the package for pip replaces."""


class Pipeline(NamedTuple):
    """A pipeline to write: where, and what."""

    path: Path
    text: str
    package: PackageSource


def build_pipeline(kind: str, flow: Path, package: str | None = None) -> Pipeline:
    """The pipeline for the flow in a folder, which may still be missing.

    ``package`` is what pip installs there; None: from where this copy came.

    It belongs at the top of the repository that the folder is in, or in the folder where it is in none. Raises
    ``UsageError`` if there is a pipeline already, and for a package that pip would not take.
    """
    top = _repository_top(flow)
    path = top / FILES[kind]
    if path.exists():
        raise UsageError(f"{path} already exists; nothing was written: move it away, or add the steps by hand")
    inside = _absolute_path(flow).relative_to(_absolute_path(top)).as_posix()
    source = installed_source(_absolute_path(top)) if package is None else named_source(package, _absolute_path(top))
    text = (
        pipeline_template(kind)
        .replace(PACKAGE, f"IVRSIM: {quote_yaml(source.requirement)}")
        .replace(HOLE, quote_yaml(inside))
    )
    return Pipeline(path, text, source)


def pipeline_template(kind: str) -> str:
    """The text with its hole."""
    return (files("simulator.cli") / "templates" / f"{kind}.yml").read_text(encoding="utf-8")


def _repository_top(folder: Path) -> Path:
    absolute = _absolute_path(folder)
    above = next((above for above in (absolute, *absolute.parents) if (above / ".git").exists()), absolute)
    try:
        return folder if above == absolute else above.relative_to(Path.cwd())
    except ValueError:
        return above


def _absolute_path(path: Path) -> Path:
    return Path(os.path.abspath(path))  # noqa: PTH100 - Path.absolute leaves .. in it
