"""Made-up FreePBX backups, as files."""

import io
import json
import tarfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

Row = dict[str, Any]

IVR: Row = {
    "id": "1",
    "name": "Main",
    "description": "",
    "announcement": "0",
    "directdial": "",
    "invalid_loops": "2",
    "invalid_retry_recording": "",
    "invalid_destination": "app-blackhole,hangup,1",
    "timeout_enabled": None,
    "invalid_recording": "",
    "retvm": "",
    "timeout_time": "5",
    "timeout_recording": "",
    "timeout_retry_recording": "",
    "timeout_destination": "app-blackhole,hangup,1",
    "timeout_loops": "2",
    "timeout_append_announce": "0",
    "invalid_append_announce": "0",
    "timeout_ivr_ret": "0",
    "invalid_ivr_ret": "0",
    "alertinfo": "",
    "rvolume": "",
    "strict_dial_timeout": "2",
    "accept_pound_key": "0",
}


def ivr(id: str, **fields: Any) -> Row:
    """One row of ``ivr_details``; what is not given is as the module's form has it."""
    return {**IVR, "id": id, "name": f"IVR {id}", **fields}


def entry(ivr_id: str, selection: str, dest: str, ivr_ret: str = "0") -> Row:
    """One row of ``ivr_entries``."""
    return {"ivr_id": ivr_id, "selection": selection, "dest": dest, "ivr_ret": ivr_ret}


def ivr_module(ivrs: Iterable[Row], entries: Iterable[Row], version: str = "16.0.9", *, lists: bool = False) -> Row:
    """``Ivr.json``: rows as objects by id, or as lists."""
    menus, choices = [*ivrs], [*entries]
    by_id = {row["id"]: [row] for row in menus}
    by_menu = {row["id"]: [item for item in choices if item["ivr_id"] == row["id"]] for row in menus}
    configs: Any = {"ivrs": menus, "entries": choices} if lists else {"ivrs": by_id, "entries": by_menu}
    return module("ivr", configs, version)


def module(name: str, configs: Any, version: str = "16.0.1") -> Row:
    """The JSON of a module."""
    return {"module": name, "version": version, "configs": configs, "dependencies": [], "dirs": [], "files": []}


def write_folder(folder: Path, modules: Mapping[str, Row], sounds: Mapping[str, bytes] | None = None) -> Path:
    """An unpacked backup."""
    for name, content in modules.items():
        file = folder / "modulejson" / f"{name}.json"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(content), encoding="utf-8")
    for name, sound in (sounds or {}).items():
        file = folder / "files" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(sound)
    return folder


def write_archive(file: Path, modules: Mapping[str, Row], sounds: Mapping[str, bytes] | None = None) -> Path:
    """A backup as FreePBX writes it."""
    contents = {f"./modulejson/{name}.json": json.dumps(content).encode() for name, content in modules.items()}
    contents |= {f"./files/{name}": sound for name, sound in (sounds or {}).items()}
    return write_members(file, contents)


def write_members(file: Path, contents: Mapping[str, bytes]) -> Path:
    """An archive of these files."""
    with tarfile.open(file, "w:gz") as archive:
        for name, content in contents.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return file


