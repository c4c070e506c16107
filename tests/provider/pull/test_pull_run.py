"""Pull: whatever is live, and whatever the folder looks like, the folder then says what is live."""

import json
import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator import load
from simulator.config.receptionist import Destination, Entry, Receptionist
from simulator.errors import FlowError, UsageError
from simulator.provider.account.inventory import AccountInventory
from simulator.provider.live.file_fields import file_values
from simulator.provider.live.id_names import IdNames
from simulator.provider.live.live_fields import fields_from_live
from simulator.provider.live.live_state import NamedItem, NumberRoute
from simulator.provider.live.state_comparison import compare_states
from simulator.provider.pull.folder import compose_folder, open_folder, write_folder
from simulator.provider.pull.pull_run import PullResult, pull_into
from simulator.provider.pull.selection import select_receptionists
from simulator.text.yaml_tree import PLAIN, yaml_tree
from simulator.wire.decoding import READS, Reads
from tests.provider.lived import SINGLE, announcement, lived, menu, states

State = tuple[Receptionist, ...]


def pulled(folder: str, state: State, reads: Reads = "full") -> PullResult:
    """Pull a state into a folder, and write it."""
    live = tuple(lived(one, reads) for one in state)
    made = pull_into(open_folder(folder), AccountInventory(live), select_receptionists(live, None), "vr")
    write_folder(made.folder)
    return made


def files(folder: str) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(Path(folder).iterdir())}


# -- the same flow, as somebody's hand may have left it ------------------------------------------------


@st.composite
def touched(draw: st.DrawFn, text: str) -> tuple[str, list[str]]:
    """A file that says the same, with comments, blank lines and other spellings; and the comments that must stay."""
    lines: list[str] = []
    stay: list[str] = []

    def note(*, lasting: bool) -> str:
        comment = f"# note {draw(st.integers(0, 10**9))}"
        if lasting:
            stay.append(comment)
        return comment

    for line in text.splitlines():
        if draw(st.integers(0, 4)) == 0:
            kind = draw(st.sampled_from(["blank", "note", "indented"]))
            lines.append("" if kind == "blank" else f"{'  ' * (kind == 'indented')}{note(lasting=True)}")
        if line.startswith("  - {") and draw(st.booleans()):
            fields = yaml_tree(line.strip()).root[0]
            spelt = [f"{name}: {json.dumps(value)}" for name, value in fields.items()]
            lines += [f"  - {spelt[0]}", *(f"    {one}" for one in spelt[1:])]
            continue
        match = re.fullmatch(r'(\w+): "(\w+)"', line)
        if match and match[2] not in PLAIN and draw(st.booleans()):
            line = f"{match[1]}: {draw(st.sampled_from([match[2], chr(39) + match[2] + chr(39)]))}"
        if draw(st.integers(0, 3)) == 0 and "\\" not in line:
            line += f"   {note(lasting=not line.startswith('  -'))}"
        lines.append(line)
    end = draw(st.sampled_from(["\n", "\r\n"]))
    return end.join(lines) + draw(st.sampled_from([end, ""])), stay


def as_json(text: str) -> str:
    return json.dumps(yaml_tree(text).root, indent=2, ensure_ascii=False)


@pytest.mark.heavy
@settings(max_examples=150)
@given(states(), states(), st.sampled_from(READS), st.sampled_from(READS), st.data())
def test_pull_of_any_state_into_any_folder_says_that_state(
    old: State, new: State, reads: Reads, later: Reads, data: st.DataObject
) -> None:
    with TemporaryDirectory() as folder:
        pulled(folder, old, reads)
        stay: list[str] = []
        for path in Path(folder).iterdir():
            text, kept = data.draw(touched(path.read_text(encoding="utf-8")))
            path.write_bytes(text.encode())
            stay += kept
        again = pulled(folder, old, reads)
        assert (again.changes, again.folder.texts) == ([], {})
        made = pulled(folder, new, later)
        assert says(made, new, later) == []
        after = files(folder)
        assert [note for note in stay if note.encode() not in b"".join(after.values())] == []
        assert pulled(folder, new, later).folder.texts == {}
        assert files(folder) == after


