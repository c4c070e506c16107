"""The public names, and that they come lazily and in any order."""

import subprocess
import sys

import pytest

import simulator


@pytest.mark.parametrize("name", simulator.__all__)
def test_every_public_name_is_there_and_documented(name: str) -> None:
    assert (getattr(simulator, name).__doc__ or "").strip()


def test_what_is_not_there_is_said_so() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'lode'"):
        simulator.lode  # noqa: B018  # the access is what fails


@pytest.mark.parametrize("first", ["play", "caller", "load", "Rehearsal", "Flow"])
def test_names_do_not_hide_each_other_whatever_is_used_first(first: str) -> None:
    code = f"import simulator; simulator.{first}; print(simulator.play(simulator.load('example:single')).outcome.kind)"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (shown.stdout, shown.stderr) == ("routed\n", "")
