"""flows/broken: one sin per file, and the whole message that each one gets."""

import os
from pathlib import Path

import pytest

from simulator.errors import FlowError
from simulator.loader.flow_kinds import load

BROKEN = Path(__file__).parents[2] / "flows" / "broken"
TRANSCRIPT = Path(__file__).with_name("broken.txt")


def expected() -> dict[str, list[str]]:
    """The transcript: a file's name, and indented below it the lines of its message."""
    sections = (section.splitlines() for section in TRANSCRIPT.read_text(encoding="utf-8").split("\n\n"))
    return {name: [line.removeprefix("    ") for line in lines] for name, *lines in sections}


@pytest.mark.parametrize("name", expected())
def test_each_sin_gets_its_whole_message(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(BROKEN)
    with pytest.raises(FlowError) as refusal:
        load(name)
    assert str(refusal.value).replace(os.sep, "/").splitlines() == expected()[name]


def test_no_broken_file_lacks_its_message() -> None:
    assert sorted(expected()) == sorted(item.name for item in BROKEN.iterdir())


def test_no_two_sins_are_one() -> None:
    told = ["\n".join(lines).replace(name, "") for name, lines in expected().items()]
    assert len(set(told)) == len(told)
