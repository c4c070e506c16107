"""Checks, proofs and tests that have to hold."""

import shutil
from pathlib import Path

import pytest

from simulator.loader.flow_kinds import load_with_shelf
from simulator.provider.change.gates import GateResult, try_gates
from tests.conftest import FLOWS


@pytest.fixture
def folder(here: Path) -> Path:
    """A copy of the shipped clinic."""
    shutil.copytree(FLOWS / "clinic", here / "clinic")
    return here / "clinic"


def tried(variant: str | None = None) -> GateResult:
    return try_gates(*load_with_shelf("clinic", variant), "clinic")


@pytest.mark.usefixtures("folder")
def test_a_sound_flow_passes() -> None:
    assert tried() == GateResult((), ())


def test_without_tests_that_is_told(folder: Path) -> None:
    for path in folder.glob("*.calls.yaml"):
        path.unlink()
    assert tried() == GateResult((), ("there are no tests in clinic: only checks and proofs speak for it",))


def test_tests_of_the_variant_speak_for_it(folder: Path) -> None:
    """Tests that name no variant are about the flow as it is, and stay so."""
    text = (folder / "flow.yaml").read_text(encoding="utf-8")
    closed = '\nvariants: {closed: {receptionists: {main: {recording: "@goodbye"}}}}\n'
    (folder / "flow.yaml").write_text(text + closed, encoding="utf-8")
    assert tried("closed") == GateResult((), ("no test names the variant closed: only checks and proofs speak for it",))
    test = "variant: closed\ntests: [{name: closed, call: [{hears: greeting}]}]\n"
    (folder / "closed.calls.yaml").write_text(test, encoding="utf-8")
    (refusal,) = tried("closed").refusals
    assert (refusal.gate, refusal.flag, refusal.lines) == (
        "tests",
        "--despite-tests",
        (
            "clinic/closed.calls.yaml:2: closed: expected greeting, got goodbye, are-you-there, goodbye, "
            "are-you-there, goodbye, goodbye",
            "  >    2 | tests: [{name: closed, call: [{hears: greeting}]}]",
        ),
    )


def test_what_the_providers_document_requires(folder: Path) -> None:
    text = (folder / "main.yaml").read_text(encoding="utf-8")
    (folder / "main.yaml").write_text(text.replace('timeout_recording: "@goodbye"\n', ""), encoding="utf-8")
    (refusal,) = [one for one in tried().refusals if one.gate == "checks"]
    assert "IVR610" in refusal.lines[0]


def test_what_a_pulled_catalogue_does_not_contain_is_an_error_of_a_push(folder: Path) -> None:
    main = folder / "main.yaml"
    text = main.read_text(encoding="utf-8")
    main.write_text(text.replace('"@Booking desk"', '"108500"'), encoding="utf-8")
    assert [one.gate for one in tried().refusals] == ["tests"]  # written by hand: a warning of check
    flow = folder / "flow.yaml"
    flow.write_text(f'pulled: "2026-11-30"\n{flow.read_text(encoding="utf-8")}', encoding="utf-8")
    checks, _ = tried().refusals
    assert (checks.gate, len(checks.lines)) == ("checks", 1)
    assert "IVR114 destination-not-in-catalogue: department||108500 is not in the catalogue" in checks.lines[0]
