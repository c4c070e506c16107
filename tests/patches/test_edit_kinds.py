"""The edits of a patch as models: which fields they have."""

from simulator.patches.edit_kinds import KINDS, field_names


def test_the_fields_of_a_receptionist_are_the_providers() -> None:
    fields = ["menu", "name", "description", "recording", "timeout", "incorrect_count", "invalid_recording"]
    assert field_names(KINDS["set_menu"])[:7] == fields
    assert KINDS["set_menu"].settable()[0] == "name"
    assert field_names(KINDS["replace_recording"]) == ["from", "to", "menu"]
    assert KINDS["add_entry"].settable() == []
