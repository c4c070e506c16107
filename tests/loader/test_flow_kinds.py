"""load(): any kind of FLOW, and any text."""

import gc
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from simulator.config.flow import Flow
from simulator.errors import FlowError, UsageError
from simulator.loader.flow_kinds import load
from simulator.wire import vr

WANTED = (
    "use a receptionist (name, destination_type, ...), a flow (receptionists: ...) or a provider's response in JSON"
)


class Piped:
    def __init__(self, text: str) -> None:
        self.buffer = io.BytesIO(text.encode())


def test_one_file_has_its_stem_for_a_key(here: Path, menu: str) -> None:
    (here / "front desk.v2.yaml").write_text(menu, encoding="utf-8")
    flow = load("front desk.v2.yaml")
    assert (flow.entry, list(flow.receptionists), flow.source) == (
        "front desk.v2",
        ["front desk.v2"],
        "front desk.v2.yaml",
    )


def test_standard_input(here: Path, single: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Piped(single))
    assert load("-").receptionists["main"].name == "Night line"
    monkeypatch.setattr(sys, "stdin", Piped('{"name": "x", "destination_type": "single"'))
    with pytest.raises(FlowError) as refusal:
        load("-")
    assert str(refusal.value) == "<stdin>:1:43: the text ends too early; a value or a closing bracket is missing"


def test_a_flow_on_standard_input_finds_its_files_from_here(
    here: Path, single: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "desk.yaml").write_text(single, encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", Piped("receptionists: {desk: desk.yaml}"))
    assert load("-").entry == "desk"
    monkeypatch.setattr(sys, "stdin", Piped("receptionists: {desk: dsk.yaml}"))
    with pytest.raises(FlowError) as refusal:
        load("-")
    assert str(refusal.value) == "<stdin>:1:23: dsk.yaml: there is no such file or folder; did you mean desk.yaml?"


def test_entry_and_semantics_win_over_the_flow(here: Path, single: str) -> None:
    (here / "desk.yaml").write_text(f"id: 7\n{single}", encoding="utf-8")
    inline = "{name: B, destination_type: single, forward_destination_type: x, forward_destination_id: 1}"
    flow_file = f"entry: a\nreceptionists: {{a: desk.yaml, b: {inline}}}\n"
    (here / "flow.yaml").write_text(flow_file, encoding="utf-8")
    flow = load(entry="b", semantics="freepbx")
    assert (flow.entry, flow.semantics.label, flow.source) == ("b", "freepbx", "flow.yaml")
    assert [load(entry=entry).entry for entry in ("a", "7", "Night line")] == ["a", "a", "a"]
    with pytest.raises(UsageError, match=r"^no receptionist 'c'"):
        load(entry="c")
    with pytest.raises(UsageError, match=r"^'x' is not a semantics profile; the profiles are acefone, "):
        load(semantics="x")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Welcome", f"main.yaml:1:1: 'Welcome' is not a flow; {WANTED}"),
        ("- x", f"main.yaml:1:1: a list is not a flow; {WANTED}"),
        ("null", f"main.yaml:1:1: holds nothing; {WANTED}"),
        ("---\n", f"main.yaml:2:1: holds nothing; {WANTED}"),
    ],
)
def test_what_is_no_flow(text: str, message: str, told: Callable[..., list[str]]) -> None:
    assert told(main=text) == [message]


def test_a_file_called_flow_is_one_unless_it_is_a_receptionist(told: Callable[..., list[str]], single: str) -> None:
    assert told(flow=single) == []
    assert told(flow="nothing: known\n") == [
        "flow.yaml:1:1: a flow has no field 'nothing'; use one of entry, numbers, semantics, dialect, pulled, "
        "timezone, schedules, receptionists, recordings, destinations, claims, checks, variants, menus",
        "flow.yaml:1:1: receptionists is missing; add a mapping of keys to files: {main: main.yaml}",
    ]


def test_the_cycle_collector_is_left_as_it_was(here: Path, single: str) -> None:
    (here / "desk.yaml").write_text(single, encoding="utf-8")
    (here / "bad.yaml").write_text("[", encoding="utf-8")
    for enabled in (True, False):
        (gc.enable if enabled else gc.disable)()
        load("desk.yaml")
        with pytest.raises(FlowError):
            load("bad.yaml")
        left = gc.isenabled()
        gc.enable()
        assert left is enabled


ids = st.sampled_from(["1", "0", "", "050109590001", "17", "a b"]) | st.integers(0, 2**53)
needed: dict[str, st.SearchStrategy[Any]] = {
    "name": st.sampled_from(["Front desk", "no", "012", "17:30", "#1", "a: b"]),
    "timeout": st.sampled_from([0, 1.5, "12", 600, 5.0]),
    "incorrect_count": st.sampled_from([0, "3", 99, 2.0]),
    "timeout_retries": st.sampled_from([0, "3", 99]),
}
optional: dict[str, st.SearchStrategy[Any]] = {
    "description": st.sampled_from(["", "1e3", "*", "two\nlines", "é"]),
    "recording": ids,
    "prefix": st.sampled_from(["", "#", "!9", "@a", "%"]),
}
entries = st.lists(st.sampled_from(["1", 2, "#", "*", "12", "012", 3.0]), unique_by=lambda option: str(option)).map(
    lambda options: [{"option": option, "destination_type": "x", "destination_id": 19549.0} for option in options]
)
bodies = st.fixed_dictionaries({**needed, "entries": entries}, optional=optional).map(
    lambda body: {
        **body,
        **{
            f"{what}_destination_{part}": value
            for what in ("invalid", "timeout")
            for part, value in (("type", "x"), ("id", 5))
        },
        "destination_type": "multiple",
    }
)


