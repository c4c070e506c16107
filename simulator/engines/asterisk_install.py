"""An installed Asterisk: this machine's own, or one in a folder of its own that nobody has to enter.

The program of such a folder is started by the folder's own dynamic loader, with the folder's own libraries. So it
needs neither root nor ``chroot``, and nothing is written into the folder.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from simulator.errors import EngineError, UsageError
from simulator.fast_classes import dataclass
from simulator.words.suggestion import suggest

ASTERISK = "asterisk"
PROGRAM = "usr/sbin/asterisk"

HOW_TO_GET = (
    "install Asterisk (Debian: apt-get install asterisk), or put one into a folder and name the folder: "
    "mmdebstrap --variant=extract --include=asterisk,libc-bin forky ROOT, then --engine asterisk:ROOT"
)

_LOADERS = ("lib64/ld-linux*.so.*", "lib/ld-linux*.so.*", "lib/*/ld-linux*.so.*")
_LIBRARIES = ("lib", "lib64", "lib/*-linux-gnu*")
_MODULES = ("lib/*-linux-gnu*/asterisk/modules", "lib64/asterisk/modules", "lib/asterisk/modules")


@dataclass(frozen=True, slots=True)
class AsteriskInstall:
    """What starts an Asterisk: the words of its command, and the folders it would not find by itself (None: it does).

    ``version`` is what it says of itself, such as ``Asterisk 22.10.1``.
    """

    command: tuple[str, ...]
    version: str
    modules: Path | None = None
    shared: Path | None = None


def parse_engine(text: str) -> str | None:
    """Return the folder of ``asterisk:ROOT``; None for ``asterisk``, this machine's own. Raises ``UsageError``."""
    name, colon, root = text.partition(":")
    if name != ASTERISK:
        hint = suggest(name, (ASTERISK,), "use asterisk, or asterisk:ROOT for one that is installed in a folder")
        raise UsageError(f"--engine {text}: not an engine that can be rung{hint}")
    if colon and not root:
        raise UsageError("--engine asterisk: names no folder after the colon; use asterisk, or asterisk:ROOT")
    return root or None


def find_asterisk(text: str) -> AsteriskInstall:
    """Return the Asterisk that ``--engine`` names. Raises ``UsageError`` that says what is missing."""
    root = parse_engine(text)
    try:
        return _installed_here() if root is None else _installed_below(Path(root), text)
    except EngineError as error:
        raise UsageError(f"--engine {text}: {error}") from None


def has_module(install: AsteriskInstall, name: str) -> bool:
    """Return whether an Asterisk has a module, as far as the folder of its modules can be found."""
    folder = install.modules or next(_below(Path("/"), _MODULES), None)
    return folder is None or (folder / f"{name}.so").is_file()


def _installed_here() -> AsteriskInstall:
    # /usr/sbin is not on the path of most users
    search = os.pathsep.join([os.environ.get("PATH", os.defpath), "/usr/sbin", "/usr/local/sbin"])
    program = shutil.which(ASTERISK, path=search)
    if program is None:
        raise EngineError(f"no asterisk on this machine; {HOW_TO_GET}")
    return AsteriskInstall((program,), _read_version((program,)))


def _installed_below(root: Path, text: str) -> AsteriskInstall:
    if not root.is_dir():
        raise EngineError(f"{root} is not a folder; {HOW_TO_GET}")
    program = root / PROGRAM
    if not program.exists():
        raise EngineError(f"{root} has no {PROGRAM}; {HOW_TO_GET}")
    modules = next(_below(root, _MODULES), None)
    if modules is None:
        raise EngineError(f"{root} has no folder of Asterisk's modules (usr/lib/asterisk/modules); {HOW_TO_GET}")
    command = _command_below(root.resolve(), program.resolve())
    return AsteriskInstall(command, _read_version(command), modules.resolve(), (root / "usr/share/asterisk").resolve())


def _command_below(root: Path, program: Path) -> tuple[str, ...]:
    loader = next((path for path in _below(root, _LOADERS) if os.access(path, os.X_OK)), None)
    if loader is None:
        return (str(program),)  # linked statically, or meant for this machine's own libraries
    folders = [str(path) for path in _below(root, _LIBRARIES) if path.is_dir()]
    return (str(loader), "--library-path", ":".join(folders), str(program))


def _below(root: Path, patterns: tuple[str, ...]) -> Iterator[Path]:
    """Yield what matches in the root, merged (usr/lib) or not (lib)."""
    for pattern in patterns:
        yield from sorted((root / "usr").glob(pattern))
        yield from sorted(root.glob(pattern))


def _read_version(command: tuple[str, ...]) -> str:
    try:
        done = subprocess.run(
            [*command, "-V"], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=30, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        reason = error.strerror if isinstance(error, OSError) else "it does not answer"
        raise EngineError(f"{command[-1]} does not start: {reason}") from None
    version = re.match(r"Asterisk \S+", done.stdout)
    if version is None:
        said = (done.stderr or done.stdout).strip().splitlines() or ["no output"]
        raise EngineError(f"{command[-1]} does not say its version: {said[0]}")
    return re.sub(r"[~+].*", "", version[0])
