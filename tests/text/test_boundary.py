"""How far a path in a file may lead, on the disk."""

import os
import re
from pathlib import Path

import pytest

from simulator.errors import FlowError, UsageError
from simulator.loader.flow_kinds import load
from simulator.text.boundary import Boundary, Outside, allowed_folders, allowing
from simulator.text.positions import UnreadableText
from simulator.text.text_file import read_file

WAY = "use a file below it, keep an ivrsim.toml in a folder above both, or name the folder: --allow DIR"
SECRET = "name: Secret\ndestination_type: single\nforward_destination_type: department\nforward_destination_id: '1'\n"
OUTSIDE = re.compile(r"leads outside the folder flows/shop; ")


def flow(here: Path, receptionist: str, more: str = "") -> Path:
    """A flow in flows/shop with one receptionist, and files of others beside it and above."""
    folder = here / "flows" / "shop"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "flow.yaml").write_text(f"receptionists: {{main: '{receptionist}'}}\n{more}", encoding="utf-8")
    for file in (folder / "own.yaml", here / "flows" / "beside.yaml", here / "secret.yaml", here / "secret.txt"):
        file.write_text(SECRET, encoding="utf-8")
    return folder


def refusal(source: str) -> list[str]:
    with pytest.raises(FlowError) as refused:
        load(source)
    said = str(refused.value)
    assert "Secret" not in said
    return said.splitlines()


@pytest.mark.parametrize(
    "path", ["own.yaml", "./own.yaml", "../shop/own.yaml", "sub/../own.yaml", "link.yaml", "up/own.yaml"]
)
def test_a_path_that_stays_below_the_folder_is_read(here: Path, path: str) -> None:
    folder = flow(here, path)
    (folder / "sub").mkdir()
    (folder / "link.yaml").symlink_to("own.yaml")
    (folder / "up").symlink_to("../shop")
    assert load("flows/shop").receptionists["main"].name == "Secret"


@pytest.mark.parametrize(
    "path", ["../beside.yaml", "../../secret.yaml", "{here}/secret.yaml", "link.yaml", "chain.yaml", "up/secret.yaml"]
)
def test_a_path_that_leads_outside_is_refused(here: Path, path: str) -> None:
    value = path.format(here=here)
    folder = flow(here, value)
    (folder / "link.yaml").symlink_to(here / "secret.yaml")
    (folder / "chain.yaml").symlink_to("link.yaml")
    (folder / "up").symlink_to("../..")
    shown = value if len(value) <= 40 else value[:37] + "..."
    assert refusal("flows/shop") == [f"flows/shop/flow.yaml:1:23: '{shown}' leads outside the folder flows/shop; {WAY}"]


def test_what_is_not_there_is_not_looked_for_outside(here: Path) -> None:
    flow(here, "../../secrat.yaml")
    assert refusal("flows/shop") == [
        f"flows/shop/flow.yaml:1:23: '../../secrat.yaml' leads outside the folder flows/shop; {WAY}"
    ]


def test_scripts_and_audio_stay_below_the_folder_too(here: Path) -> None:
    more = (
        'recordings:\n  "1": {script_file: ../../secret.txt}\n  "2": {file: /etc/passwd}\n'
        '  "3": {file: ../../a.wav, seconds: 3}\n  "4": {file: not-there.wav}\n'
    )
    flow(here, "own.yaml", more)
    assert refusal("flows/shop") == [
        f"flows/shop/flow.yaml:3:22: script_file '../../secret.txt' leads outside the folder flows/shop; {WAY}",
        f"flows/shop/flow.yaml:4:15: file '/etc/passwd' leads outside the folder flows/shop; {WAY}",
        f"flows/shop/flow.yaml:5:15: file '../../a.wav' leads outside the folder flows/shop; {WAY}",
    ]


def test_the_project_of_an_ivrsim_toml_is_one_whole(here: Path) -> None:
    flow(here, "../beside.yaml")
    (here / "flows" / "ivrsim.toml").touch()
    assert load("flows/shop").receptionists["main"].name == "Secret"
    flow(here, "../../secret.yaml")
    assert refusal("flows/shop") == [
        f"flows/shop/flow.yaml:1:23: '../../secret.yaml' leads outside {here / 'flows'}; {WAY}"
    ]


@pytest.mark.parametrize("value", ["../../.git/config", "../../.GIT/config", "link.yaml"])
def test_what_git_keeps_is_not_read_although_it_lies_in_the_project(here: Path, value: str) -> None:
    folder = flow(here, value)
    (here / "ivrsim.toml").touch()
    for name in (".git", ".GIT"):
        (here / name).mkdir(exist_ok=True)
        (here / name / "config").write_text(SECRET)
    (folder / "link.yaml").symlink_to(here / ".git" / "config")
    assert refusal("flows/shop") == [
        f"flows/shop/flow.yaml:1:23: '{value}' leads into .git, where git keeps its own; a file of the flow is needed"
    ]