def everything() -> dict[str, Row]:
    """A backup that has a row of every kind, and a value in every column."""
    menus = [
        ivr(
            "1",
            name="Main menu",
            description="Daytime",
            announcement="11",
            directdial="ext-local",
            invalid_retry_recording="12",
            invalid_recording="default",
            invalid_append_announce="1",
            invalid_destination="from-did-direct,101,1",
            timeout_retry_recording="default",
            timeout_recording="13",
            timeout_destination="ext-local,vmu101,1",
            alertinfo="Ring4",
            rvolume="4",
            retvm="on",
        ),
        ivr(
            "2",
            name="Billing",
            announcement="14",
            strict_dial_timeout="1",
            invalid_loops="disabled",
            timeout_ivr_ret="1",
            timeout_destination="",
        ),
        ivr(
            "3",
            name="Staff",
            announcement="11",
            directdial="7",
            strict_dial_timeout="0",
            invalid_loops="disabled",
            timeout_loops="disabled",
        ),
    ]
    entries = [
        entry("1", "1", "ext-group,600,1"),
        entry("1", "2", "ivr-2,s,1"),
        entry("1", "3", "timeconditions,5,1"),
        entry("1", "4", "ext-queues,700,1"),
        entry("1", "5", "app-announcement-3,s,1"),
        entry("1", "_8X", "ivr-3,s,1"),
        entry("1", "*", "app-directory,1,1"),
        entry("2", "9", "", ivr_ret="1"),
        entry("2", "1", "app-blackhole,busy,1"),
        entry("3", "1", "ext-local,vmb102,1"),
        entry("3", "i", "ext-group,601,1"),
        entry("3", "t", "ivr-1,s,1"),
    ]
    condition = {
        "timeconditions_id": "5",
        "displayname": "Office hours",
        "time": "9",
        "truegoto": "ext-group,600,1",
        "falsegoto": "ext-local,vms101,1",
        "timezone": "Europe/London",
        "mode": "time-group",
        "calendar_id": None,
        "calendar_group_id": None,
        "deptname": "",
        "generate_hint": "1",
        "priority": "1",
    }
    hours = [
        {"id": "1", "timegroupid": "9", "time": "09:00-17:00|mon-fri|1-31|jan-dec"},
        {"id": "2", "timegroupid": "9", "time": "10:00-12:00|sat|*|*"},
        {"id": "3", "timegroupid": "10", "time": "*|*|25|dec"},
    ]
    group = {
        "grpnum": "600",
        "strategy": "ringall",
        "grptime": "25",
        "grppre": "",
        "grplist": "101-102",
        "annmsg_id": "0",
        "postdest": "ext-local,vmu101,1",
        "description": "Sales",
        "alertinfo": "",
        "ringing": "Ring",
        "needsconf": "",
        "rvolume": "",
    }
    turns = {
        **group,
        "grpnum": "601",
        "strategy": "hunt",
        "annmsg_id": "12",
        "postdest": "",
        "description": "Support",
        "ringing": "default",
    }
    recordings = [
        {"id": "11", "displayname": "welcome", "filename": "custom/welcome", "description": "", "fcode": "0"},
        {"id": "12", "displayname": "sorry", "filename": "custom/sorry&custom/again", "description": "No description"},
        {"id": "13", "displayname": "bye", "filename": "custom/bye", "description": ""},
        {"id": "14", "displayname": "billing", "filename": "custom/billing", "description": ""},
        {"id": "15", "displayname": "old", "filename": "custom/old", "description": ""},
    ]
    announcement = {
        "announcement_id": "3",
        "description": "Closing",
        "recording_id": "13",
        "allow_skip": "1",
        "post_dest": "app-blackhole,hangup,1",
        "return_ivr": "0",
        "noanswer": "0",
        "repeat_msg": "9",
    }
    numbers = [
        {"extension": "441632960001", "cidnum": "", "destination": "timeconditions,5,1", "description": "Main"},
        {"extension": "", "cidnum": "", "destination": "ivr-1,s,1", "description": "any"},
        {"extension": "441632960002", "cidnum": "07700900123", "destination": "ivr-2,s,1", "description": "one"},
    ]
    users = [
        {"extension": "101", "name": "Ann", "voicemail": "default", "noanswer_dest": "", "ringtimer": "0"},
        {"extension": "102", "name": "Bob", "voicemail": "novm", "noanswer_dest": "ivr-1,s,1", "ringtimer": "0"},
    ]
    return {
        "Ivr": ivr_module(menus, entries),
        "Timeconditions": module("timeconditions", {"tables": {
            "timeconditions": [condition],
            "timegroups_groups": [{"id": "9", "description": "Office"}, {"id": "10", "description": "Christmas"}],
            "timegroups_details": hours,
        }}),
        "Ringgroups": module("ringgroups", {"groups": [group, turns]}),
        "Announcement": module("announcement", [announcement]),
        "Recordings": module("recordings", {"data": recordings}),
        "Core": module("core", {"Did": numbers, "Users": {"users": users}, "Devices": [{"id": "101"}]}),
        "Queues": module("queues", {"queues": [{"extension": "700", "descr": "Callers"}]}),
    }  # fmt: skip
