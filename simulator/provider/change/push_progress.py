"""The progress of a push: which steps are settled, and what became of the request under way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

Answer = Literal["yes", "lost", "not known"]
"""What became of the request under way: ``not known`` is that of an earlier run, which was killed."""


@dataclass(frozen=True, slots=True)
class PushProgress:
    """The progress of a push.

    ``ids`` has the provider's id of each step that is done, ``kept`` how the provider's values differ from those
    sent, ``after`` what the list showed then; ``gone`` are identities that no longer exist; ``sent`` is the step
    whose request is under way.
    """

    ids: Mapping[int, str] = field(default_factory=dict)
    kept: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    after: Mapping[int, Mapping[str, Any]] = field(default_factory=dict)
    gone: frozenset[str] = frozenset()
    sent: int | None = None
    answer: Answer = "not known"
    tries: int = 0
    looks: int = 0

    def after_sending(self, index: int, gone: Iterable[str] = ()) -> PushProgress:
        """A request goes out; until its response is there, it is lost."""
        tries = self.tries + 1 if self.sent == index else 1
        return replace(self, sent=index, answer="lost", tries=tries, looks=0, gone=self.gone | {*gone})

    def after_answer(self) -> PushProgress:
        """The provider said yes."""
        return replace(self, answer="yes")

    def after_look(self) -> PushProgress:
        """The list was read again."""
        return replace(self, looks=self.looks + 1)

    def after_settling(
        self, index: int, id: str, deviations: Sequence[str] = (), after: Mapping[str, Any] | None = None
    ) -> PushProgress:
        """A step is done."""
        more = {**self.kept, index: tuple(deviations)} if deviations else self.kept
        after_by_step = self.after if after is None else {**self.after, index: after}
        return PushProgress({**self.ids, index: id}, more, after_by_step, self.gone)

    def after_refusal(self) -> PushProgress:
        """The provider said no, and nothing was done."""
        return PushProgress(self.ids, self.kept, self.after, self.gone)
