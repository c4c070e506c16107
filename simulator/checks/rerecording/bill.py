"""The re-record bill as data: what has to be recorded, why, in which words, and what nobody can judge."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from simulator.config.receptionist import Destination
from simulator.wire.decoding import Path

FaultKind = Literal["removed", "elsewhere", "missing", "withdrawn", "stay", "transfer", "rule"]
"""An announced key that is gone or leads elsewhere; one that is not announced, or said to be unavailable; another place
for callers who stay on the line, or are put through; and what a rule of ``ivrsim check`` objects to."""


class FieldPlace(NamedTuple):
    """A field of the new flow: of a receptionist in the model's names, or a path of flow.yaml (for ``FLOW_FILE``)."""

    receptionist: str
    path: Path


class PromptUse(NamedTuple):
    """A use of a recording in the new flow: the receptionist's key, its field, and the variant (empty: none)."""

    receptionist: str
    field: str
    variant: str = ""


@dataclass(frozen=True, slots=True)
class PromptFault:
    """Something that a prompt says, or leaves out, that is not so in the new flow.

    ``words`` are the prompt's own (empty: they are missing), ``rule`` the code of the rule that reports such a fault.
    ``option`` and ``label`` are the key and what it is announced for; ``destination`` is where callers go now.
    """

    kind: FaultKind
    words: str
    reason: str
    place: FieldPlace
    rule: str
    option: str = ""
    label: str = ""
    destination: Destination | None = None


@dataclass(frozen=True, slots=True)
class PromptRecording:
    """A recording to make: the faults of the one that plays now, and the new words.

    ``words`` are empty where none can be proposed. ``origins`` are the names from which they are proposed; with none,
    they are the author's own (``is_proposed`` is false), and ``written`` is where they stand. ``is_separate``: the
    recording of this id stays as it is for its other uses. ``milliseconds`` are an estimate.
    """

    id: str
    name: str
    file: str
    uses: tuple[PromptUse, ...]
    faults: tuple[PromptFault, ...]
    words: str
    is_proposed: bool
    origins: tuple[str, ...]
    written: FieldPlace | None
    is_separate: bool
    language: str
    milliseconds: int


@dataclass(frozen=True, slots=True)
class UnjudgedPrompt:
    """A prompt that cannot be judged, and why; ``language`` is its code or name if that is the reason."""

    id: str
    name: str
    reason: str
    language: str = ""


class KeptKey(NamedTuple):
    """A key and the name of the destination that it leads to."""

    option: str
    name: str


@dataclass(frozen=True, slots=True)
class KeptOrder:
    """Another order of a menu's keys, under which its greeting stays true.

    ``kept`` are the keys that lead where they are announced to. ``unannounced`` lead to what is new, which the
    greeting does not mention (IVR304); ``announced`` is the key that leads there as well, or empty.
    """

    use: PromptUse
    menu: str
    kept: tuple[KeptKey, ...]
    unannounced: tuple[KeptKey, ...]
    announced: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordingBill:
    """All that a change costs in recordings.

    Of the ``prompts`` in use, those in ``recordings`` have to be recorded, those in ``unjudged`` cannot be judged, and
    ``untouched`` ones have no script but play only where nothing changed; the others are still correct.
    ``languages`` are the codes of those in which scripts were read.
    """

    prompts: int
    recordings: tuple[PromptRecording, ...]
    unjudged: tuple[UnjudgedPrompt, ...]
    untouched: int
    kept_orders: tuple[KeptOrder, ...]
    languages: tuple[str, ...]

    @property
    def recorded_ids(self) -> frozenset[str]:
        """The ids of the prompts that have to be recorded."""
        return frozenset(item.id for item in self.recordings)

    @property
    def correct(self) -> int:
        """Return the number of prompts that were judged and stay as they are."""
        unjudged = {item.id for item in self.unjudged} - self.recorded_ids
        return self.prompts - len(self.recorded_ids) - len(unjudged) - self.untouched

    @property
    def milliseconds(self) -> int:
        """About how long all of it plays."""
        return sum(item.milliseconds for item in self.recordings)

    @property
    def studio_languages(self) -> tuple[str, ...]:
        """The languages of what has to be recorded: each needs a voice of its own."""
        return tuple(sorted({item.language for item in self.recordings}))
