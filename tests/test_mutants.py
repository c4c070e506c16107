"""The figures of ``tests/mutants.py``, from what mutmut leaves."""

import json
from pathlib import Path

from tests.mutants import Mutant, judge_room, read_equivalents, read_mutants

MUTATED = """
def x_wait__mutmut_orig(now):
    return now + 1


def x_wait__mutmut_1(now):
    return now - 1


def x_wait__mutmut_2(now):
    return now + 2


def x_wait__mutmut_3(now):
    return None
"""


def mutants(tmp_path: Path, codes: list[int | None]) -> list[Mutant]:
    """The mutants of a room of one function, with mutmut's codes."""
    room = tmp_path / "simulator" / "core"
    room.mkdir(parents=True)
    (room / "call.py").write_text(MUTATED, encoding="utf-8")
    results = {f"simulator.core.call.x_wait__mutmut_{number}": code for number, code in enumerate(codes, start=1)}
    (room / "call.py.meta").write_text(json.dumps({"exit_code_by_key": results}), encoding="utf-8")
    return list(read_mutants(tmp_path, "core"))


def test_a_mutant_is_the_lines_that_it_changes(tmp_path: Path) -> None:
    assert [(mutant.change, mutant.killed) for mutant in mutants(tmp_path, [1, 0, None])] == [
        (("simulator.core.call", "return now + 1", "return now - 1"), True),
        (("simulator.core.call", "return now + 1", "return now + 2"), False),
    ]


def test_a_room_is_judged_without_what_is_equivalent(tmp_path: Path) -> None:
    tried = mutants(tmp_path, [1, 0, 33])
    alike = {("simulator.core.call", "return now + 1", "return now + 2"): "a reason"}
    assert judge_room("core", tried, alike) == (
        "  simulator.core.call.x_wait__mutmut_3\n"
        "    - return now + 1\n"
        "    + return None\n"
        "core: 3 mutants, 1 killed, 1 equivalent, 1 survived: 50.0 %",
        False,
    )
    assert judge_room("core", tried[:2], alike) == (
        "core: 2 mutants, 1 killed, 1 equivalent, 0 survived: 100.0 %",
        True,
    )


def test_every_equivalent_mutant_has_a_reason() -> None:
    assert [
        change for change, reason in read_equivalents(Path(__file__).with_name("mutants.toml")).items() if not reason
    ] == []
