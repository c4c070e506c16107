"""``pull``: what is live -> the folder of a flow.

What the folder knows and the provider does not (comments, names, scripts, order, spelling) stays, byte for byte;
only values that are otherwise live are replaced, where they stand. A second pull changes nothing. All new
texts are composed and loaded before the first is written.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from simulator.config.flow import KnownDestination, Recording
from simulator.config.receptionist import parse_address
from simulator.errors import SimulatorError, UsageError
from simulator.graph.work_step import ShowStep, WorkStep, show_nothing
from simulator.loader.project_profiles import project_profiles
from simulator.loader.receptionist_file import Draft
from simulator.provider.account.inventory import AccountInventory
from simulator.provider.live.file_fields import file_values
from simulator.provider.live.id_names import IdNames
from simulator.provider.live.live_fields import Dialect, fields_from_live
from simulator.provider.live.live_state import LiveReceptionist
from simulator.provider.live.matching import IdMatch, match_ids
from simulator.provider.live.state_comparison import compare_states
from simulator.provider.pull.catalogue_names import nameless, new_names
from simulator.provider.pull.flow_edit import FlowNews, edit_flow, new_flow
from simulator.provider.pull.folder import FlowFolder, compose_folder, file_of, is_unknown
from simulator.provider.pull.hours_stub import find_hours, hours_notes
from simulator.provider.pull.new_keys import new_key
from simulator.provider.pull.number_entries import number_entries
from simulator.provider.pull.receptionist_edit import ReceptionistEdit, fields_kept
from simulator.provider.pull.selection import Selection
from simulator.provider.pull.value_spelling import Spelling, file_text
from simulator.text.document import Document, document_of
from simulator.text.file_source import DiskFiles
from simulator.wire import vr

HEADING = (
    "What is live, as ivrsim pull wrote it. Names, scripts and comments that are added here stay when it",
    "pulls again; only values that are otherwise live are replaced.",
    "",
)


@dataclass(slots=True)
class PullResult:
    """The result of a pull.

    ``changes`` has a line for each receptionist that differed, ``notes`` what else there is to know, and
    ``unknown`` one for each unknown value.
    """

    folder: FlowFolder
    changes: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)


def pull_into(
    folder: FlowFolder,
    answers: AccountInventory,
    chosen: Selection,
    dialect: Dialect,
    ids: Mapping[str, str] | None = None,
    *,
    today: str = "",
    show: ShowStep = show_nothing,
) -> PullResult:
    """The texts that the folder will hold are put in ``folder.texts``; nothing is written yet.

    ``ids`` are the provider's ids of receptionists that their files do not have (from the lock). ``today`` is
    the day that flow.yaml says its catalogue was pulled on; empty: it says none. Raises
    ``FlowError`` where what comes out would not load, ``UsageError`` where there is nothing to pull.
    """
    if not chosen.receptionists:
        raise UsageError("the account has no receptionist; there is nothing to pull")
    return _PullRun(folder, answers, chosen, dialect, ids or {}, today).compose(show)


class _PullRun:
    """One pull."""

    def __init__(
        self,
        folder: FlowFolder,
        answers: AccountInventory,
        chosen: Selection,
        dialect: Dialect,
        ids: Mapping[str, str],
        today: str,
    ) -> None:
        self.today = today
        self.folder = folder
        self.dialect = dialect
        self.answers = answers
        self.chosen = chosen
        self.wanted = {live.id: fields_from_live(live, dialect) for live in chosen.receptionists}
        self.match: IdMatch = match_ids(folder.drafts, ids, answers.receptionists)
        self.result = PullResult(folder, notes=[*self.match.notes, *chosen.notes])
        self.new = self._new_keys()
        self.ids = {**self.match.ids, **self.new}
        self.numbers = dict(number_entries(folder.flow, answers.numbers, chosen, self.ids))
        self.called = [parse_address(to) for to in self.numbers.values() if "||" in to]
        self.recordings, self.destinations = new_names(folder.flow, self.wanted.values(), answers, self.called)
        self.names = self._build_names()
        self.documents: dict[Path, Document] = {}
        self.live_in_variant: set[str] = set()

    def compose(self, show: ShowStep) -> PullResult:
        """Everything composed, and loaded for a trial."""
        by_id = {live.id: live for live in self.chosen.receptionists}
        total = len(self.folder.drafts) + len(self.new)
        for done, (key, draft) in enumerate(self.folder.drafts.items()):
            show(WorkStep(done, total, "receptionists"))
            live = by_id.get(self.match.ids.get(key, ""))
            if live is not None:
                self._edit_receptionist(draft, live)
        for done, (key, id) in enumerate(self.new.items(), len(self.folder.drafts)):
            show(WorkStep(done, total, "receptionists"))
            text = file_text(id, self.wanted[id], Spelling(self.names))
            self.folder.texts[self.folder.path / f"{key}.yaml"] = text
            self.result.changes.append(f"{key} ({id}): new, {key}.yaml")
        for path, document in self.documents.items():
            if document.text != self.folder.old_text(path):
                self.folder.texts[path] = document.text
        self._edit_flow_file()  # last, since it refers to the other files
        self._verify_folder()
        self._tell_blind()
        self._tell_spoken()
        return self.result

    def _new_keys(self) -> dict[str, str]:
        """Keys for the receptionists that the flow does not have."""
        matched_ids = set(self.match.ids.values())
        taken = set(self.folder.shelf.keys if self.folder.shelf else ())
        if self.folder.path.is_dir():
            taken |= {item.stem for item in self.folder.path.iterdir()}
        taken = {name.lower() for name in taken}  # as some disks see them
        keys: dict[str, str] = {}
        for live in self.chosen.receptionists:
            if live.id not in matched_ids:
                key = new_key(live.name, live.id, taken)
                taken.add(key)
                keys[key] = live.id
        return keys

    def _build_names(self) -> IdNames:
        flow, shelf = self.folder.flow, self.folder.shelf
        recordings = {**(flow.recordings if flow else {})}
        recordings |= {id: Recording(name=name) for id, name in self.recordings.items()}
        destinations = {**(flow.destinations if flow else {})}
        destinations |= {where: KnownDestination(name=name) for where, name in self.destinations.items()}
        return IdNames([*(shelf.keys if shelf else ()), *self.new], self.ids, recordings, destinations)

    # -- files ------------------------------------------------------------------------------------

    def _edit_receptionist(self, draft: Draft, live: LiveReceptionist) -> None:
        path = file_of(draft.document)
        document = self.documents.get(path, draft.document)
        fields = self.wanted[live.id]
        rewrite = ReceptionistEdit(draft, document, self.names, live.id, fields)
        who = f"{draft.key} ({live.id})"
        variant = self._live_variant(draft.key, fields) if rewrite.changes else None
        if variant is not None:
            self.live_in_variant.add(draft.key)
            self.result.notes.append(f"{who}: the variant {variant} is live; the file stays as it is without it")
            return
        unread = [
            vr.WRITE_NAMES[name] for name in fields_kept(rewrite.here, fields) if rewrite.here[name] not in (None, "")
        ]
        if unread:
            self.result.notes.append(
                f"{who}: the response does not include {', '.join(unread)}; what the file says stays"
            )
        text = rewrite.new_text(with_id=draft.key in self.match.unsaid)
        if text != document.text:
            changed = ", ".join(vr.WRITE_NAMES[name] for name in rewrite.changes) or "id"
            self.result.changes.append(f"{who}: {changed}")
        self.documents[path] = document_of(document, text) if text != document.text else document

    def _live_variant(self, key: str, fields: Mapping[str, Any]) -> str | None:
        """The variant of the flow that a receptionist is live in."""
        for name, variant in (self.folder.flow.variants if self.folder.flow else {}).items():
            model = variant.receptionists.get(key)
            if model is not None and not self._differing_fields(dict(model), fields):
                return name
        return None

    def _differing_fields(self, written: Mapping[str, Any], live_fields: Mapping[str, Any]) -> list[str]:
        """Return the fields in which a receptionist as it is written differs from what is live."""
        return compare_states(live_fields, file_values(written, self.names), live_fields).fields

    def _edit_flow_file(self) -> None:
        """flow.yaml, last of all."""
        new_ends = nameless(self.folder.flow, self.wanted.values(), self.destinations, self.called)
        self.result.notes += hours_notes(self.folder.flow, self.ids, self.answers.time_groups)
        hours = find_hours(self.folder.flow, self.answers.time_groups, [*self.destinations, *new_ends])
        news = FlowNews(
            files={key: f"{key}.yaml" for key in self.new},
            numbers=self.numbers,
            recordings=self.recordings,
            destinations=self.destinations,
            entry=self._needed_entry(),
            nameless=new_ends,
            dialect="ivr" if self.dialect == "ivr" else None,  # vr goes without saying
            today=self.today,
            schedules=hours.schedules,
            comment=hours.comment,
        )
        file, shelf = self.folder.file, self.folder.shelf
        if shelf is None or shelf.document is None:
            inherits = bool(project_profiles(DiskFiles(file)).default)
            self.folder.texts[file] = new_flow(news._replace(inherits_semantics=inherits), HEADING)
            return
        document = self.documents.get(file, shelf.document)
        text = edit_flow(document, news)
        self.folder.texts.pop(file, None)
        if text != shelf.document.text:
            self.folder.texts[file] = text
        if text != document.text and not self.new:
            self.result.changes.append(f"{self.folder.display_path(file)}: numbers, or names that the provider knows")

    def _needed_entry(self) -> str | None:
        """The receptionist that a call reaches first, where it has to be said."""
        by_id = {id: key for key, id in self.ids.items()}
        if self.folder.shelf is None:
            return by_id[self.chosen.first] if self.chosen.first in by_id else next(iter(self.new))
        keys = [*self.folder.shelf.keys]
        says = self.folder.shelf.document and self.folder.shelf.document.at_path(("entry",))
        return keys[0] if len(keys) == 1 and self.new and says is None else None

    # -- the trial --------------------------------------------------------------------------------

    def _verify_folder(self) -> None:
        """Load what the folder will hold: it matches what is live, unknown values aside."""
        shelf = compose_folder(self.folder)
        self.result.unknown = [str(problem) for problem in shelf.problems if is_unknown(problem)]
        for key, id in self.ids.items():
            fields = self.wanted.get(id)
            if fields is None or key in self.live_in_variant:
                continue
            wrong = self._differing_fields(shelf.drafts[key].reading.fields, fields)
            if wrong:
                names = ", ".join(vr.WRITE_NAMES[field] for field in wrong)
                raise SimulatorError(
                    f"{key}: {names} could not be written so that it reads as live; nothing was written"
                )

    def _tell_spoken(self) -> None:
        """New menus whose greeting may be a text that is spoken: a list of IVRs gives the id alone."""
        if self.dialect != "ivr":
            return
        by_id = {live.id: live for live in self.chosen.receptionists}
        keys = [
            key for key, id in self.new.items() if by_id[id].kind == "multiple" and by_id[id].fields.get("greeting")
        ]
        if keys:
            self.result.notes.append(
                f"the response does not distinguish a recording from a spoken text: {', '.join(keys)}; "
                "where the greeting is one that is spoken, write recording: outbound_tts:ID"
            )

    def _tell_blind(self) -> None:
        for live in self.chosen.blind:
            message = f"the response does not say where {live.name} ({live.id}) leads: more may follow it"
            self.result.notes.append(f"{message}; --receptionist NAME adds it, or pull all")
