"""A revision as a source of files: what a hostile tree can hold leads nowhere, and each is one message."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from simulator.cli.git_tree import LINKS_MOST, GitTree
from simulator.text.boundary import allowing
from simulator.text.positions import UnreadableText

SINGLE = "name: One\ndestination_type: single\nforward_destination_type: department\nforward_destination_id: '1'\n"
FILE, FOLDER, LINK, SUBMODULE = "100644", "40000", "120000", "160000"
NEEDED = "use the path of a file of this revision"
Entry = tuple[str, str, str]


class Maker:
    """Raw objects, as git itself would not write them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.git("init", "-q")

    def git(self, *arguments: str, given: bytes = b"") -> str:
        who = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main")
        command = ["git", *who, *arguments]
        done = subprocess.run(command, cwd=self.folder, input=given, check=True, capture_output=True)
        return done.stdout.decode().strip()

    def raw(self, kind: str, content: bytes) -> str:
        return self.git("hash-object", "-w", "--literally", "-t", kind, "--stdin", given=content)

    def blob(self, text: str) -> str:
        return self.raw("blob", text.encode())

    def tree(self, *entries: Entry) -> str:
        lines = (f"{mode} {name}\0".encode() + bytes.fromhex(id) for mode, name, id in entries)
        return self.raw("tree", b"".join(lines))

    def flow(self, path: str, *entries: Entry) -> str:
        """The top of a repository with a flow in ``a``, which names one receptionist, and one.yaml beside it."""
        text = f"receptionists: {{main: {path}}}\n"
        own = ((FILE, "flow.yaml", self.blob(text)), (FILE, "one.yaml", self.blob(SINGLE)))
        return self.tree((FOLDER, "a", self.tree(*own, *entries)))

    def commit(self, tree: str) -> str:
        return self.git("commit-tree", tree, "-m", "x")


@pytest.fixture
def make(here: Path) -> Maker:
    (here / "repository").mkdir()
    (here / "secret.yaml").write_text(SINGLE.replace("One", "Secret"))
    return Maker(here / "repository")


def opened(make: Maker, tree: str) -> GitTree:
    return GitTree(make.folder, make.folder, make.commit(tree), "git:x")


