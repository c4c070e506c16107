from pathlib import Path

import pytest

from simulator import FlowError, load
from simulator.checks.prove import ProofRun
from simulator.config.claim_options import ClaimOptions

FLOW = """\
receptionists:
  main:
    name: Main
    destination_type: single
    forward_destination_type: department
    forward_destination_id: "10"
    recording: "7"
destinations:
  department||10: {name: Desk, answers: person}
"""


def claims(folder: Path, text: str) -> tuple[ClaimOptions, ...]:
    (folder / "flow.yaml").write_text(FLOW + text, encoding="utf-8")
    return load(folder / "flow.yaml").claims


def refusal(folder: Path, text: str) -> str:
    with pytest.raises(FlowError) as refused:
        claims(folder, text)
    return str(refused.value).replace(f"{folder}/", "")


def test_claims_of_every_kind(tmp_path: Path) -> None:
    text = """\
claims:
  - {reach: Desk, within: 90 s, keys: 3}
  - {never: "7"}
  - {hears: 7}
  - {trait: slow}
  - {within: 2 min}
"""
    assert claims(tmp_path, text) == (
        ClaimOptions("reach", "Desk", 90_000, 3),
        ClaimOptions("never", "7"),
        ClaimOptions("hears", "7"),
        ClaimOptions("trait", "slow"),
        ClaimOptions("reach", "person", 120_000),
    )


@pytest.mark.parametrize("text", ["", "claims:\n", "claims: []\n"])
def test_none(tmp_path: Path, text: str) -> None:
    assert claims(tmp_path, text) == ()


def test_each_bad_claim_has_its_place(tmp_path: Path) -> None:
    text = """\
claims:
  - {reach: Dsk}
  - {reach: Desk, within: 90}
  - {hears: Desk}
  - never
  - {trait: slw}
"""
    assert refusal(tmp_path, text).splitlines() == [
        "flow.yaml:11:13: reach: nothing is called 'Dsk'; did you mean Desk?",
        "flow.yaml:12:27: within: '90' has no unit: use 90 s or 90 min",
        "flow.yaml:13:13: hears: nothing is called 'Desk'; a recording's name or id is accepted",
        "flow.yaml:14:5: 'never' is not a claim; use a mapping such as {reach: person, within: 90 s}",
        "flow.yaml:15:13: trait: 'slw' is not a trait; use silent, wrong-keys, slow, no-dtmf; did you mean slow?",
    ]


def test_a_mapping_in_place_of_the_list(tmp_path: Path) -> None:
    assert refusal(tmp_path, "claims: {reach: person}\n") == (
        "flow.yaml:10:9: claims: a mapping is not accepted; "
        "use a list such as [{reach: person, within: 90 s}, {never: Night voicemail}]"
    )


def test_where_nobody_is_known_to_be_a_person_none_can_be_claimed(tmp_path: Path) -> None:
    (tmp_path / "flow.yaml").write_text(FLOW.replace(", answers: person", "") + "claims: [{trait: slow}]\n")
    with pytest.raises(
        FlowError, match=r"flow\.yaml:10:18: trait: no destination of the catalogue says answers: person"
    ):
        load(tmp_path / "flow.yaml")


WORLD = """\
timezone: Europe/London
schedules: {office: {open: ["Mon-Fri 09:00-17:00"]}}
claims:
  - {reach: Desk, at: 2026-02-30T10:00}
"""


@pytest.mark.parametrize(
    ("claim", "problem"),
    [
        (
            "at: 2026-02-30T10:00",
            "flow.yaml:13:23: at: '2026-02-30T10:00' holds a date or a time",
        ),
        ("at: now", "flow.yaml:13:23: at: 'now' depends on the present, which only a command knows; "),
        ("given: {offic: open}", "flow.yaml:13:26: given: nothing is called 'offic'; did you mean office?"),
        ("given: {office: busy}", "flow.yaml:13:26: given: office is a schedule and cannot be 'busy'; "),
    ],
)
def test_the_world_of_a_claim_is_refused_at_its_place_before_anything_is_proved(
    tmp_path: Path, claim: str, problem: str
) -> None:
    claims(tmp_path, WORLD.replace("at: 2026-02-30T10:00", claim))
    with pytest.raises(FlowError) as refused:
        ProofRun(load(tmp_path / "flow.yaml"))
    assert str(refused.value).replace(f"{tmp_path}/", "").startswith(problem)
