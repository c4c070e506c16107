"""A certificate of a move: written in one layout, and read only as it was written."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.approval.move_certificate import (
    CertifiedCaller,
    CertifiedLikeness,
    CertifiedPair,
    CertifiedSide,
    CertifiedWorld,
    MoveCertificate,
    changed_names,
    read_certificate,
    seal_of,
)
from simulator.errors import FlowError
from simulator.text.document import read_document

SIDE = CertifiedSide(
    flow="old", engine="freepbx", given="", settings={"barge_in": "true"}, calls="ab", files={"flow.yaml": "cd"}
)
CERTIFICATE = MoveCertificate(
    certificate="move",
    layout="1",
    program="0.1.0",
    date="2026-11-30",
    statement="No caller can tell.",
    equal=True,
    old=SIDE,
    new=SIDE.model_copy(update={"settings": {}, "files": {}}),
    alike=CertifiedLikeness(
        rules=["name"],
        recordings=[CertifiedPair(old="1", new="2", by="name")],
        destinations=[],
        schedules=[],
        lengths={"2": "8"},
    ),
    world=CertifiedWorld(number="+441632960001", variant="", at="", during="", given=["Desk: no answer"]),
    compared=["every key"],
    callers=[CertifiedCaller(notices="“#” and *", caller="--caller '#'")],
)
TEXT = CERTIFICATE.text
LINES = TEXT.splitlines()


def read(text: str) -> MoveCertificate:
    return read_certificate(read_document(Path("move.yaml"), "move.yaml", text))


def refusal(text: str) -> list[str]:
    with pytest.raises(FlowError) as refused:
        read(text)
    return str(refused.value).splitlines()


def test_the_layout_is_fixed() -> None:
    assert LINES[3:] == [
        'certificate: "move"',
        'layout: "1"',
        'program: "0.1.0"',
        'date: "2026-11-30"',
        'statement: "No caller can tell."',
        "equal: true",
        "old:",
        '  flow: "old"',
        '  engine: "freepbx"',
        '  given: ""',
        "  settings:",
        '    barge_in: "true"',
        '  calls: "ab"',
        "  files:",
        '    "flow.yaml": "cd"',
        "new:",
        '  flow: "old"',
        '  engine: "freepbx"',
        '  given: ""',
        "  settings: {}",
        '  calls: "ab"',
        "  files: {}",
        "alike:",
        "  rules:",
        '    - "name"',
        "  recordings:",
        '    - {old: "1", new: "2", by: "name"}',
        "  destinations: []",
        "  schedules: []",
        "  lengths:",
        '    "2": "8"',
        "world:",
        '  number: "+441632960001"',
        '  variant: ""',
        '  at: ""',
        '  during: ""',
        "  given:",
        '    - "Desk: no answer"',
        "compared:",
        '  - "every key"',
        "callers:",
        '  - {notices: "“#” and *", caller: "--caller \'#\'"}',
        f'seal: "{seal_of(TEXT.rpartition("seal:")[0])}"',
    ]


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_what_is_written_is_read_back(line_end: str) -> None:
    assert read(TEXT.replace("\n", line_end)) == CERTIFICATE


@pytest.mark.parametrize("line", range(len(LINES) - 1))
def test_no_line_can_be_changed(line: int) -> None:
    changed = [*LINES]
    changed[line] += " # or not"
    assert refusal("\n".join(changed))


@pytest.mark.parametrize("line", range(3, len(LINES)))
def test_no_line_can_be_left_out(line: int) -> None:
    assert refusal("\n".join([*LINES[:line], *LINES[line + 1 :]]))


def sealed(body: str) -> str:
    return f'{body}seal: "{seal_of(body)}"\n'


def test_each_mistake_has_its_place() -> None:
    body = TEXT.rpartition("seal:")[0]
    wrong = (
        body.replace("equal: true", "equal: maybe")
        .replace('date: "2026-11-30"', 'date: "2026-11-31"')
        .replace('by: "name"', 'by: "luck"')
        .replace('  flow: "old"', '  flew: "old"', 1)
        .replace("  schedules: []", "  schedules: {}")
    )
    assert refusal(sealed(wrong)) == [
        "move.yaml:7:7: date: '2026-11-31' is not accepted; use a date, such as 2026-12-01",
        "move.yaml:9:8: equal: 'maybe' is not accepted; use true or false",
        "move.yaml:11:3: old.flew does not belong in a certificate; remove it",
        "move.yaml:11:3: old.flow is missing; write the certificate again",
        "move.yaml:30:32: alike.recordings.0.by: 'luck' is not accepted; use stated, name, content or id",
        "move.yaml:32:14: alike.schedules: a mapping is not accepted; use a list",
    ]


def test_a_certificate_is_what_says_so() -> None:
    assert refusal("a: b") == ["move.yaml:1:1: this is not a certificate; `ivrsim diff --certificate` writes one"]
    assert refusal(TEXT.replace('layout: "1"', 'layout: "2"')) == [
        "move.yaml:5:9: layout: '2' is not known to this version of ivrsim; it knows 1"
    ]
    assert refusal(TEXT.rpartition("seal:")[0]) == ["move.yaml:4:1: the seal is missing; write the certificate again"]
    assert refusal(f"{TEXT}# more") == ["move.yaml:46:1: '# more' stands after the seal; remove it"]
    assert refusal(TEXT.replace("2026-11-30", "2026-12-01")) == [
        "move.yaml:46:7: the certificate was changed after it was written: its seal is not that of the lines above it; "
        "write it again"
    ]
    assert "equal" in refusal(f"equal: true\n{TEXT}")[0]


def test_names_under_which_mappings_differ() -> None:
    assert changed_names({"a": "1", "b": "2"}, {"a": "1", "c": "2"}) == "b and c"
    assert changed_names({}, {}) == ""
