"""The one table of what the fields of a receptionist mean: a short name for lists, and a sentence or two for editors.

Read by the JSON Schemas and hover texts (``loader.field_help``), the questions and comments of ``ivrsim init``, and the
lists of changes in ``diff`` and ``plan`` (``graph.review.fields``). The keys are the model's names; what the provider
calls a field is in ``wire``, and is put in front by whoever shows the meaning.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class FieldMeaning(NamedTuple):
    """The meaning of a field: ``short`` fits in brackets after its name, ``long`` is what an editor shows over it."""

    short: str
    long: str


_RECORDING = 'A recording\'s id, or "@name" of flow.yaml in quotes. 0, "" or nothing: nothing plays.'
_TYPE = "The kind of destination, in the provider's words; virtual_receptionist is another menu."
_ID = 'The provider\'s id (in quotes where it starts with 0), or "@name" of flow.yaml in quotes.'


def _destination(prefix: str, short: str, long: str) -> dict[str, FieldMeaning]:
    """Return the two fields of a destination, which share their meaning."""
    return {
        f"{prefix}_type": FieldMeaning(f"{short}: type", f"{long} {_TYPE}"),
        f"{prefix}_id": FieldMeaning(f"{short}: id", f"{long} {_ID}"),
    }


ENTRY_MEANINGS: Mapping[str, FieldMeaning] = MappingProxyType(
    {
        "option": FieldMeaning(
            "the key or keys", 'The keys that make this choice: 1 to 10 of 0-9, * and #. Quote "*" and "#".'
        ),
        "destination_type": FieldMeaning("where the choice leads: type", _TYPE),
        "destination_id": FieldMeaning("where the choice leads: id", f"Where this choice sends the call. {_ID}"),
        "template_id": FieldMeaning(
            "the e-mail template", "The e-mail template that goes with this choice. It has no effect on the call."
        ),
    }
)
"""The fields of an entry, in their order."""

RECEPTIONIST_MEANINGS: Mapping[str, FieldMeaning] = MappingProxyType(
    {
        "id": FieldMeaning("the provider's id", "The provider's own id of this receptionist, once it has one."),
        "name": FieldMeaning("name", "What people call this receptionist."),
        "description": FieldMeaning("description", "A longer label. It has no effect on a call."),
        "destination_type": FieldMeaning(
            "multiple: a menu; single: an announcement",
            "multiple: a menu, whose callers press keys. "
            "single: no menu; every caller hears the recording and goes to the one forward destination.",
        ),
        "greeting": FieldMeaning(
            "the greeting",
            f"The greeting, which plays once the call is answered, and again with each new try. {_RECORDING}",
        ),
        **_destination("forward_destination", "where every caller goes", "single only: where every caller goes."),
        "entries": FieldMeaning(
            "the keys that callers may press",
            "What each key does: a list of entries, or an object of entries by their keys.",
        ),
        "timeout_seconds": FieldMeaning(
            "seconds to wait for a key",
            "How long the menu waits for a key once its recordings are over, in seconds from 0 to 600. "
            "0 means the engine's own default, not no time.",
        ),
        # "that leave another try", since "allowed" is read in both ways: as the last one, and as the last but one.
        "wrong_keys_allowed": FieldMeaning(
            "wrong keys that leave another try",
            "How many wrong keys leave another try, 0 to 99. The next one is the last.",
        ),
        "wrong_key_retry_recording": FieldMeaning(
            "played after a wrong key that leaves another try",
            f"Plays after EACH wrong key that leaves another try. {_RECORDING}",
        ),
        "wrong_key_final_recording": FieldMeaning(
            "played after the last wrong key", f"Plays once, after the LAST wrong key. {_RECORDING}"
        ),
        **_destination(
            "wrong_key_destination", "where the last wrong key leads", "Where callers go whose wrong keys are used up."
        ),
        "silences_allowed": FieldMeaning(
            "silences that leave another try", "How many silences leave another try, 0 to 99. The next one is the last."
        ),
        "silence_retry_recording": FieldMeaning(
            "played after a silence that leaves another try",
            f"Plays after EACH silence that leaves another try. {_RECORDING}",
        ),
        "silence_final_recording": FieldMeaning(
            "played after the last silence", f"Plays once, after the LAST silence. {_RECORDING}"
        ),
        **_destination(
            "silence_destination", "where the last silence leads", "Where callers go whose silences are used up."
        ),
        "caller_id_prefix": FieldMeaning(
            "set before the caller's number",
            "Shown before the caller's number to whoever answers. It has no effect on routing.",
        ),
        "intercom": FieldMeaning(
            "the short internal number", "The receptionist's short internal number. It has no effect on routing."
        ),
    }
)
"""The fields of a receptionist, in the model's order."""
