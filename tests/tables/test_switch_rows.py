"""The rows of FreeSWITCH's menus say what their blueprints say; calls are compared in test_switch_calls."""

from pathlib import Path

from simulator.tables.flow_table import FlowTable
from simulator.tables.menu_rows import FAILS, LEAVES, PARTS, MissSteps, Position, Step, SwitchSteps
from simulator.tables.station import keypad_of
from tests.callers.switch_flows import switch_flow
from tests.core.test_switch_blueprint import MENU

LONG, SORRY, SHORT = (PARTS.index(part) for part in ("greeting", "wrong_key_retry_recording", "greet_short"))


def test_the_rows_of_a_menu_with_all_sounds_but_one(tmp_path: Path) -> None:
    rows = FlowTable(switch_flow({"m0": MENU}, tmp_path)).station_of("m0").kind
    phases = [f"{position.phase} {position.after}" for position in rows.positions]
    assert phases == [
        "listening entry",
        "prompt entry",
        "prompt wrong",
        "invalid_sound wrong",
        "final wrong",
        "prompt silence",
        "final entry",
    ]
    again = Step(2, SHORT, interruptible=True, begins=True)
    assert rows.enters == Step(1, LONG, interruptible=True, begins=True)
    assert rows.wrong == MissSteps((1, 0), Step(3, SORRY, interruptible=True), Step(4, SORRY, interruptible=True))
    assert rows.silence == MissSteps((0, 1), Step(5, SHORT, interruptible=True, begins=True), Step(LEAVES))
    assert rows.switch == SwitchSteps(again, (Step(LEAVES),) * 3, Step(6))
    assert rows.positions[3] == Position("invalid_sound", "wrong", 0, SORRY, hears=False, then=again)


def test_a_turn_without_a_greeting_fails(tmp_path: Path) -> None:
    silent = MENU | {"greet_long": "", "greet_short": ""}
    table = FlowTable(switch_flow({"m0": silent, "m1": MENU | {"greet_long": ""}}, tmp_path))
    kinds = [table.station_of(key).kind for key in ("m0", "m1")]
    assert [(rows.enters.to, rows.switch and rows.switch.again.to == FAILS) for rows in kinds] == [
        (FAILS, True),
        (FAILS, False),
    ]


def test_keys_into_the_greeting_have_a_row_of_their_own(tmp_path: Path) -> None:
    station = FlowTable(switch_flow({"m0": MENU}, tmp_path)).station_of("m0")
    pad = keypad_of(station)
    assert (pad.codes, pad.nodes) == (("#", "1", "23"), ("", "1", "2", "?", "#"))
    assert pad.early == (1, 2, 3, 3, 3, 3, 3, 3, 3, 3, 3, 4)
    assert pad.keys[0] == (1, 2, 3, 3, 3, 3, 3, 3, 3, 3, 3, 0)
    assert pad.runs_out[1:] == (~1, 0, 0, ~0)
    assert (station.waits, station.allowed) == ((1500, 750), (1, 1))