def test_folders_that_the_user_names_may_be_read(here: Path) -> None:
    flow(here, "../../secret.yaml")
    with allowing([here / "flows"]):
        assert len(refusal("flows/shop")) == 1
        with allowing(["."]):
            assert load("flows/shop").receptionists["main"].name == "Secret"
    assert allowed_folders() == ()
    with pytest.raises(UsageError) as refused, allowing(["none"]):
        pass
    assert str(refused.value) == "--allow none is not a folder; use a folder that files may come from"


def test_a_folder_that_is_a_link_is_the_users_own_choice(here: Path) -> None:
    flow(here, "own.yaml")
    (here / "link").symlink_to("flows/shop")
    assert load("link").receptionists["main"].name == "Secret"


@pytest.mark.parametrize("path", ["loop.yaml", "a" * 5000, "pipe.yaml", "sub"])
def test_what_is_no_file_is_refused(here: Path, path: str) -> None:
    folder = flow(here, path)
    (folder / "loop.yaml").symlink_to("pool.yaml")
    (folder / "pool.yaml").symlink_to("loop.yaml")
    (folder / "sub").mkdir()
    os.mkfifo(folder / "pipe.yaml")
    (message,) = refusal("flows/shop")
    assert re.search(
        r"is a pipe, not a file|is a folder, not a file|is not a path that can be followed|there is no such file",
        message,
    )


def test_a_link_that_is_put_there_meanwhile_is_not_followed(here: Path) -> None:
    folder = flow(here, "own.yaml")
    (folder / "sub").mkdir()
    (folder / "sub" / "a.yaml").write_text("a", encoding="utf-8")
    boundary = Boundary(folder)
    assert read_file(folder / "sub" / "a.yaml", boundary.open) == "a"
    (folder / "sub").rename(folder / "gone")
    (folder / "sub").symlink_to("../..")
    (here / "a.yaml").write_text("b", encoding="utf-8")
    with pytest.raises(UnreadableText, match="cannot be read: not a directory"):
        read_file(folder / "sub" / "a.yaml", boundary.open)


def test_named_folders_of_a_boundary(here: Path) -> None:
    flow(here, "own.yaml")
    with pytest.raises(Outside, match=OUTSIDE):
        Boundary(Path("flows/shop")).resolve(Path("secret.yaml"))
    assert Boundary(Path("flows/shop"), [Path()]).resolve(Path("secret.yaml")) == (here, here / "secret.yaml")
    with pytest.raises(Outside, match="leads outside the folder of the flow; "):
        Boundary(Path()).resolve(Path("../x"))


# -- flow.yaml as a link --------------------------------------------------------------------------


def linked(here: Path, target: str, content: str) -> Path:
    folder = here / "shop"
    folder.mkdir()
    (here / target).parent.mkdir(exist_ok=True)
    (here / target).write_text(content, encoding="utf-8")
    (folder / "flow.yaml").symlink_to(here / target)
    return folder


def test_a_flow_yaml_may_be_a_link_to_a_flow(here: Path) -> None:
    linked(here, "real/shared.yaml", "receptionists: {main: own.yaml}\n")
    (here / "shop" / "own.yaml").write_text(SECRET, encoding="utf-8")
    assert load("shop").receptionists["main"].name == "Secret"


@pytest.mark.parametrize(
    ("target", "content"),
    [
        ("secret.txt", "Secret"),
        ("secret.yaml", "Secret"),
        ("secret.yaml", "Secret: 1"),
        ("secret.json", '{"Secret": 1'),
    ],
)
def test_a_flow_yaml_that_is_a_link_to_something_else_is_refused_without_a_word_of_it(
    here: Path, target: str, content: str
) -> None:
    linked(here, target, content)
    assert refusal("shop") == [
        f"shop/flow.yaml: is a link to {here / target}, which is outside this folder and is not a flow; "
        "use a link to a flow.yaml"
    ]


def test_a_flow_yaml_that_is_a_link_inside_its_folder_is_read(here: Path) -> None:
    folder = linked(here, "shop2.yaml", "")
    (folder / "flow.yaml").unlink()
    (folder / "menus.yaml").write_text("receptionists: {main: own.yaml}\n", encoding="utf-8")
    (folder / "own.yaml").write_text(SECRET, encoding="utf-8")
    (folder / "flow.yaml").symlink_to("menus.yaml")
    assert load("shop").receptionists["main"].name == "Secret"
