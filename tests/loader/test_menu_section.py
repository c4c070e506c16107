"""``menus:`` of flow.yaml, and what is wrong with it."""

from pathlib import Path

import pytest

from simulator import FlowError, load
from simulator.config.menu_engine import MenuSettings
from simulator.loader.flow_writer import flow_text

MAIN = """
    name: Main
    destination_type: multiple
    timeout: 5
    entries: [{option: "1", destination_type: department, destination_id: "7"}]
    incorrect_count: 1
    timeout_retries: 1
    invalid_destination_type: department
    invalid_destination_id: "9"
    timeout_destination_type: department
    timeout_destination_id: "8"
"""
DESK = "{name: Desk, destination_type: single, forward_destination_type: department, forward_destination_id: '1'}"


def write(folder: Path, menus: str, semantics: str = "freepbx-16-default") -> Path:
    path = folder / "flow.yaml"
    path.write_text(
        f"entry: main\nsemantics: {semantics}\nreceptionists:\n  main: {MAIN}  desk: {DESK}\n"
        'destinations: {"extension||101": {name: Anna}, "extension||2001": {}, "extension||7": {}}\n'
        f"menus: {menus}\n",
        encoding="utf-8",
    )
    return path


def settings(folder: Path, menus: str, semantics: str = "freepbx-16-default") -> MenuSettings:
    return load(write(folder, menus, semantics)).receptionists["main"].engine.settings


def test_what_is_said_of_a_menu(tmp_path: Path) -> None:
    assert settings(tmp_path, "{main: {direct_dial: all}}") == MenuSettings(direct_dial="all")
    listed = MenuSettings(direct_dial="listed", numbers=("extension||101", "voicemail||33"))
    assert settings(tmp_path, '{main: {direct_dial: ["extension||@Anna", voicemail || 33]}}') == listed
    assert settings(tmp_path, "{main: {semantics: freepbx-terminated}}") == MenuSettings("freepbx-terminated")
    assert settings(
        tmp_path, "{main: {semantics: {base: acefone, barge_in: no, replay_greeting: {wrong: always}}}}"
    ) == MenuSettings("acefone", (("barge_in", False), ("replay_greeting", "after_wrong_keys")))
    for nothing in ("", "{}", "{main: }", "{main: {}}", "{desk: {direct_dial: none}}"):
        assert settings(tmp_path, nothing) == MenuSettings()


def test_calls_may_go_back_after_mistakes_and_after_an_announcement(tmp_path: Path) -> None:
    flow = load(write(tmp_path, "{main: {return_after: [silence, wrong]}, desk: {return_after: [recording]}}"))
    causes = [item.engine.settings.return_after for item in flow.receptionists.values()]
    assert causes == [("wrong", "silence"), ("recording",)]
    assert "return_after: [wrong, silence]" in flow_text(flow, {}).replace('"', "")


def test_a_menus_callers_may_come_back_after_a_voicemail(tmp_path: Path) -> None:
    flow = load(write(tmp_path, "{main: {return_after: [voicemail, wrong]}}"))
    assert flow.receptionists["main"].engine.settings == MenuSettings(return_after=("wrong",), voicemail_returns=True)
    assert "return_after: [wrong, voicemail]" in flow_text(flow, {}).replace('"', "")


def test_a_menu_may_have_a_profile_of_the_project(tmp_path: Path) -> None:
    (tmp_path / "ivrsim.toml").write_text('[profiles.ours]\nbase = "freepbx"\nbarge_in = false\n')
    ours = MenuSettings("freepbx", (("barge_in", False),))
    assert settings(tmp_path, "{main: {semantics: ours}}") == ours
    more = "{main: {semantics: {base: ours, counters: shared}}}"
    assert settings(tmp_path, more) == MenuSettings("freepbx", (("counters", "shared"), ("barge_in", False)))
    assert settings(tmp_path, "{main: {semantics: {base: ours, barge_in: true}}}").changes == (("barge_in", True),)


def test_extensions_are_the_catalogues_numbers_and_an_announcement_has_none(tmp_path: Path) -> None:
    flow = load(write(tmp_path, "{desk: {direct_dial: all}}"))
    assert [*flow.receptionists["main"].options] == ["1", "101", "2001"]
    assert [*flow.receptionists["desk"].options] == []


