"""``menus:`` of flow.yaml: what it says of the engine behind each menu, each bad value with its place.

Nothing of this is ever sent to a provider, which has no fields for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from simulator.config.announcement_settings import NO_ANNOUNCEMENT_SETTINGS
from simulator.config.engine_attachment import attach_engines
from simulator.config.flow import Variant
from simulator.config.menu_engine import (
    FINAL_FIELDS,
    NO_SETTINGS,
    RETURN_CAUSES,
    VOICEMAIL_CAUSE,
    MenuSettings,
    MissCause,
    is_dialable,
)
from simulator.config.receptionist import Destination, Receptionist
from simulator.config.semantics import DEFAULT_PROFILE, NEUTRAL, PROFILES, Semantics
from simulator.config.switch_menu import DEFAULTS, NO_SWITCH_SETTINGS
from simulator.config.value_rules import parse_optional_id, quote_value
from simulator.fast_classes import NamedTuple
from simulator.loader.announcement_section import read_announcement_block
from simulator.loader.catalogue import Catalogue
from simulator.loader.receptionist_file import Draft, Shelf
from simulator.loader.semantics_section import BASE, read_semantics
from simulator.loader.switch_section import read_engine
from simulator.text.document import Document
from simulator.text.positions import REFUSED
from simulator.wire.decoding import Path
from simulator.words.phrases import join_words
from simulator.words.suggestion import suggest

FIELDS = ("semantics", "direct_dial", "return_after", "announcement", "engine")
_WANTED = "a mapping such as {main: {direct_dial: all}}"
_DIRECT_DIAL = "all, none, or a list such as [extension||101, extension||2001]"


def read_menus(
    shelf: Shelf, document: Document, value: object, catalogue: Catalogue, semantics: Semantics
) -> MenuEngines:
    """Return the engines of a flow's menus; what is wrong goes on the shelf. ``semantics`` are the flow's.

    A profile of the project is kept as what it says: a program's profile, and what differs from that.
    """
    settings: dict[str, MenuSettings] = {}
    if isinstance(value, dict):
        reader = _MenusReader(shelf, document, catalogue, semantics)
        settings = {str(key): reader.read_menu(str(key), body) for key, body in value.items() if body is not REFUSED}
    elif value is not None and value is not REFUSED:
        message = f"menus: {quote_value(value)} is not accepted; use {_WANTED}"
        shelf.problems.append(document.problem_at(("menus",), message))
    return MenuEngines(catalogue, semantics, settings)


class _MenusReader:
    """Reads the section once; its problems go on the shelf."""

    def __init__(self, shelf: Shelf, document: Document, catalogue: Catalogue, semantics: Semantics) -> None:
        self.shelf = shelf
        self.document = document
        self.catalogue = catalogue
        self.semantics = semantics

    def add_problem(self, place: Path, message: str, *, key: bool = False) -> None:
        """Put a problem at a place below ``menus`` on the shelf."""
        self.shelf.problems.append(self.document.problem_at(("menus", *place), message, key=key))

    def read_menu(self, key: str, body: Any) -> MenuSettings:
        """Return the settings of one menu."""
        if key not in self.shelf.keys:
            hint = suggest(key, self.shelf.keys, "menus sets what the receptionists of the flow do")
            self.add_problem((key,), f"no receptionist has the key {quote_value(key)}{hint}", key=True)
        if body is None:
            return NO_SETTINGS
        if not isinstance(body, dict):
            self.add_problem((key,), f"{key}: {quote_value(body)} is not accepted; use {_WANTED}")
            return NO_SETTINGS
        for field in body:
            if field not in FIELDS:
                hint = suggest(field, FIELDS, f"use {join_words(FIELDS, last=' or ')}")
                self.add_problem((key, field), f"a menu has no setting {quote_value(field)} here{hint}", key=True)
        settings = self._read_semantics(key, body.get("semantics"))
        settings = self._read_direct_dial(key, body.get("direct_dial"), settings)
        settings = self._read_return_causes(key, body.get("return_after"), settings)
        switch = read_engine(
            body.get("engine"), self.catalogue, lambda at, text: self.add_problem((key, "engine", *at), text)
        )
        announcement = read_announcement_block(
            body.get("announcement"), lambda at, text: self.add_problem((key, "announcement", *at), text)
        )
        settings = settings._replace(switch=switch, announcement=announcement)
        self._refuse_conflicts(key, settings)
        return settings

    def _read_semantics(self, key: str, value: Any) -> MenuSettings:
        """Read a profile's name, or changes to a base, which is the flow's own semantics where none is named."""
        if value is None or value is REFUSED:
            return NO_SETTINGS
        place: Path = (key, "semantics")
        profiles, complete = self.shelf.project.profiles, self.shelf.project.complete
        if not isinstance(value, Mapping):
            semantics, wrong = read_semantics(value, profiles, complete=complete)
            self.shelf.problems += [self.document.problem_at(("menus", *place, *at), text) for at, text in wrong]
            return MenuSettings(semantics.profile, tuple(semantics.changes.items()))
        # What a menu leaves as the flow has it may not go with what it says: that is looked at in the end.
        own = _without_base(value)
        semantics, wrong = read_semantics(
            {BASE: value.get(BASE, self.semantics.profile), **own}, profiles, complete=complete
        )
        wrong = [(at, text) for at, text in wrong if text != semantics.conflict]
        self.shelf.problems += [self.document.problem_at(("menus", *place, *at), text) for at, text in wrong]
        changes = {} if wrong else {name: getattr(semantics, name) for name in own if hasattr(semantics, name)}
        if BASE not in value:
            return MenuSettings(None, tuple(changes.items()))
        base, _ = read_semantics(value[BASE], profiles, complete=complete)
        return MenuSettings(semantics.profile, tuple({**changes, **base.changes, **changes}.items()))

    def _read_direct_dial(self, key: str, value: Any, settings: MenuSettings) -> MenuSettings:
        if value is None or value is REFUSED:
            return settings
        place: Path = (key, "direct_dial")
        if value in ("all", "none"):
            return settings._replace(direct_dial=value)
        if not isinstance(value, list):
            self.add_problem(place, f"direct_dial: {quote_value(value)} is not accepted; use {_DIRECT_DIAL}")
            return settings
        if not value:
            self.add_problem(place, f"direct_dial: the list is empty; use none, or {_DIRECT_DIAL.partition('or ')[2]}")
        numbers: dict[str, Destination] = {}
        for index, address in enumerate(value):
            destination = self._read_address((*place, index), address)
            if destination is None:
                continue
            if destination.id in numbers:
                text = f"direct_dial: {destination.id} is listed twice; a number leads to one destination"
                self.add_problem((*place, index), text)
            numbers.setdefault(destination.id, destination)
        return settings._replace(direct_dial="listed", numbers=tuple(map(str, numbers.values())))

    def _read_return_causes(self, key: str, value: Any, settings: MenuSettings) -> MenuSettings:
        """Read after what a call goes back to the menu that it came from."""
        if value is None or value is REFUSED:
            return settings
        accepted = ("recording",) if self._is_announcement(key) else ("wrong", "silence", VOICEMAIL_CAUSE)
        wanted = f"use a list such as [{', '.join(accepted)}]"
        if not isinstance(value, list):
            self.add_problem((key, "return_after"), f"return_after: {quote_value(value)} is not accepted; {wanted}")
            return settings
        for index, cause in enumerate(value):
            if cause is not REFUSED and cause not in accepted:
                kind = "an announcement" if self._is_announcement(key) else "a menu"
                text = f"return_after: {quote_value(cause)} is not accepted for {kind}; {wanted}"
                self.add_problem((key, "return_after", index), text)
        return settings._replace(
            return_after=tuple(cause for cause in RETURN_CAUSES if cause in value),
            voicemail_returns=VOICEMAIL_CAUSE in value,
        )

    def _is_announcement(self, key: str) -> bool:
        draft = self.shelf.drafts.get(key)
        return draft is not None and draft.reading.fields.get("destination_type") == "single"

    def _read_address(self, place: Path, address: Any) -> Destination | None:
        """One destination of the list, whose id is the number that callers dial."""
        if address is REFUSED:
            return None
        kind, bars, id = address.partition("||") if isinstance(address, str) else ("", "", "")
        kind, id = kind.strip(), id.strip()
        if not (kind and bars and id) or "|" in id:
            text = f"direct_dial: {quote_value(address)} is not a destination; use its type and id: extension||101"
            self.add_problem(place, text)
            return None
        if id.startswith("@"):
            named = self.catalogue.destination_names.get(id[1:])
            if named is None or named.type != Destination(kind, id).canonical.type:
                if self.catalogue.complete:
                    hint = suggest(id[1:], self.catalogue.destination_names, most=3, form=lambda name: f"@{name}")
                    self.add_problem(place, f"direct_dial: no {kind} is named {id[1:]!r}{hint}")
                return None
            id = named.id
        if not is_dialable(id):
            text = f"direct_dial: {quote_value(id)} cannot be dialled; the id of a destination here is its number, "
            self.add_problem(place, f"{text}of two digits or more")
            return None
        return Destination(kind, id)

    def _refuse_conflicts(self, key: str, settings: MenuSettings) -> None:
        """Refuse what no engine is known to do, as the menu and the flow say it together."""
        self._refuse_announcement(key, settings)
        if self._refuse_other_machine(key, settings):
            return
        changes = dict(settings.changes)
        base = Semantics.model_validate({**self._base_of(settings).model_dump(), **changes})
        place: Path = (key, "semantics")
        if base.conflict:
            named = next((name for name in (*changes, "") if base.switch or name in (*NEUTRAL, "collect")), "")
            self.add_problem((*place, *((named,) if named else ())), base.conflict)
        elif settings.direct_dial in ("all", "listed") and base.collect != "prefix":
            text = f"direct_dial works only with collect: prefix, and {key} has collect: {base.collect}; use none"
            self.add_problem((key, "direct_dial"), text)

    def _refuse_announcement(self, key: str, settings: MenuSettings) -> None:
        if settings.announcement == NO_ANNOUNCEMENT_SETTINGS:
            return
        text = ""
        if key in self.shelf.drafts and not self._is_announcement(key):
            text = f"announcement: {key} is a menu; only an announcement (a single) pauses, or is skipped or repeated"
        elif self.semantics.switch is not None:
            text = f"announcement: {self.semantics.profile} has no announcements; FreePBX has, under freepbx and others"
        if text:
            self.add_problem((key, "announcement"), text)

    def _refuse_other_machine(self, key: str, settings: MenuSettings) -> bool:
        """Refuse what belongs to another machine than the flow's: one engine runs all menus of a flow."""
        own = self.semantics if settings.profile is None else PROFILES[settings.profile]
        theirs, ours = own.switch, self.semantics.switch
        if (theirs is None) != (ours is None):
            text = (
                f"{key} has semantics: {own.profile}, and the flow has {self.semantics.profile}; one engine runs all "
            )
            self.add_problem((key, "semantics"), f"{text}menus of a flow: use {self._same_machine()}")
            return True
        if ours is None and settings.switch != NO_SWITCH_SETTINGS:
            text = f"engine: {key} has semantics: {own.profile}, which has no such settings; they work only under "
            self.add_problem((key, "engine"), text + join_words(tuple(DEFAULTS), last=" or "))
        if theirs is not None and settings.direct_dial in ("all", "listed"):
            text = f"direct_dial: {own.profile} does not know which destinations are extensions; list them as entries"
            self.add_problem((key, "direct_dial"), text)
        return theirs is not None and not settings.changes

    def _same_machine(self) -> str:
        alike = [
            name for name, profile in PROFILES.items() if (profile.switch is None) == (self.semantics.switch is None)
        ]
        return join_words(alike, last=" or ")

    def _base_of(self, settings: MenuSettings) -> Semantics:
        return MenuSettings(settings.profile).settle_semantics(self.semantics)


