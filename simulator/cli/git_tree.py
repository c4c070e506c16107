"""A revision in git as a source of files: blobs are read by their ids, and nothing is written to the disk.

A path is followed from tree to tree here and not by git or the operating system, so that a hostile tree has
nothing to work with: its links lead to entries of the same revision only, and a tree that git itself would
refuse (an entry called ``..`` or ``.git``, or with a slash in it, or two of one name) is refused as a whole.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path, PurePath
from typing import BinaryIO, NamedTuple

from simulator.cli.git_program import command, environment, run_git
from simulator.config.value_rules import quote_value
from simulator.text.boundary import PROJECT_FILE, Outside, allowed_folders
from simulator.text.positions import UnreadableText
from simulator.text.text_file import FILE_MOST
from simulator.words.suggestion import suggest

TREE, BLOB, LINK, SUBMODULE = "tree", "blob", "link", "submodule"
_KINDS = {0o040000: TREE, 0o120000: LINK, 0o160000: SUBMODULE}
IN_REPOSITORY = "use the path of a file of this revision"
LINKS_MOST = 40
"""How many links one path may go through, as on Linux."""

LINK_LONGEST = 4096


class TreeEntry(NamedTuple):
    """The entry of a name in a tree."""

    kind: str
    id: str


class TreePlace(NamedTuple):
    """The target of a path: its names from the top, links resolved, and its entry."""

    names: tuple[str, ...]
    entry: TreeEntry


class GitTree:
    """The files of one revision, as loading reads them. Close it after use.

    ``top`` is the repository's folder, ``folder`` the one in which git is asked, ``label`` how messages speak
    of the revision.
    """

    def __init__(self, top: Path, folder: Path, commit: str, label: str) -> None:
        self.top = top
        self.label = label
        self.root = TreeEntry(
            TREE, run_git(folder, "rev-parse", "--verify", f"{commit}^{{tree}}").stdout.decode().strip()
        )
        self.start: str | None = None
        self._roots: tuple[tuple[str, ...], ...] = ()
        self._trees: dict[str, dict[str, TreeEntry]] = {}
        self._objects = Objects(folder)

    def close(self) -> None:
        """End git."""
        self._objects.close()

    # -- what loading asks ------------------------------------------------------------------------

    def begin(self, file: str) -> None:
        """Take a file as the start of the flow: paths may lead below its folder, its project's and those allowed."""
        self.start = file
        folder = self._find_place(str(PurePath(file).parent.as_posix())).names
        above = (folder[:depth] for depth in range(len(folder), -1, -1))
        project = next((names for names in above if PROJECT_FILE in self._tree_entries(self._entry_at(names))), folder)
        self._roots = (project, *self._allowed_roots())

    def open(self, path: Path) -> BinaryIO:
        """The bytes of a file of the revision."""
        entry = self._find_inside(path).entry
        if entry.kind != BLOB:
            raise UnreadableText(f"is a {_entry_words(entry)} in {self.label}, not a file; use the path of a file")
        return BytesIO(self._objects.read(entry.id, BLOB))

    def holds(self, path: Path) -> bool:
        """Return whether the revision has such a file."""
        try:
            return bool(self._find_inside(path))
        except FileNotFoundError:
            return False

    def missing(self, path: Path) -> str:
        """Return what to say of a file that is not there."""
        try:
            names = self.names(str(path.parent.as_posix()))
        except (UnreadableText, FileNotFoundError):
            names = []
        hint = suggest(path.name, names, most=3)
        return f"there is no such file in {self.label}{hint}"

    def project_file(self) -> Path | None:
        """Return the ``ivrsim.toml`` of the revision whose folder is the boundary."""
        path = Path(*self._roots[0], PROJECT_FILE) if self._roots else Path(PROJECT_FILE)
        return path if self.kind(path.as_posix()) == BLOB else None

    # -- what is where ----------------------------------------------------------------------------

    def kind(self, path: str) -> str | None:
        """``tree``, ``blob`` or ``submodule``; None where there is nothing. Raises ``UnreadableText``."""
        try:
            return self._find_place(path).entry.kind
        except FileNotFoundError:
            return None

    def names(self, folder: str) -> list[str]:
        """The names in a folder of the revision."""
        return sorted(self._tree_entries(self._find_place(folder).entry))

    def _find_inside(self, path: Path) -> TreePlace:
        place = self._find_place(path.as_posix())
        is_inside = any(place.names[: len(root)] == root for root in self._roots)
        if not is_inside and path.as_posix() != self.start:
            raise Outside(f"{self.label}:{'/'.join(self._roots[0]) or '.'}")
        return place

    def _allowed_roots(self) -> Iterable[tuple[str, ...]]:
        """The folders of the command line that are in this repository."""
        top = self.top.resolve()
        return (folder.relative_to(top).parts for folder in allowed_folders() if folder.is_relative_to(top))

    def _find_place(self, path: str) -> TreePlace:
        """Follow a path from the top. Raises ``UnreadableText`` and ``FileNotFoundError``."""
        if PurePath(path).is_absolute() or "\0" in path:
            raise Outside("the repository", IN_REPOSITORY)
        waiting = path.split("/")[::-1]
        trail: list[tuple[str, TreeEntry]] = []
        links = 0
        while waiting:
            step = waiting.pop()
            current = trail[-1][1] if trail else self.root
            if step in ("", "."):
                continue
            if step == "..":
                if not trail:
                    raise Outside("the repository", IN_REPOSITORY)
                trail.pop()
                continue
            entry = self._tree_entries(current).get(step)
            if entry is None:
                raise FileNotFoundError(2, "no such file or directory", path)
            if entry.kind != LINK:
                trail.append((step, entry))
                continue
            links += 1
            if links > LINKS_MOST:
                raise UnreadableText(f"goes through more than {LINKS_MOST} links, or in a circle; name the file itself")
            waiting += self._link_target(step, entry).split("/")[::-1]
        return TreePlace(tuple(name for name, _ in trail), trail[-1][1] if trail else self.root)

    def _link_target(self, name: str, link: TreeEntry) -> str:
        target = os.fsdecode(self._objects.read(link.id, BLOB, LINK_LONGEST))
        if PurePath(target).is_absolute() or "\0" in target or not target:
            raise Outside(f"the repository, by the link {quote_value(name)} to {quote_value(target)}", IN_REPOSITORY)
        return target

    def _entry_at(self, names: tuple[str, ...]) -> TreeEntry:
        return self._find_place("/".join(names)).entry

    def _tree_entries(self, entry: TreeEntry) -> dict[str, TreeEntry]:
        """Return what is in a tree; nothing in what is not a tree."""
        if entry.kind == SUBMODULE:
            raise UnreadableText("leads into a submodule, which is another repository; use a file of this one")
        if entry.kind != TREE:
            return {}
        if entry.id not in self._trees:
            self._trees[entry.id] = _parse_tree(self._objects.read(entry.id, TREE), len(entry.id) // 2)
        return self._trees[entry.id]


def _entry_words(entry: TreeEntry) -> str:
    return "folder" if entry.kind == TREE else entry.kind


def _parse_tree(content: bytes, id_length: int) -> dict[str, TreeEntry]:
    """The entries of a tree object: each is its mode, a space, its name, NUL, and its id in bytes."""
    entries: dict[str, TreeEntry] = {}
    at = 0
    while at < len(content):
        space, end = content.find(b" ", at), content.find(b"\0", at)
        after = end + 1 + id_length
        mode, name = content[at:space], content[space + 1 : end]
        if not 0 <= at < space < end or after > len(content) or not mode.isdigit() or len(mode) > 6:
            raise UnreadableText(
                "cannot be read: the repository is damaged (one of its trees is not a tree); run git fsck"
            )
        text = os.fsdecode(name)
        if text in ("", ".", "..") or text.lower() == ".git" or "/" in text or text in entries:
            why = " twice" if text in entries else ", which git itself refuses"
            fault = f"a folder on its way has the entry {quote_value(text)}{why}"
            raise UnreadableText(f"cannot be read: {fault}; run git fsck")
        kind = _KINDS.get(int(mode, 8) & 0o170000, BLOB)
        entries[text] = TreeEntry(kind, content[end + 1 : after].hex())
        at = after
    return entries


class Objects:
    """The objects of a repository by their ids, out of one ``git cat-file``, which is asked for ids alone."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None

    def read(self, id: str, kind: str, most: int = FILE_MOST) -> bytes:
        """An object's content. Raises ``UnreadableText`` if it is missing, of another kind, or larger than ``most``."""
        process = self._process = self._process or self._start_git()
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            process.stdin.write(f"{id}\n".encode())
            process.stdin.flush()
        except OSError:
            raise self._damage_error() from None
        header = process.stdout.readline(200).split()
        if len(header) == 2 and header[1] == b"missing":
            raise UnreadableText("is not in this clone of the repository; run git fetch")
        if len(header) != 3 or header[1] != kind.encode() or not header[2].isdigit():
            raise self._damage_error()
        size = int(header[2])
        if size > most:
            self.close()  # what is too much is not even taken from git
            raise UnreadableText(f"is larger than {most:,} bytes; use a smaller file")
        content = process.stdout.read(size + 1)
        if len(content) != size + 1:
            raise self._damage_error()
        return content[:-1]

    def _start_git(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            command(self._folder, "cat-file", "--batch"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment(),
        )

    def _damage_error(self) -> UnreadableText:
        self.close()
        return UnreadableText("cannot be read: the repository is damaged; run git fsck")

    def close(self) -> None:
        """End git, and wait for that."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.communicate()
