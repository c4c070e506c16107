"""IVRs and announcements of FreePBX -> receptionists, with what becomes of each field of their rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Literal

from simulator.config.menu_engine import RETURN, MenuSettings, ReturnCause
from simulator.config.receptionist import HANGUP, HANGUP_ID, Destination, Entry
from simulator.config.semantics import NEUTRAL, Collect, ReplayGreeting, Semantics
from simulator.config.value_rules import ENTRIES_MOST, parse_count, parse_option, parse_timeout
from simulator.exchange.construct_list import SourceRow
from simulator.exchange.dial_patterns import expand_patterns
from simulator.exchange.freepbx_announcements import GOOD_BYE, OFF, ReadRecording, ReadTarget
from simulator.exchange.freepbx_destinations import MENU_TYPE
from simulator.exchange.freepbx_returns import ReturningEntry
from simulator.exchange.imported_flow import ImportedReceptionist

Cause = Literal["invalid", "timeout"]
APOLOGY = "sorry-youre-having-problems"
"""The recording that FreePBX plays where loops are ``disabled``, before it says good-bye (``GOOD_BYE``)."""

_COLLECT: dict[str, Collect] = {"": "prefix", "2": "prefix", "0": "first_match", "1": "terminated"}
_NEVER = "no caller gets there, since this menu has an entry {option}"
_LOOPS = {"i": "invalid_loops", "t": "timeout_loops"}
"""The entries that stand for a wrong key and a silence, each with the field that lets them hold."""

_OPTION = re.compile(r"[0-9*#]+")
_CALLED_SIDE = "it is for the telephone that rings, and no caller hears it"


class MenuReader:
    """Reads the rows of one backup's menus under the semantics of the flow; ``returning`` are entries that return."""

    def __init__(self, semantics: Semantics, major: int, target: ReadTarget, recording: ReadRecording) -> None:
        self.semantics = semantics
        self.major = major
        self.target = target
        self.recording = recording
        self.returning: list[ReturningEntry] = []

    def read_menu(self, row: SourceRow, entry_rows: Sequence[SourceRow]) -> ImportedReceptionist:
        """Return an IVR as a receptionist."""
        id = row.text("id")
        name = row.text("name") or f"IVR {id}"
        row.carry("id", "name", "description")
        if not row.text("name"):
            row.change("name", f"it is blank; the menu is called {name}")
        fields: dict[str, Any] = {"name": name, "description": row.text("description"), "destination_type": "multiple"}
        fields["greeting"] = self.recording(row, "announcement")
        fields["entries"], overrides = self._read_entries(row, entry_rows)
        fields["timeout_seconds"] = _parse(row, "timeout_time", parse_timeout)
        row.carry("timeout_time")
        menu = ImportedReceptionist(id, name, fields, f"{row.file} {row.place}")
        self._read_mistakes(menu, row, "invalid", overrides.get("i"))
        self._read_mistakes(menu, row, "timeout", overrides.get("t"))
        menu.settings = self._read_settings(row, overrides)
        row.drop("alertinfo", _CALLED_SIDE)
        row.drop("rvolume", _CALLED_SIDE)
        return menu

    # -- entries ----------------------------------------------------------------------------------

    def _read_entries(
        self, menu: SourceRow, rows: Sequence[SourceRow]
    ) -> tuple[tuple[Entry, ...], dict[str, Destination]]:
        """Return the entries, and where ``i`` and ``t`` lead where such entries hold: where the loops are disabled."""
        options: dict[str, SourceRow] = {}
        overrides: dict[str, SourceRow] = {}
        patterns: dict[str, SourceRow] = {}
        for row in rows:
            selection = row.text("selection")
            row.carry("ivr_id", "selection")
            group = overrides if selection in _LOOPS else patterns if selection.startswith("_") else options
            if selection in group:
                row.drop("selection", f"it is listed twice in this menu, and the first {selection} holds")
                row.drop_rest("its selection is listed twice")
            elif group is overrides and not _is_disabled(menu, _LOOPS[selection]):
                row.drop("selection", f"FreePBX ignores it, since {_LOOPS[selection]} is not disabled")
                row.drop_rest("FreePBX ignores the entry")
            elif group is options and not _is_option(selection):
                note = "no caller can press it: an option has 1 to 10 keys of 0-9, * and #"
                row.drop("selection", note, noticeable=bool(_OPTION.fullmatch(selection)))
                row.drop_rest("its selection is not an option")
            else:
                group[selection] = row
        entries = self._option_entries(menu, options, patterns)
        leads: dict[str, Destination] = {}
        for option, row in overrides.items():
            what = "wrong key" if option == "i" else "silence"
            row.change("selection", f"the first {what} leads there at once, without a recording")
            leads[option] = self._entry_target(menu, row, ())
        return tuple(entries), leads

    def _option_entries(
        self, menu: SourceRow, options: Mapping[str, SourceRow], patterns: Mapping[str, SourceRow]
    ) -> list[Entry]:
        """Return the entries of options, then those of patterns, written out."""
        written = expand_patterns([*patterns], {*options})
        codes = {option: (option,) for option in options} | {name: tuple(keys) for name, keys in written.items()}
        if sum(map(len, codes.values())) > ENTRIES_MOST:
            number = sum(map(len, codes.values()))
            raise menu.refuse("", f"has {number} choices with its patterns; a menu holds at most {ENTRIES_MOST:,}")
        entries: list[Entry] = []
        for name, row in {**options, **patterns}.items():
            if name not in codes:
                note = "a pattern is written out where it stands for at most 1,000 codes of up to 10 keys"
                row.drop("selection", note, noticeable=True)
                row.drop_rest("its pattern is not carried", noticeable=True)
                continue
            if name in patterns:
                row.change("selection", f"the pattern is written out: {len(codes[name])} choices")
            kind, id = self._entry_target(menu, row, codes[name])
            entries += [Entry(option=code, destination_type=kind, destination_id=id) for code in codes[name]]
        return entries

    def _entry_target(self, menu: SourceRow, row: SourceRow, codes: Iterable[str]) -> Destination:
        """Return where an entry leads; one that returns is noted, for its own destination."""
        destination = self.target(row, "dest")
        row.carry("ivr_ret")
        if not row.is_on("ivr_ret"):
            return destination
        if row.text("dest"):
            self.returning.append(ReturningEntry(row, menu.text("id"), frozenset(codes), destination))
        return Destination(RETURN, "1")

    # -- mistakes ---------------------------------------------------------------------------------

    def _read_mistakes(
        self, menu: ImportedReceptionist, row: SourceRow, cause: Cause, override: Destination | None
    ) -> None:
        """Read what wrong keys, or silences, lead to."""
        side, count = ("wrong_key", "wrong_keys_allowed") if cause == "invalid" else ("silence", "silences_allowed")
        names = [f"{cause}_{part}" for part in ("loops", "retry_recording", "recording", "destination")]
        loops, retry, final, target = names
        recordings: tuple[str | None, str | None] = (None, None)
        destination = override or Destination(HANGUP, HANGUP_ID)
        allowed = 0
        if override is not None:
            row.carry(loops)
            for name in (*names[1:], f"{cause}_append_announce", f"{cause}_ivr_ret"):
                row.drop(name, _NEVER.format(option=cause[0]))
        elif _is_disabled(row, loops):
            recordings = (None, APOLOGY)
            destination = Destination(MENU_TYPE, GOOD_BYE)
            row.change(loops, "the first mistake plays an apology; an announcement says good-bye, and hangs up")
            for name in (retry, final, target, f"{cause}_append_announce", f"{cause}_ivr_ret"):
                row.drop(name, f"no caller gets there: {loops} is disabled")
        else:
            allowed = _parse(row, loops, parse_count)
            row.carry(loops)
            recordings = (self.recording(row, retry), self.recording(row, final))
            destination = self.target(row, target)
        if override is None and row.text(final) == "0":
            menu.zeros |= {"wrong" if cause == "invalid" else "silence"}
        menu.fields |= {
            count: allowed,
            f"{side}_retry_recording": recordings[0],
            f"{side}_final_recording": recordings[1],
            f"{side}_destination_type": destination.type,
            f"{side}_destination_id": destination.id,
        }

    # -- settings ---------------------------------------------------------------------------------

    def _read_settings(self, row: SourceRow, overrides: dict[str, Destination]) -> MenuSettings:
        """Return what flow.yaml is to say of the menu's engine."""
        collect = _COLLECT.get(row.text("strict_dial_timeout"))
        if collect is None:
            raise row.refuse(
                "strict_dial_timeout", f"{row.text('strict_dial_timeout')!r} is not known; it is 0, 1 or 2"
            )
        row.carry("strict_dial_timeout")
        changes: dict[str, object] = {}
        if collect != self.semantics.collect:
            changes["collect"] = collect
        if collect != "prefix":  # what only prefix knows, and the flow may have, is said to be off
            changes |= {name: off for name, off in NEUTRAL.items() if getattr(self.semantics, name) != off}
        replay = _read_replay(row)
        if replay != self.semantics.replay_greeting:
            changes["replay_greeting"] = replay
        if self._ignores_hash(row, collect) != self.semantics.optional_hash and collect == "prefix":
            changes["optional_hash"] = not self.semantics.optional_hash
        causes: list[ReturnCause] = []
        for name, cause, option in (("invalid_ivr_ret", "wrong", "i"), ("timeout_ivr_ret", "silence", "t")):
            if name not in row.constructs:
                row.carry(name)
                if row.is_on(name) and option not in overrides:
                    causes.append("wrong" if cause == "wrong" else "silence")
        row.carry("retvm")
        dials = self._dials(row, collect)
        is_dialled = self.semantics.extension_dialling != "none" and collect == "prefix"
        return MenuSettings(
            changes=tuple(changes.items()),
            direct_dial="none" if is_dialled and not dials else None,
            return_after=tuple(causes),
            voicemail_returns=row.is_on("retvm"),
        )

    def _ignores_hash(self, row: SourceRow, collect: Collect) -> bool:
        ignores = row.is_on("accept_pound_key")
        if ignores and self.major < 17:
            row.drop("accept_pound_key", "only FreePBX 17 reads it")
            return False
        if ignores and collect != "prefix":
            row.drop(
                "accept_pound_key", f"here it works only with collect: prefix, not with {collect}", noticeable=True
            )
            return False
        row.carry("accept_pound_key")
        # ivr 17.0.4 to 17.0.8 ignore a # whatever the row says
        return ignores or self.semantics.optional_hash

    def _dials(self, row: SourceRow, collect: Collect) -> bool:
        """Return whether callers can dial extensions at this menu."""
        written = row.text("directdial")
        if written.lower() in OFF:
            row.carry("directdial")
            return False
        if written != "ext-local":
            row.drop("directdial", "the extensions of a directory are not in the backup's menus", noticeable=True)
        elif collect != "prefix":
            row.drop("directdial", f"here it works only with collect: prefix, not with {collect}", noticeable=True)
        else:
            row.carry("directdial")
            return True
        return False


def dials_extensions(row: SourceRow) -> bool:
    """Return whether callers of an IVR can dial the extensions of the flow."""
    return row.text("directdial") == "ext-local" and _COLLECT.get(row.text("strict_dial_timeout")) == "prefix"


def _read_replay(row: SourceRow) -> ReplayGreeting:
    wrong, silence = row.is_on("invalid_append_announce"), row.is_on("timeout_append_announce")
    for name in ("invalid_append_announce", "timeout_append_announce"):
        if name not in row.constructs:
            row.carry(name)
    if wrong and silence:
        return "always"
    return "after_wrong_keys" if wrong else "after_silence" if silence else "without_retry_prompt"


def _is_disabled(row: SourceRow, loops: str) -> bool:
    return row.text(loops).lower() == "disabled"


def _is_option(selection: str) -> bool:
    try:
        return parse_option(selection) == selection
    except ValueError:
        return False


def _parse(row: SourceRow, name: str, rule: Callable[[Any], Any]) -> Any:
    """Return a number of a row; empty is 0. Raises ``FlowError``."""
    try:
        return rule(row.text(name) or "0")
    except ValueError as error:
        raise row.refuse(name, str(error)) from None