@settings(max_examples=50)
@given(states(), states(), st.data())
def test_pull_into_json_and_into_one_file(old: State, new: State, data: st.DataObject) -> None:
    with TemporaryDirectory() as folder:
        pulled(folder, old)
        trees = {path.name: yaml_tree(path.read_text(encoding="utf-8")).root for path in Path(folder).iterdir()}
        flow = trees["flow.yaml"]
        bodies = {key: trees[file] for key, file in flow["receptionists"].items()}
        for path in Path(folder).iterdir():
            path.unlink()
        whole = json.dumps({**flow, "receptionists": bodies}, indent=data.draw(st.sampled_from([None, 2])))
        (Path(folder) / "flow.json").write_text(whole, encoding="utf-8")
        made = pulled(folder, new)
        assert says(made, new) == []
        assert pulled(folder, new).folder.texts == {}


def says(made: PullResult, state: State, reads: Reads = "full") -> list[Any]:
    """What of a state a folder does not say."""
    shelf = compose_folder(made.folder)
    flow = open_folder(made.folder.name).flow
    assert flow is not None
    ids = {key: draft.reading.fields["id"] for key, draft in shelf.drafts.items()}
    names = IdNames(shelf.keys, ids, flow.recordings, flow.destinations)
    found: list[Any] = []
    for one in state:
        draft = next(draft for key, draft in shelf.drafts.items() if ids[key] == one.id)
        fields = fields_from_live(lived(one, reads), "vr")
        wrong = compare_states(fields, file_values(draft.reading.fields, names), fields).fields
        found += [(one.id, wrong)] if wrong else []
    return found


# -- named examples -----------------------------------------------------------------------------------


def texts(folder: str) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(Path(folder).iterdir())}


MAIN, BILLING = menu(to=[("ivr", "702")]), menu("702", name="Billing")


def test_a_first_pull(here: Path) -> None:
    numbers = (
        NumberRoute("+441632960001", Destination("ivr", "701")),
        NumberRoute("+441632960002", Destination("hangup", "1")),
    )
    answers = AccountInventory(
        (lived(MAIN), lived(BILLING)),
        numbers,
        recordings=(NamedItem("19549", "Greeting"),),
        departments=(NamedItem("108000", "Desk"),),
    )
    made = pull_into(open_folder("shop"), answers, select_receptionists(answers.receptionists, numbers), "vr")
    assert not (here / "shop").exists()
    write_folder(made.folder)
    assert (made.changes, made.notes, made.unknown) == (
        ["main-menu (701): new, main-menu.yaml", "billing (702): new, billing.yaml"],
        [],
        [],
    )
    flow = load("shop")
    assert (flow.entry, flow.numbers) == ("main-menu", {"+441632960001": "main-menu"})
    assert flow.receptionists["main-menu"] == MAIN.model_copy(
        update={"entries": (Entry(option="1", destination_type="ivr", destination_id="@billing"),)}
    )
    assert (
        texts("shop")["main-menu.yaml"]
        == """\
id: "701"
name: "Main menu"
destination_type: multiple
recording: "@Greeting"
entries:
  - {option: "1", destination_type: ivr, destination_id: "@billing"}
timeout: 5
incorrect_count: 2
invalid_destination_type: department
invalid_destination_id: "@Desk"
timeout_retries: 2
timeout_destination_type: department
timeout_destination_id: "@Desk"
"""
    )


@pytest.mark.usefixtures("here")
def test_an_answer_without_entries_leaves_unknowns_and_then_they_stay_filled_in() -> None:
    made = pulled("shop", (MAIN,), "minimal")
    assert [line.partition(" is ")[0] for line in made.unknown] == [
        "shop/main-menu.yaml:3:19: destination_type",
        "shop/main-menu.yaml:5:27: forward_destination_type",
        "shop/main-menu.yaml:6:25: forward_destination_id",
        "shop/main-menu.yaml:7:10: entries",
    ]
    with pytest.raises(FlowError):
        load("shop")
    assert pulled("shop", (MAIN,), "minimal").folder.texts == {}
    path = Path("shop/main-menu.yaml")
    unknown = path.read_text(encoding="utf-8")
    path.write_text(
        re.sub(r"forward.*\n", "", unknown)
        .replace("type: UNKNOWN", "type: multiple")
        .replace("entries: UNKNOWN", "entries: [{option: 1, destination_type: department, destination_id: 5}]"),
        encoding="utf-8",
    )
    filled = path.read_text(encoding="utf-8")
    made = pulled("shop", (MAIN,), "minimal")
    assert (made.unknown, made.folder.texts, path.read_text(encoding="utf-8")) == ([], {}, filled)
    assert made.notes == [
        "main-menu (701): the response does not include destination_type, entries; what the file says stays"
    ]


