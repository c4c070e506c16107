"""What the layer contracts cannot say of the house."""

import ast
import re
import subprocess
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

pytestmark = pytest.mark.heavy

ROOT = Path(__file__).parent.parent
HOUSE = ROOT / "simulator"
MODULES = sorted(HOUSE.rglob("*.py"))

OWNED: dict[str, str | tuple[str, ...]] = {
    "transitions": "core",
    "prompt_toolkit": "tui",
    "yaml": "text",
    "tinytag": "audio",
    "espeakng_loader": "audio",
    "miniaudio": "audio",
    "zoneinfo": "calendar",
    "holidays": "calendar",
    "icalendar": "calendar",
    "recurring_ical_events": "calendar",
    "hypothesis": "testing",
    "pytest": "testing",
    "httpx": "provider",
    "tenacity": "provider",
    "keyring": "provider",
    "platformdirs": "provider",
    "filelock": "provider",
    "tomlkit": "provider",
    "starlette": ("server", "provider", "web"),
    "uvicorn": "server",
    "segno": "web",
    "jwt": "provider",
    "resvg_py": "draw",
    "duckdb": "loader",
    "dask": "workers",
    "distributed": "workers",
    "tornado": "workers",
    "numpy": "graph",
}
"""A library and the one room that imports it; Starlette also speaks in the applications that are served."""

NEVER_IN_CORE = {"time", "datetime", "random", "asyncio", "yaml", "httpx", "numpy", "secrets", "os", "pathlib"}

LINES_MOST = 300

PARTICIPLES = {
    *("asked", "apart", "beside", "because", "held", "told", "said", "seen", "wanted", "caught", "abreast", "alone"),
    *("spoken", "standing", "noticed", "telling", "chosen", "known", "found", "made", "kept", "shown", "left", "heard"),
    *("written", "opened", "covered", "scripted", "retold", "silenced", "changing"),
}
"""Words that name no thing: a module is a noun of the field or of its job."""

FUNCTION_MOST = 50


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """Every node of a module's syntax tree, parsed once for all tests."""
    return tuple(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


@cache
def imported(path: Path) -> set[str]:
    """The top-level modules that a file imports, wherever in it."""
    found: set[str] = set()
    for node in nodes(path):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.partition(".")[0])
    return found