@pytest.mark.parametrize(
    ("menus", "problem"),
    [
        ("[main]", "8: menus: a list is not accepted; use a mapping such as {main: {direct_dial: all}}"),
        ("{mian: {}}", "9: no receptionist has the key 'mian'; did you mean main?"),
        ("{main: all}", "15: main: 'all' is not accepted; use a mapping such as {main: {direct_dial: all}}"),
        (
            "{main: {dial: all}}",
            "16: a menu has no setting 'dial' here; use semantics, direct_dial, return_after, announcement or engine",
        ),
        (
            "{main: {direct_dial: some}}",
            "29: direct_dial: 'some' is not accepted; "
            "use all, none, or a list such as [extension||101, extension||2001]",
        ),
        (
            "{main: {direct_dial: []}}",
            "29: direct_dial: the list is empty; use none, or a list such as [extension||101, extension||2001]",
        ),
        (
            "{main: {direct_dial: ['101']}}",
            "30: direct_dial: '101' is not a destination; use its type and id: extension||101",
        ),
        (
            "{main: {direct_dial: ['extension||1']}}",
            "30: direct_dial: '1' cannot be dialled; the id of a destination here is its number, of two digits or more",
        ),
        (
            "{main: {direct_dial: ['extension||101', 'voicemail||101']}}",
            "48: direct_dial: 101 is listed twice; a number leads to one destination",
        ),
        (
            "{main: {return_after: wrong}}",
            "30: return_after: 'wrong' is not accepted; use a list such as [wrong, silence, voicemail]",
        ),
        (
            "{main: {return_after: [recording]}}",
            "31: return_after: 'recording' is not accepted for a menu; use a list such as [wrong, silence, voicemail]",
        ),
        (
            "{desk: {return_after: [wrong]}}",
            "31: return_after: 'wrong' is not accepted for an announcement; use a list such as [recording]",
        ),
        (
            "{main: {direct_dial: ['extension||@Ana']}}",
            "30: direct_dial: no extension is named 'Ana'; did you mean @Anna?",
        ),
        (
            "{main: {semantics: {collect: first_match}}}",
            "37: extension_dialling: digits works only with collect: prefix, not with collect: first_match; "
            "use extension_dialling: none or collect: prefix",
        ),
        (
            "{main: {direct_dial: all, semantics: freepbx-terminated}}",
            "29: direct_dial works only with collect: prefix, and main has collect: terminated; use none",
        ),
        (
            "{main: {semantics: {barge: no}}}",
            "35: semantics have no setting 'barge'; did you mean barge_in?",
        ),
        (
            "{main: {semantics: {replay_greeting: {wrong: sometimes}}}}",
            "45: replay_greeting: {wrong: 'sometimes'} is not accepted; "
            "use wrong and silence, each with always or without_retry_prompt",
        ),
    ],
)
def test_what_is_wrong_with_it(tmp_path: Path, menus: str, problem: str) -> None:
    with pytest.raises(FlowError) as refusal:
        load(write(tmp_path, menus))
    assert [str(one).partition("flow.yaml:17:")[2] for one in refusal.value.problems] == [problem]


def test_a_flow_that_cannot_have_it_refuses_what_its_semantics_say(tmp_path: Path) -> None:
    with pytest.raises(FlowError, match="extension_dialling: any works only with collect: prefix"):
        load(write(tmp_path, "", "{base: freepbx, collect: terminated, extension_dialling: any}"))


def test_it_is_written_as_it_was(tmp_path: Path) -> None:
    menus = "{main: {semantics: {barge_in: false}, direct_dial: [extension||101]}}"
    flow = load(write(tmp_path, menus))
    text = flow_text(flow, {"main": "main.yaml", "desk": "desk.yaml"})
    assert (
        text.partition("menus:\n")[2] == '  "main": {semantics: {barge_in: false}, direct_dial: ["extension||101"]}\n'
    )


PROJECT = """
[profiles.ours-2026]
base = "freepbx"
barge_in = false
collect = "terminated"
"""


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("ours-2026", MenuSettings("freepbx", (("collect", "terminated"), ("barge_in", False)))),
        (
            "{base: ours-2026, barge_in: yes, counters: shared}",
            MenuSettings("freepbx", (("barge_in", True), ("counters", "shared"), ("collect", "terminated"))),
        ),
    ],
)
def test_a_menu_may_name_a_profile_of_the_project(tmp_path: Path, said: str, found: MenuSettings) -> None:
    (tmp_path / "ivrsim.toml").write_text(PROJECT, encoding="utf-8")
    assert settings(tmp_path, f"{{main: {{semantics: {said}, direct_dial: none}}}}") == found._replace(
        direct_dial="none"
    )


def test_a_profile_of_the_project_that_does_not_go_with_what_a_menu_says(tmp_path: Path) -> None:
    (tmp_path / "ivrsim.toml").write_text(PROJECT, encoding="utf-8")
    with pytest.raises(FlowError) as refused:
        settings(tmp_path, "{main: {semantics: {base: ours-2026, extension_dialling: any}}}")
    assert "extension_dialling: any works only with collect: prefix" in str(refused.value)
    with pytest.raises(FlowError) as refused:
        settings(tmp_path, "{main: {semantics: ours-2026, direct_dial: all}}")
    assert "direct_dial works only with collect: prefix, and main has collect: terminated" in str(refused.value)
    with pytest.raises(FlowError) as refused:
        settings(tmp_path, "{main: {semantics: ours-2027}}")
    assert "freepbx, freepbx-16-default" in str(refused.value)
    assert "did you mean ours-2026?" in str(refused.value)
