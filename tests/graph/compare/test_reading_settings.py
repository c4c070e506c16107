"""The settings in which readings differ, and their combinations."""

from simulator.config.semantics import PROFILES
from simulator.graph.compare.reading_settings import (
    DIALLING,
    VARIED,
    WAYS,
    combine_settings,
    neighbour_pairs,
    open_settings,
    with_own_values,
)


def test_there_are_as_many_readings_as_the_flags_say() -> None:
    acefone = PROFILES["acefone"]
    counts = [
        len(combine_settings(acefone, open_settings(varied, "vr"))[1])
        for varied in (VARIED, VARIED | WAYS, VARIED | DIALLING, VARIED | WAYS | DIALLING)
    ]
    # Numbers are known to one way of collecting keys only: 16 x (3 + 1 + 1).
    assert counts == [16, 48, 48, 80]


def test_what_is_not_varied_gives_way_where_no_engine_has_it() -> None:
    combinations, readings = combine_settings(PROFILES["freepbx-17-default"], WAYS)
    assert combinations == [("prefix",), ("first_match",), ("terminated",)]
    assert [(reading.collect, reading.extension_dialling) for reading in readings] == [
        ("prefix", "any"),
        ("first_match", "none"),
        ("terminated", "none"),
    ]


def test_a_flow_is_always_one_of_its_readings() -> None:
    own = PROFILES["acefone"].model_copy(update={"replay_greeting": "after_silence"})
    settings = with_own_values({"replay_greeting": ("always", "without_retry_prompt")}, own)
    assert settings == {"replay_greeting": ("always", "without_retry_prompt", "after_silence")}
    combinations, readings = combine_settings(own, settings)
    assert own in readings
    assert [*neighbour_pairs(settings, combinations)] == [
        ("replay_greeting", 0, 1),
        ("replay_greeting", 0, 2),
        ("replay_greeting", 1, 2),
    ]
