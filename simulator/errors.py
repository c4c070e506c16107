"""The errors of the package, and whose fault each one is.

::

    SimulatorError
    ├── FlowError        the author's: a file that cannot be loaded; every problem with its place
    │   └── PartOfFlow   a receptionist that uses the names of a flow, given without it
    ├── ScriptError      the author's: a caller's script that cannot be read
    ├── UsageError       the user's: a flag, a name or a path that leads nowhere
    ├── FileError        the disk's: a file that cannot be written; an OSError, too
    ├── EngineError      the engine's: a real engine that does not start or respond, or cannot do what a flow asks
    ├── WorkerLost       the machine's: a process that worked for this one has ended before its work was done
    ├── CountMismatch    ours, or a worker's: counts that are not those of the calls that were sent to be counted
    ├── EventRefused     the driver's: an event that cannot happen at this place; nothing changed
    ├── SnapshotError    the driver's: a saved call that does not belong to this flow
    └── RemoteError      the provider's, or the network's
        ├── RemoteUnreachable  no usable response, and nothing was changed
        ├── RemoteRefused      the provider said no; nothing was changed
        ├── RemoteUnsettled    a change was sent and its response is lost: it may have been made, or not
        └── RemoteStale        live is not what a plan, a push or a receipt saw: somebody changed it

Every ``RemoteError`` knows whether live is old, new, or not known (``live``).

Messages say where, what, and what would be accepted.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from simulator.fast_classes import NamedTuple

LiveIs = Literal["old", "new", "not known"]
"""What is live once something has failed."""

LIVE: dict[LiveIs, str] = {
    "old": "live is old: nothing was changed",
    "new": "live is new: as it was pushed",
    "not known": "live is not known: run ivrsim status",
}
"""How every failure of the network ends."""


class Problem(NamedTuple):
    """One thing wrong at one place of one file.

    ``line`` and ``column`` count from 1; both are 0 where the problem concerns the whole file.
    """

    file: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        return f"{place}: {self.message}"


class SimulatorError(Exception):
    """Any refusal of this package; its text is one clear message, fit to be shown."""


class FlowError(SimulatorError):
    """A flow that cannot be loaded: ``problems`` lists everything wrong in all of its files."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))


class PartOfFlow(FlowError):
    """A receptionist's file that uses names of a flow, and was given alone.

    ``file`` is that file, ``flow`` the flow.yaml that lists it, ``source`` what to load in its place (the flow.yaml
    or its folder), and ``key`` the receptionist's key there.
    """

    def __init__(self, file: str, flow: str, source: str, key: str) -> None:
        self.file = file
        self.flow = flow
        self.source = source
        self.key = key
        super().__init__([Problem(file, 0, 0, f"belongs to {flow}; load that with the entry {key}")])


class ScriptError(SimulatorError):
    """A caller's script that cannot be read."""


class UsageError(SimulatorError):
    """A flag, a name or a path that leads nowhere."""


class FileError(SimulatorError, OSError):
    """A file that cannot be written; the text names the file and the disk, and says what became of it.

    ``errno`` and ``filename`` are those of any ``OSError`` (``errno`` 0: the system said nothing).
    """

    def __init__(self, message: str, filename: str, code: int) -> None:
        OSError.__init__(self, code, message, filename)

    def __str__(self) -> str:
        return str(self.strerror)


class EngineError(SimulatorError):
    """A real engine that does not start, does not respond, or cannot do what a flow asks of it."""


class WorkerLost(SimulatorError):
    """A process that worked for this one has ended before its work was done: killed, or out of memory."""


class CountMismatch(SimulatorError):
    """Counts that are not those of the calls that were sent to be counted; nothing is reported."""


class EventRefused(SimulatorError):
    """An event that cannot happen at the place where the call is; the call is as it was."""


class SnapshotError(SimulatorError):
    """A saved call that does not belong to this flow."""


class RemoteError(SimulatorError):
    """The provider could not do what was asked, or could not be asked; ``live`` says what is live now."""

    live: LiveIs = "old"


class RemoteUnreachable(RemoteError):
    """There is no usable response, and nothing can have been changed."""


class RemoteRefused(RemoteError):
    """The provider said no, with an HTTP ``status``; nothing was changed."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status


class RemoteUnsettled(RemoteError):
    """A change was sent and its response is lost or unreadable: it may have been made, or not."""

    live: LiveIs = "not known"


class RemoteStale(RemoteError):
    """Live is not what it was when the change was planned."""


def nearest_words(word: str, candidates: Iterable[str], *, most: int = 3) -> list[str]:
    """The known words that a misspelt one resembles, the nearest first; at most ``most``."""
    from difflib import get_close_matches  # 2 ms, and needed only when something is wrong

    folded: dict[str, str] = {}
    for name in candidates:
        folded.setdefault(name.lower(), name)
    return [folded[name] for name in get_close_matches(word.lower(), folded, n=most, cutoff=0.6)]