def room(path: Path) -> str:
    return path.relative_to(HOUSE).parts[0]


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Every function of a file with its length in lines, docstring left out."""
    for node in nodes(path):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno is not None
            length = node.end_lineno - node.lineno + 1
            if ast.get_docstring(node):
                doc = node.body[0]
                assert doc.end_lineno is not None
                length -= doc.end_lineno - doc.lineno + 1
            yield f"{name(path)}:{node.lineno} {node.name}", length


def test_the_core_knows_no_clock_no_chance_and_no_files() -> None:
    assert [name(path) for path in MODULES if room(path) == "core" and imported(path) & NEVER_IN_CORE] == []


@pytest.mark.parametrize("library", OWNED)
def test_a_library_is_imported_in_the_room_that_owns_it(library: str) -> None:
    rooms = OWNED[library]
    assert {room(path) for path in MODULES if library in imported(path)} == {
        *((rooms,) if isinstance(rooms, str) else rooms)
    }


def test_only_the_command_line_prints_or_exits() -> None:
    strangers = [
        f"{name(path)}:{node.lineno}"
        for path in MODULES
        if room(path) != "cli" and path != HOUSE / "__main__.py"
        for node in nodes(path)
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("print", "sys.exit", "exit")
    ]
    assert strangers == []


WRITES = {"write_text", "write_bytes", "touch", "mkstemp", "NamedTemporaryFile", "dump", "fdopen", "symlink_to"}
OPENS = {"open", "copyfile", "copy", "copytree", "move", "rename", "replace", "truncate"}
ALLOWED_TO_WRITE = {
    "simulator/text/boundary.py": "opens files for reading only, folder by folder",
    "simulator/audio/wave_samples.py": "makes a WAV in memory",
    "simulator/exchange/joined_sounds.py": "makes a WAV in memory",
    "simulator/audio/espeak_library.py": "makes a WAV in memory, in a program of its own",
    "simulator/audio/miniaudio_decoder.py": "makes a WAV in memory, in a program of its own",
    "simulator/cli/screen.py": "opens the null device in place of a stream that is closed",
}
"""Modules outside ``disk`` that open something for writing, and why."""


def writing_calls(tree: Iterable[ast.AST]) -> Iterator[str]:
    """Where a module opens a file for writing, or puts one in place of another, by itself."""
    for node in tree:
        if not isinstance(node, ast.Call):
            continue
        called = node.func.attr if isinstance(node.func, ast.Attribute) else ast.unparse(node.func)
        owner = ast.unparse(node.func.value) if isinstance(node.func, ast.Attribute) else ""
        words = (*node.args, *(keyword.value for keyword in node.keywords))
        modes = [str(word.value) for word in words if isinstance(word, ast.Constant) and is_mode(word.value)]
        if (
            called in WRITES
            or (owner in ("os", "shutil", "tempfile") and called in OPENS | {"TemporaryFile"})
            or (called == "open" and any(set("wax+") & set(mode) for mode in modes))
        ):
            yield f"{node.lineno} {ast.unparse(node.func)}"


def is_mode(value: object) -> bool:
    return isinstance(value, str) and set(value) <= set("rwaxbt+")


def test_only_the_room_of_the_disk_writes_files() -> None:
    outside = [path for path in MODULES if room(path) != "disk" and name(path) not in ALLOWED_TO_WRITE]
    calls = {name(path): [*writing_calls(nodes(path))] for path in outside}
    assert {path: found for path, found in calls.items() if found} == {}


def test_what_counts_as_writing_a_file() -> None:
    lines = {
        'open("a", "w")': True,
        'Path("a").open(mode="ab")': True,
        'Path("a").write_text("x")': True,
        'os.open("a", os.O_WRONLY)': True,
        'os.replace("a", "b")': True,
        'shutil.copyfile("a", "b")': True,
        "json.dump(content, stream)": True,
        'Path("a").open("rb")': False,
        'text.replace("a", "w")': False,
        'self.open("wave")': False,
    }
    assert {line: bool([*writing_calls(ast.walk(ast.parse(line)))]) for line in lines} == lines


def test_text_leaves_the_program_through_the_screen_alone() -> None:
    """The sanitizer is there; progress counts, and the version is written before anything is imported."""
    doors = {HOUSE / "cli" / "screen.py", HOUSE / "cli" / "progress.py", HOUSE / "__main__.py"}
    strangers = [
        f"{name(path)}:{node.lineno}"
        for path in MODULES
        if path not in doors
        for node in nodes(path)
        if isinstance(node, ast.Call)
        and ast.unparse(node.func).removeprefix("sys.")
        in ("print", "stdout.write", "stderr.write", "stdout.writelines", "stdout.buffer.write", "stderr.buffer.write")
    ]
    assert strangers == []


def test_every_module_has_its_mirror_test() -> None:
    lacking = []
    for path in MODULES:
        if path.name == "__init__.py" and path.parent != HOUSE:
            continue
        inside = path.relative_to(HOUSE)
        stem = "simulator" if path == HOUSE / "__init__.py" else path.stem.strip("_")
        if (
            path.parent == HOUSE / "checks" / "rules"
        ):  # a rule's test is its case file, see tests/checks/test_registry.py
            continue
        if not (ROOT / "tests" / inside.parent / f"test_{stem}.py").exists():
            lacking.append(name(path))
    assert lacking == []


def test_files_and_functions_keep_their_proportions() -> None:
    lengths = {name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    long_files = [path for path, length in lengths.items() if length > LINES_MOST]
    long_functions = [at for path in MODULES for at, length in functions(path) if length > FUNCTION_MOST]
    assert (long_files, long_functions) == ([], [])


def test_every_room_is_on_the_map() -> None:
    import simulator

    rooms = {path.parent.name for path in HOUSE.glob("*/__init__.py")}
    assert [room for room in sorted(rooms) if f"\n    {room} " not in (simulator.__doc__ or "")] == []


def test_a_module_name_occurs_once_outside_of_the_command_line() -> None:
    stems: dict[str, list[str]] = {}
    for path in MODULES:
        if room(path) != "cli" and path.stem not in ("__init__", "__main__"):
            stems.setdefault(path.stem, []).append(name(path))
    assert {stem: paths for stem, paths in stems.items() if len(paths) > 1} == {}


def test_a_class_name_occurs_once() -> None:
    homes: dict[str, list[str]] = {}
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                homes.setdefault(node.name, []).append(name(path))
    assert {title: paths for title, paths in homes.items() if len(set(paths)) > 1} == {}


def test_no_module_is_named_with_a_participle() -> None:
    assert [name(path) for path in MODULES if path.stem in PARTICIPLES] == []


NAME_IN_PROSE = re.compile(r"``(_?[A-Z][a-z]\w*[A-Z]\w*|_?[A-Z][a-z]{3,}|_?[a-z]\w*_\w+)(?:\(\))?``")
"""A class, or a name of two words, as a docstring quotes it."""

EXAMPLES_IN_PROSE = {"incorect_count"}
"""Quoted as what an author might write."""


def test_docstrings_quote_names_that_there_are() -> None:
    used = {word for path in MODULES for word in re.findall(r"\w+", without_docstrings(path))}
    used |= {path.stem for path in MODULES} | EXAMPLES_IN_PROSE
    gone = [
        f"{name(path)}: {quoted}"
        for path in MODULES
        for text in docstrings(path)
        for quoted in NAME_IN_PROSE.findall(text)
        if quoted not in used
    ]
    assert gone == []


def docstrings(path: Path) -> list[str]:
    """Every string that stands as a statement of its own."""
    return [
        node.value.value
        for node in nodes(path)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
    ]


def without_docstrings(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    for docstring in docstrings(path):
        text = text.replace(docstring, "")
    return text


def test_the_top_level_is_fixed() -> None:
    """What commands of the guide write when they are tried in this folder is not to be committed."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a clone: nothing says which files belong to it")
    command = ["git", "-c", "safe.directory=*", "ls-files"]  # a clone may belong to another user than the tests
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    top = {line.split("/", 1)[0] for line in listed.splitlines()}
    assert {name for name in top if not name.startswith(".")} == {
        "LICENSE", "README.md", "flows", "pyproject.toml", "simulator", "tests",
    }  # fmt: skip
