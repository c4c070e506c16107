"""Ask when a flow is open, what happens then and otherwise, and who picks up; every answer is checked at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from simulator.cli.interview import NONE, Interview
from simulator.config.flow import Flow, KnownDestination
from simulator.config.phone_number import dialled_digits
from simulator.config.receptionist import Destination, Receptionist, parse_address
from simulator.config.schedules import parse_dates, parse_hours, parse_ranges
from simulator.errors import UsageError
from simulator.loader.route_section import parse_rings

NIGHT = "night"
"""The key of a menu that the interview makes for the time when it is closed."""

EXAMPLE_NUMBER = "+441632960001"
"""A number that is reserved for examples."""

_HOLIDAY = re.compile(r"(?P<dates>[0-9-]{10}(/[0-9-]{10})?)(?P<ranges>( *,? *[0-9:]+ *[-–] *[0-9:]+)*)(?P<name>.*)")
_ASKING = ("time_condition", "timegroup")
_RINGING = ("department", "extension", "agent", "agent_extension")

_Line = TypeVar("_Line")

ReadHolidays = Callable[[str], int]
"""Return how many holidays a file holds. Raises ``ValueError``."""


@dataclass
class HoursAnswers:
    """The answers to write. ``holidays`` are entries of flow.yaml as fields, targets are ``@name`` or ``type||id``.

    ``night`` is a new receptionist; ``desk`` None: nothing is said of who picks up.
    """

    schedule: str
    timezone: str
    hours: list[str]
    holidays: list[dict[str, str]]
    condition: Destination
    name: str
    open: str
    closed: str
    on_holidays: str
    number: str
    desk: Destination | None = None
    rings: str = ""
    no_answer: str = ""
    night: Receptionist | None = None
    interview: Interview | None = None


@dataclass
class HoursInterview:
    """The questions about the hours of ``flow``; ``read_holidays`` reads a file that is named in place of dates.

    The interview knows the flow's recordings and destinations, and gets those that are new.
    """

    flow: Flow
    interview: Interview
    read_holidays: ReadHolidays
    night: Receptionist | None = field(default=None, init=False)

    def ask(self) -> HoursAnswers:
        """Ask all of it."""
        ask = self.interview.ask_until_valid
        self.interview.tell("When is somebody there? Press Enter to accept the value in [ ].")
        key = ask("what are these hours called?", self._parse_key, self._free_key())
        zone = self.flow.timezone or ask("time zone, such as Europe/London", _parse_zone, None)
        self.interview.tell("Weekly hours, one line at a time; press Enter to end the list.")
        hours = self._ask_list("  open (DAYS HH:MM-HH:MM)", _parse_line, needed=True)
        self.interview.tell("Holidays: 2026-12-25 Christmas Day, half a day as 2026-12-24 09:00-12:00 Christmas Eve,")
        self.interview.tell("or the path of a file that ivrsim calendar --holidays wrote; press Enter to end the list.")
        holidays = self._ask_list("  holiday", self._parse_holiday, needed=False)
        which = "which time condition uses these hours? (type||id)"
        condition = ask(which, self._parse_condition, self._unrouted_condition())
        name = self.flow.destination_name(condition) or ask(
            f"what is {condition} called?", self._parse_free_name, self._free_name(f"{key.capitalize()} hours")
        )
        opened = self._ask_target("when open", f"@{self.flow.entry}", condition)
        self.interview.tell("When closed: a receptionist or destination, or menu to make a night menu now.")
        closed = self._ask_target("when closed", self._night_target(), condition, may_be_new=True)
        on_holidays = self._ask_target("on holidays", "as closed", condition) if holidays else ""
        number = ask("which number leads there?", self._parse_number, self._number_of(condition))
        answers = HoursAnswers(key, zone, hours, holidays, condition, name, opened, closed, on_holidays, number)
        self._ask_desk(answers)
        answers.night, answers.interview = self.night, self.interview
        return answers

    def _ask_desk(self, answers: HoursAnswers) -> None:
        ask = self.interview.ask_until_valid
        answers.desk = ask("who picks up? (name or type||id)", self._parse_desk, self._first_desk())
        if answers.desk is not None:
            answers.rings = ask("  rings for how long?", _parse_ringing, "20 s")
            answers.no_answer = self._ask_target("  when nobody picks up", NONE, answers.desk)

    def _ask_list(self, label: str, rule: Callable[[str], _Line], *, needed: bool) -> list[_Line]:
        lines: list[_Line] = []
        while True:
            line = self.interview.ask_until_valid(label, lambda text: rule(text) if text else None, "")
            if line is not None:
                lines.append(line)
            elif lines or not needed:
                return lines
            else:
                self.interview.tell("  add at least one line, such as Mon-Fri 09:00-17:00")

    # -- targets ----------------------------------------------------------------------------------

    def _ask_target(self, label: str, suggestion: str, asking: Destination, *, may_be_new: bool = False) -> str:
        """Ask for a receptionist or destination; empty for ``none`` and for ``as closed``, where they are suggested."""

        def parse(text: str) -> str:
            if text == suggestion and suggestion in (NONE, "as closed"):
                return ""
            if text == "menu" and may_be_new:
                return f"@{NIGHT}"
            return self._parse_target(text, asking)

        target: str = self.interview.ask_until_valid(label, parse, suggestion)
        if target == f"@{NIGHT}" and NIGHT not in self.flow.receptionists and self.night is None:
            self.night = self.interview.ask_receptionist()
        if "||" in target:
            self._name_destination(parse_address(target))
        return target

    def _parse_target(self, text: str, asking: Destination) -> str:
        bare = text.removeprefix("@")
        keys = [*self.flow.receptionists, *([NIGHT] if self.night is not None else [])]
        entries = self.interview.destinations
        named = [destination for destination, entry in entries.items() if entry.name == bare]
        if bare in keys:
            return f"@{bare}"
        target = named[0] if named else _parse_destination(text, [*keys, *(each.name for each in entries.values())])
        if target.canonical == asking.canonical:
            raise ValueError(f"{target} would lead to itself; use another destination")
        return f"@{bare}" if named else str(target)

    def _name_destination(self, destination: Destination) -> None:
        """Ask for the name of a destination that no catalogue has yet."""
        is_known = destination.names_receptionist or destination.hangs_up
        if not is_known and destination.canonical not in self.interview.destinations:
            name = self.interview.ask_until_valid(f"  what is {destination} called?", self._parse_free_name, "")
            self.interview.destinations[destination.canonical] = KnownDestination(
                name=name or None, answers="machine" if destination.canonical.type == "voicemail" else None
            )

    # -- suggestions ------------------------------------------------------------------------------

    def _free_key(self) -> str:
        keys = ("office", *(f"office-{number}" for number in range(2, 1000)))
        return next(key for key in keys if key not in self.flow.schedules)

    def _free_name(self, name: str) -> str:
        return name if all(entry.name != name for entry in self.interview.destinations.values()) else NONE

    def _unrouted_condition(self) -> str:
        """The destination that asks hours and of which the flow does not say what follows; else one to be made."""
        used = [*self.flow.destinations, *(parse_address(to) for to in self.flow.numbers.values() if "||" in to)]
        waiting = [to for to in used if to.canonical.type in _ASKING and self.flow.route_of(to) is None]
        number = next(id for id in range(1, 10_000) if Destination("time_condition", str(id)) not in used)
        return str(waiting[0]) if waiting else f"time_condition||{number}"

    def _night_target(self) -> str:
        night = [key for key in self.flow.receptionists if "night" in key or "closed" in key]
        machines = [to for to in self.flow.destinations if to.type == "voicemail"]
        return f"@{night[0]}" if night else str(machines[0]) if machines else "menu"

    def _number_of(self, condition: Destination) -> str:
        """The number that leads to the condition already, else the first one that leads to the entry."""
        for preferred in (str(condition), self.flow.entry):
            for number, target in self.flow.numbers.items():
                if target == preferred:
                    return number
        return next(iter(self.flow.numbers), EXAMPLE_NUMBER)

    def _first_desk(self) -> str:
        desks = [to for to in self.flow.destinations if to.type in _RINGING and self.flow.route_of(to) is None]
        return self.flow.destination_name(desks[0]) or str(desks[0]) if desks else NONE

    # -- rules ------------------------------------------------------------------------------------

    def _parse_key(self, text: str) -> str:
        if text in self.flow.schedules:
            raise ValueError(f"{text!r} is already a schedule of this flow; use another word")
        if not re.fullmatch(r"[\w-]+", text) or text == "everyone":
            raise ValueError(f"{text!r} is not a key for a schedule; use a word such as office")
        return text

    def _parse_holiday(self, text: str) -> dict[str, str]:
        match = _HOLIDAY.fullmatch(text)
        if match is None:
            if self.read_holidays(text) == 0:
                raise ValueError(f"{text} lists no holidays; use a file that ivrsim calendar --holidays wrote")
            return {"file": text}
        first, last = parse_dates(match["dates"])
        fields = {"date": f"{first}"} if first == last else {"dates": f"{first}/{last}"}
        if ranges := match["ranges"].strip(" ,"):
            fields["open"] = ", ".join(map(str, parse_ranges(ranges)))
        return fields | ({"name": name} if (name := match["name"].strip()) else {})

    def _parse_condition(self, text: str) -> Destination:
        destination = _parse_destination(text, ())
        if destination.names_receptionist or destination.hangs_up:
            raise ValueError(f"{destination} is not a time condition; use one such as time_condition||77")
        if self.flow.route_of(destination) is not None:
            raise ValueError(f"flow.yaml already says what follows {destination}; change it there, or use another")
        return destination

    def _parse_free_name(self, name: str) -> str:
        return "" if name == NONE else self.interview.as_free_name(name)

    def _parse_number(self, text: str) -> str:
        digits = dialled_digits(text)
        if not digits or not re.fullmatch(r"[+0-9 ()./-]+", text):
            raise ValueError(f"{text!r} is not a number; use one such as {EXAMPLE_NUMBER}")
        try:
            return self.flow.find_number(text)
        except UsageError:  # it is new
            return text

    def _parse_desk(self, text: str) -> Destination | None:
        if text == NONE:
            return None
        entries = self.interview.destinations
        named = [destination for destination, entry in entries.items() if entry.name == text.removeprefix("@")]
        desk = named[0] if named else _parse_destination(text, [entry.name for entry in entries.values()])
        if desk.names_receptionist or desk.hangs_up or desk.canonical.type in _ASKING:
            raise ValueError(f"no telephone rings at {desk}; use one such as department||108000, or none")
        if self.flow.route_of(desk) is not None:
            raise ValueError(f"flow.yaml already says who picks up at {desk}; change it there, or use none")
        return desk


def _parse_zone(text: str) -> str:
    from simulator.calendar.zones import load_zone

    load_zone(text)
    return text


def _parse_line(text: str) -> str:
    parse_hours(text)
    return text


def _parse_ringing(text: str) -> str:
    parse_rings(text)
    return text


def _parse_destination(text: str, names: Iterable[Any]) -> Destination:
    kind, bars, id = (part.strip() for part in text.partition("||"))
    if kind and bars and id and "||" not in id and "@" not in text:
        return Destination(kind, id)
    examples = ", ".join([name for name in names if name][:8])
    more = f"; the names are {examples}" if examples else ""
    raise ValueError(f"{text!r} is not a destination; use type||id, such as voicemail||9001{more}")
