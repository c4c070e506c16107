"""The messages for a path that cannot be opened; for one that does not exist, the nearest names in its folder."""

from __future__ import annotations

from pathlib import Path

from simulator.words.suggestion import suggest

_NOWHERE = "there is no such file or folder"


def explain_open_error(error: OSError, path: Path | None, otherwise: str = "") -> str:
    """Return why a path cannot be opened; None: it is a path of another place than the disk, such as git.

    ``otherwise`` is for a path that is not there, as in ``missing_message``.
    """
    if path is not None and isinstance(error, (FileNotFoundError, NotADirectoryError)):
        return missing_message(path, otherwise)
    if isinstance(error, FileNotFoundError):
        return _NOWHERE
    return f"cannot be read: {(error.strerror or type(error).__name__).lower()}"


def missing_message(path: Path, otherwise: str = "") -> str:
    """Return what to say of a path that is not there, with the nearest names in its folder; without any, ``otherwise``.

    >>> missing_message(Path("nowhere/callers.txt"), "use a file with a JSON object on each line")
    'there is no such file or folder, nor a folder nowhere; use a file with a JSON object on each line'
    """
    folder = path.parent
    if not folder.is_dir():
        return f"{_NOWHERE}, nor a folder {folder}{f'; {otherwise}' if otherwise else ''}"
    hint = suggest(path.name, file_names(folder), otherwise, most=3, form=lambda name: str(folder / name))
    return f"{_NOWHERE}{hint}"


def file_names(folder: Path) -> list[str]:
    """Return the names in a folder, in order; none where it cannot be read."""
    try:
        return sorted(item.name for item in folder.iterdir())
    except OSError:
        return []
