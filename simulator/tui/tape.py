"""A call as the list of its times and events, which can be wound back and forth.

It has all events of a call: the answer, keys, ends of recordings and of waits, the hang-up. Played
into a fresh machine they make the same call, exactly.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from simulator.callers.script_actor import TimedAct
from simulator.config.routes import PERSON_ANSWERS
from simulator.config.semantics import Semantics
from simulator.core.events import HUNG_UP, KEYS
from simulator.errors import UsageError
from simulator.fast_classes import NamedTuple, dataclass
from simulator.tui.circumstances import PLAIN_CALL, Circumstances
from simulator.words.phrases import list_first
from simulator.words.suggestion import suggest

NAMED_MOST = 8
"""Names that a refusal lists: calls and bookmarks are few, tests many."""


@dataclass(frozen=True, slots=True)
class Tape:
    """The events that happened, and those that were wound back: ``undone``, the earliest first.

    ``entry`` is the receptionist that was called, or the destination (``type||id``) that a number led to;
    ``semantics`` is how the engine behaved, ``circumstances`` what the call was made with.
    """

    entry: str
    semantics: Semantics
    acts: tuple[TimedAct, ...] = ()
    undone: tuple[TimedAct, ...] = ()
    circumstances: Circumstances = PLAIN_CALL

    @property
    def milliseconds(self) -> int:
        """The time of the last event, in milliseconds from the answer."""
        return self.acts[-1].at if self.acts else 0

    @property
    def by_the_caller(self) -> tuple[TimedAct, ...]:
        """The caller's acts: keys, and the hang-up."""
        return tuple(filter(is_by_the_caller, self.acts))

    @property
    def keys(self) -> str:
        """The caller's acts in short: ``1 2 hangup``."""
        triggers = (act.event.trigger for act in self.by_the_caller)
        return " ".join("hangup" if trigger == HUNG_UP else trigger for trigger in triggers)

    def followed_by(self, act: TimedAct) -> Tape:
        """Add an event. The undone events stay only if the first of them happens again."""
        # a call that takes another turn than the undone one is another call, and redo would mix the two
        undone = self.undone[1:] if self.undone[:1] == (act,) else ()
        return replace(self, acts=(*self.acts, act), undone=undone)

    def wound_back(self) -> Tape:
        """Return the tape without its last turn, and without those that it followed at the same moment.

        A wait of no time would run out again at once, so winding back to it would undo nothing. The
        answer of the call stays.
        """
        last = len(self.acts) - 1
        while last > 1 and self._follows_at_once(last):
            last -= 1
        last = max(last, min(1, len(self.acts)))
        return replace(self, acts=self.acts[:last], undone=(*self.acts[last:], *self.undone))

    def wound_forth(self) -> Tape:
        """Return the tape with the next undone turn, and with those that follow it at the same moment."""
        acts, undone = [*self.acts], [*self.undone]
        while undone:
            acts.append(undone.pop(0))
            if not undone or is_by_a_person(undone[0]) or undone[0].at != acts[-1].at:
                break
        return replace(self, acts=tuple(acts), undone=tuple(undone))

    def wound_to(self, count: int) -> Tape:
        """Return the tape wound back to its first ``count`` turns."""
        return replace(self, acts=self.acts[:count], undone=(*self.acts[count:], *self.undone))

    def _follows_at_once(self, index: int) -> bool:
        act = self.acts[index]
        return not is_by_a_person(act) and act.at == self.acts[index - 1].at


def is_by_the_caller(act: TimedAct) -> bool:
    """Return whether the caller did it, rather than the time."""
    return act.event.trigger in KEYS or act.event.trigger == HUNG_UP


def is_by_a_person(act: TimedAct) -> bool:
    """Return whether the caller, or whoever picks up, did it."""
    return is_by_the_caller(act) or act.event.trigger in PERSON_ANSWERS


class CallBranch(NamedTuple):
    """One of the session's calls, with what was done in it."""

    name: str
    entry: str
    keys: str
    milliseconds: int
    profile: str
    current: bool


class Bookmark(NamedTuple):
    """A named moment of a call: its branch, after so many turns."""

    name: str
    branch: str
    turns: int
    at: int
    menu: str


class SessionCalls:
    """The calls of one session, by name; one of them is current.

    A call that is forked, or started anew, gets the next number for its name.
    """

    def __init__(self, tape: Tape) -> None:
        self.tapes: dict[str, Tape] = {"1": tape}
        self.current = "1"
        self.marks: list[Bookmark] = []

    @property
    def tape(self) -> Tape:
        """The current call."""
        return self.tapes[self.current]

    @tape.setter
    def tape(self, tape: Tape) -> None:
        self.tapes[self.current] = tape

    def add_call(self, tape: Tape, name: str = "") -> str:
        """Add a call, make it the current one, and return its name."""
        name = name or self._free_name()
        self.tapes[name] = tape
        self.current = name
        return name

    def _free_name(self) -> str:
        number = len(self.tapes) + 1  # names that a person gives may be numbers, too, so the count alone may be taken
        while str(number) in self.tapes:
            number += 1
        return str(number)

    @property
    def branches(self) -> tuple[CallBranch, ...]:
        """The calls, in the order in which they were begun."""
        return tuple(
            CallBranch(name, tape.entry, tape.keys, tape.milliseconds, tape.semantics.profile, name == self.current)
            for name, tape in self.tapes.items()
        )

    @property
    def bookmarks(self) -> Sequence[Bookmark]:
        """The bookmarks whose moments still exist, in the order in which they were set."""
        return [mark for mark in self.marks if self._is_there(mark)]

    def _is_there(self, mark: Bookmark) -> bool:
        tape = self.tapes[mark.branch]
        acts = (*tape.acts, *tape.undone)
        return mark.turns <= len(acts) and acts[mark.turns - 1].at == mark.at


def known_name(name: str, accepted: Iterable[str], what: str) -> str:
    """Return the name if it is accepted. Raises ``UsageError`` with the nearest accepted name."""
    names = list(accepted)
    if name in names:
        return name
    hint = suggest(name, names, f"use {list_first(names, NAMED_MOST)}" if names else "there are none yet")
    raise UsageError(f"there is no {what} {name!r}{hint}")
