"""``variants:`` of flow.yaml: the flow as it is to be for a while, such as over Christmas.

A variant changes receptionists of the flow by JSON merge patches (RFC 7396) of their files' trees, before
anything is validated: a value that is there replaces, nothing (``null``) takes away, a list replaces a list
as a whole. Every variant is read in full whenever its flow is loaded, so that one that is broken is found
in November. What is wrong points at the variant, unless it stands in the receptionist's own file.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, tzinfo
from typing import Any

from simulator.config.flow import Variant
from simulator.config.receptionist import Receptionist
from simulator.config.value_rules import quote_value
from simulator.errors import Problem
from simulator.loader.catalogue import Catalogue
from simulator.loader.name_references import resolve_names
from simulator.loader.receptionist_file import Draft, Shelf, read_receptionist
from simulator.text.document import Document
from simulator.text.positions import REFUSED, Tree
from simulator.wire import vr
from simulator.wire.decoding import Path
from simulator.words.phrases import join_words
from simulator.words.suggestion import suggest

FIELDS = ("from", "until", "receptionists")
_EXAMPLE = '{main: {recording: "@closed"}}'
_WANTED = f"a mapping such as {{christmas: {{receptionists: {_EXAMPLE}}}}}"
_TIME = "an ISO time with its offset, such as 2026-12-29T08:30+00:00"
_ZONED_TIME = "a date such as 2026-12-29, or an ISO time"


def merge_patch(target: Any, patch: Any) -> Any:
    """The value that a merge patch makes of another (RFC 7396)."""
    if not isinstance(patch, dict):
        return patch
    merged = dict(target) if isinstance(target, dict) else {}
    for name, value in patch.items():
        if value is None:
            merged.pop(name, None)
        else:
            merged[name] = merge_patch(merged.get(name), value)
    return merged


class PatchedDocument(Document):
    """A receptionist's document under the patch of a variant: its text is the file's own, its tree the merged one.

    A place leads to the document that says the value: ``over`` is the one with the patch, ``at`` the
    patch's path in it.
    """

    __slots__ = ("at_base", "over", "patch", "patch_base", "under")

    def __init__(self, draft: Draft, over: Document, patch_base: Path, tree: dict[str, Any]) -> None:
        under = draft.document
        super().__init__(under.name, under.folder, under.text, under.syntax, Tree(tree))
        self.under = under
        self.at_base = draft.base
        self.over = over
        self.patch_base = patch_base
        self.patch = over.at_path(patch_base)
        self.may_hold_names = under.may_hold_names or over.may_hold_names

    def source_of(self, path: Path) -> tuple[Document, Path]:
        """The file in which the value at a path of the tree stands, and its path there."""
        part: Any = self.patch
        for step in path:
            if not isinstance(part, dict):  # a list, which the patch says as a whole
                break
            if step not in part:
                return self.under.source_of((*self.at_base, *path))
            part = part[step]
        if isinstance(part, dict) and self.under.at_path((*self.at_base, *path)) is not None:
            return self.under.source_of((*self.at_base, *path))
        return self.over, (*self.patch_base, *path)

    def problem_at(self, path: Path, message: str, *, key: bool = False) -> Problem:
        """Return what is wrong, in the file that says it."""
        document, inside = self.source_of(path)
        return document.problem_at(inside, message, key=key)

    def missing_at(self, path: Path, message: str) -> Problem:
        """Return what is missing in the receptionist: its own file has it, so the variant is at fault."""
        return self.problem_at(path, message) if path else self.over.problem_at(self.patch_base, message)

    def line_of(self, path: Path) -> int:
        """The line of a path's key, in the file that says it."""
        document, inside = self.source_of(path)
        return document.line_of(inside)


def read_variants(
    shelf: Shelf, document: Document, value: object, catalogue: Catalogue, timezone: str = ""
) -> dict[str, Variant]:
    """The variants by name, their receptionists read in full; what is wrong goes on the shelf.

    The drafts of their receptionists are kept in ``shelf.variants``. Times without an offset are those of
    ``timezone``, where the flow names one.
    """
    if not isinstance(value, dict):
        message = f"variants: {quote_value(value)} is not accepted; use {_WANTED}"
        shelf.problems.append(document.problem_at(("variants",), message))
        return {}
    return {
        name: _VariantReader(shelf, document, catalogue, name, timezone).read_variant(body)
        for name, body in value.items()
        if body is not REFUSED and not shelf.is_full
    }


