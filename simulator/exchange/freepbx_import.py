"""A FreePBX backup -> a flow: every table that it reads, and what became of each field of each row."""

from __future__ import annotations

import re

from simulator.config.flow import KnownDestination
from simulator.config.phone_number import dialled_digits
from simulator.config.receptionist import HANGUP, HANGUP_ID, Destination
from simulator.config.semantics import PROFILES, Semantics
from simulator.exchange.backup_files import BackupFiles
from simulator.exchange.construct_list import SourceRow, list_constructs
from simulator.exchange.freepbx_announcements import GOOD_BYE, good_bye, read_announcement
from simulator.exchange.freepbx_destinations import group_message_id
from simulator.exchange.freepbx_hours import HoursReader
from simulator.exchange.freepbx_menus import MenuReader, dials_extensions
from simulator.exchange.freepbx_returns import settle_returns
from simulator.exchange.freepbx_sounds import add_recordings
from simulator.exchange.freepbx_tables import FreepbxTables, read_tables
from simulator.exchange.freepbx_targets import FreepbxTargets
from simulator.exchange.imported_flow import ImportedFlow, ImportedReceptionist
from simulator.provider.live.onward_links import taken_destinations
from simulator.words.phrases import count_noun, join_words

_HASH_BUG = ((17, 0, 4), (17, 0, 8))
"""The first and the last ivr that ignore a trailing # whatever a menu says (FreePBX/issue-tracker #604)."""

_SIDES = ("wrong_key", "silence")

_TURNS = ("hunt", "memoryhunt", "random")
"""Strategies of a ring group that ring one member after the other."""

_NOT_HEARD = "it is for the telephones that ring, and callers do not notice it"
_GROUP_SWITCHES = (
    *("grppre", "alertinfo", "remotealert_id", "needsconf", "toolate_id", "cwignore", "cfignore", "cpickup"),
    *("recording", "progress", "elsewhere", "rvolume", "changecid", "fixedcid", "grplist"),
)
ANY_NUMBER = "any number"
"""How a flow calls the inbound route for every number that has no other."""

_UNUSED = "no menu, hours, ring group or number of the backup leads there"


def import_freepbx(
    backup: BackupFiles, name: str, *, zone: str | None = None, accepts: bool = False, with_sounds: bool = True
) -> ImportedFlow:
    """Return the flow of a backup.

    ``zone`` is the IANA name of the zone of its hours, where the backup does not state it. ``accepts`` keeps
    destinations that point nowhere as ends. Raises ``FlowError`` for what cannot be read, with its place.
    """
    tables = read_tables(backup, name)
    targets = FreepbxTargets(tables, accepts=accepts)
    run = _FreepbxImport(backup, tables, targets)
    flow = run.read_flow(name, zone)
    add_recordings(flow, backup, tables.recordings or (), targets.heard, with_sounds=with_sounds)
    targets.refuse_problems()
    flow.constructs = [*list_constructs(tables.rows), *tables.others]
    return flow


def version_parts(version: str) -> tuple[str, ...]:
    """Return the parts of a module's version; without one, those of FreePBX 16."""
    parts = tuple(re.findall("[0-9]+", version))
    return parts or ("16",)


def read_semantics(tables: FreepbxTables) -> Semantics:
    """Return the engine of the flow: the profile for this version, with direct dial where a menu has it."""
    parts = version_parts(tables.version)
    numbers = tuple(int(part[:6]) for part in (*parts, "0", "0", "0"))[:3]
    is_17 = numbers[0] >= 17
    has_bug = _HASH_BUG[0] <= numbers <= _HASH_BUG[1]
    if any(dials_extensions(row) for row in tables.ivrs):
        profile = PROFILES["freepbx-17-default" if is_17 else "freepbx-16-default"]
        return profile.model_copy(update={"optional_hash": True}) if has_bug else profile
    return PROFILES["freepbx-17.0.4" if has_bug else "freepbx"]


