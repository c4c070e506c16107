"""A receptionist's file that needs its flow is told which one."""

from pathlib import Path

import pytest

from simulator.errors import FlowError, PartOfFlow
from simulator.loader.flow_kinds import load
from simulator.loader.owner import refuse_part

NAMED = """\
name: Night line
destination_type: single
recording: "@greeting"
forward_destination_type: voicemail
forward_destination_id: "@Night voicemail"
"""
FLOW = """\
receptionists: {night: menus/night.yaml}
recordings: {"1": {name: greeting}}
destinations: {voicemail||9001: {name: Night voicemail}}
"""


@pytest.fixture
def flow(here: Path) -> Path:
    (here / "menus").mkdir()
    (here / "menus" / "night.yaml").write_text(NAMED, encoding="utf-8")
    (here / "menus" / "spare.yaml").write_text(NAMED, encoding="utf-8")
    (here / "flow.yaml").write_text(FLOW, encoding="utf-8")
    return here


def part(path: str) -> tuple[str, str, str, str]:
    with pytest.raises(PartOfFlow) as refused:
        load(path)
    return refused.value.file, refused.value.flow, refused.value.source, refused.value.key


@pytest.mark.parametrize("up", [".", "menus"])
def test_the_flow_is_named_as_it_is_seen_from_here(flow: Path, monkeypatch: pytest.MonkeyPatch, up: str) -> None:
    monkeypatch.chdir(flow / up)
    file, above = {".": ("menus/night.yaml", "."), "menus": ("night.yaml", "..")}[up]
    shown = "flow.yaml" if above == "." else str(Path(above) / "flow.yaml")
    assert part(file) == (file, shown, above, "night")
    assert load(above, entry="night").entry == "night"


def test_as_one_message(flow: Path) -> None:
    with pytest.raises(FlowError, match=r"^night\.yaml: belongs to \.\./flow\.yaml; load that with the entry night$"):
        refuse_part(flow / "menus" / "night.yaml", "night.yaml")


@pytest.mark.parametrize("text", ["receptionists: [", "receptionists: [a]", "- 1", "receptionists: {a: {name: x}}"])
def test_a_flow_that_does_not_list_it_is_not_its_own(flow: Path, text: str) -> None:
    (flow / "flow.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(FlowError) as refused:
        load("menus/night.yaml")
    assert str(refused.value) == (
        "menus/night.yaml:3:12: '@greeting' is a name, and a file alone has no catalogue for it, nor for 1 more here: "
        "write ids, or list the file in a flow.yaml and load that"
    )


def test_a_file_without_names_plays_alone(flow: Path) -> None:
    plain = NAMED.replace('"@greeting"', "1").replace('"@Night voicemail"', "9001")
    (flow / "menus" / "night.yaml").write_text(plain, encoding="utf-8")
    assert load("menus/night.yaml").entry == "night"


def test_without_any_flow_above(tmp_path: Path) -> None:
    refuse_part(tmp_path / "night.yaml", "night.yaml")
