"""The edits that a patch can make, each a model of its fields; names and values are those of the flow's own files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, create_model, model_validator
from pydantic_core import PydanticCustomError

from simulator.config.receptionist import Receptionist
from simulator.config.value_rules import Option, Seconds
from simulator.patches.edit_values import (
    parse_after,
    parse_answers,
    parse_day,
    parse_line,
    parse_new_destination,
    parse_new_recording,
    parse_open,
    parse_recording,
    parse_ring_time,
    parse_span,
    parse_target,
    parse_week,
)
from simulator.wire import vr

Line = Annotated[str, BeforeValidator(parse_line)]
Target = Annotated[str, BeforeValidator(parse_target)]
RecordingWord = Annotated[str, BeforeValidator(parse_recording)]


class PatchEdit(BaseModel):
    """One edit of a patch."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    names: ClassVar[frozenset[str]] = frozenset()
    """The fields that say what is edited; the others are its new values, of which there must be one."""

    @property
    def values(self) -> dict[str, Any]:
        """The new values that the patch states, by field."""
        return {name: getattr(self, name) for name in self.settable() if name in self.model_fields_set}

    @classmethod
    def settable(cls) -> list[str]:
        """Return the fields for new values; none where an edit is made of its names alone."""
        return [name for name in cls.model_fields if name not in cls.names] if cls.names else []

    @property
    def changes_something(self) -> bool:
        """Return whether the patch states a new value where the edit takes some."""
        return bool(self.values) or not self.settable()


class HolidayEdit(PatchEdit):
    """Dates of a schedule; of every schedule with hours where none is named."""

    schedule: Line | None = None
    date: Annotated[str, BeforeValidator(parse_day)] | None = None
    dates: Annotated[str, BeforeValidator(parse_span)] | None = None

    @model_validator(mode="after")
    def _has_one_date(self) -> HolidayEdit:
        if (self.date is None) == (self.dates is None):
            what = "has no date" if self.date is None else "has both date and dates"
            raise PydanticCustomError(
                "dates", "{what}; use date: 2026-12-28, or dates: 2027-08-02/2027-08-13", {"what": what}
            )
        return self


class AddHoliday(HolidayEdit):
    """Dates on which other hours hold; without ``open``, none."""

    name: Line | None = None
    open: Annotated[str | list[str], BeforeValidator(parse_open)] | None = None


class RemoveHoliday(HolidayEdit):
    """A line of dates that flow.yaml itself has."""


class SetHours(PatchEdit):
    """The weekly hours of a schedule."""

    schedule: Line
    open: Annotated[list[str], BeforeValidator(parse_week)]


class ReplaceRecording(PatchEdit):
    """Another recording wherever one plays; ``menu`` limits it to one receptionist."""

    old: RecordingWord = Field(alias="from")
    to: RecordingWord
    menu: Line | None = None


class ReplaceDestination(PatchEdit):
    """Another destination wherever one is led to; ``menu`` limits it to one receptionist."""

    old: Target = Field(alias="from")
    to: Target
    menu: Line | None = None


class RemoveEntry(PatchEdit):
    """A key of a menu that goes."""

    menu: Line
    option: Option


class SetEntry(RemoveEntry):
    """A key of a menu that leads elsewhere."""

    to: Target


class AddEntry(SetEntry):
    """A key of a menu that is new."""


class SetFallback(PatchEdit):
    """The destination after the last wrong key, the last silence, or an announcement's recording.

    Without ``after``, it is that of wrong keys and of silence; without ``menu``, that of every receptionist.
    """

    menu: Line | None = None
    after: Annotated[Literal["wrong", "silence", "recording"], BeforeValidator(parse_after)] | None = None
    to: Target


_ELSEWHERE = {"id", "destination_type", "entries"}
_FIELDS = {
    wire: Receptionist.model_fields[field]
    for field, wire in vr.WRITE_NAMES.items()
    if field not in _ELSEWHERE and not field.endswith(("_destination_type", "_destination_id"))
}


class MenuEdit(PatchEdit):
    """Fields of a receptionist; of every menu where none is named."""

    names = frozenset({"menu"})
    menu: Line | None = None


_MENU_TYPES: dict[str, Any] = {
    wire: (Annotated[(field.annotation, *field.metadata)] if field.metadata else field.annotation, None)
    for wire, field in _FIELDS.items()
}
SetMenu: type[MenuEdit] = create_model(
    "SetMenu",
    __base__=MenuEdit,
    __doc__="Fields of a receptionist, by the provider's names; of every menu where none is named.",
    **_MENU_TYPES,
)


class AddRecording(PatchEdit):
    """A recording that is new in the catalogue."""

    recording: Annotated[str, BeforeValidator(parse_new_recording)]
    name: Line | None = None
    script: str | None = None
    script_file: Line | None = None
    seconds: Seconds | None = None
    file: Line | None = None
    hours: Line | None = None


class SetRecording(AddRecording):
    """Fields of a recording of the catalogue."""

    recording: RecordingWord
    names = frozenset({"recording"})


class AddDestination(PatchEdit):
    """A destination that is new in the catalogue."""

    destination: Annotated[str, BeforeValidator(parse_new_destination)]
    name: Line | None = None
    answers: Annotated[str, BeforeValidator(parse_answers)] | None = None
    schedule: Line | None = None
    open: Target | None = None
    closed: Target | None = None
    holiday: Target | None = None
    rings: Annotated[str, BeforeValidator(parse_ring_time)] | None = None
    no_answer: Target | None = None
    busy: Target | None = None


class SetDestination(AddDestination):
    """Fields of a destination of the catalogue."""

    destination: Target
    names = frozenset({"destination"})


class SetNumber(PatchEdit):
    """A number that leads elsewhere."""

    number: Line
    to: Target


KINDS: Mapping[str, type[PatchEdit]] = {
    "add_holiday": AddHoliday,
    "remove_holiday": RemoveHoliday,
    "set_hours": SetHours,
    "replace_recording": ReplaceRecording,
    "replace_destination": ReplaceDestination,
    "set_entry": SetEntry,
    "add_entry": AddEntry,
    "remove_entry": RemoveEntry,
    "set_fallback": SetFallback,
    "set_menu": SetMenu,
    "add_recording": AddRecording,
    "set_recording": SetRecording,
    "add_destination": AddDestination,
    "set_destination": SetDestination,
    "set_number": SetNumber,
}
"""The edits by the words that a patch says."""


def field_names(model: type[BaseModel]) -> list[str]:
    """Return the fields of an edit as a patch writes them."""
    return [field.alias or name for name, field in model.model_fields.items()]