HOSTILE: dict[str, tuple[Callable[[Maker], str], str]] = {
    "a path up and out": (lambda m: m.flow("../../secret.yaml"), f"leads outside the repository; {NEEDED}"),
    "a path from the root": (lambda m: m.flow("/etc/passwd"), f"leads outside the repository; {NEEDED}"),
    "a path out of the folder": (lambda m: m.flow("../b.yaml", (FILE, "b", m.blob(""))), "there is no such file"),
    "an entry ..": (lambda m: m.flow("one.yaml", (FOLDER, "..", m.tree())), "has the entry '..', which git itself"),
    "an entry .": (lambda m: m.flow("one.yaml", (FILE, ".", m.blob("x"))), "has the entry '.', which git itself"),
    "an entry .git": (lambda m: m.flow("one.yaml", (FOLDER, ".GIT", m.tree())), "has the entry '.GIT', which git"),
    "an entry of no name": (lambda m: m.flow("one.yaml", (FILE, "", m.blob("x"))), "has the entry '', which git"),
    "an entry with a slash": (lambda m: m.flow("one.yaml", (FILE, "x/../../y", m.blob("x"))), "entry 'x/../../y', wh"),
    "two of one name": (
        lambda m: m.flow("l/x", (LINK, "l", m.blob("/tmp")), (FOLDER, "l", m.tree((FILE, "x", m.blob("x"))))),
        "has the entry 'l' twice; run git fsck",
    ),
    "a link to the root": (
        lambda m: m.flow("l.yaml", (LINK, "l.yaml", m.blob("/etc/passwd"))),
        f"leads outside the repository, by the link 'l.yaml' to '/etc/passwd'; {NEEDED}",
    ),
    "a link up and out": (
        lambda m: m.flow("l.yaml", (LINK, "l.yaml", m.blob("../../secret.yaml"))),
        f"leads outside the repository; {NEEDED}",
    ),
    "two links, of which each is harmless": (
        lambda m: m.flow("A/etc/passwd", (LINK, "A", m.blob("B/../../..")), (LINK, "B", m.blob("."))),
        f"leads outside the repository; {NEEDED}",
    ),
    "a link to nothing": (lambda m: m.flow("l", (LINK, "l", m.blob(""))), "by the link 'l' to ''"),
    "a link with a NUL": (lambda m: m.flow("l", (LINK, "l", m.blob("one.yaml\0x"))), "by the link 'l' to 'one.yaml"),
    "a link of 10,000 bytes": (lambda m: m.flow("l", (LINK, "l", m.blob("a/" * 5000))), "is larger than 4,096 bytes"),
    "a link to itself": (lambda m: m.flow("l", (LINK, "l", m.blob("l"))), "goes through more than 40 links"),
    "a circle of links": (
        lambda m: m.flow("k", (LINK, "k", m.blob("l")), (LINK, "l", m.blob("k"))),
        "goes through more than 40 links, or in a circle; name the file itself",
    ),
    "links that double at each step": (
        lambda m: m.flow("l0", *((LINK, f"l{n}", m.blob(f"l{n + 1}/../l{n + 1}")) for n in range(60))),
        "goes through more than 40 links",
    ),
    "a submodule": (lambda m: m.flow("s/x", (SUBMODULE, "s", "1" * 40)), "leads into a submodule, which is another"),
    "a submodule as a file": (
        lambda m: m.flow("s", (SUBMODULE, "s", "1" * 40)),
        "is a submodule in git:evil, not a file; use the path of a file",
    ),
    "a folder as a file": (
        lambda m: m.flow("d", (FOLDER, "d", m.tree())),
        "is a folder in git:evil, not a file; use the path of a file",
    ),
    "a file that is not here": (lambda m: m.flow("m", (FILE, "m", "2" * 40)), "is not in this clone of the repository"),
    "a file that is a tree": (lambda m: m.flow("m", (FILE, "m", m.tree())), "the repository is damaged; run git fsck"),
    "a folder that is a file": (lambda m: m.flow("m/x", (FOLDER, "m", m.blob("x"))), "the repository is damaged; run"),
    "a file of 60 MB": (
        lambda m: m.flow("h", (FILE, "h", m.blob("a" * 60_000_000))),
        "is larger than 50,000,000 bytes; use a smaller file",
    ),
    "a mode that is none": (
        lambda m: m.flow("d/x", (FOLDER, "d", m.raw("tree", b"zz x\0" + b"1" * 20))),
        "the repository is damaged (one of its trees is not a tree); run git fsck",
    ),
    "a tree that is cut off": (
        lambda m: m.flow("d/x", (FOLDER, "d", m.raw("tree", b"100644 x\0123"))),
        "the repository is damaged (one of its trees is not a tree); run git fsck",
    ),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_tree_is_one_message_and_touches_nothing(make: Maker, case: str) -> None:
    from simulator.cli.main import run

    build, said = HOSTILE[case]
    make.git("update-ref", "refs/heads/evil", make.commit(build(make)))
    before = {path: path.stat().st_mtime_ns for path in make.folder.parent.rglob("*") if ".git" not in path.parts}
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(make.folder)
        patch.setattr("simulator.cli.main.complain", lambda text: complaints.append(text))
        complaints: list[str] = []
        code = run(["diff", "git:evil:a", "example:clinic"])
    assert (code, len(complaints), len(complaints[0].splitlines())) == (2, 1, 1)
    assert said in complaints[0]
    assert complaints[0].startswith("git:evil:a")
    assert "Secret" not in complaints[0]
    after = {path: path.stat().st_mtime_ns for path in make.folder.parent.rglob("*") if ".git" not in path.parts}
    assert after == before


@pytest.mark.parametrize("name", ["CON.yaml", "nul.", "aux .yaml", "a\nb", "‮x"])
def test_a_name_that_some_disks_do_not_take_is_read_since_nothing_is_written(make: Maker, name: str) -> None:
    tree = opened(make, make.flow("one.yaml", (FILE, name, make.blob("content"))))
    tree.begin("a/flow.yaml")
    with tree.open(Path("a") / name) as file:
        assert file.read() == b"content"
    tree.close()


def test_links_lead_on_inside_the_revision(make: Maker) -> None:
    chain = [(LINK, f"l{n}", make.blob(f"l{n + 1}" if n < LINKS_MOST - 1 else "./one.yaml")) for n in range(LINKS_MOST)]
    up = (LINK, "up", make.blob("../a"))
    tree = opened(make, make.flow("one.yaml", *chain, up))
    tree.begin("a/flow.yaml")
    assert [tree.open(Path("a") / path).read().decode() for path in ("l0", "up/l9", "up/../a/one.yaml")] == [SINGLE] * 3
    tree.close()


def test_what_is_where(make: Maker) -> None:
    tree = opened(make, make.flow("one.yaml", (SUBMODULE, "s", "1" * 40)))
    tree.begin("a/flow.yaml")
    assert [tree.kind(path) for path in ("", "a", "a/one.yaml", "a/s", "a/none", "a/one.yaml/x")] == [
        "tree",
        "tree",
        "blob",
        "submodule",
        None,
        None,
    ]
    assert tree.names("a") == ["flow.yaml", "one.yaml", "s"]
    assert [tree.holds(Path(path)) for path in ("a/one.yaml", "a/two.yaml")] == [True, False]
    assert tree.missing(Path("a/oneyaml")) == "there is no such file in git:x; did you mean one.yaml or flow.yaml?"
    assert tree.missing(Path("b/ome.yaml")) == "there is no such file in git:x"
    with pytest.raises(UnreadableText, match="leads outside git:x:a; "):
        tree.holds(Path("a/../."))
    tree.close()


def test_folders_that_the_user_names_are_looked_for_in_the_revision(make: Maker) -> None:
    (make.folder / "b").mkdir()
    tree = opened(make, make.tree((FOLDER, "a", make.tree()), (FOLDER, "b", make.tree((FILE, "x", make.blob("x"))))))
    tree.begin("a/flow.yaml")
    with pytest.raises(UnreadableText, match="leads outside git:x:a; "):
        tree.holds(Path("a/../b/x"))
    with allowing([make.folder / "b", make.folder.parent]):
        tree.begin("a/flow.yaml")
        assert tree.holds(Path("a/../b/x"))
    tree.close()


def test_a_process_that_ended_is_said(make: Maker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("simulator.cli.git_tree.command", lambda folder, *arguments: ["true"])
    tree = opened(make, make.flow("one.yaml"))
    with pytest.raises(UnreadableText, match="cannot be read: the repository is damaged; run git fsck"):
        tree.kind("a")
