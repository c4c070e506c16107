"""How many mutants of core, wire and callers the tests kill; what survives is shown as a change of a line.

A mutant is a small fault that ``mutmut`` writes into a function: another comparison, constant, argument or
statement. Run it in the root of a clone, with names of functions or modules for a part of them::

    python tests/mutants.py
    python tests/mutants.py 'simulator.callers.script_recovery*'

A mutant that no test could kill, since it behaves as the original does, is *equivalent*: ``mutants.toml``
names it with the reason, by its module and the lines that it changes. A room holds if 95 % of its other
mutants are killed, and if nothing in that file is out of date. Decorated functions, properties among them,
and what is outside functions ``mutmut`` leaves alone.
"""

from __future__ import annotations

import ast
import difflib
import json
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
ROOMS = ("core", "wire", "callers")
KILLED_LEAST = 95
"""Per cent of the mutants of a room that are not equivalent."""

SURVIVED, NO_TEST = 0, (5, 33)
"""mutmut's codes; any other is a death: of a failed test, of a crash or of time."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """A small fault: the lines that it takes away and those that it puts there."""

    name: str
    module: str
    before: str
    after: str
    killed: bool

    @property
    def change(self) -> tuple[str, str, str]:
        """What tells it from others, also when functions around it change."""
        return self.module, self.before, self.after

    def __str__(self) -> str:
        """The mutant as a change of lines."""
        taken = "".join(f"\n    - {line}" for line in self.before.splitlines())
        return f"  {self.name}{taken}" + "".join(f"\n    + {line}" for line in self.after.splitlines())


def read_mutants(folder: Path, room: str) -> Iterator[Mutant]:
    """Yield the tried mutants of a room from what mutmut leaves in a folder."""
    for results in sorted((folder / "simulator" / room).glob("*.py.meta")):
        codes: dict[str, int | None] = json.loads(results.read_text(encoding="utf-8"))["exit_code_by_key"]
        tried = {name: code for name, code in codes.items() if code is not None}
        functions = read_functions(results.with_suffix("")) if tried else {}
        for name, code in tried.items():
            module, _, function = name.rpartition(".")
            original = functions[function.rpartition("__mutmut_")[0] + "__mutmut_orig"]
            before, after = changed_lines(original, functions[function])
            yield Mutant(name, module, before, after, killed=code != SURVIVED and code not in NO_TEST)


def read_functions(path: Path) -> dict[str, list[str]]:
    """Return the lines of every original and mutated function of a file, without its name."""
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines()
    return {
        node.name: [line.replace(node.name, "f").strip() for line in lines[node.lineno - 1 : node.end_lineno]]
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and "__mutmut_" in node.name
    }


def changed_lines(original: list[str], mutated: list[str]) -> tuple[str, str]:
    """Return the lines that a mutant takes away, and those that it puts there."""
    changes = list(difflib.ndiff(original, mutated))
    taken, put = ("\n".join(line[2:] for line in changes if line.startswith(sign)) for sign in "-+")
    return taken, put


def read_equivalents(path: Path) -> dict[tuple[str, str, str], str]:
    """Return the changes that make no difference, with the reason of each."""
    with path.open("rb") as file:
        groups = tomllib.load(file)["equivalent"]
    return {
        (group["module"], change["before"], change["after"]): group["reason"]
        for group in groups
        for change in group["changes"]
    }


def judge_room(room: str, mutants: list[Mutant], equivalents: dict[tuple[str, str, str], str]) -> tuple[str, bool]:
    """Return a room's figures with its survivors, and whether enough are killed."""
    alike = [mutant for mutant in mutants if not mutant.killed and mutant.change in equivalents]
    killed = sum(mutant.killed for mutant in mutants)
    survivors = [mutant for mutant in mutants if not mutant.killed and mutant.change not in equivalents]
    share = 100 * killed / max(1, killed + len(survivors))
    figures = f"{room}: {len(mutants)} mutants, {killed} killed, {len(alike)} equivalent, {len(survivors)} survived"
    return "\n".join([*map(str, survivors), f"{figures}: {share:.1f} %"]), share >= KILLED_LEAST


def main(names: list[str]) -> int:
    """Try the mutants of some names, or all, and print what was killed; 1 if a room does not hold."""
    subprocess.run([sys.executable, "-m", "mutmut", "run", *names], cwd=ROOT, check=True)
    equivalents = read_equivalents(Path(__file__).with_suffix(".toml"))
    holds, seen = True, set()
    for room in ROOMS:
        mutants = list(read_mutants(ROOT / "mutants", room))
        figures, enough = judge_room(room, mutants, equivalents)
        holds &= enough or bool(names)
        seen |= {mutant.change for mutant in mutants if not mutant.killed}
        sys.stdout.write(figures + "\n")
    if not names:
        for module, before, after in sorted(equivalents.keys() - seen):
            holds = False
            sys.stdout.write(f"  out of date in mutants.toml: {module}\n    - {before}\n    + {after}\n")
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
