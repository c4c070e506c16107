"""This machine, as a bug report needs it: Python, the system, programs that are found, and where files are kept."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from simulator import __version__
from simulator.errors import SimulatorError
from simulator.fast_classes import NamedTuple

_PATIENCE = 10.0
"""Seconds for a program to say its version."""


class MachineFact(NamedTuple):
    """One thing about this machine; ``fault`` says why it is broken (empty: it is not)."""

    what: str
    value: str
    note: str = ""
    fault: str = ""


def version_facts() -> Iterator[MachineFact]:
    """Yield the versions of ivrsim, Python and the system, and how text leaves the program."""
    yield MachineFact("ivrsim", __version__, str(Path(__file__).resolve().parents[1]))
    yield MachineFact("Python", f"{platform.python_version()} ({platform.python_implementation()})", sys.executable)
    yield MachineFact("system", f"{platform.system()} {platform.release()} ({platform.machine()})")
    yield MachineFact("encoding", f"terminal {sys.stdout.encoding}, files {sys.getfilesystemencoding()}")


def program_facts() -> Iterator[MachineFact]:
    """Yield the programs that commands start, with their versions."""
    from simulator.engines.asterisk_install import ASTERISK, find_asterisk

    uses = {"git": "git:REV, --changed-since, report", "espeak-ng": "scripts that are read aloud"}
    for name, use in uses.items():
        program = shutil.which(name)
        if program is None or not Path(program).is_absolute():  # on Windows, the current folder is looked into first
            yield MachineFact(name, "not found", f"for {use}")
        else:
            yield MachineFact(name, _version_of(program), program)
    try:
        found = find_asterisk(ASTERISK)
        yield MachineFact(ASTERISK, found.version, found.command[-1])
    except SimulatorError:
        yield MachineFact(ASTERISK, "not found", "for agree, and calls to an exported dialplan")


def _version_of(program: str) -> str:
    try:
        done = subprocess.run(
            [program, "--version"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=_PATIENCE,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return "does not start"
    lines = done.stdout.splitlines()
    return lines[0].partition("  ")[0].strip()[:80] if done.returncode == 0 and lines else "does not say its version"


def file_facts() -> Iterator[MachineFact]:
    """Yield where the user's own files are; of a token, only where it would be kept."""
    from simulator.provider.account.accounts import CONFIG_VARIABLE, config_dir, read_accounts

    try:
        folder = config_dir()
    except ImportError:
        yield MachineFact("configuration", "not known", "needs platformdirs: pip install 'ivrsim[provider]'")
        return
    origin = f"the variable {CONFIG_VARIABLE}" if os.environ.get(CONFIG_VARIABLE) else "the system's place for it"
    yield MachineFact("configuration", str(folder), origin if folder.is_dir() else f"{origin}; not there yet")
    accounts = folder / "accounts.toml"
    try:
        names = read_accounts(accounts) if accounts.is_file() else {}
        yield MachineFact(
            "accounts", f"{len(names):,}", str(accounts) if accounts.is_file() else "ivrsim login keeps one"
        )
    except (SimulatorError, OSError) as error:
        yield MachineFact("accounts", "cannot be read", str(accounts), str(error))
    yield MachineFact("tokens", *_token_place(folder / "tokens.json"))
    yield MachineFact("journals and receipts", ".ivrsim", "next to each flow; ids of live receptionists: ivrsim.lock")
    yield MachineFact("sessions", "none", "ivrsim call writes one where --save-session FILE says")
    yield MachineFact("cache", "none", "nothing is kept between runs but these")


def _token_place(file: Path) -> tuple[str, str, str]:
    """Return where tokens are kept, a note and a fault; no token is read."""
    from simulator.provider.account.secrets import NO_KEYRING, keyring_backend

    if file.is_file():
        readable = os.name == "posix" and file.stat().st_mode & 0o077
        return "a file", str(file), f"{file}: others can read this file of tokens; chmod 600 {file}" if readable else ""
    backend = keyring_backend()
    if backend:
        return "the system's keyring", backend, ""
    why = f"the variable {NO_KEYRING}" if os.environ.get(NO_KEYRING) else "there is no keyring"
    return "a file", f"{why}; not there yet", ""


def variable_facts() -> Iterator[MachineFact]:
    """Yield the variables that change what ivrsim does; of a token, only that it is set."""
    for name in sorted(os.environ):
        if name.startswith("IVRSIM_") or name in ("NO_COLOR", "PYTHONIOENCODING", "PYTHONUTF8"):
            is_secret = name.endswith(("TOKEN", "SECRET", "PASSWORD", "_KEY"))
            yield MachineFact(name, "set (not shown)" if is_secret else _without_password(os.environ[name]))


def _without_password(text: str) -> str:
    """Return a value without what an address says of a user, and without its query."""
    head, mark, tail = text.partition("://")
    if not mark:
        return text
    address, query, _ = tail.rpartition("@")[2].partition("?")
    return f"{head}{mark}{address}{'?...' if query else ''}"
