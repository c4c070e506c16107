"""FreeSWITCH's menus in flow.yaml: what is accepted, and one message for each mistake."""

from pathlib import Path

import pytest

import simulator
from simulator import FlowError
from simulator.config.switch_menu import SwitchSettings

MENU = """
    name: Main
    destination_type: multiple
    entries:
      - {option: "1", destination_type: department, destination_id: "2"}"""


def load_text(folder: Path, text: str) -> simulator.Flow:
    (folder / "flow.yaml").write_text(text, encoding="utf-8")
    return simulator.load(folder)


def problems(folder: Path, text: str) -> list[str]:
    with pytest.raises(FlowError) as caught:
        load_text(folder, text)
    return [f"{problem.line}:{problem.column} {problem.message}" for problem in caught.value.problems]


def test_the_settings_of_a_menu_are_read_with_names_for_recordings(tmp_path: Path) -> None:
    flow = load_text(
        tmp_path,
        f"""entry: main
semantics: freeswitch
receptionists:
  main:{MENU}
menus:
  main: {{engine: {{greet_short: "@again", exit_sound: 12, digit_len: 2, inter_digit_timeout: 1.5}}}}
recordings:
  "11": {{name: again}}
""",
    )
    item = flow.receptionists["main"]
    assert item.engine.settings.switch == SwitchSettings("11", "12", 2, 1.5)
    assert (item.engine.switch, item.recordings) == ("freeswitch", ("11", "12"))


def test_each_bad_setting_is_reported_at_its_place(tmp_path: Path) -> None:
    assert problems(
        tmp_path,
        f"""entry: main
semantics: freeswitch
receptionists:
  main:{MENU}
menus:
  main:
    direct_dial: all
    semantics: {{counters: shared}}
    engine: {{digit_lenn: 3, digit_len: 0, greet_short: "@nope", inter_digit_timeout: soon}}
""",
    ) == [
        "11:18 direct_dial: freeswitch does not know which destinations are extensions; list them as entries",
        "12:27 counters: shared is not a setting of freeswitch; FreeSWITCH's menu has digit_len and others under "
        "menus: {KEY: {engine: ...}}",
        "13:26 engine has no setting 'digit_lenn'; did you mean digit_len?",
        "13:40 digit_len: '0' is not accepted; use a whole number from 1 to 99",
        "13:56 greet_short: no recording is named 'nope'",
        "13:86 inter_digit_timeout: 'soon' is not a duration; use a number of seconds from 0 to 600",
    ]


def test_actions_have_their_spelling_and_their_place(tmp_path: Path) -> None:
    assert problems(
        tmp_path,
        """entry: main
semantics: freeswitch
receptionists:
  main:
    name: Main
    destination_type: multiple
    invalid_destination_type: menu_exit
    invalid_destination_id: "1"
    timeout_destination_type: menu_end
    timeout_destination_id: failure
    entries:
      - {option: "1", destination_type: menu_back, destination_id: "2"}
      - {option: "2", destination_type: menu_end, destination_id: "success"}
""",
    ) == [
        "8:29 menu_exit||1 is not what happens after a mistake; use menu_end||failure, or a destination",
        "10:29 menu_end||failure is not what happens after a mistake; use menu_end||timeout, or a destination",
        "12:68 menu_back||2 is not an action of a menu; use menu_back||1",
        "13:67 menu_end||success is how a menu ends, not an action; use menu_back||1, menu_top||1 or menu_exit||1",
    ]


def test_one_engine_runs_all_menus_of_a_flow(tmp_path: Path) -> None:
    text = (
        f"entry: main\nsemantics: freeswitch\nreceptionists:\n  main:{MENU}\nmenus:\n  main: {{semantics: acefone}}\n"
    )
    assert problems(tmp_path, text) == [
        "10:21 main has semantics: acefone, and the flow has freeswitch; one engine runs all menus of a flow: "
        "use freeswitch or fusionpbx"
    ]


def test_other_engines_have_neither_the_settings_nor_the_menus(tmp_path: Path) -> None:
    ways = "".join(
        f"\n    {way}_destination_type: hangup\n    {way}_destination_id: '1'" for way in ("invalid", "timeout")
    )
    counts = "\n    timeout: 5\n    incorrect_count: 1\n    timeout_retries: 1"
    text = f"entry: main\nreceptionists:\n  main:{MENU}{counts}{ways}\nmenus:\n  main: {{engine: {{digit_len: 2}}}}\n"
    assert problems(tmp_path, text) == [
        "16:18 engine: main has semantics: acefone, which has no such settings; they work only under freeswitch or "
        "fusionpbx"
    ]
    assert problems(tmp_path, "semantics: {base: fusionpbx, collect: prefix, barge_in: false}\nreceptionists: {}\n")[
        0
    ] == (
        "1:39 barge_in: false is not a setting of fusionpbx; FreeSWITCH's menu has digit_len and others under "
        "menus: {KEY: {engine: ...}}"
    )
