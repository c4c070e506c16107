"""The engine behind one menu: its settings in flow.yaml, and their effect under the flow's semantics.

The provider has no fields for this, so it is kept apart from a receptionist's own, and is never sent to it. A menu may
have semantics of its own (in FreePBX each menu has its own way of collecting keys, and two switches for the greeting),
and say which extensions callers can dial at it.

The first fields of ``MenuEngine`` hold whatever the semantics; the others follow from them under one set of semantics,
and ``Flow.with_semantics`` works them out again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Literal

from simulator.config.announcement_settings import NO_ANNOUNCEMENT_SETTINGS, AnnouncementSettings
from simulator.config.semantics import NEUTRAL, PROFILES, Semantics, SwitchProfile
from simulator.config.switch_menu import NO_SWITCH_SETTINGS, SwitchSettings, switch_menu
from simulator.fast_classes import NamedTuple

if TYPE_CHECKING:
    from simulator.config.receptionist import Entry, Receptionist

MissCause = Literal["wrong", "silence"]
DirectDial = Literal["all", "none", "listed"]
ReturnCause = Literal["wrong", "silence", "recording"]

RETURN_CAUSES: tuple[ReturnCause, ...] = ("wrong", "silence", "recording")
"""The causes of ``return_after``: the last wrong key or silence of a menu, the recording of an announcement."""

VOICEMAIL_CAUSE = "voicemail"
"""Another cause of ``return_after``, in a menu: the call has been to a voicemail, and the caller stays on the line."""

RETURN = "return"
"""The type of the destination that leads back to where a call came from; it is no provider's, and its id is 1."""

EXTENSION_PLACE = ("entries",)
"""The place of a way out that no entry says: an extension that callers dial."""

_NUMBER = re.compile(r"[0-9]{2,20}")


def is_dialable(id: str) -> bool:
    """Return whether a destination's id is a number that callers can dial: two digits or more (to 20).

    An extension of one digit is a quirk of its own on the real engine, and was left out of the measurements.
    """
    return _NUMBER.fullmatch(id) is not None


class MenuSettings(NamedTuple):
    """The settings of one menu as flow.yaml has them; what is not said is as the flow has it.

    ``profile`` is the base of its own semantics (None: the flow's), ``changes`` what differs from that. ``numbers``
    are the destinations of ``direct_dial``, as ``type||id``, where it lists them. After the causes of
    ``return_after``, a call goes back to the menu that it came from, if there is one; ``voicemail_returns``: so do
    callers of this menu who leave a message and stay on the line. ``switch`` are the settings of FreeSWITCH's menu,
    ``announcement`` those of FreePBX's announcement.
    """

    profile: str | None = None
    changes: tuple[tuple[str, object], ...] = ()
    direct_dial: DirectDial | None = None
    numbers: tuple[str, ...] = ()
    return_after: tuple[ReturnCause, ...] = ()
    switch: SwitchSettings = NO_SWITCH_SETTINGS
    announcement: AnnouncementSettings = NO_ANNOUNCEMENT_SETTINGS
    voicemail_returns: bool = False

    def settle_semantics(self, semantics: Semantics) -> Semantics:
        """Return the semantics of this menu in a flow of these semantics."""
        base = semantics if self.profile is None else PROFILES[self.profile]
        # The menus of one flow share one machine: what a menu says of the other gives way to the flow's.
        if (base.switch is None) != (semantics.switch is None):
            return semantics
        if base.switch is not None:
            return base
        changes: dict[str, object] = dict(self.changes)
        if self.direct_dial == "none":
            changes["extension_dialling"] = NEUTRAL["extension_dialling"]
        settled = base.model_copy(update=changes) if changes else base
        if settled.conflict:  # what the menu itself says is refused when it is loaded; what it inherits gives way
            settled = settled.model_copy(update=dict(NEUTRAL))
        return settled

    @property
    def of_announcement(self) -> MenuSettings:
        """Return what of this an announcement takes: nobody chooses there."""
        return MenuSettings(return_after=self.return_after, announcement=self.announcement)

    @property
    def written_causes(self) -> tuple[str, ...]:
        """Return ``return_after`` as flow.yaml has it."""
        return (*self.return_after, *((VOICEMAIL_CAUSE,) if self.voicemail_returns else ()))

    @property
    def label(self) -> str | Mapping[str, object] | None:
        """Return what flow.yaml says of the menu's semantics: a name, base and changes, or nothing."""
        if not self.changes:
            return self.profile
        return {**({"base": self.profile} if self.profile else {}), **dict(self.changes)}

    @property
    def semantics_words(self) -> tuple[str, ...]:
        """Return the menu's own semantics in words: a profile's name, then each setting with its value."""
        changed = (f"{name} {str(value).lower() if isinstance(value, bool) else value}" for name, value in self.changes)
        return (*((self.profile,) if self.profile else ()), *changed)


