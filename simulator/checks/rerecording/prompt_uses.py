"""The uses of recordings in two flows: what plays where in the new one, and what played there before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from simulator.checks.rerecording.bill import FieldPlace, PromptUse
from simulator.checks.scripts.word_tokens import plain_words
from simulator.checks.spoken_scripts import script_of
from simulator.config.flow import FLOW_FILE, Flow, Recording
from simulator.config.receptionist import Destination, Entry, Receptionist
from simulator.graph.audible_recordings import audible_recordings
from simulator.graph.review.fields import pair_receptionists
from simulator.wire.vr import WRITE_NAMES


@dataclass(frozen=True)
class FlowPair:
    """An old flow and a new one, in one variant of the new one (empty: without)."""

    old: Flow
    new: Flow
    variant: str = ""
    _partners: dict[str, str | None] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_partners", dict(self._pairs()))

    def _pairs(self) -> Iterator[tuple[str, str | None]]:
        """Keys of the new flow with those of the old one."""
        return ((new, old) for old, new in pair_receptionists(self.old, self.new) if new is not None)

    @cached_property
    def successors(self) -> dict[str, str]:
        """Return the receptionists of the old flow that the new one still has, by their old keys."""
        return {old: new for new, old in self._partners.items() if old is not None}

    def before(self, key: str) -> Receptionist | None:
        """Return what a receptionist of the new flow was; None: it is new."""
        old = self._partners.get(key)
        return None if old is None else self.old.receptionists[old]

    def script(self, id: str) -> str:
        """Return a recording's words: those of the new flow, else of the old one, which has the same sound."""
        return script_of(self.new, id) or script_of(self.old, id)

    def has_same_words(self, id: str) -> bool:
        """Return whether a voice would read both scripts alike: spelling and marks apart, as heard."""
        old, new = script_of(self.old, id), self.script(id)
        return not old or old == new or plain_words(old) == plain_words(new)

    def is_same_place(self, old: Destination, new: Destination) -> bool:
        """Return whether a destination of the old flow is one of the new flow."""
        key = self.old.receptionist_for(old)
        after = self.new.receptionist_for(new)
        if key is None or after is None:
            return key is None and after is None and old.canonical == new.canonical
        return self.successors.get(key) == after

    def is_one_end(self, first: Destination, second: Destination) -> bool:
        """Return whether two destinations of the new flow are one."""
        key = self.new.receptionist_for(first)
        return key == self.new.receptionist_for(second) and (key is not None or first.canonical == second.canonical)

    def with_script(self, id: str, text: str) -> FlowPair:
        """The same flows, with other words for a recording of the new one."""
        recording = self.new.recordings.get(id, Recording()).model_copy(update={"script": text, "script_file": ""})
        return FlowPair(self.old, replace(self.new, recordings={**self.new.recordings, id: recording}), self.variant)

    def in_new(self, old: Destination) -> Destination | None:
        """Return what a destination of the old flow is called in the new one; None: it is gone."""
        key = self.old.receptionist_for(old)
        if key is None:
            return old
        after = self.successors.get(key)
        return None if after is None else Destination(old.type, f"@{after}")

    def is_touched(self, use: PromptUse, id: str) -> bool:
        """Return whether anything has changed that a prompt could speak of: its menu, its words, or names there."""
        before, item = self.before(use.receptionist), self.new.receptionists[use.receptionist]
        if before is None or getattr(before, use.field) != id or not self.has_same_words(id):
            return True
        if self._has_same_names and before == item:
            return False
        was, now = _spoken_ends(before, use.field), _spoken_ends(item, use.field)
        return was.keys() != now.keys() or not all(self._is_as_it_was(was[key], now[key]) for key in now)

    @cached_property
    def _has_same_names(self) -> bool:
        """Return whether all that receptionists can lead to is called as before: then equal ones say the same."""
        names = [{key: item.name for key, item in flow.receptionists.items()} for flow in (self.old, self.new)]
        return names[0] == names[1] and self.old.destinations == self.new.destinations

    def _is_as_it_was(self, old: Destination, new: Destination) -> bool:
        """Return whether two destinations are one place under the same names."""
        names = [flow.destinations.get(end.canonical) for flow, end in ((self.old, old), (self.new, new))]
        told = [
            (place_name(flow, end), known.names if known else {})
            for flow, end, known in ((self.old, old, names[0]), (self.new, new, names[1]))
        ]
        return self.is_same_place(old, new) and told[0] == told[1]

    def uses(self) -> Iterator[tuple[PromptUse, str]]:
        """Yield every use of a recording in the new flow, with the recording's id."""
        for key, item in self.new.receptionists.items():
            for audible in audible_recordings(item):
                yield PromptUse(key, audible.field, self.variant), audible.id

    def played_before(self, use: PromptUse, id: str) -> Receptionist | None:
        """Return what a receptionist was that played this recording there, in the same words; None: it did not."""
        before = self.before(use.receptionist)
        if before is None or getattr(before, use.field) != id or not self.has_same_words(id):
            return None
        return before

    def place_of(self, use: PromptUse, *path: str | int) -> FieldPlace:
        """Return a field of the receptionist that plays a prompt; what a variant changes is in flow.yaml."""
        changed = self.new.variants[use.variant].receptionists if use.variant in self.new.variants else {}
        if use.receptionist not in changed:
            return FieldPlace(use.receptionist, path)
        base = ("variants", use.variant, "receptionists", use.receptionist)
        return FieldPlace(FLOW_FILE, (*base, WRITE_NAMES[str(path[0])]))


