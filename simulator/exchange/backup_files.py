"""The files of a FreePBX backup: an archive, a folder, or one module's JSON alone; nothing is unpacked to disk.

An archive is read as a stream, twice at most: once for its list and the modules' JSON, and once for the sounds that
are asked for. Every size is bounded before it is read, a name that leads outside and a link are refused, and what is
read of the compressed data is bounded too, so that a small archive cannot unfold into a large one.
"""

from __future__ import annotations

import gzip
import io
import tarfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import IO, Any

from simulator.errors import FlowError, Problem
from simulator.fast_classes import NamedTuple
from simulator.text.json_file import parse_json
from simulator.text.missing_file import explain_open_error, missing_message
from simulator.text.text_file import FILE_MOST

ARCHIVE_MOST = 150_000_000
"""Bytes of a compressed backup."""

UNPACKED_MOST = 1_000_000_000
"""Bytes that the files of an archive may have together."""

MEMBERS_MOST = 100_000
"""Files of a backup."""

HEADERS_MOST = 2_000_000
"""Bytes between the data of two files of an archive."""

SOUND_MOST = 50_000_000
"""Bytes of one sound file that is copied."""

SOUND_ENDINGS = (".wav", ".wav16", ".mp3", ".ogg", ".flac")
"""Sound files that a flow can play and measure; Asterisk's raw ones (ulaw, gsm, g722) have no header to read."""

_GZIP = b"\x1f\x8b"


class BackupModule(NamedTuple):
    """What a backup has of one module: ``file`` is how messages speak of its file, ``configs`` are its tables."""

    name: str
    file: str
    version: str
    configs: Any


class BackupFiles(NamedTuple):
    """A backup: its modules by name, and its sound files by their path (sizes in bytes).

    ``read_sounds`` returns the content of sound files by path.
    """

    kind: str
    modules: Mapping[str, BackupModule]
    sounds: Mapping[str, int]
    read_sounds: Callable[[Iterable[str]], dict[str, bytes]]


def open_backup(name: str) -> BackupFiles:
    """Read a backup. Raises ``FlowError`` with one line for a file that is broken, too large or hostile."""
    path = Path(name)
    try:
        if path.is_dir():
            return _open_folder(path, name)
        if not path.is_file():
            accepted = "use a FreePBX backup (.tar.gz, or its folder) or its Ivr.json"
            raise refusal(name, missing_message(path, accepted))
        with path.open("rb") as file:
            start = file.read(2)
        return _open_archive(path, name) if start == _GZIP else _open_json(path, name)
    except OSError as error:
        raise refusal(name, explain_open_error(error, path)) from None


def is_archive(path: Path) -> bool:
    """Return whether a file begins as a gzip archive does."""
    with path.open("rb") as file:
        return file.read(2) == _GZIP


def refusal(name: str, message: str) -> FlowError:
    """Return the error for a whole file."""
    return FlowError([Problem(name, 0, 0, message)])


def _no_sounds(_: Iterable[str]) -> dict[str, bytes]:
    return {}


def _open_json(path: Path, name: str) -> BackupFiles:
    """One module's JSON alone; its name is in it, else that of its file."""
    if path.stat().st_size > FILE_MOST:
        raise refusal(name, f"is over {FILE_MOST // 1_000_000} MB; a module's JSON may hold at most that")
    module = _read_module(path.read_bytes(), name, path.name)
    return BackupFiles("a module of a FreePBX backup", {module.name: module}, {}, _no_sounds)


def _open_folder(path: Path, name: str) -> BackupFiles:
    """A backup that was unpacked: links in it are not followed."""
    modules: dict[str, BackupModule] = {}
    sounds: dict[str, int] = {}
    for number, file in enumerate(_files_below(path)):
        if number >= MEMBERS_MOST:
            raise refusal(name, f"holds over {MEMBERS_MOST:,} files")
        inner = file.relative_to(path).as_posix()
        if _is_module(inner):
            if file.stat().st_size > FILE_MOST:
                raise refusal(f"{name}/{inner}", f"is over {FILE_MOST // 1_000_000} MB")
            _add_module(modules, _read_module(file.read_bytes(), f"{name}/{inner}", inner), name)
        elif inner.endswith(SOUND_ENDINGS):
            sounds[inner] = file.stat().st_size

    def read_sounds(wanted: Iterable[str]) -> dict[str, bytes]:
        return {inner: (path / inner).read_bytes() for inner in wanted if sounds.get(inner, SOUND_MOST) < SOUND_MOST}

    return BackupFiles("an unpacked FreePBX backup", modules, sounds, read_sounds)


def _files_below(folder: Path) -> Iterator[Path]:
    for item in sorted(folder.iterdir()):
        if item.is_symlink():
            continue
        if item.is_dir():
            yield from _files_below(item)
        elif item.is_file():
            yield item


