from collections.abc import Callable
from pathlib import Path

import pytest

from simulator.config.flow import RecordingLength
from simulator.config.semantics import PROFILES
from simulator.errors import FlowError
from simulator.loader.flow_file import FlowDocument
from simulator.loader.flow_kinds import SECTIONS, load
from simulator.loader.receptionist_file import PROBLEMS_MOST

Told = Callable[..., list[str]]

TWO = "receptionists: {desk: desk.yaml, night: night.yaml}\n"


def test_a_flow(here: Path, single: str) -> None:
    (here / "clinic").mkdir()
    (here / "clinic" / "desk.yaml").write_text(single, encoding="utf-8")
    (here / "clinic" / "flow.yaml").write_text(
        """\
entry: 701
numbers: {+441632960001: 701, "0800": night}
semantics: {base: freepbx, interdigit_seconds: 1}
receptionists:
  701: desk.yaml
  night: {name: Inline, destination_type: single, forward_destination_type: hangup, forward_destination_id: 1}
recordings: {"19549": {seconds: 8.2}}
""",
        encoding="utf-8",
    )
    flow = load("clinic")
    assert (flow.entry, flow.numbers) == ("701", {"+441632960001": "701", "0800": "night"})
    assert {key: item.name for key, item in flow.receptionists.items()} == {"701": "Night line", "night": "Inline"}
    assert flow.semantics.label == {"base": "freepbx", "interdigit_seconds": 1.0}
    assert flow.lengths == {"19549": RecordingLength(8200, estimated=False)}
    assert flow.source == "clinic"
    assert load("clinic/flow.yaml").receptionists == flow.receptionists


def test_a_flow_in_one_json_file(here: Path) -> None:
    (here / "estate.json").write_text(
        '{"entry": 7, "numbers": {"0800": 7}, "receptionists": {"7": {"name": "x", "destination_type": "single", '
        '"forward_destination_type": "hangup", "forward_destination_id": 1}}, '
        '"recordings": null, "destinations": null}',
        encoding="utf-8",
    )
    flow = load("estate.json")
    assert (flow.entry, list(flow.receptionists), dict(flow.numbers)) == ("7", ["7"], {"0800": "7"})


def test_the_entry_of_one_may_be_left_out(here: Path, single: str) -> None:
    (here / "desk.yaml").write_text(single, encoding="utf-8")
    (here / "flow.yaml").write_text("receptionists: {desk: desk.yaml}\n", encoding="utf-8")
    flow = load("flow.yaml")
    assert (flow.entry, flow.semantics) == ("desk", PROFILES["acefone"])