def heeded_options(item: Receptionist | None, field_name: str) -> dict[str, Entry]:
    """Return the keys that count while a prompt plays or after it: none in an announcement, and at the end."""
    if item is None or not item.is_menu or field_name.endswith("final_recording"):
        return {}
    return item.own_options


ONWARD = {
    "wrong_key_final_recording": "wrong_key_destination_id",
    "silence_final_recording": "silence_destination_id",
    "greeting": "forward_destination_id",
}
"""The prompts after which a call goes on, and the field that says where to; a greeting is one in announcements only."""


class OnwardPlace(NamedTuple):
    """The place that a call goes to after a prompt, and the field that says so."""

    destination: Destination
    field: str


def onward_of(item: Receptionist | None, field: str) -> OnwardPlace | None:
    """Return where a call goes after a prompt; None: callers choose after it, or nothing is said."""
    if item is None or field not in ONWARD or (item.is_menu and field == "greeting"):
        return None
    after = ONWARD[field]
    destination = getattr(item, after.removesuffix("_id"))
    return None if destination is None else OnwardPlace(destination, after)


def _spoken_ends(item: Receptionist, field: str) -> dict[str, Destination]:
    """Return the destinations that a prompt may speak of, by the key or the field that leads there."""
    ends = {option: entry.destination for option, entry in heeded_options(item, field).items()}
    onward = onward_of(item, field)
    if onward is not None:
        ends[onward.field] = onward.destination
    if field == "greeting" and item.is_menu and item.silence_destination is not None:
        ends["silence_destination_id"] = item.silence_destination
    return ends


def place_name(flow: Flow, destination: Destination) -> str:
    """Return what a destination is called: a receptionist's name, the catalogue's, else ``type||id``."""
    key = flow.receptionist_for(destination)
    if key is not None:
        return flow.receptionists[key].name
    if destination.hangs_up:
        return "the end of the call"
    return flow.destination_name(destination) or str(destination.canonical)


def flow_pairs(old: Flow, new: Flow) -> Iterator[FlowPair]:
    """Yield both flows as they are, then in each variant of the new one (against the same variant of the old)."""
    yield FlowPair(old, new, new.variant or "")
    for name in new.variants if new.variant is None else ():
        before = old.in_variant(name) if old.variant is None and name in old.variants else old
        yield FlowPair(before, new.in_variant(name), name)
