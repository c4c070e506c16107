"""The flow that a receptionist's file belongs to: the nearest flow.yaml upwards, if that lists it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from simulator.errors import FlowError, PartOfFlow
from simulator.loader.flow_location import FLOW_FILES
from simulator.text.document import read_document


def refuse_part(path: Path, name: str) -> None:
    """Raise ``PartOfFlow`` for a receptionist's file that a flow.yaml lists; ``name`` is what the user called it."""
    absolute = Path(os.path.abspath(path))  # noqa: PTH100 - a link stays what it is called
    for folder in absolute.parents:
        file = next((folder / flow for flow in FLOW_FILES if (folder / flow).is_file()), None)
        if file is None:
            continue
        key = _key_in(file, absolute)
        if key is not None:
            below = len(absolute.parent.parts) - len(folder.parts)
            source = os.path.normpath(os.path.join(os.path.dirname(name), *[".."] * below))  # noqa: PTH118, PTH120
            flow_name = file.name if source == "." else os.path.join(source, file.name)  # noqa: PTH118 - as given
            raise PartOfFlow(name, flow_name, source, key)
        # A flow further up is not asked: the nearest one is what `ivrsim play` in this folder would load.
        return


def _key_in(flow: Path, file: Path) -> str | None:
    """The key under which a flow.yaml lists a file; None where it does not, or cannot be read."""
    try:
        tree: Any = read_document(flow, flow.name).tree
    except FlowError:
        return None
    files = tree.get("receptionists") if isinstance(tree, dict) else None
    for key, value in files.items() if isinstance(files, dict) else ():
        if isinstance(value, str) and os.path.normpath(flow.parent / value) == str(file):
            return str(key)
    return None
