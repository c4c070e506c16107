"""``ivrsim test --update``: rewrite what tests expect, after showing the changes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from simulator.cli.screen import complain, prompt, read_line, say
from simulator.disk.durable_file import replace_files
from simulator.errors import UsageError
from simulator.flowtests.flow_test import CallVerdict, TestFile
from simulator.flowtests.result_formats import tally_line
from simulator.words.difference import show_difference
from simulator.words.phrases import count_noun


def update_expectations(files: Sequence[TestFile], verdicts: Sequence[CallVerdict], *, asks: bool) -> list[CallVerdict]:
    """Rewrite what tests expect to what their calls do, after asking; return the verdicts that still fail."""
    from simulator.flowtests.expectation_update import update

    failed = [verdict for verdict in verdicts if not verdict.passed]
    updates = [
        update(file, [verdict for verdict in failed if verdict.test.file == file.name])
        for file in files
        if any(verdict.test.file == file.name for verdict in failed)
    ]
    changed = [edit for edit in updates if edit.mended]
    for edited in changed:
        name = edited.file.name
        say(show_difference(edited.file.document.text, edited.text, name, name))
    for unmended in (unmended for edit in updates for unmended in edit.left):
        complain(f"not updated: {unmended.test.file}:{unmended.test.line}: {unmended.test.name}: {unmended.reason}")
    mended = sum(edited.mended for edited in changed)
    if not mended:
        say("nothing to update" + ("" if failed else f": {tally_line(verdicts, 0).partition(' in ')[0]}"))
        return list(verdicts)
    tests = count_noun(mended, "test", spell=False)
    if asks and not _ask_agreement(f"Write these expectations of {tests}? [y/N] "):
        say("nothing was written")
        return list(verdicts)
    replace_files(
        dict(_new_content(Path(edited.file.name), edited.text, edited.file.document.text) for edited in changed)
    )
    say(f"wrote new expectations of {tests} to {', '.join(edited.file.name for edited in changed)}")
    return [
        verdict
        for verdict in failed
        if any(verdict.test is unmended.test for edit in updates for unmended in edit.left)
    ]


def _new_content(path: Path, text: str, before: str) -> tuple[Path, bytes]:
    """A file with its new bytes: a byte order mark stays where it was, and so do line ends."""
    old = path.read_bytes()
    if old.decode("utf-8-sig") != before:
        raise UsageError(f"{path}: the file has changed since it was read; nothing was written, run the tests again")
    mark = b"\xef\xbb\xbf" if old.startswith(b"\xef\xbb\xbf") else b""
    return path, mark + text.encode("utf-8")


def _ask_agreement(question: str) -> bool:
    prompt(question)
    return read_line().strip().lower() in ("y", "yes")