def _without_base(value: Mapping[str, Any]) -> dict[str, Any]:
    return {str(name): setting for name, setting in value.items() if name != BASE}


class MenuEngines(NamedTuple):
    """The engines of a flow's menus, in all of its variants; ``settings`` are what flow.yaml says of each menu."""

    catalogue: Catalogue
    semantics: Semantics = PROFILES[DEFAULT_PROFILE]
    settings: Mapping[str, MenuSettings] = {}

    def attach_to(
        self, drafts: Mapping[str, Draft], receptionists: Mapping[str, Receptionist]
    ) -> Mapping[str, Receptionist]:
        """Return the receptionists of these drafts, each on its engine."""
        return attach_engines(
            receptionists,
            self.semantics,
            recordings=self.catalogue.recordings,
            destinations=self.catalogue.destinations,
            settings=self.settings,
            zeros={key: zeros for key in receptionists if (zeros := _zero_finals(drafts[key]))},
        )

    def attach_to_variants(
        self, drafts: Mapping[str, Mapping[str, Draft]], variants: Mapping[str, Variant]
    ) -> dict[str, Variant]:
        """Return the variants, whose receptionists are on their engines, too."""
        return {
            name: variant._replace(receptionists=self.attach_to(drafts[name], variant.receptionists))
            for name, variant in variants.items()
        }


def _zero_finals(draft: Draft) -> frozenset[MissCause]:
    """Return the causes whose final recording has the id 0: the model takes that for none, as the provider does."""
    fields = draft.reading.fields
    return frozenset(
        cause
        for cause, name in FINAL_FIELDS.items()
        if (value := fields.get(name)) not in (None, "") and parse_optional_id(value) is None
    )
