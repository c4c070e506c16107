"""A flow as another system has it: receptionists, names, hours and numbers, each with the place that it is from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Any

from simulator.config.flow import KnownDestination, Recording
from simulator.config.menu_engine import NO_SETTINGS, MenuSettings, MissCause
from simulator.config.receptionist import Destination
from simulator.config.schedules import Schedule
from simulator.config.semantics import Semantics
from simulator.exchange.construct_list import Construct
from simulator.fast_classes import dataclass


@dataclass(slots=True)
class ImportedReceptionist:
    """A receptionist of the source.

    ``fields`` have the model's names; ``settings`` are those of its engine. ``origin`` says where it is from, ``key``
    what the flow calls it. ``zeros`` are the causes whose final recording is written as 0: FreePBX drops the call.
    """

    id: str
    name: str
    fields: dict[str, Any]
    origin: str
    settings: MenuSettings = NO_SETTINGS
    zeros: frozenset[MissCause] = frozenset()
    key: str = ""


@dataclass(slots=True)
class ImportedFlow:
    """All that is imported. ``destinations`` lead on to ``type||id``; ``origins`` are comments by section and key.

    ``zone`` is the IANA name of the zone of ``schedules``, ``zone_stated`` whether the source says so. ``sounds`` are
    the contents of sound files by their path in the flow's folder. ``entry`` is the id of the receptionist that calls
    reach first. ``tells`` is one line about the source.
    """

    source: str
    kind: str
    semantics: Semantics
    receptionists: list[ImportedReceptionist]
    entry: str
    tells: str = ""
    recordings: dict[str, Recording] = field(default_factory=dict)
    destinations: dict[Destination, KnownDestination] = field(default_factory=dict)
    schedules: dict[str, Schedule] = field(default_factory=dict)
    numbers: dict[str, Destination] = field(default_factory=dict)
    zone: str = ""
    zone_stated: bool = True
    origins: dict[tuple[str, str], str] = field(default_factory=dict)
    sounds: Mapping[str, bytes] = field(default_factory=dict)
    constructs: list[Construct] = field(default_factory=list)
