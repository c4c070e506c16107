"""A file of personas -> personas for one flow; every problem with file:line:column. YAML or JSON.

personas:
  - name: impatient
    share: 0.3                      # of all callers; may be left out where no persona has one
    per_round: {right: .7, wrong: .1, silent: .05, hang_up: .15}    # or a list, by round of one stay in a menu
    prefers: {main: {"1": .6, "2": .4}}     # how right is split; evenly where it is left out
    cue: prompt                     # the reaction counts from: listening (default), or prompt
    reaction: 1.2 s                 # default 0.5 s
    gap: 0.25 s                     # between the keys of one code
    given: {Booking desk: {picked_up: .8, no_answer: .2}, office: closed}
    source: "call records of October 2026"      # or: assumed
"""

from __future__ import annotations

from functools import partial
from pathlib import Path as FilePath
from typing import Any

from simulator.callers.persona import NO_MEMORY, Persona, PersonaCue
from simulator.callers.persona_memory import MemoryReader
from simulator.callers.persona_values import CROWD_FIELDS
from simulator.config.flow import Flow
from simulator.config.value_rules import quote_value
from simulator.errors import FlowError, Problem, UsageError
from simulator.text.document import Document, read_document
from simulator.text.text_file import STDIN_NAME
from simulator.wire.decoding import Path
from simulator.words.suggestion import suggest

SHIPPED = "example:personas"
"""What stands for the personas that come with the program, in place of a file."""

PERSONAS_MOST = 1_000
FIELDS = ("name", "share", "per_round", "prefers", "cue", "reaction", "gap", "given", "source")
CUES: tuple[PersonaCue, ...] = ("listening", "prompt")
_NEEDED = "personas are needed: `personas:`, and below it a list of them"
MIXTURE = "all"
"""The name under which all personas together are shown."""


def shipped_file() -> FilePath:
    """The file of the personas that come with the program."""
    return FilePath(__file__).with_name("personas.yaml")


def load_personas(source: str, flow: Flow, other: Flow | None = None) -> tuple[Persona, ...]:
    """The personas of a file (or ``SHIPPED``), for a flow. Raises ``FlowError`` with every problem in it.

    Names that only the ``other`` flow has are left out: two flows are called by the same personas.
    """
    return PersonaReader(open_personas(source), flow, other).read_file()


def open_personas(source: str) -> Document:
    """Return the file of personas, as it is written."""
    path = shipped_file() if source == SHIPPED else None if source == "-" else FilePath(source)
    return read_document(path, STDIN_NAME if path is None else source, needed=_NEEDED)


def shipped_persona(name: str, flow: Flow) -> Persona:
    """One of the personas that come with the program, as all the callers there are."""
    from dataclasses import replace

    (persona,) = (persona for persona in load_personas(SHIPPED, flow) if persona.name == name)
    return replace(persona, share=1.0)


def reaction_problem(source: str, name: str, message: str) -> Problem:
    """Return an objection to the reaction of a persona of a file, at its place where the file can be read again."""
    if source in (SHIPPED, "-"):
        return Problem(SHIPPED if source == SHIPPED else STDIN_NAME, 0, 0, message)
    document = read_document(FilePath(source), source)
    names = [item.get("name") for item in document.tree["personas"]]
    return document.problem_at(("personas", names.index(name), "reaction"), message)


