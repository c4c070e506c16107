"""The message for a path that does not exist: the nearest names in its folder."""

from __future__ import annotations

from pathlib import Path

from simulator.words.suggestion import suggest


def missing_message(path: Path) -> str:
    """Return what to say of a path that is not there, with the nearest names in its folder."""
    folder = path.parent
    if not folder.is_dir():
        return f"there is no such file or folder, nor a folder {folder}"
    hint = suggest(path.name, file_names(folder), most=3, form=lambda name: str(folder / name))
    return f"there is no such file or folder{hint}"


def file_names(folder: Path) -> list[str]:
    """Return the names in a folder, in order; none where it cannot be read."""
    try:
        return sorted(item.name for item in folder.iterdir())
    except OSError:
        return []
