"""All edits of a patch on one flow, one after the other: the flow takes all of them, or none."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from simulator.errors import FlowError
from simulator.patches.catalogue_fits import add_destination, add_recording, set_destination, set_recording
from simulator.patches.flow_files import FlowFiles, Misfit, PlacedEdit
from simulator.patches.hours_fits import add_holiday, remove_holiday, set_hours
from simulator.patches.menu_fits import add_entry, remove_entry, set_entry, set_fallback, set_menu
from simulator.patches.patch_file import Patch, PatchStep
from simulator.patches.use_fits import replace_destination, replace_recording, set_number

FITS: Mapping[str, Callable[[Any, FlowFiles], Iterator[PlacedEdit]]] = {
    "add_holiday": add_holiday,
    "remove_holiday": remove_holiday,
    "set_hours": set_hours,
    "replace_recording": replace_recording,
    "replace_destination": replace_destination,
    "set_entry": set_entry,
    "add_entry": add_entry,
    "remove_entry": remove_entry,
    "set_fallback": set_fallback,
    "set_menu": set_menu,
    "add_recording": add_recording,
    "set_recording": set_recording,
    "add_destination": add_destination,
    "set_destination": set_destination,
    "set_number": set_number,
}
"""How each edit fits a flow: the edits of its files, none where it is so already; ``Misfit`` where it does not fit."""


class StepMisfit(NamedTuple):
    """An edit that a flow does not take, and why: it does not fit, or (``is_refused``) the flow would not load."""

    step: PatchStep
    reason: str
    is_refused: bool = False


def fit_patch(patch: Patch, files: FlowFiles) -> FlowFiles | StepMisfit:
    """Return the flow with all edits made, unchanged where it is so already; or the edit that it does not take."""
    for step in patch.steps:
        fit = FITS[step.kind]
        try:
            edits = list(fit(step.edit, files))
            if not edits:
                continue
            files = files.with_edits(edits)
            again = list(fit(step.edit, files))
        except Misfit as misfit:
            return StepMisfit(step, str(misfit))
        except FlowError as error:
            return StepMisfit(step, f"would no longer load: {error.problems[0]}", is_refused=True)
        if again:  # an edit that a flow does not keep would be made anew at each run
            return StepMisfit(step, "would not be as the edit says", is_refused=True)
    return files
