from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulator import Flow, UsageError, load
from simulator.flowtests.read import load_tests, parsed_tests
from simulator.flowtests.running import run
from simulator.testing.strategies import flows
from simulator.tui import saving
from simulator.tui.pace import Pace
from simulator.tui.session import Session

FLOW = Path(__file__).parents[2] / "flows" / "clinic"


def called(flow: Flow, *acts: str) -> Session:
    """A key is pressed; a number with s lets so many seconds pass."""
    session = Session(flow, Pace(paused=True), limit=20)
    session.answer()
    for act in acts:
        if act.endswith("s"):
            session.advance(session.clock.now() + round(float(act[:-1]) * 1000))
        else:
            session.press(act)
            session.advance(session.clock.now())
    return session


def test_a_call_is_written_as_its_author_would_write_it(clinic: Flow) -> None:
    session = called(clinic, "9s", "9", "12s", "3s", "1")

    assert saving.written_call(clinic, session.trace, "books: late") == [
        '  - name: "books: late"',
        "    call:",
        "      - hears: greeting",
        '      - presses: "9"',
        "      - hears: [sorry, greeting]",
        '      - presses: "1"',
        "      - reaches: Booking desk",
    ]


def test_a_key_into_a_recording_is_early(clinic: Flow) -> None:
    session = called(clinic, "2s", "1")

    assert saving.written_call(clinic, session.trace, "early")[3] == '      - presses: {keys: "1", early: true}'


def test_a_saved_test_passes_and_the_rest_of_the_file_is_as_it_was(tmp_path: Path) -> None:
    flow = load(FLOW)
    path = tmp_path / "mine.calls.yaml"
    session = called(flow, "9s", "9", "9s", "1")
    assert saving.save(flow, session.trace, path=str(path), name="first") == 3
    before = path.read_bytes() + b"  # a remark\r\n"
    path.write_bytes(before)
    assert saving.save(flow, session.trace, path=str(path), name="second") == 11

    assert path.read_bytes().startswith(before)
    tests = load_tests(path, within=[Path(FLOW)]).tests
    assert [(test.name, run(test).passed) for test in tests] == [("first", True), ("second", True)]


@pytest.mark.parametrize(
    ("file", "name", "refusal"),
    [
        ("mine.yaml", "x", "a file of tests is called NAME.calls.yaml"),
        ("mine.calls.yaml", " ", "a test's name has 1 to 200 characters that can be printed"),
        ("mine.calls.yaml", "first", "has a test 'first' already; another name is accepted"),
    ],
)
def test_what_cannot_be_saved_is_refused_and_nothing_is_written(
    tmp_path: Path, file: str, name: str, refusal: str
) -> None:
    flow = load(FLOW)
    session = called(flow, "1")
    saving.save(flow, session.trace, path=str(tmp_path / "mine.calls.yaml"), name="first")
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    with pytest.raises(UsageError) as refused:
        saving.save(flow, session.trace, path=str(tmp_path / file), name=name)

    assert refusal in str(refused.value)
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_call_under_another_profile_says_so(tmp_path: Path) -> None:
    flow = load(FLOW)
    session = called(flow, "9s", "9")
    session.use("freepbx")
    path = tmp_path / "mine.calls.yaml"
    saving.save(session.flow, session.trace, path=str(path), name="other")

    assert '    semantics: "freepbx"\n' in path.read_text(encoding="utf-8")


def test_a_flow_from_standard_input_has_no_file_to_name(clinic: Flow, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="load it from a file"):
        saving.save(
            replace(clinic, source="-"), called(clinic, "1").trace, path=str(tmp_path / "a.calls.yaml"), name="a"
        )


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_what_is_written_passes_or_is_refused(data: st.DataObject) -> None:
    flow = data.draw(flows())
    session = called(
        flow, *data.draw(st.lists(st.sampled_from(["1", "2", "9", "0.4s", "1s", "4s", "12s"]), max_size=7))
    )
    try:
        lines = saving.written_call(flow, session.trace, "a call")
    except UsageError:
        return
    (test,) = parsed_tests("a.calls.yaml", "tests:\n" + "\n".join(lines) + "\n", flow).tests
    assert run(test).passed
