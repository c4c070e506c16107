"""The settings of an engine, its profiles and what is documented, laid out."""

from simulator.config.semantics import DEFAULT_PROFILE, PROFILES, SETTINGS
from simulator.report.semantics_summary import semantics_json, semantics_lines


def test_every_setting_is_listed_with_its_value_then_every_profile_with_its_difference() -> None:
    lines = semantics_lines(["vr"])
    settings, profiles = lines[: lines.index("Profiles (what differs from acefone)")], lines[len(lines) // 2 :]
    assert [line.split(":")[0].strip() for line in settings if line.startswith("  ") and line[2] != " "] == [*SETTINGS]
    assert [name for name in PROFILES if any(line.startswith(f"  {name} ") for line in profiles)] == [*PROFILES]


def test_only_the_dialects_that_are_asked_for_have_facts() -> None:
    heading = "What the provider does document in the {} dialect"
    assert [heading.format(dialect) in semantics_lines(["ivr"]) for dialect in ("vr", "ivr")] == [False, True]
    assert [heading.format(dialect) in semantics_lines() for dialect in ("vr", "ivr")] == [True, True]


def test_json_has_every_setting_of_every_profile() -> None:
    found = semantics_json("vr")
    profiles = found["profiles"]
    assert isinstance(profiles, dict)
    assert (found["default"], found["dialect"], [*profiles]) == (DEFAULT_PROFILE, "vr", [*PROFILES])
    assert {tuple(values) for values in profiles.values()} == {SETTINGS}
