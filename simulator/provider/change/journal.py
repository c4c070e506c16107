"""The journal of a push: each request is written down before it is sent, so that a killed push can go on.

Lines of JSON, each on the disk before what it announces is done::

    {"begin": "push-...", "plan": {...}, ...}    what is to be done, and on what it rests
    {"send": 0, "gone": []}                      the request of a step goes out
    {"yes": 0}                                   the provider said yes
    {"no": 0}                                    the provider said no: nothing was done
    {"done": 0, "id": "7003", "kept": [...], "after": {...}}   the list shows it, and this
    {"accept": "7003", "fields": {...}}          somebody's change is to be written over

A second ``begin`` starts over with another plan: the rollback of a push that was cut off. A line that a
torn write left is passed over: what it would have announced was not done yet.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from simulator.disk.durable_file import TEMPORARY, append_line
from simulator.errors import UsageError
from simulator.provider.change import plan_file
from simulator.provider.change.change_plan import ChangePlan
from simulator.provider.change.push_progress import PushProgress
from simulator.text.json_file import parse_json, read_regular

FOLDER = ".ivrsim"
SUFFIX = ".journal"


@dataclass(frozen=True, slots=True)
class PushStart:
    """The circumstances of a push.

    Its ``id`` (``push-...``), when it began, the git revision, what was overridden and why, and the name of the
    flow's ``file``.
    """

    id: str
    at: datetime
    account: str = ""
    revision: str | None = None
    clean: bool | None = None
    despite: Mapping[str, str] = field(default_factory=dict)
    file: str = ""


@dataclass(frozen=True, slots=True)
class Journal:
    """A push on its way: what is written of it so far."""

    path: Path
    begun: PushStart
    plan: ChangePlan
    progress: PushProgress
    first: ChangePlan
    first_progress: PushProgress
    """What it began with, and how far that got, before it was turned back."""

    @property
    def turned_back(self) -> bool:
        """Return whether a push that was cut off is being undone."""
        return self.plan is not self.first

    def _append(self, line: Mapping[str, Any], progress: PushProgress) -> Journal:
        append_line(self.path, json.dumps(line, ensure_ascii=False))
        first = self.first_progress if self.turned_back else progress
        return replace(self, progress=progress, first_progress=first)

    def write_sending(self, index: int, gone: Iterable[str] = ()) -> Journal:
        """Written before a request goes out."""
        identities = [*gone]
        return self._append({"send": index, "gone": identities}, self.progress.after_sending(index, identities))

    def write_answered(self) -> Journal:
        """Written when the provider said yes."""
        return self._append({"yes": self.progress.sent}, self.progress.after_answer())

    def write_refused(self) -> Journal:
        """Written when the provider said no."""
        return self._append({"no": self.progress.sent}, self.progress.after_refusal())

    def write_settled(
        self, index: int, id: str, deviations: Iterable[str] = (), after: Mapping[str, Any] | None = None
    ) -> Journal:
        """Written when the list shows a step's change: ``after`` is what it shows then (write names)."""
        deviation_list, fields = [*deviations], None if after is None else dict(after)
        line = {"done": index, "id": id, "kept": deviation_list, "after": fields}
        return self._append(line, self.progress.after_settling(index, id, deviation_list, fields))

    def write_accepted(self, id: str, fields: Mapping[str, Any]) -> Journal:
        """Written when somebody's change is to be written over: from here on it counts as what was there before."""
        append_line(self.path, json.dumps({"accept": id, "fields": dict(fields)}, ensure_ascii=False))
        return _read_accepted(self, id, fields)

    def count_look(self) -> Journal:
        """Nothing is written: the list was read again."""
        return replace(self, progress=self.progress.after_look())

    def turn_back(self, plan: ChangePlan) -> Journal:
        """Start over with the plan that undoes what was done."""
        append_line(self.path, _first_line(self.begun, plan))
        return replace(self, plan=plan, progress=PushProgress())


def begin_journal(folder: Path, begun: PushStart, plan: ChangePlan) -> Journal:
    """A new journal below a flow's folder; journals of pushes that were killed before they began are removed."""
    _remove_torn(folder)
    path = folder / FOLDER / f"{begun.id}{SUFFIX}"
    append_line(path, _first_line(begun, plan))
    return Journal(path, begun, plan, PushProgress(), plan, PushProgress())


def _remove_torn(folder: Path) -> None:
    """Remove what a kill or a full disk left of journals that did not begin, and of files on their way."""
    for path in (folder / FOLDER).glob(f"*{SUFFIX}"):
        if read_journal(path) is None:
            path.unlink(missing_ok=True)
    for path in (folder / FOLDER).glob(f"{TEMPORARY}*"):
        path.unlink(missing_ok=True)


