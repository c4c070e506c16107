"""Hypothesis strategies for the engine behind menus: any semantics, and settings of single menus."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from simulator.config.announcement_settings import AnnouncementSettings
from simulator.config.engine_attachment import attach_engines
from simulator.config.flow import Flow
from simulator.config.menu_engine import NO_SETTINGS, RETURN_CAUSES, MenuSettings
from simulator.config.receptionist import Receptionist
from simulator.config.semantics import NEUTRAL, PROFILES, Semantics


def semantics() -> SearchStrategy[Semantics]:
    """Any setting of the engine."""
    return st.builds(
        Semantics,
        # FreeSWITCH's machine has no settings, and menus of its own
        profile=st.sampled_from(sorted(name for name, profile in PROFILES.items() if profile.switch is None)),
        final_on=st.sampled_from(["after_retries", "at_count"]),
        replay_greeting=st.sampled_from(["always", "without_retry_prompt", "after_wrong_keys", "after_silence"]),
        counters=st.sampled_from(["separate", "shared"]),
        collect=st.sampled_from(["prefix", "first_match", "terminated"]),
        interdigit_seconds=st.sampled_from([0, 1, 3]),
        barge_in=st.booleans(),
        zero_timeout_seconds=st.sampled_from([5, 10]),
        extension_dialling=st.sampled_from(["none", "none", "digits", "any"]),
        optional_hash=st.sampled_from([False, False, True]),
        missing_final=st.sampled_from(["skipped", "ends_call"]),
    ).map(lambda drawn: drawn.model_copy(update=dict(NEUTRAL)) if drawn.conflict else drawn)


def menu_settings(under: Semantics) -> SearchStrategy[MenuSettings]:
    """Strategy for flow.yaml's settings of one menu's engine in a flow of these semantics: mostly none."""
    accepted = [
        settings
        for settings in _MENU_SETTINGS
        if not under.model_copy(update=dict(settings.changes)).conflict
        and (settings.direct_dial != "listed" or under.collect == "prefix")
    ]
    return st.sampled_from([NO_SETTINGS, NO_SETTINGS, *accepted])


def announcements() -> SearchStrategy[AnnouncementSettings]:
    """Strategy for how FreePBX plays an announcement: half of them plainly."""
    plain, keys = st.just(AnnouncementSettings()), st.sampled_from([None, "1", "*"])
    return st.one_of(plain, st.builds(AnnouncementSettings, pause=st.booleans(), skip=st.booleans(), repeat=keys))


_MENU_SETTINGS = (
    MenuSettings(direct_dial="none"),
    MenuSettings(direct_dial="listed", numbers=("extension||12", "extension||1201", "voicemail||33")),
    MenuSettings(changes=(("collect", "first_match"),)),
    MenuSettings(changes=(("barge_in", False), ("counters", "shared"), ("replay_greeting", "after_silence"))),
)


@st.composite
def on_engines(draw: DrawFn, flow: Flow, *, alike: bool, returns: bool = False) -> Mapping[str, Receptionist]:
    """Return the receptionists on their engines; ``alike``: no menu has settings of its own.

    ``returns``: after some causes, calls go back to the menu that they came from, and announcements take keys.
    """
    settings = {} if alike else {key: draw(menu_settings(flow.semantics)) for key in flow.receptionists}
    if returns:
        causes = st.frozensets(st.sampled_from(RETURN_CAUSES)).map(lambda drawn: tuple(sorted(drawn)))
        for key, item in flow.receptionists.items():
            own = settings.get(key, NO_SETTINGS)
            own = own._replace(return_after=draw(causes), announcement=draw(announcements()))
            settings[key] = own._replace(voicemail_returns=item.is_menu and draw(st.booleans()))
    return attach_engines(
        flow.receptionists,
        flow.semantics,
        recordings=flow.recordings,
        destinations=flow.destinations,
        settings={key: own for key, own in settings.items() if own != NO_SETTINGS},
    )