@pytest.mark.parametrize(
    ("flow", "message"),
    [
        (TWO, "1:1: entry is missing; add one of the 2 receptionists: desk, night"),
        (f"entry: dek\n{TWO}", "1:8: entry is 'dek', which is not a receptionist; did you mean desk?"),
        (f"entry: x\n{TWO}", "1:8: entry is 'x', which is not a receptionist; the keys are desk, night"),
        (f"entry: desk\n{TWO}numbers: {{1: nigt}}\n",
         "3:14: number '1' leads to 'nigt', which is not a receptionist; did you mean night?"),
        (f"entry: desk\n{TWO}numbers: {{1: [desk]}}\n",
         "3:14: 1: a list is not an id; use a whole number of 0 or more, or text"),
        (f"entry: desk\n{TWO}numbers: desk\n",
         "3:10: numbers: 'desk' is not accepted; use a mapping of numbers to receptionists or destinations: "
         '{"+441632960001": main}'),
        (f"entry: desk\n{TWO}recordings: []\n",
         '3:13: recordings: a list is not accepted; use a mapping of ids: {"19549": {name: greeting, seconds: 8.2}}'),
        (f"entry: desk\n{TWO}recordings: {{1: x}}\n",
         "3:17: 1: 'x' is not accepted; use a mapping with name, script, script_file, seconds, file, hours"),
        (f"entry: desk\n{TWO}recordings: {{1: {{name: ''}}}}\n", "3:24: name is blank; a name is needed"),
        (f"entry: desk\n{TWO}destinations: {{a||1: {{answers: human}}}}\n",
         "3:32: answers: 'human' is not accepted; use person, machine, menu or nobody"),
        (f"entry: desk\n{TWO}destinations: {{a||1: x}}\n",
         "3:22: a||1: 'x' is not accepted; use a mapping with name, names, answers, "
         "schedule, open, closed, holiday, rings, no_answer, busy"),
        (f"entry: desk\n{TWO}destinations: {{a||1: {{names: ventas}}}}\n",
         "3:30: names: 'ventas' is not accepted; use a mapping of languages to names, such as {es: ventas}"),
        (f"entry: desk\n{TWO}destinations: {{a||1: {{names: {{Spanish: ventas}}}}}}\n",
         "3:31: Spanish: 'Spanish' is not a language code; use two or three small letters such as es, de or hi"),
        (f"entry: desk\n{TWO}destinations: {{a||1: {{names: {{es: ' '}}}}}}\n", "3:35: es is blank; a name is needed"),
        (f"entry: desk\n{TWO}recording: {{}}\n", "3:1: a flow has no field 'recording'; did you mean recordings?"),
        (f"entry: desk\n{TWO}semantics: x\n",
         f"3:12: 'x' is not a semantics profile; the profiles are {', '.join(PROFILES)}"),
        ("receptionists: {}\n",
         "1:16: receptionists is empty; add a mapping of keys to files: {main: main.yaml}"),
        ("receptionists:\n",
         "1:15: receptionists: nothing is not accepted; use a mapping of keys to files: {main: main.yaml}"),
        ("receptionists: [desk.yaml]\n",
         "1:16: receptionists: a list is not accepted; use a mapping of keys to files: {main: main.yaml}"),
        ("entry: desk\n", "1:1: receptionists is missing; add a mapping of keys to files: {main: main.yaml}"),
        ("receptionists: {desk: dsek.yaml}\n",
         "1:23: dsek.yaml: there is no such file or folder; did you mean desk.yaml?"),
        ("receptionists: {desk: in/desk.yaml}\n",
         "1:23: in/desk.yaml: there is no such file or folder, nor a folder in"),
        ('receptionists: {desk: "a\\tb"}\n', "1:23: 'a\\tb' is not a path to a receptionist file"),
        ("receptionists: {desk: }\n",
         "1:23: nothing is not a receptionist; use a mapping with name, destination_type, ..."),
        ('receptionists: {"@desk": desk.yaml}\n',
         "1:17: '@desk' is not a key for a receptionist; use a word such as main"),
        ('receptionists: {" ": desk.yaml}\n', "1:17: ' ' is not a key for a receptionist; use a word such as main"),
        ("receptionists: {a||b: desk.yaml}\n",
         "1:17: 'a||b' is not a key for a receptionist; use a word such as main"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_flow(flow: str, message: str, told: Told, single: str) -> None:
    assert told(flow=flow, desk=single, night=single) == [f"flow.yaml:{message}"]


def test_all_problems_of_all_files_at_once(told: Told, single: str) -> None:
    flow = f"entry: dsk\n{TWO}semantics: fre\nrecordings: {{1: {{nme: x}}, 2: {{seconds: -1}}}}\nnumbers: {{1: x}}\n"
    lines = told(flow=flow, desk="name: [", night=single.replace("name", "nam"))
    assert [line.partition(";")[0] for line in lines] == [
        "desk.yaml:1:8: a bracket is opened and never closed",
        "flow.yaml:1:8: entry is 'dsk', which is not a receptionist",
        "flow.yaml:3:12: 'fre' is not a semantics profile",
        "flow.yaml:4:18: a recording has no field 'nme'",
        "flow.yaml:4:40: seconds: '-1' is not a duration",
        "flow.yaml:5:14: number '1' leads to 'x', which is not a receptionist",
        "night.yaml:1:1: a receptionist has no field 'nam'",
    ]


def test_an_id_belongs_to_one_receptionist(told: Told, single: str) -> None:
    assert told(flow=f"entry: desk\n{TWO}", desk=f"id: 7\n{single}", night=f'{single}id: "7"\n') == [
        "night.yaml:5:5: id 7 is taken by desk (desk.yaml:1)"
    ]
    inline = "{id: 7, name: x, destination_type: single, forward_destination_type: a, forward_destination_id: 1}"
    assert told(flow=f"entry: a\nreceptionists:\n  a: {inline}\n  b: {inline}\n") == [
        "flow.yaml:4:11: id 7 is taken by a (line 3)"
    ]


def test_paths_lead_from_the_folder_of_the_flow(here: Path, single: str) -> None:
    (here / "a" / "b").mkdir(parents=True)
    (here / "ivrsim.toml").touch()
    (here / "a" / "desk.yaml").write_text(single.replace("single", "sinlge"), encoding="utf-8")
    absolute = here / "a" / "desk.yaml"
    (here / "a" / "b" / "flow.yaml").write_text(
        f"entry: near\nreceptionists: {{near: ../desk.yaml, far: '{absolute}'}}\n", encoding="utf-8"
    )
    with pytest.raises(FlowError) as refusal:
        load("a/b")
    assert [problem.file for problem in refusal.value.problems] == [str(absolute), "a/b/../desk.yaml"]


def test_so_many_problems_are_not_all_told(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    many = ", ".join(f"k{n}: {{nam: x}}" for n in range(10_001))
    assert told(flow=f"receptionists: {{}}\nrecordings: {{{many}}}\n") == [
        "flow.yaml:1:1: over 10,000 values here are not accepted; this is not a flow"
    ]
    many = ", ".join(f"k{n}: [x]" for n in range(11_000))
    assert len(told(flow=f"entry: k1\nreceptionists: {{{many}}}\n")) == PROBLEMS_MOST + 1


def test_the_sections_are_known_without_the_model() -> None:
    assert frozenset(FlowDocument.model_fields) == SECTIONS


def test_a_flow_is_for_the_vr_dialect_unless_it_says_otherwise(here: Path, single: str) -> None:
    (here / "desk.yaml").write_text(single, encoding="utf-8")
    (here / "flow.yaml").write_text("receptionists: {desk: desk.yaml}\ndialect:\npulled:\n", encoding="utf-8")
    assert (load("flow.yaml").dialect, load("flow.yaml").pulled) == ("vr", "")
    assert load("desk.yaml").dialect == "vr"
    (here / "flow.yaml").write_text("receptionists: {desk: desk.yaml}\ndialect: ivr\npulled: 2026-11-30\n")
    assert (load("flow.yaml").dialect, load("flow.yaml").pulled) == ("ivr", "2026-11-30")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("dialect: ivrs", "dialect: 'ivrs' is not accepted; use vr or ivr; did you mean ivr?"),
        ("dialect: uk", "dialect: 'uk' is not accepted; use vr or ivr"),
        ("dialect: [vr]", "dialect: a list is not accepted; use vr or ivr"),
        ("pulled: yesterday", "pulled: 'yesterday' is not a day; a day such as 2026-11-30 is accepted"),
        ("pulled: 2026-02-30", "pulled: '2026-02-30' is not a day; a day such as 2026-11-30 is accepted"),
        ("pulled: 20261130", "pulled: '20261130' is not a day; a day such as 2026-11-30 is accepted"),
    ],
)
def test_a_dialect_or_a_day_that_there_is_not(line: str, message: str, told: Told, single: str) -> None:
    flow = f"receptionists: {{desk: desk.yaml}}\n{line}\n"
    column = line.index(" ") + 2
    assert told(flow=flow, desk=single) == [f"flow.yaml:2:{column}: {message}"]
