"""``ivrsim report --verify`` and ``--comments``: what a client sent back, held against the flow."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from simulator.approval.approval_text import Approval, read_approval, read_comments
from simulator.approval.change_facts import list_key_and_word_changes
from simulator.approval.comment_places import PlacedComment, place_comments
from simulator.cli.live_approval import OTHER, is_live_wanted, verify_live
from simulator.cli.progress import follow, partial_note
from simulator.cli.report_inputs import look_alike, read_since
from simulator.cli.revisions import load_revision, revision, revision_day, revisions_of
from simulator.cli.screen import complain, say
from simulator.config.flow import Flow
from simulator.errors import SimulatorError, UsageError
from simulator.graph.plain_words import count_noun, visible
from simulator.graph.review.change import Review, ReviewRun
from simulator.loader.receptionist_file import Shelf
from simulator.loader.source_lines import lines_of_shelf
from simulator.report.review_report import review_text
from simulator.tables.flow_digest import flow_digest
from simulator.text.missing_file import explain_open_error
from simulator.wire.vr import WRITE_NAMES

TEXT_MOST = 5_000_000
"""Bytes of an approval: a mail with its quotations is far smaller."""

_PARTS = {
    "part-greeting": "greeting",
    "part-wrong-retry": "wrong_key_retry_recording",
    "part-wrong-final": "wrong_key_final_recording",
    "part-silence-retry": "silence_retry_recording",
    "part-silence-final": "silence_final_recording",
}

REVISIONS_MOST = 60
"""Revisions of the flow among which the approved one is looked for."""


def verify_approval(options: argparse.Namespace, flow: Flow, shelf: Shelf) -> int:
    """Say whether a flow is the approved one; if not, and if both are known, what callers notice. Return the exit code.

    Where the command line names an account, say it of what is live.
    """
    approval = read_approval(_read_text(options.verify), options.verify)
    digest = flow_digest(flow)
    by = f" by {visible(approval.approved_by)}" if approval.approved_by else ""
    if approval.comments:
        complain(f"note: {options.verify} holds {count_noun(len(approval.comments), 'comment')}: see --comments")
    if is_live_wanted(options):
        approved = (flow, "") if digest == approval.digest else _find_approved(options, flow, approval)
        if approved is None:
            neither = f"The approved version {approval.digest} is neither this flow ({digest}) nor found in"
            say(f"{neither} {options.since or 'git'}, so what is live cannot be compared with it.")
            return OTHER
        return verify_live(options, approved[0], shelf, f"{by} (version {approval.digest})")
    if digest == approval.digest:
        say(f"The flow is the one that was approved{by} (version {digest}).")
        return 0
    say(f"The flow is not the one that was approved{by}: that was version {approval.digest}, and this is {digest}.")
    return _show_difference(options, flow, approval)


def _show_difference(options: argparse.Namespace, flow: Flow, approval: Approval) -> int:
    found = _find_approved(options, flow, approval)
    if found is None:
        where = options.since or "git"
        say(f"What callers notice cannot be told: the approved version was not found in {where}.")
        return OTHER
    old, since = found
    review_run = ReviewRun(old, flow)
    if (stopped := follow(review_run.steps())) is not None:
        complain(partial_note(stopped))
        return OTHER
    review = review_run.review()
    words = list(_word_lines(review))
    if review.equal and not words:
        say(f"Callers notice no difference from {since}: only names differ.")
        return 0
    say("", f"Compared with {since}:", "", *words, *([""] if words else []), review_text(review))
    return OTHER


def _word_lines(review: Review) -> Iterator[str]:
    for change in list_key_and_word_changes(review.old, review.new)[1]:
        when = change.when[0].lower() + change.when[1:]
        yield f"{change.menu} says other words {when}: {change.excerpt or 'nothing any more'}"


def _find_approved(options: argparse.Namespace, flow: Flow, approval: Approval) -> tuple[Flow, str] | None:
    """The flow that was approved, and what to call it: that of ``--since``, or the one in git with this digest."""
    if options.since is not None:
        before = read_since(options, flow)
        return before if before is not None and flow_digest(before[0]) == approval.digest else None
    try:
        locations = revisions_of(revision("git:HEAD", options.flow), REVISIONS_MOST)
    except UsageError:  # the flow is not in git
        return None
    for location in locations:
        try:
            old = look_alike(load_revision(location), flow, options)
        except SimulatorError:  # an earlier version may be broken, or lack what the command line asks for
            continue
        if flow_digest(old) == approval.digest:
            return old, f"{location.label} of {revision_day(location)}"
    return None


# -- comments -------------------------------------------------------------------------------------


def show_comments(options: argparse.Namespace, flow: Flow, shelf: Shelf) -> int:
    """Print each comment with the menu, the field and the line that it is about."""
    comments = read_comments(_read_text(options.comments))
    if not comments:
        say(f"{options.comments} has no comments.")
        return 0
    placed = place_comments(flow, comments, lines_of_shelf(shelf), page_words())
    for comment in placed:
        if comment.receptionist:
            say(f"{_place_words(flow, comment)}", f"  {visible(comment.text) or '(no words)'}")
    strangers = [comment for comment in placed if not comment.receptionist]
    if strangers:
        say("", "About nothing that this flow has:") if len(strangers) < len(placed) else say(
            "About nothing that this flow has:"
        )
        say(*(f"  {options.comments}:{comment.line}: {visible(comment.text)}" for comment in strangers))
    return 0


def page_words() -> dict[str, str]:
    """Return the demo page's names for a menu's recordings, in each of its languages, with the model's fields."""
    from simulator.web.page_words import LANGUAGES, PageWords

    return {PageWords(language).say(word): field for language in LANGUAGES for word, field in _PARTS.items()}


def _place_words(flow: Flow, comment: PlacedComment) -> str:
    name = f"{visible(flow.receptionists[comment.receptionist].name)} ({visible(comment.receptionist)})"
    place = f" ({comment.place})" if comment.place else ""
    if not comment.field:
        return f"{name}: “{visible(comment.where)}” is not a known part of it"
    first, *subpath = comment.field
    if not subpath:
        return f"{name}: {WRITE_NAMES[str(first)]}{place}"
    entry = (flow.receptionists[comment.receptionist].entries or ())[int(subpath[0])]
    return f"{name}: {first}.{entry.option}{place}"


def _read_text(name: str) -> str:
    """The text of a file, or of standard input. Raises ``UsageError`` with the file."""
    try:
        if name == "-":
            content = sys.stdin.buffer.read(TEXT_MOST + 1)
        else:
            with Path(name).open("rb") as file:
                content = file.read(TEXT_MOST + 1)
    except OSError as error:
        raise UsageError(f"{name}: {explain_open_error(error, Path(name))}") from None
    if len(content) > TEXT_MOST:
        raise UsageError(f"{name} is larger than {TEXT_MOST // 1_000_000} MB; give the text of one approval")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"{name} is not UTF-8 text (byte {error.start + 1}); save it as plain text") from None
