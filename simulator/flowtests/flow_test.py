"""A flow test as data: what the caller does, what is claimed, and where each stands in its file.

Times are whole milliseconds. Names of the file are resolved: recordings are ids, destinations are
in their canonical form. A claim's ``mark`` leads back to the line that its author wrote.
"""

from __future__ import annotations

from dataclasses import field
from typing import Literal

from simulator.callers.drivers import Trace
from simulator.callers.started_sounds import Sound
from simulator.callers.table_player import TablePlayer
from simulator.callers.voicemail_returns import MachineKey, machine_key
from simulator.config.flow import Flow
from simulator.config.receptionist import Destination
from simulator.config.semantics import Semantics
from simulator.core.machine import CallMachine
from simulator.errors import SimulatorError
from simulator.fast_classes import NamedTuple, dataclass
from simulator.flowtests.lean_machine import LeanMachine
from simulator.flowtests.stated_world import NO_DEFAULTS, NOTHING_STATED, DefaultWorld, StatedWorld
from simulator.flowtests.tested_call import TestedCall
from simulator.loader.source_lines import Lines, source_lines
from simulator.text.document import Document
from simulator.wire.decoding import Path


class Mark(NamedTuple):
    """A place in a file: the path of a value in its tree, and the line and column where it starts."""

    path: Path
    line: int
    column: int


class ScriptedAct(NamedTuple):
    """One thing that the caller does.

    ``cue`` says from when ``after`` counts: from the moment that the round waits for a key
    (``listening``), from its beginning (``prompt``), or from the start of the recording ``during``.
    A silence is a whole round and has no time.
    """

    mark: Mark
    kind: Literal["press", "silence", "hangup"]
    keys: str = ""
    cue: Literal["listening", "prompt", "during"] = "listening"
    after: int = 500
    gap: int = 250
    during: str = ""


class HearsClaim(NamedTuple):
    """Exactly these recordings start here, in this order; ``whole``: in the whole call."""

    mark: Mark
    recordings: tuple[str, ...]
    whole: bool = False

    @property
    def sounds(self) -> tuple[Sound, ...]:
        """The claimed sounds of a call."""
        return self.recordings


class RingsClaim(NamedTuple):
    """Exactly these telephones begin to ring here, in this order; ``whole``: in the whole call."""

    mark: Mark
    destinations: tuple[Destination, ...]
    whole: bool = False

    @property
    def sounds(self) -> tuple[Sound, ...]:
        """The claimed sounds of a call."""
        return self.destinations


class EndClaim(NamedTuple):
    """The claimed end of the call. ``destination`` is the one that is reached: a hang-up may be one."""

    mark: Mark
    kind: Literal["reaches", "menu hangs up", "never ends"]
    destination: Destination | None = None


class TimeLimit(NamedTuple):
    """The longest that the call may take, from when it is answered to its end."""

    mark: Mark
    milliseconds: int


class NamedThing(NamedTuple):
    """A recording (by id) or a destination that a rule speaks of; ``said`` is its author's word."""

    said: str
    recording: str | None = None
    destination: Destination | None = None


class CallRule(NamedTuple):
    """``never``: none of these occurs in the call. ``always``: each of them does."""

    mark: Mark
    kind: Literal["never", "always"]
    things: tuple[NamedThing, ...]


SoundClaim = HearsClaim | RingsClaim
Step = ScriptedAct | SoundClaim | EndClaim
Limit = TimeLimit | CallRule


