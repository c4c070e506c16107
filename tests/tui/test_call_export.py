import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from simulator import Flow, UsageError, load
from simulator.flowtests.calls_reader import load_tests
from simulator.flowtests.runner import run
from simulator.tui import call_export
from simulator.tui.pace import CallClock
from simulator.tui.session import Session

FLOW = Path(__file__).parents[2] / "flows" / "clinic"


def called(flow: Flow, *acts: str) -> Session:
    """A key is pressed; a number with s lets so many seconds pass."""
    session = Session(flow, CallClock(paused=True), limit=20)
    session.answer_call()
    for act in acts:
        if act.endswith("s"):
            session.advance_to(session.clock.now() + round(float(act[:-1]) * 1000))
        else:
            session.press(act)
            session.advance_to(session.clock.now())
    return session


def test_a_saved_test_passes_and_the_rest_of_the_file_is_as_it_was(tmp_path: Path) -> None:
    flow = load(FLOW)
    path = tmp_path / "mine.calls.yaml"
    session = called(flow, "9s", "9", "9s", "1")
    assert call_export.append_test(flow, session.trace, path=str(path), name="first") == 3
    before = path.read_bytes() + b"  # a remark\r\n"
    path.write_bytes(before)
    assert call_export.append_test(flow, session.trace, path=str(path), name="second") == 11

    assert path.read_bytes().startswith(before)
    tests = load_tests(path, within=[Path(FLOW)]).tests
    assert [(test.name, run(test).passed) for test in tests] == [("first", True), ("second", True)]


@pytest.mark.parametrize(
    ("file", "name", "refusal"),
    [
        ("mine.yaml", "x", "is not a test file; test files are named NAME.calls.yaml"),
        ("mine.calls.yaml", " ", "a test name needs 1 to 200 printable characters"),
        ("mine.calls.yaml", "first", "already has a test 'first'; use another name"),
    ],
)
def test_what_cannot_be_saved_is_refused_and_nothing_is_written(
    tmp_path: Path, file: str, name: str, refusal: str
) -> None:
    flow = load(FLOW)
    session = called(flow, "1")
    call_export.append_test(flow, session.trace, path=str(tmp_path / "mine.calls.yaml"), name="first")
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    with pytest.raises(UsageError) as refused:
        call_export.append_test(flow, session.trace, path=str(tmp_path / file), name=name)

    assert refusal in str(refused.value)
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_call_under_another_profile_says_so(tmp_path: Path) -> None:
    flow = load(FLOW)
    session = called(flow, "9s", "9")
    session.use("freepbx")
    path = tmp_path / "mine.calls.yaml"
    call_export.append_test(session.flow, session.trace, path=str(path), name="other")

    assert '    semantics: "freepbx"\n' in path.read_text(encoding="utf-8")


def test_a_flow_from_standard_input_has_no_file_to_name(clinic: Flow, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="load it from a file"):
        call_export.append_test(
            replace(clinic, source="-"), called(clinic, "1").trace, path=str(tmp_path / "a.calls.yaml"), name="a"
        )


NIGHT = """
variants:
  night:
    receptionists:
      main: {recording: "@goodbye"}
"""


def test_a_call_in_a_variant_says_so(tmp_path: Path) -> None:
    folder = shutil.copytree(FLOW, tmp_path / "clinic")
    with (folder / "flow.yaml").open("a", encoding="utf-8") as file:
        file.write(NIGHT)
    flow = load(folder, variant="night")
    path = folder / "mine.calls.yaml"
    call_export.append_test(flow, called(flow, "1").trace, path=str(path), name="night")

    assert path.read_text("utf-8").splitlines()[2:6] == [
        "  - name: night",
        '    variant: "night"',
        "    call:",
        "      - hears: goodbye",
    ]
    (test,) = load_tests(path, within=[Path(FLOW)]).tests
    assert run(test).passed


@pytest.mark.parametrize(
    ("setting", "said"),
    [("entry: billing", '    entry: "main"'), ("semantics: freepbx", '    semantics: "acefone"')],
)
def test_what_a_file_says_of_all_its_tests_is_said_otherwise_where_the_call_differs(
    tmp_path: Path, setting: str, said: str
) -> None:
    flow = load(FLOW)
    path = tmp_path / "mine.calls.yaml"
    head = f"flow: {FLOW.as_posix()}\n{setting}\ntests:\n  - {{name: a, caller: '0', reaches: Reception}}\n"
    path.write_text(head, encoding="utf-8")
    call_export.append_test(flow, called(flow, "9s", "2").trace, path=str(path), name="b")

    assert said in path.read_text("utf-8").splitlines()
    assert [run(test).passed for test in load_tests(path, within=[Path(FLOW)]).tests] == [True, True]


def test_a_file_of_a_variant_takes_no_call_without_it(tmp_path: Path) -> None:
    folder = shutil.copytree(FLOW, tmp_path / "clinic")
    with (folder / "flow.yaml").open("a", encoding="utf-8") as file:
        file.write(NIGHT)
    path = folder / "night.calls.yaml"
    path.write_text("variant: night\ntests:\n  - {name: a, caller: '0', reaches: Reception}\n", encoding="utf-8")
    flow = load(folder)
    with pytest.raises(UsageError) as refused:
        call_export.append_test(flow, called(flow, "1").trace, path=str(path), name="b")

    assert str(refused.value) == (
        f"{path}: its tests run in the variant 'night', but this call does not; use another file"
    )
