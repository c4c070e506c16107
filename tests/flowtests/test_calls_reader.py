"""A file -> its tests, and every problem of the file and of its flow."""

from pathlib import Path

import pytest

from simulator.errors import FlowError, UsageError
from simulator.flowtests import load_tests
from tests.flowtests.conftest import ROOT, Refused, Written


def refusal(path: str | Path) -> str:
    with pytest.raises(FlowError) as refused:
        load_tests(path)
    return str(refused.value)


def test_the_flow_is_the_nearest_upwards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    deeper = tmp_path / "tests" / "more"
    deeper.mkdir(parents=True)
    (tmp_path / "flow.yaml").write_text((ROOT / "flows/single/flow.yaml").read_text())
    (tmp_path / "welcome.yaml").write_text((ROOT / "flows/single/welcome.yaml").read_text())
    (deeper / "a.calls.yaml").write_text("tests: [{name: a, reaches: Workshop}]")
    (tmp_path / "b.calls.yaml").write_text("flow: .\ntests: [{name: a, reaches: Workshop}]")
    monkeypatch.chdir(deeper)
    assert load_tests("a.calls.yaml").flow == load_tests("../../b.calls.yaml").flow
    monkeypatch.chdir(tmp_path)
    assert load_tests("tests/more/a.calls.yaml").flow.entry == "welcome"


def test_a_file_without_a_flow_in_its_folder_or_above_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.calls.yaml").write_text("tests: [{name: a, reaches: x}]")
    Path("b.calls.yaml").write_text("flow: nowhere\ntests: [{name: a, reaches: x}]")
    Path("c.calls.yaml").write_text("flow: menu.yaml\ntests: [{name: a, reaches: x}]")
    Path("menu.yaml").write_text("name: Menu\ndestination_type: multipel\n")
    assert [refusal(f"{name}.calls.yaml") for name in "abc"] == [
        "a.calls.yaml:1:1: no flow.yaml in its folder or above; name the flow that it tests: flow: PATH",
        "b.calls.yaml:1:7: flow: nowhere: there is no such file or folder",
        "menu.yaml:2:19: destination_type: 'multipel' is not accepted; use multiple (a menu) or single "
        "(everybody goes to one destination); did you mean multiple?",
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "t.calls.yaml: is empty; tests are needed: `tests:`, and below it a list of them"),
        ("# a\n", "t.calls.yaml: holds only comments; tests are needed: `tests:`, and below it a list of them"),
        ("- a\n", "t.calls.yaml:1:1: a list is not a test file; `tests:` with a list of them is needed"),
        ("flow: .\n", "t.calls.yaml:1:1: a file of tests needs tests"),
        ("flow: .\ntest: []\n", "t.calls.yaml:2:1: a file of tests has no 'test'; did you mean tests?"),
        ("{}\n", "t.calls.yaml:1:1: a file of tests needs tests"),
        (
            "name: Menu\ndestination_type: multiple\ntimeout: 5\n",
            "t.calls.yaml: is not a test file but a receptionist; "
            "test files are named NAME.calls.yaml and hold `tests:`",
        ),
        (
            "entry: main\nreceptionists: {}\n",
            "t.calls.yaml: is not a test file but a flow; test files are named NAME.calls.yaml and hold `tests:`",
        ),
        (
            "name: a\nsteps: []\n",
            "t.calls.yaml: is not a test file but a caller, which ivrsim play --caller takes; "
            "test files are named NAME.calls.yaml and hold `tests:`",
        ),
        (
            "name: a\ncaller: '1'\nreaches: Booking desk\n",
            "t.calls.yaml: is one test; a list of tests is accepted: "
            "write `tests:` above it, and a dash before its name",
        ),
        (
            "services: {a: b}\nvolumes: c\n",
            "t.calls.yaml: holds 'services' and no tests; `tests:` with a list of them is needed",
        ),
        ("tests:\n", "t.calls.yaml:1:7: tests is empty; use a list of tests, each with a dash: `- name: ...`"),
        (
            "tests: {a: b}\n",
            "t.calls.yaml:1:8: tests: a mapping is not a list; use a list of tests, each with a dash: `- name: ...`",
        ),
    ],
)
def test_a_file_that_holds_no_tests_is_refused_with_what_is_needed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("t.calls.yaml").write_text(text)
    assert refusal("t.calls.yaml") == message


