import os
from pathlib import Path

import pytest

from simulator.engines.asterisk_install import HOW_TO_GET, AsteriskInstall, find_asterisk
from simulator.errors import UsageError

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Asterisk runs on POSIX systems")


def put_program(path: Path, says: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{says}\n")
    path.chmod(0o755)


def refusal(text: str) -> str:
    with pytest.raises(UsageError) as refused:
        find_asterisk(text)
    return str(refused.value)


def test_the_machine_s_own_is_found_on_the_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put_program(tmp_path / "asterisk", "echo Asterisk 20.9.1~dfsg+~cs6.14.1")
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    assert find_asterisk("asterisk") == AsteriskInstall((str(tmp_path / "asterisk"),), "Asterisk 20.9.1")


def test_one_in_a_folder_runs_with_the_folder_s_own_libraries(tmp_path: Path) -> None:
    # stands in for the dynamic loader, which gets the libraries and the program
    put_program(tmp_path / "usr/lib64/ld-linux-x86-64.so.2", 'echo "Asterisk 22.10.1 $1"')
    put_program(tmp_path / "usr/sbin/asterisk", "exit 3")
    modules = tmp_path / "usr/lib/x86_64-linux-gnu/asterisk/modules"
    modules.mkdir(parents=True)
    install = find_asterisk(f"asterisk:{tmp_path}")
    libraries = ":".join(str(tmp_path / "usr" / name) for name in ("lib", "lib64", "lib/x86_64-linux-gnu"))
    loader, program = tmp_path / "usr/lib64/ld-linux-x86-64.so.2", tmp_path / "usr/sbin/asterisk"
    assert install == AsteriskInstall(
        (str(loader), "--library-path", libraries, str(program)),
        "Asterisk 22.10.1",
        modules,
        tmp_path / "usr/share/asterisk",
    )


def test_what_is_missing_is_said(tmp_path: Path) -> None:
    engine = f"asterisk:{tmp_path}"
    assert refusal(engine) == f"--engine {engine}: {tmp_path} has no usr/sbin/asterisk; {HOW_TO_GET}"
    put_program(tmp_path / "usr/sbin/asterisk", "echo who knows >&2; exit 1")
    assert refusal(engine) == (
        f"--engine {engine}: {tmp_path} has no folder of Asterisk's modules (usr/lib/asterisk/modules); {HOW_TO_GET}"
    )
    (tmp_path / "usr/lib/asterisk/modules").mkdir(parents=True)
    program = tmp_path / "usr/sbin/asterisk"
    assert refusal(engine) == f"--engine {engine}: {program} does not say its version: who knows"
    program.write_text("no program")
    assert refusal(engine) == f"--engine {engine}: {program} does not start: Exec format error"


def test_other_engines_are_not_rung() -> None:
    assert refusal("asterik:x") == "--engine asterik:x: not an engine that can be rung; did you mean asterisk?"
