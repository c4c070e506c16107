"""``ivrsim semantics``: the settings, the profiles, and what is documented."""

import json
from collections.abc import Callable
from subprocess import CompletedProcess

from simulator.config.documentation import FACTS, STATEMENTS
from simulator.config.semantics import NOTES, PROFILE_MEANINGS, PROFILES, SETTINGS

Command = Callable[..., CompletedProcess[str]]

FIRST = """\
Settings (value under acefone, the default profile)

  final_on: after_retries
    which wrong key, or which silence, is the last one
      after_retries: N means N retries: the (N+1)-th is final
      at_count: the N-th is final (with N = 0 the first)
    from FreePBX, measured, and the provider's pages of the ivr dialect; its vr page
    leans to at_count
    vr: not documented; the wording leans to at_count, 'has reached maximum number of
    incorrect inputs allowed' (put_v1-virtual-receptionist-id, read 2026-11-30)
    ivr: documented as after_retries, 'Number of retries allowed after invalid inputs'
    (docs.acefone.co.uk, create-an-ivr, read 2026-11-30)
"""

PROFILES_SHOWN = """\
Profiles (what differs from acefone)

  acefone              the provider, as far as it documents what a menu does
                       the default
  freepbx              a FreePBX menu, with direct dial off
                       replay_greeting without_retry_prompt, missing_final ends_call
  freepbx-16-default   a FreePBX 16 menu as it comes, with direct dial on
                       replay_greeting without_retry_prompt, extension_dialling digits,
                       missing_final ends_call
"""


def test_the_settings_and_the_profiles_are_listed(ivrsim: Command) -> None:
    done = ivrsim("semantics")
    assert (done.stderr, done.returncode) == ("", 0)
    assert done.stdout.startswith(FIRST)
    assert PROFILES_SHOWN in done.stdout
    assert [name for name in SETTINGS if f"\n  {name}: " not in done.stdout] == []
    facts = [fact.text for dialect in FACTS.values() for fact in dialect]
    assert [fact for fact in facts if f"\n  · {fact}\n" not in done.stdout] == []
    assert max(map(len, done.stdout.splitlines())) <= 110


def test_the_values_are_those_of_the_default_profile(ivrsim: Command) -> None:
    shown = ivrsim("semantics").stdout
    for line in ("interdigit_seconds: 3", "barge_in: true", "zero_timeout_seconds: 10", "collect: prefix"):
        assert f"\n  {line}\n" in shown


def test_the_settings_are_given_as_json(ivrsim: Command) -> None:
    done = ivrsim("semantics", "--format", "json")
    shown = json.loads(done.stdout)
    assert (done.stderr, done.returncode) == ("", 0)
    assert [*shown] == ["default", "profiles", "meanings", "settings", "documented", "dialect", "facts"]
    assert shown["default"] == "acefone"
    assert shown["meanings"] == PROFILE_MEANINGS
    assert [*PROFILE_MEANINGS] == [*PROFILES]
    assert shown["profiles"] == {
        name: {setting: getattr(profile, setting) if profile.switch is None else None for setting in SETTINGS}
        for name, profile in PROFILES.items()
    }
    assert shown["settings"]["barge_in"] == {
        "meaning": "whether a key stops the greeting and the retry recordings",
        "values": {"true": "it does, and counts as the first key", "false": "it is ignored"},
        "documented": False,
        "source": NOTES["barge_in"].source,
        "dialects": {
            dialect: {"documented": None, "statements": [one._asdict() for one in STATEMENTS[dialect]["barge_in"]]}
            for dialect in ("vr", "ivr")
        },
    }
    assert shown["dialect"] == "vr"
    assert [name for name, one in shown["settings"].items() if one["documented"]] == []
    assert shown["documented"] == [fact.text for fact in FACTS["vr"]]
    assert shown["facts"] == {dialect: [fact._asdict() for fact in facts] for dialect, facts in FACTS.items()}


def test_what_is_documented_is_a_matter_of_the_dialect(ivrsim: Command) -> None:
    shown = json.loads(ivrsim("semantics", "--dialect", "ivr", "--format", "json").stdout)
    assert shown["dialect"] == "ivr"
    assert [name for name, one in shown["settings"].items() if one["documented"]] == ["final_on"]
    assert shown["settings"]["final_on"]["dialects"]["ivr"]["documented"] == "after_retries"
    assert shown["documented"] == [fact.text for fact in FACTS["ivr"]]


def test_the_text_of_one_dialect_leaves_the_other_out(ivrsim: Command) -> None:
    shown = ivrsim("semantics", "--dialect", "ivr").stdout
    assert "\n    ivr: documented as after_retries, " in shown
    assert "\n    vr: " not in shown
    assert "What the provider does document in the ivr dialect" in shown
    assert "What the provider does document in the vr dialect" not in shown


def test_a_dialect_that_there_is_not_is_refused(ivrsim: Command) -> None:
    done = ivrsim("semantics", "--dialect", "ivrs")
    assert (done.stdout, done.returncode) == ("", 2)
    assert "'ivrs' is not accepted; use vr or ivr; did you mean ivr?" in done.stderr
