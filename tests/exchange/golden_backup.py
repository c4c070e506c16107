"""A FreePBX backup with the settings of a flow: what a person would have entered there."""

import io
import json
import wave
from pathlib import Path
from typing import Any

from simulator.config.flow import Flow
from simulator.config.receptionist import Destination, Receptionist
from tests.exchange.freepbx_backups import Row, entry, ivr, ivr_module, module, write_archive

_COLLECT = {"prefix": "2", "first_match": "0", "terminated": "1"}
_CONTEXTS = {"department": "ext-group,{},1", "voicemail": "ext-local,vmu{},1", "extension": "from-did-direct,{},1"}


def silent_wave(milliseconds: float) -> bytes:
    """A WAV of this length."""
    content = io.BytesIO()
    with wave.open(content, "wb") as written:
        written.setnchannels(1)
        written.setsampwidth(1)
        written.setframerate(1000)
        written.writeframes(b"\x80" * round(milliseconds))
    return content.getvalue()


def write_backup(file: Path, flow: Flow, *, version: str = "16.0.9", lists: bool = False) -> Path:
    """Write a backup with the menus, announcements and recordings of a flow."""
    menus: list[Row] = []
    entries: list[Row] = []
    announcements: list[Row] = []
    for key, item in flow.receptionists.items():
        if item.is_menu:
            menus.append(_menu_row(flow, key, item))
            entries += [entry(key, option, _spell(flow, to.destination)) for option, to in item.own_options.items()]
        else:
            to = item.forward_destination
            assert to is not None
            announcements.append(_announcement_row(key, item, _spell(flow, to)))
    recordings = [{"id": id, "displayname": f"r{id}", "filename": f"custom/{id}"} for id in flow.recordings]
    modules = {
        "Ivr": ivr_module(menus, entries, version, lists=lists),
        "Announcement": module("announcement", announcements),
        "Recordings": module("recordings", {"data": recordings}),
    }
    sounds = {f"sounds/custom/{id}.wav": silent_wave(flow.length_of(id).milliseconds) for id in flow.recordings}
    return write_archive(file, modules, sounds)


def _menu_row(flow: Flow, key: str, item: Receptionist) -> Row:
    semantics = flow.semantics_in(item)
    wrong, silence = item.wrong_key_destination, item.silence_destination
    assert wrong is not None
    assert silence is not None
    return ivr(
        key,
        name=item.name,
        announcement=item.greeting or "0",
        strict_dial_timeout=_COLLECT[semantics.collect],
        timeout_time=f"{item.timeout_seconds:g}",
        invalid_loops=str(item.wrong_keys_allowed),
        invalid_retry_recording=item.wrong_key_retry_recording,
        invalid_recording=item.wrong_key_final_recording or "",
        invalid_destination=_spell(flow, wrong),
        invalid_append_announce=str(int(semantics.replays_greeting("wrong"))),
        timeout_loops=str(item.silences_allowed),
        timeout_retry_recording=item.silence_retry_recording or "",
        timeout_recording=item.silence_final_recording or "",
        timeout_destination=_spell(flow, silence),
        timeout_append_announce=str(int(semantics.replays_greeting("silence"))),
    )


def _announcement_row(key: str, item: Receptionist, to: str) -> Row:
    return {
        "announcement_id": key,
        "description": item.name,
        "recording_id": item.greeting or "0",
        "allow_skip": "0",
        "post_dest": to,
        "return_ivr": "0",
        "noanswer": "1",  # the calls were measured without the pause after the answer
        "repeat_msg": "",
    }


def _spell(flow: Flow, to: Destination) -> str:
    key = flow.receptionist_for(to)
    if key is not None:
        return f"ivr-{key},s,1" if flow.receptionists[key].is_menu else f"app-announcement-{key},s,1"
    return "app-blackhole,hangup,1" if to.hangs_up else _CONTEXTS[to.type].format(to.id)


def read_lines(file: Path) -> list[dict[str, Any]]:
    """The objects of a file of JSON lines."""
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