class PersonaReader(MemoryReader):
    """Reads one file; ``sampled``: its personas may remember, and its calls may have hours and queues."""

    def read_file(self) -> tuple[Persona, ...]:
        """The personas. Raises ``FlowError`` with every problem in the file."""
        tree = self.document.tree
        if not isinstance(tree, dict) or not isinstance(tree.get("personas"), list) or not tree["personas"]:
            self.object_to((), f"{quote_value(tree)} is not a file of personas; use `personas:` with a list of them")
            raise FlowError(self.problems)
        more = CROWD_FIELDS if self.sampled else ()
        self.refuse_unknown((), tree, ("personas", *more), "a file of personas")
        items = tree["personas"]
        if len(items) > PERSONAS_MOST:
            self.object_to(
                ("personas",), f"{len(items):,} personas are too many; at most {PERSONAS_MOST:,} are accepted"
            )
            raise FlowError(self.problems)
        personas = [self._read_persona(("personas", index), item) for index, item in enumerate(items)]
        self._check_names(items)
        self.check_call_backs(items)
        shares = self._read_shares(items)
        if self.problems:
            raise FlowError(self.problems)
        return tuple(
            Persona(share=share, **fields) for share, fields in zip(shares, personas, strict=True) if fields is not None
        )

    def _read_persona(self, path: Path, item: Any) -> dict[str, Any] | None:
        if not isinstance(item, dict):
            self.object_to(path, f"{quote_value(item)} is not a persona; use a mapping with name and per_round")
            return None
        self.refuse_unknown(path, item, (*FIELDS, *self.more_fields), "a persona")
        name, source = item.get("name"), item.get("source")
        if not isinstance(name, str) or not name.strip():
            self.object_to((*path, "name") if "name" in item else path, "a persona needs a name")
        if source is not None and not isinstance(source, str):
            self.object_to(
                (*path, "source"), f"source: {quote_value(source)} is not text; say where the numbers are from"
            )
        cue = item.get("cue", CUES[0])
        if cue not in CUES:
            hint = suggest(cue, CUES, "use listening or prompt")
            self.object_to((*path, "cue"), f"cue: {quote_value(cue)} is not accepted{hint}")
        people, states = self.read_given((*path, "given"), item.get("given"))
        return {
            "name": name,
            "rounds": self.read_rounds(path, item, "per_round"),
            "prefers": self._read_preferences((*path, "prefers"), item.get("prefers")),
            "cue": cue,
            "reaction_ms": self.read_duration((*path, "reaction"), item.get("reaction", "0.5 s")),
            "gap_ms": self.read_duration((*path, "gap"), item.get("gap", "0.25 s")),
            "people": people,
            "states": states,
            "source": source or "",
            "memory": self.read_memory(path, item) if self.sampled else NO_MEMORY,
        }

    def _check_names(self, items: list[Any]) -> None:
        first: dict[str, int] = {}
        for index, item in enumerate(items):
            name = item.get("name") if isinstance(item, dict) else None
            if name == MIXTURE:
                self.object_to(("personas", index, "name"), f"{MIXTURE!r} stands for all personas; use another name")
            elif isinstance(name, str) and first.setdefault(name, index) != index:
                line = self.document.line_of(("personas", first[name], "name"))
                self.object_to(
                    ("personas", index, "name"), f"{quote_value(name)} is the name of the persona in line {line}"
                )

    def _read_shares(self, items: list[Any]) -> list[float]:
        """The shares of the personas, which add up to 1; even where none is given."""
        stated = [index for index, item in enumerate(items) if isinstance(item, dict) and item.get("share") is not None]
        if not stated:
            return [1 / len(items)] * len(items)
        shares: list[float] = []
        for index, item in enumerate(items):
            path: Path = ("personas", index)
            if not isinstance(item, dict):
                continue
            if index not in stated:
                self.object_to(path, "this persona has no share, and others have; give each its share of all callers")
                continue
            shares.append(self.read_chance((*path, "share"), item["share"], "share"))
        if self.problems:
            return shares
        return self.normalize(("personas",), shares, "the shares of the personas")

    # -- acts -------------------------------------------------------------------------------------

    def _read_preferences(self, path: Path, tree: Any) -> dict[str, dict[str, float]]:
        preferences: dict[str, dict[str, float]] = {}
        for name, chances in self.items_of(path, tree, "receptionists with the chances of their keys"):
            try:
                key = self.flow.find_receptionist(name)
            except UsageError as error:
                if not self.other_knows(partial(Flow.find_receptionist, name=name)):
                    self.object_to((*path, name), f"prefers: {error}", key=True)
                continue
            if key in preferences:
                self.object_to((*path, name), f"prefers: {quote_value(name)} is listed twice", key=True)
            preference = self._read_preference((*path, name), key, chances)
            if preference:
                preferences[key] = preference
        return preferences

    def _read_preference(self, path: Path, key: str, tree: Any) -> dict[str, float]:
        options = self.flow.receptionists[key].options
        chances: dict[str, float] = {}
        before = len(self.problems)
        elsewhere = set[str]()
        for option, chance in self.items_of(path, tree, "keys with chances"):
            if option not in options and self.other_knows(partial(_option_of, key=key, option=option)):
                elsewhere.add(option)
            elif option not in options:
                hint = suggest(option, options, f"it has {', '.join(options)}" if options else "it has no entries")
                self.object_to((*path, option), f"prefers: {key} has no key {quote_value(option)}{hint}", key=True)
            chances[option] = self.read_chance((*path, option), chance, option)
        if len(self.problems) > before:
            return chances
        shares = dict(zip(chances, self.normalize(path, [*chances.values()], f"the chances in {key}"), strict=True))
        here = sum(share for option, share in shares.items() if option not in elsewhere)
        return {option: share / here for option, share in shares.items() if option not in elsewhere and here}


def _option_of(flow: Flow, key: str, option: str) -> object:
    """Return an option of a menu. Raises ``KeyError`` where there is none."""
    return flow.receptionists[key].options[option]
