"""The flow of a Python test, and the world of its calls: what its marker names, else the project's own flow."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from simulator import load
from simulator.config.flow import Flow
from simulator.errors import SimulatorError, UsageError
from simulator.flowtests.stated_world import BOTH_STARTS
from simulator.loader.flow_location import EXAMPLE, FLOW_FILES
from simulator.loader.semantics_section import semantics_of
from simulator.words.sanitizer import describe_error

if TYPE_CHECKING:
    from simulator.testing.phone_call import PhoneCall

flows = pytest.StashKey[dict[str, Flow]]()
"""Flows that are loaded already, by what they were loaded from."""

_USAGE = '@pytest.mark.flow("flows/clinic", entry="main", semantics="freepbx", variant="christmas")'
_DEFAULTS: dict[str, Any] = {
    "source": None,
    "entry": None,
    "number": None,
    "at": "",
    "given": {},
    "semantics": None,
    "variant": None,
}


def load_test_flow(request: pytest.FixtureRequest) -> Flow:
    """The flow that a test asks for; a test whose flow cannot be loaded fails with the message alone."""
    options = marker_options(request.node)
    entry, number, semantics, variant = (options[name] for name in ("entry", "number", "semantics", "variant"))
    try:
        flow = _load_cached(request.config, _flow_source(request, options["source"]))
        flow = flow if variant is None else flow.in_variant(variant)
        if entry is not None and number is not None:
            raise UsageError(f"the marker flow: {BOTH_STARTS}")
        flow = flow if entry is None else flow.entered_at(entry)
        flow = flow if number is None else flow.rung_at(number)
        return flow if semantics is None else flow.with_semantics(semantics_of(semantics, flow.profiles))
    except SimulatorError as error:
        refusal = str(describe_error(error))
    pytest.fail(refusal, pytrace=False)  # here, where it is not shown as a second fault of the first


def make_call(request: pytest.FixtureRequest, flow: Flow) -> PhoneCall:
    """A call to the flow in the world that the marker states; one that cannot be fails with the message alone."""
    from simulator.testing.phone_call import PhoneCall  # a test that takes only the flow makes no call

    options = marker_options(request.node)
    try:
        phone = PhoneCall(flow, at=str(options["at"] or ""), given=options["given"])
        _ = phone.record  # so that a moment or an answer that the flow does not have is refused here
    except SimulatorError as error:
        refusal = f"the marker flow: {describe_error(error)}"
    else:
        return phone
    pytest.fail(refusal, pytrace=False)


def marker_options(node: pytest.Item) -> dict[str, Any]:
    """Return what the marker of a test says: the flow and how it is called, and the world of its calls."""
    marker = node.get_closest_marker("flow")
    if marker is None:
        return _DEFAULTS
    if (
        len(marker.args) > 1
        or not marker.kwargs.keys() <= _DEFAULTS.keys()
        or (marker.args and "source" in marker.kwargs)
    ):
        taken = "entry, number, at, given, semantics and variant by name"
        pytest.fail(f"the marker flow takes one source, and {taken}: {_USAGE}", pytrace=False)
    options = {**_DEFAULTS, **marker.kwargs, **dict(zip(["source"], marker.args, strict=False))}
    return {**options, "source": None if options["source"] is None else os.fspath(options["source"])}


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