@given(bodies)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_yaml_and_json_forms_of_one_receptionist_load_equal(tmp_path: Path, body: dict[str, Any]) -> None:
    assert set(body) <= set(vr.WRITE_NAMES.values())
    written = {
        "main.json": json.dumps(body),
        "flow-style.yaml": json.dumps(body),
        "block.yaml": yaml.safe_dump(body),
        "quoted.yaml": yaml.safe_dump(body, default_style='"').replace("!!int ", "").replace("!!float ", ""),
    }
    loaded = []
    for name, text in written.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        if name == "quoted.yaml" and "19549.0" in text:
            continue  # in quotes it is text, and text is an id as it is
        loaded.append(next(iter(load(tmp_path / name).receptionists.values())))
    assert loaded == [loaded[0]] * len(loaded)


def outcome(path: Path) -> str:
    """What loading says; anything but these is a failure."""
    try:
        flow = load(path)
    except (FlowError, UsageError) as refusal:
        return str(refusal)
    assert isinstance(flow, Flow)
    return "loaded"


signs = st.text(st.sampled_from("abn:-#*!&@[]{},\"'|>%?~<. \n\t0123é\x00\ud83d\ufeff".replace("\ud83d", "😀")))
pieces = st.lists(
    st.sampled_from(
        ["name: x\n", "destination_type: multiple\n", "entries:\n", "  - {option: 1, ", "destination_id: @x}\n",
         "receptionists: {a: a.yaml}\n", "recordings: {1: {name: x}}\n", '{"ivrs": [', '{"id": 1}', "]}",
         "semantics: {", "<<: *a\n",
         "timeout: UNKNOWN\n", "---\n", "entry: a\n", "destinations: {a||b: }\n", "numbers: {1: a}\n"]
    )
).map("".join)  # fmt: skip


@given(signs | pieces | st.binary())
@example('{"a": 1e999, "timeout": 1e999}')
@example('{"receptionists": {"a": {"id": true}}, "recordings": {"1": {"seconds": 1e400}}}')
@example("receptionists: {a: flow.yaml}")
@example("entry: [\n  x]\nreceptionists: {a: {entries: {a: b}}}")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_is_a_flow_or_a_refusal(tmp_path: Path, content: str | bytes) -> None:
    content = content.encode() if isinstance(content, str) else content
    for name in ("flow.yaml", "any.json", "any"):
        (tmp_path / name).write_bytes(content)
        assert outcome(tmp_path / name)


trees = st.recursive(
    st.sampled_from([None, True, 0, -1, 1.5, 10**30, "", "x", "1", "@x", "UNKNOWN", "a||b"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["a", "1", "", "entries", "option", "name", "destination_type", "destination_id", "ivrs", "id"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=8,
)
sections = st.dictionaries(
    st.sampled_from([*vr.WRITE_NAMES.values(), *vr.ONLY_READ, "recording_id", "data", "receptionists", "entry",
                     "numbers", "recordings", "destinations", "semantics"]),
    trees,
)  # fmt: skip


@given(sections | st.lists(sections))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_tree_is_a_flow_or_a_refusal(tmp_path: Path, tree: Any) -> None:
    (tmp_path / "any.json").write_text(json.dumps(tree), encoding="utf-8")
    (tmp_path / "any.yaml").write_text(yaml.safe_dump(tree), encoding="utf-8")
    for name in ("any.json", "any.yaml"):
        assert outcome(tmp_path / name)


def test_a_check_of_one_file_imports_pydantic_yaml_and_no_other_library(here: Path, menu: str) -> None:
    (here / "main.yaml").write_text(menu, encoding="utf-8")
    code = (
        "import sys; from simulator.loader.flow_kinds import load; load('main.yaml')\n"
        "print(*sorted({name.partition('.')[0] for name in sys.modules} - sys.stdlib_module_names))\n"
        "print(*sorted({'difflib', 'json', 'tinytag', 'transitions'} & sys.modules.keys()))\n"
        "print(*sorted(name for name in sys.modules if name.startswith('simulator.loader.')))"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    libraries, lazy, rooms = said.stdout.splitlines()
    ours = {"__main__", "simulator", "yaml", "_yaml", "cython_runtime", "sitecustomize"}  # the last is Debian's
    allowed = ours | {"pydantic", "pydantic_core", "annotated_types", "typing_extensions", "typing_inspection"}
    assert {name for name in libraries.split() if not name.startswith("_") or name in allowed} <= allowed
    assert lazy in ("", "json")  # pydantic may bring json
    assert not {"flow", "answer", "problems", "marks", "json_tree", "lengths"} & {
        name.rpartition(".")[2] for name in rooms.split()
    }


def test_ten_thousand_receptionists_in_one_file(here: Path) -> None:
    body = {
        "name": "x",
        "destination_type": "single",
        "forward_destination_type": "ivr",
        "forward_destination_id": "@r0",
    }
    estate = {"entry": "r0", "receptionists": {f"r{n}": {**body, "id": n} for n in range(10_000)}}
    (here / "estate.json").write_text(json.dumps(estate), encoding="utf-8")
    assert len(load("estate.json").receptionists) == 10_000
