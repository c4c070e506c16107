"""``ivrsim semantics``: the settings, the profiles, and what is documented."""

import json
from collections.abc import Callable
from subprocess import CompletedProcess

from simulator.config.semantics import DOCUMENTED, NOTES, PROFILES, SETTINGS

Command = Callable[..., CompletedProcess[str]]

FIRST = """\
Settings (value under acefone, the default profile)

  final_on: after_retries
    which wrong key, or which silence, is the last one
      after_retries: N allowed means N retries: the (N+1)-th is final
      at_count: the N-th is final (with N = 0 the first)
    not documented by the provider; from FreePBX, measured; the provider says only
    'number of incorrect inputs allowed'
"""

PROFILES_SHOWN = """\
Profiles (what differs from acefone)

  acefone              the default
  freepbx              replay_greeting without_retry_prompt
  freepbx-first-match  replay_greeting without_retry_prompt, collect first_match
  freepbx-terminated   replay_greeting without_retry_prompt, collect terminated
  acefone-uk-literal   final_on at_count
"""


def test_the_settings_and_the_profiles_are_listed(ivrsim: Command) -> None:
    done = ivrsim("semantics")
    assert (done.stderr, done.returncode) == ("", 0)
    assert done.stdout.startswith(FIRST)
    assert PROFILES_SHOWN in done.stdout
    assert [name for name in SETTINGS if f"\n  {name}: " not in done.stdout] == []
    assert [fact for fact in DOCUMENTED if f"\n  · {fact}\n" not in done.stdout] == []
    assert max(map(len, done.stdout.splitlines())) <= 110


def test_the_values_are_those_of_the_default_profile(ivrsim: Command) -> None:
    shown = ivrsim("semantics").stdout
    for line in ("interdigit_seconds: 3", "barge_in: true", "zero_timeout_seconds: 10", "collect: prefix"):
        assert f"\n  {line}\n" in shown


def test_the_same_as_json(ivrsim: Command) -> None:
    done = ivrsim("semantics", "--format", "json")
    shown = json.loads(done.stdout)
    assert (done.stderr, done.returncode) == ("", 0)
    assert [*shown] == ["default", "profiles", "settings", "documented"]
    assert shown["default"] == "acefone"
    assert shown["profiles"] == {
        name: {setting: getattr(profile, setting) for setting in SETTINGS} for name, profile in PROFILES.items()
    }
    assert shown["settings"]["barge_in"] == {
        "meaning": "whether a key stops the greeting and the retry recordings",
        "values": {"true": "it does, and counts as the first key", "false": "it is ignored"},
        "documented": False,
        "source": NOTES["barge_in"].source,
    }
    assert shown["documented"] == [*DOCUMENTED]