NO_SETTINGS = MenuSettings()


class MenuEngine(NamedTuple):
    """The engine behind one receptionist: what no field of the provider's says.

    ``dialable`` are the extensions that callers can dial here where direct dial is on; ``missing`` the causes whose
    final recording is not there. Under the flow's semantics, ``semantics`` are the menu's own (None: the flow's),
    ``extensions`` those that can be dialled, ``drops`` the causes after which the call ends where the final
    recording would play, and ``switch`` the profile where FreeSWITCH's machine runs the menu; ``announcement`` is how
    an announcement plays.
    """

    settings: MenuSettings = NO_SETTINGS
    dialable: tuple[Entry, ...] = ()
    missing: frozenset[MissCause] = frozenset()
    semantics: Semantics | None = None
    extensions: tuple[Entry, ...] = ()
    drops: frozenset[MissCause] = frozenset()
    switch: SwitchProfile | None = None
    announcement: AnnouncementSettings = NO_ANNOUNCEMENT_SETTINGS

    def under(self, semantics: Semantics) -> MenuEngine:
        """Return the same engine in a flow of these semantics."""
        own = self.settings.settle_semantics(semantics)
        return self._replace(
            semantics=None if own == semantics else own,
            extensions=self.dialable if own.extension_dialling != "none" else (),
            drops=self.missing if own.missing_final == "ends_call" else frozenset(),
            switch=own.switch,
        )

    def announcement_under(self, semantics: Semantics) -> MenuEngine:
        """Return the same for an announcement, of which FreeSWITCH has none of FreePBX's."""
        settings = self.settings.announcement if semantics.switch is None else NO_ANNOUNCEMENT_SETTINGS
        return self._replace(announcement=settings)


PLAIN_ENGINE = MenuEngine()
"""The engine behind a receptionist of which flow.yaml says nothing more."""


def settle_engines(receptionists: Mapping[str, Receptionist], semantics: Semantics) -> Mapping[str, Receptionist]:
    """Return the receptionists with their engines under these semantics; the mapping itself where none changes."""
    changed: dict[str, Receptionist] = {}
    settled: dict[int, MenuEngine] = {}  # most menus of a flow share their engine
    for key, item in receptionists.items():
        engine = item.engine
        if engine is PLAIN_ENGINE and (semantics.switch is None or not item.is_menu):
            continue
        if not item.is_menu:
            under = engine.announcement_under(semantics)
        else:
            under = settled.get(id(engine)) or settled.setdefault(id(engine), engine.under(semantics))
        if under != engine:
            changed[key] = item.with_engine(under)
    return {**receptionists, **changed} if changed else receptionists


FINAL_FIELDS: Mapping[MissCause, str] = {
    "wrong": "wrong_key_final_recording",
    "silence": "silence_final_recording",
}
"""The receptionist's field for the final recording after each cause."""


def final_recording(item: Receptionist, cause: str) -> str | None:
    """Return what plays once wrong keys or silences are used up; None: nothing, or the engine drops the call there."""
    if cause in item.engine.drops:
        return None
    if item.engine.switch is not None:  # the sound of every wrong key
        return item.wrong_key_retry_recording if cause == "wrong" else None
    return item.wrong_key_final_recording if cause == "wrong" else item.silence_final_recording


