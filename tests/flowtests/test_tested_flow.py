"""The flow that a file of tests names, and how far that may lead."""

from pathlib import Path

import pytest

from simulator.errors import FlowError, UsageError
from simulator.flowtests.calls_reader import load_tests
from simulator.flowtests.collection import find_test_files, load_all, named_folders
from simulator.text.boundary import allowing

SINGLE = "name: One\ndestination_type: single\nforward_destination_type: department\nforward_destination_id: '1'\n"
WAY = "use a file below it, keep an ivrsim.toml in a folder above both, or name the folder: --allow DIR"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two flows beside a folder of tests, and one outside."""
    for name in ("flows/shop", "flows/shop/tests", "outside"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "one.yaml").write_text(SINGLE)
    for name in ("flows/shop", "outside"):
        (tmp_path / name / "flow.yaml").write_text("receptionists: {one: one.yaml}\n")
    (tmp_path / "project").mkdir()
    (tmp_path / "flows").rename(tmp_path / "project" / "flows")
    (tmp_path / "project" / "tests").mkdir()
    monkeypatch.chdir(tmp_path / "project")
    return tmp_path


def write_tests(flow: str, at: str = "tests/a.calls.yaml") -> str:
    Path(at).write_text(f"flow: {flow}\ntests: [{{name: a, caller: '1', reaches: department||1}}]\n")
    return at


def refusal(path: str) -> str:
    with pytest.raises(FlowError) as refused:
        load_tests(path)
    return str(refused.value)


@pytest.mark.parametrize("flow", ["..", "../flow.yaml", "../../shop", "example:clinic", "../tests/one.yaml"])
@pytest.mark.usefixtures("project")
def test_a_flow_above_the_tests_or_below_them_is_loaded(flow: str) -> None:
    path = write_tests(flow, "flows/shop/tests/a.calls.yaml")
    if flow.startswith("example"):
        Path(path).write_text(Path(path).read_text().replace("department||1", "department||108000"))
    assert load_tests(path).flow.source


@pytest.mark.parametrize("flow", ["../flows/shop", "../../outside", "../one.yaml", "link", "../flows/shap"])
@pytest.mark.usefixtures("project")
def test_any_other_flow_is_refused(flow: str) -> None:
    Path("one.yaml").write_text(SINGLE)
    Path("tests/link").symlink_to("../../outside")
    assert refusal(write_tests(flow)) == f"tests/a.calls.yaml:1:7: flow: '{flow}' leads outside the folder tests; {WAY}"


@pytest.mark.usefixtures("project")
def test_the_user_or_the_project_lets_it_lead_further() -> None:
    path = write_tests("../flows/shop")
    assert load_tests(path, within=[Path()]).flow.entry == "one"
    with allowing(["flows"]):
        assert load_tests(path).flow.entry == "one"
    Path("ivrsim.toml").touch()
    assert load_tests(path).flow.entry == "one"
    assert refusal(write_tests("../../outside")).startswith(
        f"tests/a.calls.yaml:1:7: flow: '../../outside' leads outside {Path.cwd()}; "
    )


@pytest.mark.usefixtures("project")
def test_a_folder_that_is_given_for_tests_is_named() -> None:
    write_tests("../flows/shop")
    assert [named_folders(paths) for paths in ([], ["."], ["tests", "tests/a.calls.yaml"])] == [
        (Path(),),
        (Path(),),
        (Path("tests"),),
    ]
    assert len(load_all(find_test_files(["."]), within=named_folders(["."]))) == 1
    with pytest.raises(FlowError, match="leads outside the folder tests; "):
        load_all(find_test_files(["tests"]), within=named_folders(["tests"]))


@pytest.mark.usefixtures("project")
def test_a_file_of_tests_that_is_a_link_out_is_refused_where_it_is_come_upon() -> None:
    Path("tests/b.calls.yaml").symlink_to("../../outside/flow.yaml")
    with pytest.raises(UsageError) as refused:
        find_test_files(["tests"])
    assert str(refused.value) == f"tests/b.calls.yaml: leads outside the folder tests; {WAY}"
    assert find_test_files(["tests/b.calls.yaml"]) == ["tests/b.calls.yaml"]


@pytest.mark.parametrize("flow", ["'a\\0b'", "x" * 300 + "/../.."])
@pytest.mark.usefixtures("project")
def test_a_text_that_cannot_be_a_path_is_refused(flow: str) -> None:
    assert "tests/a.calls.yaml:1:7: flow: " in refusal(write_tests(flow))
