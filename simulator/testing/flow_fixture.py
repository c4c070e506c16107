"""The flow of a Python test: what its marker names, else the project's own, else the nearest."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from simulator import load
from simulator.config.flow import Flow
from simulator.errors import SimulatorError
from simulator.loader.flow_location import EXAMPLE, FLOW_FILES
from simulator.loader.semantics_section import semantics_of
from simulator.words.sanitizer import describe_error

flows = pytest.StashKey[dict[str, Flow]]()
"""Flows that are loaded already, by what they were loaded from."""

_USAGE = '@pytest.mark.flow("flows/clinic", entry="main", semantics="freepbx", variant="christmas")'


def load_test_flow(request: pytest.FixtureRequest) -> Flow:
    """The flow that a test asks for; a test whose flow cannot be loaded fails with the message alone."""
    source, entry, semantics, variant = _marker_options(request.node)
    try:
        flow = _load_cached(request.config, _flow_source(request, source))
        flow = flow if variant is None else flow.in_variant(variant)
        flow = flow if entry is None else flow.entered_at(entry)
        return flow if semantics is None else flow.with_semantics(semantics_of(semantics))
    except SimulatorError as error:
        refusal = str(describe_error(error))
    pytest.fail(refusal, pytrace=False)  # here, where it is not shown as a second fault of the first


def _marker_options(node: pytest.Item) -> tuple[str | None, str | None, object, str | None]:
    """Return what the marker of a test says."""
    marker = node.get_closest_marker("flow")
    if marker is None:
        return None, None, None, None
    defaults: dict[str, Any] = {"source": None, "entry": None, "semantics": None, "variant": None}
    if (
        len(marker.args) > 1
        or not marker.kwargs.keys() <= defaults.keys()
        or (marker.args and "source" in marker.kwargs)
    ):
        pytest.fail(
            f"the marker flow takes one source, and entry, semantics and variant by name: {_USAGE}", pytrace=False
        )
    options = {**defaults, **marker.kwargs, **dict(zip(["source"], marker.args, strict=False))}
    source = options["source"]
    return None if source is None else os.fspath(source), options["entry"], options["semantics"], options["variant"]


def _flow_source(request: pytest.FixtureRequest, source: str | None) -> str:
    """Return the source to load: the marker's from the test's own folder, else the setting's, from the root folder."""
    root, folder = request.config.rootpath, request.path.parent
    if source is None:
        source = request.config.getini("ivrsim_flow") or None
        if source is None:
            return _nearest_flow(request.path)
        folder = root
    if source.startswith(EXAMPLE):
        return source
    # The test's own folder first: a folder of tests can be moved together with its flow.
    near = folder / source
    return _display_path(near if near.exists() else root / source)


def _nearest_flow(test: Path) -> str:
    for folder in test.parents:
        if any((folder / name).is_file() for name in FLOW_FILES):
            return _display_path(folder)
    advice = f"set ivrsim_flow in pytest's settings, or mark the test: {_USAGE}"
    pytest.fail(f"no flow.yaml in the folder of {_display_path(test)} or above; {advice}", pytrace=False)


def _display_path(path: Path) -> str:
    """A path as messages and commands name it: from here, where it is below."""
    try:
        return path.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return str(path)


def _load_cached(config: pytest.Config, source: str) -> Flow:
    cache = config.stash.setdefault(flows, {})
    if source not in cache:
        cache[source] = load(source)
    return cache[source]