def _first_line(begun: PushStart, plan: ChangePlan) -> str:
    line = {
        "begin": begun.id,
        "at": begun.at.isoformat(),
        "account": begun.account,
        "revision": begun.revision,
        "clean": begun.clean,
        "despite": dict(begun.despite),
        "file": begun.file,
        "plan": plan_file.plan_json(plan),
    }
    return json.dumps(line, ensure_ascii=False)


def read_journal(path: Path) -> Journal | None:
    """Read a journal; None where not even its beginning was written. Raises ``UsageError`` for a damaged one."""
    journal: Journal | None = None
    # What follows the last line end was being written when the process was killed: its request was not sent yet.
    *lines, torn = read_regular(path).split(b"\n")
    for number, line in enumerate([*lines, torn], 1):
        written = _parse_line(line)
        if written is None:
            if not _is_torn(line) or number == len(lines):
                raise _damaged_journal(path, number)
            continue
        try:
            if "begin" in written:
                journal = _read_start(path, written, journal)
            elif journal is None:
                raise _damaged_journal(path, number)
            else:
                journal = _read_step(journal, written)
        except (KeyError, TypeError, AttributeError, ValueError, IndexError):
            raise _damaged_journal(path, number) from None
    return journal


def _is_torn(line: bytes) -> bool:
    """Return whether a line is what is left of one that could not be written to its end; or nothing."""
    return line[:2] == b'{"'[: len(line)]


def _damaged_journal(path: Path, number: int) -> UsageError:
    """The error for a damaged journal: only the provider's list shows how far that push got."""
    return UsageError(
        f"{path}:{number}: the journal is damaged here, so that how far its push got is not known; "
        "ivrsim plan compares once the file is moved away"
    )


def _parse_line(line: bytes) -> dict[str, Any] | None:
    try:
        written = parse_json(line)
    except ValueError:
        return None
    return written if isinstance(written, dict) else None


def _read_start(path: Path, line: Mapping[str, Any], before: Journal | None) -> Journal:
    plan = plan_file.plan_from_json(line["plan"])
    if before is not None:
        return replace(before, plan=plan, progress=PushProgress())
    begun = parse_start(line, id=line["begin"], at=line["at"], git=line)
    return Journal(path, begun, plan, PushProgress(), plan, PushProgress())


def parse_start(content: Mapping[str, Any], *, id: Any, at: Any, git: Mapping[str, Any]) -> PushStart:
    """Return how a push began, from the JSON of its journal or its receipt; ``git`` has the revision.

    Raises ``KeyError``, ``TypeError``, ``AttributeError`` or ``ValueError``.
    """
    return PushStart(
        id=str(id),
        at=plan_file.time_of(at),
        account=str(content["account"]),
        revision=plan_file.text_or_none(git["revision"]),
        clean=plan_file.flag_or_none(git["clean"]),
        despite={str(gate): str(reason) for gate, reason in content["despite"].items()},
        file=str(content["file"]),
    )


def _read_step(journal: Journal, line: Mapping[str, Any]) -> Journal:
    progress = journal.progress
    match line:
        case {"send": int(index)} | {"done": int(index)} if not 0 <= index < len(journal.plan.steps):
            raise IndexError(f"there is no step {index}")
        case {"send": int(index), "gone": list(gone)}:
            gone_identities = progress.gone | {str(identity) for identity in gone}
            progress = PushProgress(progress.ids, progress.kept, progress.after, gone_identities, sent=index)
        case {"yes": int()}:
            progress = progress.after_answer()
        case {"no": int()}:
            progress = progress.after_refusal()
        case {"done": int(index), "id": str(id), "kept": list(kept), "after": after}:
            progress = progress.after_settling(index, id, [str(identity) for identity in kept], after)
        case {"accept": str(id), "fields": dict(fields)}:
            return _read_accepted(journal, id, fields)
    first = journal.first_progress if journal.turned_back else progress
    return replace(journal, progress=progress, first_progress=first)


def _read_accepted(journal: Journal, id: str, fields: Mapping[str, Any]) -> Journal:
    steps = tuple(replace(step, before=dict(fields)) if step.id == id else step for step in journal.plan.steps)
    plan = replace(journal.plan, steps=steps)
    return replace(journal, plan=plan, first=journal.first if journal.turned_back else plan)


def unfinished_push(folder: Path) -> Journal | None:
    """The push of a flow that was cut off, if there is one; a journal without a beginning does not count."""
    for path in sorted((folder / FOLDER).glob(f"*{SUFFIX}")):
        journal = read_journal(path)
        if journal is not None:
            return journal
    return None