class Switchboard:
    """A flow's players and machines for each key that is asked for, kept for the next call; its files' lines."""

    __slots__ = ("_lines", "_machines", "_players", "flow")

    def __init__(self, flow: Flow) -> None:
        self.flow = flow
        self._machines: dict[MachineKey, CallMachine] = {}
        self._players: dict[MachineKey, TablePlayer] = {}
        self._lines: Lines | None = None

    def player_for(self, key: MachineKey) -> TablePlayer | None:
        """Return what plays the calls of a key by rows; None: they are played in a machine."""
        player = self._players.get(key)
        if player is None:
            player = self._players[key] = TablePlayer(key.flow_for(self.flow))
        return player

    def machine_for(self, key: MachineKey) -> CallMachine:
        """The machine of the calls of a key."""
        # Kept, since a file has many tests under the same semantics, and a machine serves any number of calls.
        machine = self._machines.get(key)
        if machine is None:
            machine = self._machines[key] = self.make_machine(key)
        return machine

    def make_machine(self, key: MachineKey) -> CallMachine:
        """A new machine of the calls of a key."""
        return LeanMachine(key.flow_for(self.flow))

    @property
    def lines(self) -> Lines:
        """Return where the flow's files say what it is, read when first asked for; none where they cannot be read."""
        if self._lines is None:
            try:
                self._lines = source_lines(self.flow.source, self.flow.variant) if self.flow.source else {}
            except SimulatorError:  # files changed since they were loaded: the failure counts, its line is only help
                self._lines = {}
        return self._lines


@dataclass(frozen=True, slots=True)
class FlowTest:
    """One test. ``steps`` are acts and claims in order, ``limits`` what is claimed of the whole call.

    ``is_short``: written as a one-line caller, whose surplus acts are no fault. ``row`` counts the
    rows of the table that it comes from, from 1; 0 for a test without a table. Where ``number`` is one, the call
    begins there and not at ``entry``. ``world`` is what the test, or its file, states of the world.
    """

    name: str
    file: str
    mark: Mark
    steps: tuple[Step, ...]
    limits: tuple[Limit, ...]
    entry: str
    semantics: Semantics
    switchboard: Switchboard = field(repr=False, compare=False)
    is_short: bool = False
    row: int = 0
    number: str = ""
    world: StatedWorld = NOTHING_STATED
    acts: tuple[ScriptedAct, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "acts", tuple(step for step in self.steps if type(step) is ScriptedAct))

    @property
    def line(self) -> int:
        """The line where the test (or its row of a table) starts."""
        return self.mark.line

    @property
    def flow(self) -> Flow:
        """The flow that it tests."""
        return self.switchboard.flow

    @property
    def start(self) -> str:
        """The start of its call: what the number leads to, else the receptionist that is called."""
        return self.flow.numbers[self.number] if self.number else self.entry

    def machine_key(self, semantics: Semantics | None = None) -> MachineKey:
        """Return the key of the machine that its call is made in; under other ``semantics`` than its own, if given."""
        return machine_key(semantics or self.semantics, self.world.given, self.start)

    @property
    def called_flow(self) -> Flow:
        """Return the flow that its call is made in: under its semantics, with a caller who stays after a voicemail."""
        return self.switchboard.machine_for(self.machine_key()).flow


@dataclass(frozen=True, slots=True)
class TestFile:
    """A ``*.calls.yaml``: its tests in order, and the flow that they test.

    ``under`` are the semantics, ``variant`` the variant, and ``world`` the world, of those that say nothing of it,
    where they were asked for.
    """

    __test__ = False  # pytest is not to collect it

    name: str
    document: Document = field(repr=False)
    flow: Flow = field(repr=False)
    tests: tuple[FlowTest, ...]
    under: Semantics | None = None
    variant: str | None = None
    world: DefaultWorld = NO_DEFAULTS


class Failure(NamedTuple):
    """The first claim that does not hold: expected against got, and the shortest hint (or none).

    ``moment`` is the index of the turn at which it shows, ``play`` that of the recording or the ringing (among all
    that started) where one is at fault; -1 otherwise.
    """

    mark: Mark
    expected: str
    got: str
    hint: str = ""
    moment: int = -1
    play: int = -1

    @property
    def line(self) -> int:
        """The line of the step that broke."""
        return self.mark.line

    @property
    def column(self) -> int:
        """The column of the step that broke."""
        return self.mark.column


@dataclass(frozen=True, slots=True)
class CallVerdict:
    """The result of a test: the call as it went, and the failure if there is one.

    ``seconds`` is how long the test took to run.
    """

    test: FlowTest
    call: TestedCall
    problem: Failure | None = None
    seconds: float = 0.0

    @property
    def trace(self) -> Trace:
        """The turns of the call."""
        return self.call.trace

    @property
    def passed(self) -> bool:
        """Return whether every claim holds."""
        return self.problem is None
