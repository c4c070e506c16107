"""An approval as text, wherever it was pasted."""

import pytest

from simulator.approval.approval_text import Approval, CommentLine, read_approval, read_comments
from simulator.errors import UsageError

TEXT = """\
Fernside Clinic: Phone menu of 30 November 2026
ivrsim 3f9a-21c4-0b7e
Approved by: A. Client, 2026-12-01

Heard: books; Christmas Day
Not heard: none

Comments:
- Main menu (main), greeting: please say "surgery"

Assumed: Lengths of announcements are estimates.
- this is not a comment
"""


def test_as_the_page_writes_it_and_as_a_mail_quotes_it() -> None:
    comment = 'Main menu (main), greeting: please say "surgery"'
    expected = Approval("3f9a-21c4-0b7e", "A. Client, 2026-12-01", (CommentLine(9, comment),))
    assert read_approval(TEXT, "x.txt") == expected
    quoted = "\n".join(f"> {line}" for line in TEXT.splitlines())
    assert read_approval(f"{quoted}\n\nVersion 3F9A-21c4-0b7e is fine", "x.txt") == expected


def test_nobody_and_no_comments() -> None:
    assert read_approval("Version 3f9a-21c4-0b7e\nApproved by: -, 2026\nComments:\n- none\n", "x") == Approval(
        "3f9a-21c4-0b7e", "", ()
    )


def test_telephone_numbers_and_ids_are_no_versions() -> None:
    with pytest.raises(UsageError) as refusal:
        read_approval("Call 0800-1234-5678. 123e4567-e89b-12d3-a456-426614174000, ivrsim 3f9a-21c4-0b7e-aaaa", "x.txt")
    assert str(refusal.value) == (
        "x.txt does not say which version was approved: "
        "expected a line such as 'ivrsim 3f9a-21c4-0b7e' or 'Version 3f9a-21c4-0b7e'"
    )


def test_two_versions() -> None:
    with pytest.raises(UsageError, match="names several versions"):
        read_approval(f"{TEXT}\nivrsim 1111-2222-3333", "x.txt")


def test_comments_under_a_heading_in_another_language() -> None:
    assert read_comments("ivrsim 1111-2222-3333\nالتعليقات:\n- قائمة (main), x: y\n") == [
        CommentLine(3, "قائمة (main), x: y")
    ]
