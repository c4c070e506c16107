"""Folders of flows that are served, examined step by step in this thread."""

from __future__ import annotations

import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

from simulator.web.flow_examiner import FlowExaminer
from simulator.web.served_flow import EarlierFlow, LoadEarlier, ServedSettings
from tests.conftest import FLOWS

CLINIC = "clinic/flow.yaml"
GOOD = "19 tests passed; no findings"
"""What is said of the clinic as it is shipped."""


def no_git(revision: str, file: str) -> EarlierFlow:
    """Stand in for git where there is none."""
    return EarlierFlow(None, reason="Not in git.")


def clinic_folder(top: Path, *names: str) -> Path:
    """A folder with the clinic under these names, and with the tests that people wrote."""
    for name in names or ("clinic",):
        left_out = shutil.ignore_patterns("generated.calls.yaml", "test_properties.py", "__pycache__")
        shutil.copytree(FLOWS / "clinic", top / name, ignore=left_out)
    return top


def examiner_of(top: Path, load_earlier: LoadEarlier = no_git, name: str = "", client: str = "") -> FlowExaminer:
    """The examiner of a folder, under a clock that stands still."""
    return FlowExaminer(
        top, name or str(top), ServedSettings(lambda: datetime(2026, 11, 30, tzinfo=UTC), load_earlier, client)
    )


def work_off(examiner: FlowExaminer) -> FlowExaminer:
    """Do all the work that there is."""
    while examiner.work():
        pass
    return examiner


def look_and_work(examiner: FlowExaminer) -> None:
    """Notice what has been saved, which takes two looks, and do the work that it makes."""
    examiner.look()
    examiner.look()
    work_off(examiner)


def edit(file: Path, old: str, new: str) -> None:
    """Save a file with other words in it, so that its time differs however quick this machine is."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    save(file, text.replace(old, new))


def save(file: Path, text: str) -> None:
    """Save a file; a clock of coarse ticks is helped on."""
    before = file.stat().st_mtime_ns
    file.write_text(text, encoding="utf-8")
    if file.stat().st_mtime_ns == before:
        os.utime(file, ns=(before + 1, before + 1))
