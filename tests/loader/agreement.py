"""The loader and a schema, asked the same thing: trees that load, changed here and there."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from jsonschema import Draft7Validator

from simulator.errors import FlowError
from simulator.loader.receptionist_file import Shelf
from simulator.testing.strategies import receptionists
from simulator.text.document import Document
from simulator.text.json_tree import json_tree
from simulator.wire import vr

JUNK: list[Any] = [
    None, "", " ", "0", 0, 0.0, 1, -1, 7.0, 2.5, 99, 100, 600, 601, "600", "601", "2.5", "1.0", "1e3", "17:30", "no",
    True, False, "UNKNOWN", "@greeting", "a||b", "a|b", "050109590001", "*9", "#", "12345678901", "single", "multiple",
    "hangup", "person", [], {}, ["1"], {"1": {"destination_type": "hangup", "destination_id": 1}}, [None],
    {"name": "x"}, {"base": "freepbx", "final_on": "at_count"}, {"final_at": 1},
]  # fmt: skip
NAMES = [
    *vr.WRITE_NAMES.values(), *vr.ONLY_READ, "option", "template_id", "entry", "numbers", "semantics",
    "receptionists", "recordings", "destinations", "script", "seconds", "answers", "101", "department||1", "x",
    "timezone", "schedules", "open", "closed", "holiday", "schedule", "rings", "no_answer", "switch", "file", "dates",
]  # fmt: skip


def spots(tree: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place in a tree."""
    yield at
    for step, inner in tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ():
        yield from spots(inner, (*at, step))


@st.composite
def changed(draw: st.DrawFn, trees: st.SearchStrategy[Any]) -> Any:
    """A tree with one or two things left out, put in, or put in place of others."""
    tree = json.loads(json.dumps(draw(trees)))
    for _ in range(draw(st.integers(1, 2))):
        at = draw(st.sampled_from([*spots(tree)]))
        *way, last = at or (None,)
        holder = tree
        for step in way:
            holder = holder[step]
        junk = json.loads(json.dumps(draw(st.sampled_from(JUNK))))
        how = draw(st.sampled_from(["leave out", "put in", "replace"]))
        target = holder[last] if at else tree
        if how == "put in" and isinstance(target, dict):
            target[draw(st.sampled_from(NAMES))] = junk
        elif at and how == "leave out":
            del holder[last]
        elif at:
            holder[last] = junk
    return tree


def loads(content: Any, read: Callable[[Shelf, Document], object]) -> list[str]:
    """What the loader objects to in a tree."""
    text = json.dumps(content)
    document = Document("flow.json", Path(), text, "json", json_tree(text))
    shelf = Shelf()
    try:
        read(shelf, document)
    except FlowError as error:
        return list(map(str, error.problems))
    return list(map(str, shelf.problems))


ACROSS = re.compile(
    r"is listed twice|is listed under|is here twice|which is not a receptionist|no \S+ is named"
    r"|no receptionist has the key|has no catalogue for it"
    r"|no recording is named|is the name of|name .* is taken|is taken by|cannot be read|there is no such file"
    r"|no schedule is called|no receptionist or destination is called|names a receptionist and|is not after from"
    r"|nothing is called|names two things|no destination of the catalogue says"
)
"""Problems that one value alone does not have."""


def alone(problems: list[str]) -> list[str]:
    """The problems that a value has by itself."""
    return [problem for problem in problems if not ACROSS.search(problem)]


def bodies() -> st.SearchStrategy[dict[str, Any]]:
    """What is sent to the provider."""
    return st.builds(vr.encode_write, receptionists(), numbers=st.booleans())


def objections(schema: Draft7Validator, content: Any) -> list[str]:
    """What an editor would underline."""
    return [f"{error.json_path}: {error.message}" for error in schema.iter_errors(content)]
