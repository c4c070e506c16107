"""Which flow a Python test is given."""

from pathlib import Path

import pytest

from tests.flowtests.office import write_office
from tests.testing.conftest import Runs

pytest_plugins = ["pytester"]

FLOW = "entry: {key}\nreceptionists: {{{key}: menu.yaml}}\n"
MENU = "{name: Menu, destination_type: single, forward_destination_type: hangup, forward_destination_id: 1}\n"
USAGE = '@pytest.mark.flow("flows/clinic", entry="main", semantics="freepbx", variant="christmas")'


def write(folder: Path, key: str) -> None:
    """A flow whose entry tells which one it is."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "flow.yaml").write_text(FLOW.format(key=key), encoding="utf-8")
    (folder / "menu.yaml").write_text(MENU, encoding="utf-8")


TEST = """
{marker}
def test_{number}(flow):
    print("given", flow.entry, flow.semantics.profile)
"""


def entries(pytester: pytest.Pytester, runs: Runs, *markers: str, where: str = "tests/test_it.py") -> list[str]:
    """The entry of the flow that each test is given; for a test that fails, why."""
    path = pytester.path / where
    path.parent.mkdir(parents=True, exist_ok=True)
    texts = (TEST.format(marker=marker, number=number) for number, marker in enumerate(markers))
    path.write_text("import pytest\n" + "".join(texts), encoding="utf-8")
    done = runs("-s", "--strict-markers")
    lines = done.outlines
    assert "Traceback" not in done.stdout.str()
    assert "During handling" not in done.stdout.str()
    given = [line.partition("given ")[2] for line in lines if "given " in line]
    return given + [lines[at + 1] for at, line in enumerate(lines) if "ERROR at setup" in line]


def test_without_a_marker_the_nearest_flow_is_opened(pytester: pytest.Pytester, runs: Runs) -> None:
    write(pytester.path, "top")
    write(pytester.path / "desk", "desk")
    assert entries(pytester, runs, "", where="desk/tests/deep/test_it.py") == ["desk acefone"]


def test_the_marker_names_the_flow_that_is_opened(pytester: pytest.Pytester, runs: Runs) -> None:
    write(pytester.path / "tests" / "desk", "beside")
    write(pytester.path / "desk", "top")
    write(pytester.path / "front", "front")
    found = entries(
        pytester,
        runs,
        '@pytest.mark.flow("desk")',
        '@pytest.mark.flow(source="front", semantics="freepbx")',
        '@pytest.mark.flow("example:clinic", entry="Billing")',
    )
    assert found == ["beside acefone", "front freepbx", "billing acefone"]


def test_the_setting_names_a_flow_from_the_root_folder(pytester: pytest.Pytester, runs: Runs) -> None:
    write(pytester.path / "desk", "set")
    write(pytester.path / "tests", "nearest")
    pytester.makeini("[pytest]\nivrsim_flow = desk\n")
    found = entries(pytester, runs, "", '@pytest.mark.flow(semantics={"base": "freepbx"})')
    assert found == ["set acefone", "set freepbx"]


WRONG = f"the marker flow takes one source, and entry, number, at, given, semantics and variant by name: {USAGE}"
NOWHERE = {
    "": "no flow.yaml in the folder of tests/test_it.py or above; "
    f"set ivrsim_flow in pytest's settings, or mark the test: {USAGE}",
    '@pytest.mark.flow("example:clinic", entry="nope")': "no receptionist 'nope'; the flow has main, billing",
    '@pytest.mark.flow("a", "b")': WRONG,
    "@pytest.mark.flow(flow='a')": WRONG,
    "@pytest.mark.flow('a', source='b')": WRONG,
    "@pytest.mark.flow('nowhere')": "nowhere: there is no such file or folder",
}


def test_a_source_that_leads_nowhere_fails_with_one_message(pytester: pytest.Pytester, runs: Runs) -> None:
    assert entries(pytester, runs, *NOWHERE) == [*NOWHERE.values()]


def test_a_broken_flow_lists_its_problems(pytester: pytest.Pytester, runs: Runs) -> None:
    write(pytester.path, "main")
    (pytester.path / "menu.yaml").write_text("{name: Menu}", encoding="utf-8")
    assert entries(pytester, runs, "") == [
        "menu.yaml:1:1: destination_type is missing; "
        "add multiple (a menu) or single (everybody goes to one destination)"
    ]


WORLD = """
import pytest

pytestmark = pytest.mark.flow(number="+441632960001", at="2026-12-25T21:00", given={"Booking desk": "no answer"})

def test_at_christmas(call):
    call.press("1")
    assert call.reached("Night voicemail") and call.heard == ["we-are-closed"]

@pytest.mark.flow(given={"everyone": "no answer"})
def test_nobody_picks_up(call):
    call.press("1")
    assert call.rang == ["Booking desk"]
    assert call.reached("person")

@pytest.mark.flow(entry="main", number="+441632960001")
def test_two_beginnings(call):
    pass

@pytest.mark.flow(at="soon")
def test_no_moment(call):
    pass
"""


def test_the_marker_states_the_world_of_the_call(pytester: pytest.Pytester, runs: Runs) -> None:
    write_office(pytester.path)
    (pytester.path / "test_it.py").write_text(WORLD, encoding="utf-8")
    done = runs()
    done.assert_outcomes(passed=1, failed=1, errors=2)
    lines = done.outlines
    assert [line for line in lines if line.startswith(("the marker", "E   Failed", "Again:"))] == [
        "the marker flow: entry and number both say where the call begins; use one of them",
        "the marker flow: at: 'soon' is not a moment; use 2026-12-25T21:00, 2026-12-25T21:00+00:00 or 25 Dec 2026 "
        "21:00",
        "Again:  ivrsim play . --entry main --given 'everyone: no answer' --caller '1'",
    ]