class _FreepbxImport:
    """One import."""

    def __init__(self, backup: BackupFiles, tables: FreepbxTables, targets: FreepbxTargets) -> None:
        self.backup = backup
        self.tables = tables
        self.targets = targets
        self.names: set[str] = set()
        self.users = {row.text("extension"): row for row in tables.users or ()}

    def read_flow(self, name: str, zone: str | None) -> ImportedFlow:
        """Return the flow, without the constructs."""
        semantics = read_semantics(self.tables)
        major = int(version_parts(self.tables.version)[0][:6])
        reader = MenuReader(semantics, major, self.targets.target, self.targets.recording)
        menus = [reader.read_menu(row, self.tables.entries.get(row.text("id"), ())) for row in self.tables.ivrs]
        self._drop_stray_entries()
        announcements = self.tables.announcements or ()
        menus += [read_announcement(row, self.targets.target, self.targets.recording) for row in announcements]
        if any(item.fields.get(f"{side}_destination_id") == GOOD_BYE for item in menus for side in _SIDES):
            menus.append(good_bye())
        flow = ImportedFlow(name, self.backup.kind, semantics, menus, menus[0].id)
        if self.tables.conditions:
            HoursReader(flow, self.tables, self.targets.target, self._new_name, zone).read_conditions()
        for row in self.tables.ring_groups or ():
            self._read_group(flow, row)
        self._read_numbers(flow)
        self._read_users(flow)
        self._read_other_ends(flow)
        flow.entry = self._first_reached(flow)
        settle_returns(flow, reader.returning)
        flow.tells = self._describe(flow)
        return flow

    def _drop_stray_entries(self) -> None:
        menus = {row.text("id") for row in self.tables.ivrs}
        for id, rows in self.tables.entries.items():
            for row in rows if id not in menus else ():
                row.drop_rest(f"the backup has no IVR {id}")

    # -- who answers ------------------------------------------------------------------------------

    def _read_group(self, flow: ImportedFlow, row: SourceRow) -> None:
        """Put a ring group into the flow, and what its callers hear before it rings."""
        id = row.text("grpnum")
        where = Destination("department", id)
        row.carry("grpnum", "description")
        name = self._new_name(row.text("description") or f"Ring group {id}", where)
        onward = self.targets.target(row, "postdest")
        seconds = row.text("grptime") or "20"
        if not re.fullmatch("[0-9]{1,3}", seconds) or int(seconds) > 600:
            raise row.refuse("grptime", f"{seconds!r} is not a number of seconds from 0 to 600")
        row.carry("grptime")
        if int(seconds) == 0:
            seconds = "20"
            row.change("grptime", "it rings for no time at all: here for 20 s", noticeable=True)
        strategy = row.text("strategy").removesuffix("-prim")
        if strategy in _TURNS:
            note = f"its members ring one after the other, each for {seconds} s: here they ring {seconds} s together"
            row.change("strategy", note, noticeable=True)
        else:
            row.drop("strategy", "who of the group picks up is not part of a flow")
        flow.destinations[where] = KnownDestination(
            name=name,
            answers="person",
            rings=f"{seconds} s",
            no_answer="" if onward.is_blank else str(onward),
        )
        if onward.is_blank:
            row.change("postdest", "it is empty: when nobody answers, the call is hung up")
        flow.origins["destinations", str(where)] = f"{row.file} {row.place}"
        if row.text("annmsg_id") not in ("", "0"):
            self._add_group_message(flow, row, where, name)
        elif "annmsg_id" in row.values:
            row.carry("annmsg_id")
        if row.text("ringing") in ("", "0", "Ring"):
            row.carry("ringing")
        else:
            row.drop("ringing", "callers hear music in place of the ringing tone", noticeable=True)
        for field in _GROUP_SWITCHES:
            row.drop(field, _NOT_HEARD)

    def _add_group_message(self, flow: ImportedFlow, row: SourceRow, where: Destination, name: str) -> None:
        recording = self.targets.recording(row, "annmsg_id")
        fields = {
            "name": f"{name}: message",
            "destination_type": "single",
            "greeting": recording,
            "forward_destination_type": where.type,
            "forward_destination_id": where.id,
        }
        row.change("annmsg_id", "an announcement of its own, which leads to the ring group")
        message = group_message_id(where.id)
        flow.receptionists.append(
            ImportedReceptionist(message, str(fields["name"]), fields, f"{row.file} {row.place} annmsg_id")
        )

    def _read_users(self, flow: ImportedFlow) -> None:
        """Put the extensions that can be reached into the catalogue: all of them, where callers can dial them."""
        dials = flow.semantics.extension_dialling != "none"
        for id, row in self.users.items():
            where = Destination("extension", id)
            if not dials and where not in self.targets.ends:
                row.drop_rest(_UNUSED)
                continue
            row.carry("extension", "name")
            name = self._new_name(row.text("name") or f"Extension {id}", where)
            flow.destinations[where] = KnownDestination(name=name, answers="person")
            flow.origins["destinations", str(where)] = f"{row.file} {row.place}"
            for field in ("noanswer_dest", "busy_dest", "chanunavail_dest"):
                row.drop(field, "an extension is an end here; what follows it is not in the flow", noticeable=True)
            row.drop_rest("an extension is an end here, with its name")

    def _read_other_ends(self, flow: ImportedFlow) -> None:
        """Put voicemail, queues and what is not known into the catalogue, as far as something leads there."""
        for where in self.targets.ends:
            if where in flow.destinations or where.is_blank or where.hangs_up or where.names_receptionist:
                continue
            user = self.users[where.id].text("name") if where.id in self.users else ""
            match where.type:
                case "voicemail":
                    entry = KnownDestination(name=f"Voicemail of {user or where.id}", answers="machine")
                case "inbound_queue":
                    entry = KnownDestination(name=f"Queue {where.id}")
                case "department" | "extension":
                    entry = KnownDestination(name=f"{where.type.capitalize()} {where.id}", answers="person")
                case "time_condition":
                    entry = KnownDestination(name=f"Time condition {where.id}")
                case _:
                    entry = KnownDestination()
            if entry.name:
                entry = entry.model_copy(update={"name": self._new_name(entry.name, where)})
            flow.destinations[where] = entry

    # -- numbers ----------------------------------------------------------------------------------

    def _read_numbers(self, flow: ImportedFlow) -> None:
        for row in self.tables.numbers or ():
            row.carry("description", "cidnum")
            destination = self.targets.target(row, "destination")
            if destination.is_blank:
                destination = Destination(HANGUP, HANGUP_ID)
            number, note = _number_label(row)
            if number in flow.numbers:
                row.drop("extension", f"{number} has another route, which holds")
                row.drop("destination", f"{number} has another route, which holds")
                continue
            flow.numbers[number] = destination
            flow.origins["numbers", number] = f"{row.file} {row.place}"
            if note:
                row.change("extension", note)
            else:
                row.carry("extension")
            row.drop_rest("it does not decide where callers go")

    def _first_reached(self, flow: ImportedFlow) -> str:
        """Return the menu that calls reach first: the first number's, else the first that no other leads to."""
        ids = [menu.id for menu in flow.receptionists]
        for where in flow.numbers.values():
            if where.names_receptionist and where.id in ids:
                return where.id
        led = {
            to.id
            for menu in flow.receptionists
            for to in taken_destinations(menu.fields)
            if to.names_receptionist and to.id != menu.id
        }
        menus = [row.text("id") for row in self.tables.ivrs]
        return next((id for id in menus if id not in led), menus[0])

    # -- words ------------------------------------------------------------------------------------

    def _new_name(self, name: str, where: Destination) -> str:
        """Return a name that no other destination has, fit for a catalogue."""
        clean = " ".join(name.replace("||", "|").split()) or str(where.id)
        if clean.isdecimal() or clean in self.names or clean.startswith("@"):
            clean = f"{clean} ({where.type.replace('_', ' ')} {where.id})"
        self.names.add(clean)
        return clean

    def _describe(self, flow: ImportedFlow) -> str:
        tables = self.tables
        counts = [
            (tables.ivrs, "menu"),
            (tables.announcements, "announcement"),
            (tables.conditions, "time condition"),
            (tables.ring_groups, "ring group"),
            (tables.users, "extension"),
            (tables.recordings, "recording"),
            (tables.numbers, "inbound route"),
        ]
        words = join_words([count_noun(len(rows), what, spell=False) for rows, what in counts if rows], most=9)
        version = f"ivr {tables.version}" if tables.version else "no version, taken for 16"
        flow.kind = f"{self.backup.kind} ({version})"
        return f"{flow.kind}: {words}; engine {flow.semantics.profile}"


def _number_label(row: SourceRow) -> tuple[str, str]:
    """Return how the flow calls the number of an inbound route, and what is to be said of that.

    A flow has no routes for patterns and for single callers: each is a number of its own, under the words that
    FreePBX has for it (``NUMBER/CALLER``), and is rung by them.
    """
    number, caller = row.text("extension"), row.text("cidnum")
    label = f"{number or ANY_NUMBER}/{caller}" if caller else number or ANY_NUMBER
    how = f"ring it with --number {label!r}"
    if caller:
        return label, f"a route for callers from {caller} is a number of its own here; {how}"
    if not number:
        return label, f"the route of every other number is a number of its own here; {how}"
    return label, "" if dialled_digits(number) else f"a pattern of numbers is a number of its own here; {how}"
