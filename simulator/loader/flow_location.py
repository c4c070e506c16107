"""The places that a FLOW can name: a path, a folder, ``example:NAME``, ``-``, or the nearest flow.yaml upwards."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from stat import S_ISDIR

from simulator.errors import FlowError, Problem, UsageError
from simulator.fast_classes import NamedTuple
from simulator.text.missing_file import file_names, missing_message
from simulator.text.text_file import STDIN_NAME
from simulator.words.suggestion import suggest

FLOW_FILES = ("flow.yaml", "flow.json")
EXAMPLE = "example:"
PASSED_OVER = frozenset({"node_modules", "__pycache__", "venv"})
"""Folders that a search for files does not look into, nor into those whose names begin with a dot."""
_SHOWN_MOST = 8


class FlowLocation(NamedTuple):
    """A file to read (None: standard input), and the name under which messages speak of it."""

    path: Path | None
    name: str


def locate_flow(source: str | os.PathLike[str] | None) -> FlowLocation:
    """The file that a FLOW means.

    Raises ``UsageError`` for what leads nowhere, ``FlowError`` for a folder without a flow.
    """
    if source is None:
        return _nearest_flow()
    name = os.fspath(source)
    if name == "-":
        return FlowLocation(None, STDIN_NAME)
    if name.startswith(EXAMPLE):
        return _locate_example(name.removeprefix(EXAMPLE))
    path = Path(name)
    if name.endswith(("/", os.sep)) and _is_file(path):
        name = name.rstrip("/" + os.sep)  # what follows a file's name would be taken for a folder's
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        raise UsageError(f"{name}: {missing_message(path)}") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "there can be no such path"
        raise UsageError(f"{name[:200]!r} cannot be opened: {reason.lower()}") from None
    # Path("") is the current folder, so that stat has accepted it.
    if not name:
        raise UsageError("the path is empty; use a file, a folder with flow.yaml, example:NAME or -")
    return _in_folder(path, name) if S_ISDIR(mode) else FlowLocation(path, name)


def path_as_flow(path: str) -> str:
    """Return a path so that a FLOW takes it for a path, whatever its name: a program has made it, and nobody typed it.

    >>> path_as_flow("example:clinic"), path_as_flow("--all"), path_as_flow("flows/clinic")
    ('./example:clinic', './--all', 'flows/clinic')
    """
    return f"./{path}" if path.startswith(("-", EXAMPLE)) else path


def is_looked_into(folder: str) -> bool:
    """Return whether a search for files looks into a folder of this name."""
    return not folder.startswith(".") and folder not in PASSED_OVER


def flows_below(top: Path, *, until: str = "") -> Iterator[Path]:
    """The file of each flow in a folder and below it, in the order of their paths.

    A folder below that holds a file of the name ``until`` is left out, with all in it.
    """
    for name, folders, files in os.walk(top):
        folder = Path(name)
        if until in files and folder != top:
            folders.clear()
            continue
        # In place: os.walk goes down only into what is left in this list.
        folders[:] = sorted(filter(is_looked_into, folders))
        flow = next((file for file in FLOW_FILES if file in files), None)
        if flow is not None:
            yield folder / flow


def named_flows(start: str) -> Iterator[str]:
    """Yield the flows in a folder and below it, each as a command line names it; a file is one itself."""
    if not Path(start).is_dir():
        yield start
        return
    yield from (path_as_flow(os.path.normpath(path.parent)) for path in flows_below(Path(start)))


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def _flow_file(folder: Path) -> str | None:
    return next((name for name in FLOW_FILES if (folder / name).is_file()), None)


def _in_folder(folder: Path, name: str) -> FlowLocation:
    file = _flow_file(folder)
    if file:
        return FlowLocation(folder / file, os.path.join(name, file) if name != "." else file)  # noqa: PTH118 - as given
    from simulator.text.foreign_file import kind_of_folder

    names = file_names(folder)
    kind = kind_of_folder(names)
    if kind is not None:
        raise FlowError([Problem(name, 0, 0, f"is {kind}; use a folder with a flow.yaml")])
    files = [item for item in names if item.endswith((".yaml", ".yml", ".json"))]
    if files:
        advice = f"it holds {_list_names(files)}: name one of them, or write a flow.yaml that lists them"
    else:
        advice = f"it holds {_list_names(names)}" if names else "it is empty (ivrsim init writes a small flow)"
    raise FlowError([Problem(name, 0, 0, f"the folder has no flow.yaml; {advice}")])


def _list_names(names: list[str]) -> str:
    more = f" and {len(names) - _SHOWN_MOST} more" if len(names) > _SHOWN_MOST else ""
    return ", ".join(names[:_SHOWN_MOST]) + more


def _nearest_flow() -> FlowLocation:
    current = Path.cwd()
    for folder in (current, *current.parents):
        file = _flow_file(folder)
        if file:
            return FlowLocation(folder / file, os.path.relpath(folder / file))
    raise UsageError(
        f"no FLOW given, and there is no flow.yaml in {current} or above it; "
        "name a file, a folder with flow.yaml, example:NAME, or - for standard input"
    )


def _locate_example(name: str) -> FlowLocation:
    examples = _shipped_examples()
    if name in examples:
        path = examples[name]
        return FlowLocation(
            path, f"{EXAMPLE}{name}/{path.name}" if path.name in FLOW_FILES else f"{EXAMPLE}{path.name}"
        )
    hint = suggest(name, examples, f"the examples are {', '.join(examples) or 'missing here'}", most=3)
    raise UsageError(f"there is no example {name!r}{hint}")


def _shipped_examples() -> dict[str, Path]:
    """The flows that come with the program: inside the installed package, or next to it in a clone."""
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "flows", package.parent / "flows"):
        if folder.is_dir():
            examples = {}
            for item in sorted(folder.iterdir()):
                file = _flow_file(item) if item.is_dir() else None
                if file:
                    examples[item.name] = item / file
                elif item.suffix in (".yaml", ".json"):
                    examples[item.stem] = item
            return examples
    return {}
