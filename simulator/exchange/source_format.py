"""Which system a file or a folder comes from."""

from __future__ import annotations

from pathlib import Path

from simulator.exchange.backup_files import is_archive, refusal
from simulator.text.missing_file import explain_open_error, missing_message

FORMATS = ("freepbx", "csv")
"""The formats that are imported."""

_START = 4096


def recognise_format(name: str) -> str:
    """Return the format of a source. Raises ``FlowError`` where it looks like none."""
    path = Path(name)
    if path.is_dir():
        return "freepbx"
    if not path.is_file():
        raise refusal(name, missing_message(path, "use a FreePBX backup, its folder, its Ivr.json, or a CSV"))
    try:
        if is_archive(path):
            return "freepbx"
        with path.open("rb") as file:
            start = file.read(_START)
    except OSError as error:
        raise refusal(name, explain_open_error(error, path)) from None
    text = start.decode("utf-8-sig", errors="replace").lstrip()
    if text.startswith("{"):
        return "freepbx"
    header = text.partition("\n")[0].lower()
    if "menu" in header and "key" in header:
        return "csv"
    accepted = "a FreePBX backup (.tar.gz), its folder, its Ivr.json, or a CSV whose first row names menu and key"
    raise refusal(name, f"is not a format that is known; use {accepted}, or say it with --from")