class _VariantReader:
    """One variant on its way into the flow."""

    def __init__(self, shelf: Shelf, document: Document, catalogue: Catalogue, name: str, timezone: str) -> None:
        self.shelf = shelf
        self.document = document
        self.catalogue = catalogue
        self.timezone = timezone
        self.base: Path = ("variants", name)
        self.drafts = shelf.variants.setdefault(name, {})
        if not name.strip() or not name.isprintable() or name != name.strip() or name == "base":
            what = "is what the flow is called without a variant" if name == "base" else "is not a name for a variant"
            self.add_problem((), f"{quote_value(name)} {what}; use a word such as christmas", key=True)

    def add_problem(self, place: Path, message: str, *, key: bool = False) -> None:
        """Something wrong at a place of the variant."""
        self.shelf.problems.append(self.document.problem_at((*self.base, *place), message, key=key))

    def read_variant(self, body: Any) -> Variant:
        """The variant."""
        if not isinstance(body, dict):
            self.add_problem((), f"{quote_value(body)} is not a variant; use {{receptionists: {_EXAMPLE}}}")
            return Variant()
        for field in body:
            if field not in FIELDS:
                hint = suggest(field, FIELDS, f"use one of {join_words(FIELDS)}")
                self.add_problem((field,), f"a variant has no field {quote_value(field)}{hint}", key=True)
        since, until = (self._read_time(field, body.get(field)) for field in ("from", "until"))
        if since is not None and until is not None and until <= since:
            self.add_problem(("until",), f"until: {body['until']} is not after from, {body['from']}; exchange the two")
        return Variant(until, dict(self._read_receptionists(body.get("receptionists"))), since)

    def _read_time(self, field: str, value: Any) -> datetime | None:
        """An instant: with its offset, or in the flow's zone; a date is the start of that day."""
        if value is None or value is REFUSED:
            return None
        accepted = _ZONED_TIME if self.timezone else _TIME
        try:
            time = datetime.fromisoformat(value)
        except (TypeError, ValueError):
            self.add_problem((field,), f"{field}: {quote_value(value)} is not a time; use {accepted}")
            return None
        if time.tzinfo is not None:
            return time
        if not self.timezone:
            message = f"{field}: {quote_value(value)} has no offset; use {_TIME}, or add timezone to flow.yaml"
            self.add_problem((field,), message)
            return None
        from simulator.calendar.zones import load_zone

        zone: tzinfo = load_zone(self.timezone)
        return time.replace(tzinfo=zone)

    def _read_receptionists(self, patches: Any) -> Iterator[tuple[str, Receptionist]]:
        if patches is REFUSED:
            return
        if not isinstance(patches, dict) or not patches:
            what = f"{quote_value(patches)} is not a mapping"
            if patches is None or patches == {}:
                what = "is missing" if patches is None else "is empty"
            place: Path = () if patches is None else ("receptionists",)
            self.add_problem(place, f"receptionists: {what}; list what changes, as in {_EXAMPLE}")
            return
        for key, patch in patches.items():
            if self._is_patch(key, patch):
                draft = self.shelf.drafts.get(key)
                if draft is not None and draft.model is not None:  # else the flow itself is to be mended first
                    yield from self._read_receptionist(draft, patch)

    def _is_patch(self, key: str, patch: Any) -> bool:
        """Return whether a patch can be applied; if not, report why."""
        place: Path = ("receptionists", key)
        if key not in self.shelf.keys:
            hint = self.shelf.suggest_key(key, "a variant changes receptionists that the flow has")
            self.add_problem(place, f"no receptionist has the key {quote_value(key)}{hint}", key=True)
        elif isinstance(patch, dict):
            return True
        elif patch is not REFUSED:
            what = "nothing" if patch is None else quote_value(patch)
            self.add_problem(place, f"{key}: {what} is not a change; list the fields that differ, as in {_EXAMPLE}")
        return False

    def _read_receptionist(self, draft: Draft, patch: dict[str, Any]) -> Iterator[tuple[str, Receptionist]]:
        place: Path = (*self.base, "receptionists", draft.key)
        body = draft.document.at_path(draft.base)
        before = len(self.shelf.problems)
        self._refuse_traps(draft, body, patch)
        if len(self.shelf.problems) > before:
            return
        try:
            tree = merge_patch(body, patch)
        except RecursionError:
            self.shelf.problems.append(self.document.problem_at(place, "nests far too deep; a flow needs 6"))
            return
        # A shelf of its own: on the flow's, the draft would replace the receptionist without the variant.
        apart = Shelf()
        apart.keys, apart.semantics = self.shelf.keys, self.shelf.semantics
        patched = PatchedDocument(draft, self.document, place, tree)
        read_receptionist(apart, draft.key, patched, (), tree)
        models = resolve_names(apart, self.catalogue)
        self.shelf.problems += apart.problems
        self.drafts.update(apart.drafts)
        yield from models.items()

    def _refuse_traps(self, draft: Draft, body: dict[str, Any], patch: dict[str, Any]) -> None:
        """Refuse what a merge patch would accept silently and nobody means."""
        place: Path = ("receptionists", draft.key)
        entries, tries, retries = (vr.WRITE_NAMES["entries"], vr.TIMEOUT_TRIES, vr.WRITE_NAMES["silences_allowed"])
        if "id" in patch:
            message = f"id: a variant changes what {draft.key} does, not which receptionist it is; leave it out"
            self.add_problem((*place, "id"), message, key=True)
        if isinstance(patch.get(entries), dict) and not isinstance(body.get(entries), dict):
            message = (
                f"{entries} is a list in {draft.document.name}, which a merge patch replaces as a whole; "
                "write the whole list here, or the entries there as an object by their keys"
            )
            self.add_problem((*place, entries), message)
        if patch.get(tries) is not None and retries in body and patch.get(retries, "") is not None:
            message = f"{tries} has no effect: {draft.document.name} says {retries}; write that name here too"
            self.add_problem((*place, tries), message, key=True)
