import os
from pathlib import Path

import pytest

from simulator.errors import FlowError, UsageError
from simulator.loader.flow_kinds import load
from simulator.loader.flow_location import FlowLocation, flows_below, locate_flow


def refusal_of(source: str | os.PathLike[str] | None) -> str:
    with pytest.raises((UsageError, FlowError)) as refusal:
        locate_flow(source)
    return str(refusal.value)


@pytest.fixture
def clinic(here: Path) -> Path:
    """A folder with a flow, and one below it."""
    (here / "clinic" / "audio").mkdir(parents=True)
    (here / "clinic" / "flow.yaml").touch()
    (here / "clinic" / "main.yaml").touch()
    return here / "clinic"


def test_files_keep_the_name_that_the_user_gave(clinic: Path) -> None:
    assert locate_flow("clinic/main.yaml") == FlowLocation(Path("clinic/main.yaml"), "clinic/main.yaml")
    assert locate_flow(clinic / "main.yaml") == FlowLocation(clinic / "main.yaml", str(clinic / "main.yaml"))
    assert locate_flow("-") == FlowLocation(None, "<stdin>")


def test_a_folder_means_its_flow(clinic: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert locate_flow("clinic") == FlowLocation(Path("clinic/flow.yaml"), os.path.join("clinic", "flow.yaml"))  # noqa: PTH118
    monkeypatch.chdir(clinic)
    assert locate_flow(".") == FlowLocation(Path("flow.yaml"), "flow.yaml")
    (clinic / "flow.yaml").rename("flow.json")
    assert locate_flow(".").name == "flow.json"


def test_without_a_source_it_is_the_nearest_flow_upwards(clinic: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(clinic)
    assert locate_flow(None).name == "flow.yaml"
    monkeypatch.chdir(clinic / "audio")
    assert locate_flow(None).name == os.path.join("..", "flow.yaml")  # noqa: PTH118


def test_no_flow_upwards(here: Path) -> None:
    assert refusal_of(None) == (
        f"no FLOW given, and there is no flow.yaml in {here} or above it; "
        "name a file, a folder with flow.yaml, example:NAME, or - for standard input"
    )


def test_a_path_that_is_not_there(clinic: Path) -> None:
    assert refusal_of("clinic/mian.yaml") == (
        "clinic/mian.yaml: there is no such file or folder; did you mean clinic/main.yaml?"
    )
    assert refusal_of("klinik/main.yaml") == ("klinik/main.yaml: there is no such file or folder, nor a folder klinik")
    assert refusal_of("zzz") == "zzz: there is no such file or folder"
    assert refusal_of("clinic/main.yaml/x").startswith("clinic/main.yaml/x: there is no such file or folder")


def test_a_path_that_cannot_be(here: Path) -> None:
    assert refusal_of("") == "the path is empty; use a file, a folder with flow.yaml, example:NAME or -"
    assert refusal_of("a\0b") == "'a\\x00b' cannot be opened: there can be no such path"
    assert refusal_of("x" * 5000).endswith("cannot be opened: file name too long")


def test_a_folder_without_a_flow_tells_what_it_holds(here: Path) -> None:
    (here / "a").mkdir()
    assert refusal_of("a") == "a: the folder has no flow.yaml; it is empty (ivrsim init writes a small flow)"
    (here / "a" / "notes.txt").touch()
    assert refusal_of("a") == "a: the folder has no flow.yaml; it holds notes.txt"
    for n in range(10):
        (here / "a" / f"{n}.yaml").touch()
    assert refusal_of("a") == (
        "a: the folder has no flow.yaml; it holds 0.yaml, 1.yaml, 2.yaml, 3.yaml, 4.yaml, 5.yaml, 6.yaml, 7.yaml "
        "and 2 more: name one of them, or write a flow.yaml that lists them"
    )


@pytest.mark.parametrize("name", ["clinic", "council", "single", "acefone-sample"])
def test_every_example_loads(name: str) -> None:
    flow = load(f"example:{name}")
    assert (flow.source, flow.entry in flow.receptionists) == (f"example:{name}", True)


def test_an_example_that_is_not_there() -> None:
    assert refusal_of("example:clinik") == ("there is no example 'clinik'; did you mean clinic?")
    assert (
        refusal_of("example:")
        == "there is no example ''; the examples are acefone-sample, clinic, council, probe, single, surgery"
    )
    assert refusal_of("example:broken").startswith("there is no example 'broken'")


def test_the_flows_below_a_folder(tmp_path: Path) -> None:
    for file in ("flow.yaml", "flow.json", "b/flow.json", "a/deep/flow.yaml", ".x/flow.yaml", "node_modules/flow.yaml"):
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).touch()
    (tmp_path / "end").touch()
    (tmp_path / "b" / "end").touch()
    below = [str(path.relative_to(tmp_path)) for path in flows_below(tmp_path)]
    assert below == ["flow.yaml", "a/deep/flow.yaml", "b/flow.json"]
    assert [*flows_below(tmp_path, until="end")] == [tmp_path / "flow.yaml", tmp_path / "a" / "deep" / "flow.yaml"]