@pytest.mark.usefixtures("here")
def test_unknowns_are_filled_in_by_an_answer_that_carries_more() -> None:
    pulled("shop", (MAIN,), "minimal")
    made = pulled("shop", (MAIN,), "full")
    assert made.changes == [
        "main-menu (701): destination_type, forward_destination_type, forward_destination_id, entries"
    ]
    assert (made.unknown, load("shop").receptionists["main-menu"].is_menu) == ([], True)


@pytest.mark.usefixtures("here")
def test_what_is_gone_and_what_is_new() -> None:
    pulled("shop", (MAIN,))
    before = texts("shop")["main-menu.yaml"]
    made = pulled("shop", (BILLING,))
    assert (made.changes, made.notes) == (
        ["billing (702): new, billing.yaml"],
        ["main-menu (701) is no longer live; its file stays"],
    )
    assert texts("shop")["main-menu.yaml"] == before


@pytest.mark.usefixtures("here")
def test_a_variant_that_is_live_is_not_taken_for_the_flow_itself() -> None:
    pulled("shop", (MAIN,))
    flow = Path("shop/flow.yaml")
    variants = "variants: {christmas: {receptionists: {main-menu: {recording: '7', timeout: 9}}}}\n"
    flow.write_text(flow.read_text(encoding="utf-8") + variants, encoding="utf-8")
    made = pulled("shop", (MAIN.model_copy(update={"greeting": "7", "timeout_seconds": 9.0}),))
    assert (made.folder.texts, made.notes) == (
        {},
        ["main-menu (701): the variant christmas is live; the file stays as it is without it"],
    )


@pytest.mark.usefixtures("here")
def test_the_entry_is_said_once_there_are_several() -> None:
    Path("shop").mkdir()
    Path("shop/flow.yaml").write_text("receptionists: {main: main.yaml}\n", encoding="utf-8")
    Path("shop/main.yaml").write_text(f"id: 703\n{SINGLE}", encoding="utf-8")
    pulled("shop", (announcement(), MAIN))
    assert texts("shop")["flow.yaml"] == (
        'entry: "main"\nreceptionists: {main: main.yaml, main-menu: "main-menu.yaml"}\n'
    )


@pytest.mark.usefixtures("here")
def test_a_file_that_is_there_already_is_not_overwritten() -> None:
    pulled("shop", (BILLING,))
    Path("shop/main-menu.yaml").write_text("mine\n", encoding="utf-8")
    pulled("shop", (BILLING, MAIN))
    assert [*texts("shop")] == ["billing.yaml", "flow.yaml", "main-menu-2.yaml", "main-menu.yaml"]


@pytest.mark.usefixtures("here")
def test_the_lock_tells_ids_that_files_do_not() -> None:
    Path("shop").mkdir()
    Path("shop/flow.yaml").write_text("receptionists: {main: main.yaml}\n", encoding="utf-8")
    Path("shop/main.yaml").write_text(SINGLE, encoding="utf-8")
    live = (lived(announcement("9", name="Another name")),)
    made = pull_into(open_folder("shop"), AccountInventory(live), select_receptionists(live, None), "vr", {"main": "9"})
    assert made.changes == ["main (9): name"]


def test_nothing_is_live() -> None:
    with pytest.raises(UsageError, match=r"^the account has no receptionist; there is nothing to pull$"):
        pull_into(open_folder("nowhere"), AccountInventory(()), select_receptionists((), None), "vr")


@pytest.mark.usefixtures("here")
def test_each_receptionist_that_is_written_is_a_step() -> None:
    live = (lived(menu("701")), lived(menu("702", name="Night")))
    steps: list[str] = []
    for _ in range(2):  # as new files, then over them
        folder = open_folder("shop")
        selection = select_receptionists(live, None)
        pull_into(folder, AccountInventory(live), selection, "vr", show=lambda step: steps.append(str(step)))
        write_folder(folder)
    assert steps == ["0 of 2 receptionists", "1 of 2 receptionists"] * 2