def test_problems_of_whole_tests_are_all_listed(refused: Refused) -> None:
    assert refused(
        """
semantics: freebpx
entry: mian
tests:
  - just text
  - {name: a, caller: '9'}
  - {name: a, reaches: Reception}
  - {name: two ends, reaches: Reception, never ends: true}
  - {name: both, caller: '1', hears: greeting, call: [presses: 1, reaches: Reception], reaches: Reception}
  - {name: b, reaches: Boking desk, never: [Recption, greeting], semantics: {final_on: never}, entry: bill}
"""
    ) == [
        "t.calls.yaml:3:12: semantics: 'freebpx' is not a semantics profile; the profiles are acefone, freepbx, "
        "freepbx-16-default, freepbx-17-default, freepbx-17.0.4, freepbx-first-match, freepbx-terminated, "
        "acefone-uk-literal, freeswitch, fusionpbx; did you mean freepbx?",
        "t.calls.yaml:4:8: entry: no receptionist 'mian'; did you mean main?",
        "t.calls.yaml:6:5: 'just text' is not a test; a test has a name, and a call or a caller",
        "t.calls.yaml:7:5: this test checks nothing; add hears, rings, reaches, menu hangs up, never ends, within, "
        "never or always",
        "t.calls.yaml:8:12: the test in line 7 has the name 'a' already; a test needs one of its own",
        "t.calls.yaml:9:42: a call ends in one way; reaches and never ends are two",
        "t.calls.yaml:10:18: a test has a call or a caller, not both; remove one of the two",
        "t.calls.yaml:10:31: hears belongs in the call, after the act that it follows",
        "t.calls.yaml:10:88: the call says how it ends already; reaches here is one too many",
        "t.calls.yaml:11:24: reaches: no destination 'Boking desk'; did you mean Booking desk?",
        "t.calls.yaml:11:45: never: no recording or destination 'Recption'; did you mean Reception or greeting?",
        "t.calls.yaml:11:88: semantics: final_on: 'never' is not accepted; use after_retries or at_count",
        "t.calls.yaml:11:103: entry: no receptionist 'bill'; did you mean billing?",
    ]


def test_aliases_anchors_and_repeated_keys_of_yaml_are_refused(refused: Refused) -> None:
    assert refused("tests:\n  - {name: a, call: [presses: *9], within: 1 s}\n") == [
        "t.calls.yaml:3:31: *9 is an alias in YAML, and aliases are not accepted; "
        'for the text itself write it in quotes: "*9"'
    ]
    assert refused("tests:\n  - {name: a, call: [presses: 1], within: 1 s, within: 2 s}\n") == [
        "t.calls.yaml:3:48: 'within' is here twice: line 3 has it already; remove one of the two"
    ]
    assert refused("tests:\n  - name: &x a\n    reaches: Reception\n") == [
        "t.calls.yaml:3:11: &x is an anchor in YAML, and anchors are not accepted; "
        'for the text itself write it in quotes: "&x"'
    ]


def test_semantics_of_a_test_win_over_its_files_and_those_over_the_flag(written: Written, tmp_path: Path) -> None:
    text = "tests: [{name: a, within: 1 s, semantics: freepbx}, {name: b, within: 1 s}]"
    profiles = [test.semantics.profile for test in written(f"semantics: acefone-uk-literal\n{text}").tests]
    assert profiles == ["freepbx", "acefone-uk-literal"]
    written(text)
    asked = load_tests("t.calls.yaml", semantics="freepbx-terminated").tests
    assert [test.semantics.profile for test in asked] == ["freepbx", "freepbx-terminated"]
    with pytest.raises(UsageError, match="is not a semantics profile"):
        load_tests("t.calls.yaml", semantics="x")


def test_the_entry_may_be_a_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    one = "{name: One, destination_type: single, forward_destination_type: a, forward_destination_id: '1'}"
    Path("flow.yaml").write_text(
        f'entry: main\nnumbers: {{"+441632960002": shop}}\nreceptionists: {{main: {one}, shop: {one}}}\n'
    )
    Path("t.calls.yaml").write_text(
        "entry: +44 1632 960002\ntests:\n  - {name: a, caller: '1', reaches: a||1}\n"
        "  - {name: b, entry: '00441632960002', caller: '1', reaches: a||1}\n"
        "  - {name: c, entry: main, caller: '1', reaches: a||1}\n"
    )
    assert [test.entry for test in load_tests("t.calls.yaml").tests] == ["shop", "shop", "main"]
