"""Flows as the files of one Asterisk: their dialplans side by side, and a sound of the right length per recording.

The sounds are silent: what is compared is which recording plays, and when.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple, Protocol

from simulator.config.flow import Flow
from simulator.engines.asterisk_install import AsteriskInstall
from simulator.engines.asterisk_settings import DIALPLAN, SOUNDS
from simulator.engines.dialplan_marks import DialplanMarks
from simulator.exchange.dialplan_writer import DialplanFiles, write_dialplan
from simulator.exchange.sound_files import sln_bytes

_SAMPLES_PER_MS = 8
"""The ending is ``.sln``, which every version knows (16 does not know ``.slin``)."""


class WriteDialplan(Protocol):
    """Something that writes a flow as a dialplan, as ``exchange.dialplan_writer.write_dialplan`` does."""

    def __call__(self, flow: Flow, *, prefix: str, sounds_folder: str) -> DialplanFiles:
        """Return the dialplan of a flow."""


class RealEngine(NamedTuple):
    """An installed Asterisk, and what writes dialplans for it: our own, unless another one is to be compared.

    ``files`` are more of its settings, by their path below its folder.
    """

    install: AsteriskInstall
    write: WriteDialplan = write_dialplan
    files: Mapping[str, bytes] = MappingProxyType({})


class FlowDialplans(NamedTuple):
    """The files of all flows, by their path below Asterisk's folder, and what each flow's dialplan means."""

    files: dict[str, bytes]
    marks: tuple[DialplanMarks, ...]


def write_dialplans(flows: Sequence[Flow], folder: Path, write: WriteDialplan) -> FlowDialplans:
    """Return the files of an Asterisk that lives in ``folder`` and takes the calls of these flows.

    Raises ``UsageError`` for a flow that Asterisk cannot do.
    """
    variables, contexts, files, marks = ["[globals]"], [], {}, []
    for number, flow in enumerate(flows):
        prefix = f"f{number}"
        sounds = f"{SOUNDS}/{prefix}"
        dialplan = write(flow, prefix=prefix, sounds_folder=str(folder / sounds))
        own_variables, _, own_contexts = dialplan.extensions.partition("\n\n")
        variables += own_variables.splitlines()[1:]  # Asterisk reads one section of variables
        contexts.append(own_contexts)
        lengths = {recording: flow.length_of(recording).milliseconds for recording in dialplan.sounds.values()}
        for name, recording in dialplan.sounds.items():
            files[f"{sounds}/{name}.sln"] = sln_bytes(array("h", [0]) * (lengths[recording] * _SAMPLES_PER_MS))
        marks.append(DialplanMarks(dialplan, lengths))
    files[DIALPLAN] = "\n".join([*variables, "", *contexts]).encode()
    return FlowDialplans(files, tuple(marks))


def menus_alone(flow: Flow) -> Flow:
    """Return a flow whose calls end where they leave its menus: no schedule is asked, and no telephone rings."""
    return replace(flow, routes={}) if flow.routes else flow