def played_recordings(item: Receptionist) -> tuple[str | None, ...]:
    """Return what plays, by ``RECORDING_FIELDS``; None: nothing, or the engine drops the call there.

    FreeSWITCH's menu has two more: its short greeting and its exit sound.
    """
    engine = item.engine
    if engine.switch is not None and item.is_menu:
        menu = switch_menu(item)
        return menu.greet_long, menu.invalid_sound, menu.invalid_sound, None, None, menu.greet_short, menu.exit_sound
    wrong_final, silence_final = item.wrong_key_final_recording, item.silence_final_recording
    if engine is not PLAIN_ENGINE:
        wrong_final, silence_final = final_recording(item, "wrong"), final_recording(item, "silence")
    return item.greeting, item.wrong_key_retry_recording, wrong_final, item.silence_retry_recording, silence_final


def returns_after(item: Receptionist, cause: str) -> bool:
    """Return whether a call goes back to where it came from after a cause of ``return_after``, if it can."""
    engine = item.engine
    return cause in engine.settings.return_after and cause not in engine.drops


def without_return(item: Receptionist, cause: ReturnCause) -> Receptionist:
    """Return a receptionist from which calls do not go back after a cause of ``return_after``."""
    settings, engine = item.engine.settings, item.engine
    rest = tuple(other for other in settings.return_after if other != cause)
    return item.with_engine(engine._replace(settings=settings._replace(return_after=rest)))


def without_announcement(item: Receptionist, setting: str) -> Receptionist:
    """Return an announcement that does not do what one of its settings says."""
    plain = getattr(NO_ANNOUNCEMENT_SETTINGS, setting)
    settings = item.engine.settings
    announcement = settings.announcement._replace(**{setting: plain})
    return item.with_engine(
        item.engine._replace(settings=settings._replace(announcement=announcement), announcement=announcement)
    )


def can_return(item: Receptionist) -> bool:
    """Return whether a call can go back from a receptionist to the menu that it came from."""
    if any(returns_after(item, cause) for cause in RETURN_CAUSES):
        return True
    return any(way.destination.leads_back for way in item.ways())


def any_memory(items: Iterable[Receptionist]) -> bool:
    """Return whether what a receptionist does can depend on what came before it, or its keys are not a menu's."""
    receptionists = tuple(items)
    announces = any(item.engine.announcement != NO_ANNOUNCEMENT_SETTINGS for item in receptionists)
    return announces or any_returns(receptionists)


def any_returns(items: Iterable[Receptionist]) -> bool:
    """Return whether calls can go back anywhere in a flow; a flow of 10,000 receptionists asks all of them."""
    types: set[str | None] = set()
    for item in items:
        if item.engine.settings.return_after:
            return True
        types |= {item.forward_destination_type, item.wrong_key_destination_type, item.silence_destination_type}
        types.update([entry.destination_type for entry in item.entries or ()])
    return any(kind is not None and kind.lower() == RETURN for kind in types)


def lead_choices(item: Receptionist, lead: Callable[[Entry], Entry], **changes: object) -> Receptionist:
    """Return the same as ``stand_alone``, its entries and extensions each led where ``lead`` says."""
    entries = tuple(lead(entry) for entry in item.entries or ())
    dialable = tuple(lead(extension) for extension in item.engine.dialable)
    return stand_alone(item, dialable, entries=entries, **changes)


def without_choices(item: Receptionist, **changes: object) -> Receptionist:
    """Return the same as ``stand_alone``, with nothing that keys could choose."""
    return stand_alone(item, (), entries=(), **changes)


def stand_alone(item: Receptionist, dialable: tuple[Entry, ...] | None = None, **changes: object) -> Receptionist:
    """Return the same receptionist with changes, for what looks at it alone; ``dialable`` replaces its extensions.

    A final recording that the engine misses is left out, and its way out leads where the fields say.
    """
    engine = item.engine
    if engine is PLAIN_ENGINE:
        return item.model_copy(update=changes)
    if dialable is None:
        dialable = engine.dialable
    alone = item.model_copy(update={**changes, **{FINAL_FIELDS[cause]: None for cause in engine.drops}})
    extensions = dialable if engine.extensions else ()
    return alone.with_engine(
        engine._replace(
            dialable=dialable, extensions=extensions, missing=engine.missing - engine.drops, drops=frozenset()
        )
    )
