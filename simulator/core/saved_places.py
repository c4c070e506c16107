"""Places that were saved, taken back into the menus that they are in."""

from __future__ import annotations

from simulator.core.blueprint import Blueprint
from simulator.core.places import COORDINATES, MENU_PHASES, Place


def restore_place(blueprint: Blueprint, place: Place, most_counted: int = 0) -> Place:
    """Return the place of a menu with the coordinates of another, as they were saved, with its wait.

    ``most_counted`` are the most mistakes that a call can have when it comes back to the menu. Raises ``ValueError``
    for coordinates that no call can have.
    """
    key, phase, wrong_keys, silences, after, index, keys = (getattr(place, name) for name in COORDINATES)
    if phase not in MENU_PHASES:
        raise ValueError(f"no {phase} in {key}")
    most = 1 + max(*blueprint.allowed_tries, most_counted)
    if not (0 <= wrong_keys <= most and 0 <= silences <= most):
        raise ValueError(f"no {wrong_keys} wrong keys and {silences} silences in {key}")
    if not 0 <= index < max(1, len(blueprint.prompts_after(after))):
        raise ValueError(f"no prompt {index} after {after}")
    if keys and not blueprint.collects_keys(keys):
        raise ValueError(f"keys {keys} lead nowhere")
    return blueprint.place_at(phase, wrong_keys, silences, after, index, keys)