def _open_archive(path: Path, name: str) -> BackupFiles:
    size = path.stat().st_size
    if size > ARCHIVE_MOST:
        most = ARCHIVE_MOST // 1_000_000
        raise refusal(name, f"is {size // 1_000_000} MB; an archive of at most {most} MB is read")
    modules: dict[str, BackupModule] = {}
    sounds: dict[str, int] = {}
    for member, file in _members(path, name):
        if _is_module(member.name):
            if member.size > FILE_MOST:
                raise refusal(name, f"{member.name} is over {FILE_MOST // 1_000_000} MB")
            shown = f"{name}:{_shown(member.name)}"
            _add_module(modules, _read_module(file.read(FILE_MOST), shown, member.name), name)
        elif member.name.endswith(SOUND_ENDINGS):
            sounds[member.name] = member.size

    def read_sounds(wanted: Iterable[str]) -> dict[str, bytes]:
        left = {inner for inner in wanted if sounds.get(inner, SOUND_MOST) < SOUND_MOST}
        if not left:
            return {}
        return {member.name: file.read(SOUND_MOST) for member, file in _members(path, name) if member.name in left}

    return BackupFiles("a FreePBX backup", modules, sounds, read_sounds)


class _HeaderBound(io.BufferedIOBase):
    """A stream of a tar in which headers are bounded, too: ``tarfile`` reads a long name whole, whatever its size."""

    def __init__(self, content: gzip.GzipFile) -> None:
        self._content = content
        self._read = 0
        self._most = HEADERS_MOST

    def allow(self, size: int) -> None:
        """Let the data of a member be read, and the headers after it."""
        self._most = self._read + size + HEADERS_MOST

    def read(self, size: int | None = -1, /) -> bytes:
        """Return the next bytes. Raises ``tarfile.ReadError`` where they are not a member's any more."""
        part = self._content.read(size)
        self._read += len(part)
        if self._read > self._most:
            raise tarfile.ReadError(f"a header is over {HEADERS_MOST // 1_000_000} MB")
        return part


def _members(path: Path, name: str) -> Iterator[tuple[tarfile.TarInfo, IO[bytes]]]:
    """Yield each regular file of an archive, which can be read until the next one is asked for."""
    unpacked = 0
    try:
        with gzip.open(path) as content, tarfile.open(fileobj=(stream := _HeaderBound(content)), mode="r|") as archive:
            for number, member in enumerate(archive):
                unpacked += member.size
                _refuse_member(member, number, unpacked, name)
                stream.allow(member.size)
                file = archive.extractfile(member) if member.isreg() else None
                if file is not None:
                    yield member, file
    except (tarfile.TarError, gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise refusal(name, f"is a damaged archive: {str(error) or 'it ends too early'}") from None


def _refuse_member(member: tarfile.TarInfo, number: int, unpacked: int, name: str) -> None:
    """Raise ``FlowError`` for what no backup has: links, devices, names that lead outside, sizes beyond the bounds."""
    shown = _shown(member.name)
    parts = PurePosixPath(member.name).parts
    if member.name.startswith("/") or ".." in parts or "\\" in member.name or "\0" in member.name:
        raise refusal(name, f"the archive has {shown}, which leads outside its folder; nothing of it was read")
    if member.issym() or member.islnk():
        raise refusal(name, f"the archive has the link {shown}; a backup with links is not read")
    if not (member.isreg() or member.isdir()):
        raise refusal(name, f"the archive has {shown}, which is neither a file nor a folder")
    if unpacked > UNPACKED_MOST:
        most = UNPACKED_MOST // 1_000_000
        raise refusal(name, f"unfolds to over {most:,} MB at {shown}; a backup of at most that is read")
    if number >= MEMBERS_MOST:
        raise refusal(name, f"holds over {MEMBERS_MOST:,} files")


def _shown(name: str) -> str:
    return repr(name if len(name) <= 80 else f"{name[:77]}...") if not name.isprintable() or len(name) > 80 else name


def _is_module(inner: str) -> bool:
    """Return whether a file of a backup is a module's JSON: ``modulejson/Ivr.json`` anywhere, or ``Ivr.json``."""
    path = PurePosixPath(inner)
    return path.suffix == ".json" and (len(path.parts) == 1 or path.parent.name == "modulejson")


def _add_module(modules: dict[str, BackupModule], module: BackupModule, name: str) -> None:
    """Add a module. Raises ``FlowError`` where there is one of that name: two backups in one would be mixed."""
    if modules.setdefault(module.name, module) is not module:
        raise refusal(name, f"has two files of the module {module.name}; use one backup")


def _read_module(content: bytes, name: str, inner: str) -> BackupModule:
    try:
        body = parse_json(content)
    except ValueError as error:
        raise refusal(name, f"cannot be read: {error}") from None
    stem = PurePosixPath(inner).stem.lower()
    if not isinstance(body, dict):
        raise refusal(name, "is not a module of a FreePBX backup: an object with module, version and configs is needed")
    configs = body.get("configs", {"ivrs": body["ivrs"], "entries": body.get("entries")} if "ivrs" in body else None)
    if configs is None:
        if stem != "ivr" and len(PurePosixPath(inner).parts) == 1:  # a backup's own manifest, next to modulejson
            return BackupModule(stem, PurePosixPath(inner).name, "", None)
        raise refusal(
            name, "has no configs; a module of a FreePBX backup is an object with module, version and configs"
        )
    module = body.get("module")
    label = module.lower() if isinstance(module, str) and module else stem
    version = body.get("version")
    return BackupModule(label, PurePosixPath(inner).name, str(version or ""), configs)
