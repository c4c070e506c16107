"""The re-record bill as text and JSON, and as the sheet from which it is recorded (Markdown or CSV)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from simulator.checks.rerecording.bill import (
    FieldPlace,
    KeptOrder,
    PromptFault,
    PromptRecording,
    PromptUse,
    RecordingBill,
    UnjudgedPrompt,
)
from simulator.config.flow import Flow
from simulator.graph.audible_recordings import MOMENTS
from simulator.graph.readback.recordings import list_recordings
from simulator.report.recording_names import file_names
from simulator.report.recording_sheet import SAMPLE_RATE, csv_table, markdown_table
from simulator.words.phrases import count_noun, join_words
from simulator.words.sanitizer import OutputText, join_lines

if TYPE_CHECKING:
    from simulator.loader.source_lines import Lines

_READ_IT = "read it before you send it"
_WORDS = {"missing": "missing", "withdrawn": "untrue"}


class StudioPrice(NamedTuple):
    """The price of a session in a studio: an amount, and the words around it, as in ``£180`` and ``180 EUR``."""

    amount: Decimal
    before: str = ""
    after: str = ""

    def times(self, sessions: int) -> str:
        """Return the price of so many sessions, written like the price of one."""
        return f"{self.before}{self.amount * sessions:,}{self.after}"


class BillView(NamedTuple):
    """A bill, and what its layout needs: the new flow, the lines of its files, and the price of a session (or None)."""

    bill: RecordingBill
    flow: Flow
    lines: Lines
    price: StudioPrice | None = None
    file_prefix: str = ""

    def place_words(self, place: FieldPlace) -> str:
        """Return ``file:line`` of a field; empty: the flow does not come from files."""
        source = self.lines.get(place.receptionist)
        return f"{self.file_prefix}{source.place(place.path)}" if source is not None else ""

    def files(self) -> list[str]:
        """Return a file name for each recording: the stated one, else one made from its name."""
        names = file_names(list_recordings(self.flow))
        return [_file_name(item, item.file or names.get(item.id, f"{item.id}.wav")) for item in self.bill.recordings]

    @property
    def sessions(self) -> int:
        """Return the number of sessions: one for each language, because each has its own voice."""
        return len(self.bill.studio_languages)


def _file_name(item: PromptRecording, file: str) -> str:
    """The name of a file; a recording that is to play next to the one that there is gets a name of its own."""
    if not item.is_separate:
        return file
    stem, dot, ending = file.rpartition(".")
    key = "".join(sign if sign.isalnum() or sign in "-_" else "-" for sign in item.uses[0].receptionist)
    return f"{stem or file}-{key}{dot}{ending if stem else ''}"


# -- text -----------------------------------------------------------------------------------------


def bill_text(view: BillView) -> OutputText:
    """The bill: a sum, a paragraph for each recording, what would avoid it, and what could not be judged."""
    bill = view.bill
    lines = [_sum_line(bill)]
    for item, file in zip(bill.recordings, view.files(), strict=True):
        lines += _recording_lines(view, item, file)
    for order in bill.kept_orders:
        of_menu = f" in {order.menu}" if len(bill.recordings) > 1 else ""
        lines.append(f"To avoid re-recording{of_menu}: {order_words(order)}")
    if view.price is not None:
        lines.append(_price_line(view, view.price))
    languages = f"languages understood: {', '.join(bill.languages) or 'none'}"
    lines.append(f"Could not be judged: {len({item.id for item in bill.unjudged}) or 'none'} ({languages})")
    lines += [f"  {item.id}  {_named(item)}{item.reason}" for item in bill.unjudged]
    return join_lines(lines)


def _named(item: UnjudgedPrompt) -> str:
    return f"{item.name}: " if item.name != item.id else ""


def _sum_line(bill: RecordingBill) -> str:
    again = len(bill.recorded_ids)
    unjudged = len({item.id for item in bill.unjudged} - bill.recorded_ids)
    remaining = bill.prompts - again
    if bill.correct == remaining:
        still = _still_correct(f"the other {remaining:,}" if again else f"all {remaining:,}", remaining)
    else:
        still = _still_correct(f"{bill.correct:,}", bill.correct)
    parts = [still] if bill.correct else []
    parts += [f"{unjudged:,} could not be judged"] if unjudged else []
    if bill.untouched:
        parts.append(f"{bill.untouched:,} whose words are not known {_is(bill.untouched)} not affected")
    rest = join_words(parts) if parts else ""
    if not again:
        nothing = "Nothing found to re-record" if unjudged else "Nothing to re-record"
        return f"{nothing}{f': {rest}' if rest else ''}."
    prompts = f"{again:,} of {count_noun(bill.prompts, 'prompt', spell=False)}"
    seconds = f"about {max(1, round(bill.milliseconds / 1000)):,} s of audio"
    return f"Re-record {prompts}, {seconds}{f'; {rest}' if rest else ''}."


def _still_correct(subject: str, number: int) -> str:
    return f"{subject} {_is(number)} still correct"


def _is(number: int) -> str:
    return "is" if number == 1 else "are"


def _recording_lines(view: BillView, item: PromptRecording, file: str) -> Iterator[str]:
    uses = f"used in {join_words([use_words(view.flow, use) for use in item.uses])}"
    if item.is_separate:
        uses = f"a recording of its own, {uses}; {item.name} stays as it is elsewhere"
    yield f"{item.id}  {item.name} ({file}, {SAMPLE_RATE.replace(',', '')}; {uses})"
    for fault in item.faults:
        yield f"  {_WORDS.get(fault.kind, 'untrue'):<8} {fault_words(fault)}{_aside(view.place_words(fault.place))}"
    if item.written is not None:
        yield f"  new      these words have not been recorded yet{_aside(view.place_words(item.written))}"
    words = f'"{item.words}"' if item.words else "(to be written)"
    yield f"  record   {words}"
    remark = remark_words(item)
    if remark:
        yield f"           {remark}"


def _aside(text: str) -> str:
    return f"   {text}" if text else ""


def fault_words(fault: PromptFault) -> str:
    """Return what is untrue, or missing, and why."""
    return f'"{fault.words}": {fault.reason}' if fault.words else fault.reason


def use_words(flow: Flow, use: PromptUse) -> str:
    """Return where a recording plays: the receptionist, and the moment where it is not the greeting."""
    details = [] if use.field == "greeting" else [MOMENTS[use.field]]
    details += [f"variant {use.variant}"] if use.variant else []
    name = flow.receptionists[use.receptionist].name
    return f"{name} ({'; '.join(details)})" if details else name


def remark_words(item: PromptRecording) -> str:
    """Return how far the words can be relied on."""
    if not item.words:
        return "no words can be proposed: write them in flow.yaml, and name every destination there"
    if not item.is_proposed:
        return ""
    source = f" from {join_words(item.origins)}" if item.origins else ""
    return f"proposed{source}: {_READ_IT}"


def order_words(order: KeptOrder) -> str:
    """Return the order of keys that keeps a greeting true."""
    steps = [f"{'' if index else 'keep '}{key.name} on {key.option}" for index, key in enumerate(order.kept)]
    if not order.kept:
        steps = [f"leave key {key.option} to {key.name}" for key in order.unannounced]
        return f"{join_words(steps)} (not announced: IVR304)"
    routed = [f"route key {key.option} to {key.name}" for key in order.unannounced]
    if not routed:
        return join_words(steps)
    too = ""
    if order.announced and len(routed) == 1:
        lead = "leads" if len(order.announced) == 1 else "lead"
        too = f"; {join_words([f'key {option}' for option in order.announced])} already {lead} there"
    return f"{join_words([*steps, *routed])} (not announced: IVR304{too})"


def _price_line(view: BillView, price: StudioPrice) -> str:
    languages = view.bill.studio_languages
    if not languages:
        return "Studio: no session is needed."
    voices = f" ({', '.join(languages)})" if len(languages) > 1 else ""
    sessions = count_noun(view.sessions, "session", spell=False)
    return f"Studio: {sessions}{voices} at {price.times(1)}, {price.times(view.sessions)} in all."


# -- JSON -----------------------------------------------------------------------------------------


def bill_json(view: BillView) -> dict[str, object]:
    """The bill as one object; seconds as in the record of a call."""
    bill = view.bill
    recordings = zip(bill.recordings, view.files(), strict=True)
    return {
        "prompts": bill.prompts,
        "correct": bill.correct,
        "not_affected": bill.untouched,
        "seconds": bill.milliseconds / 1000,
        "record": [_recording_json(view, item, file) for item, file in recordings],
        "keep": [_order_json(order) for order in bill.kept_orders],
        "unjudged": [
            {"id": item.id, "name": item.name, "reason": item.reason, "language": item.language or None}
            for item in bill.unjudged
        ],
        "languages": list(bill.languages),
        "studio": None if view.price is None else _studio_json(view, view.price),
    }


def _recording_json(view: BillView, item: PromptRecording, file: str) -> dict[str, object]:
    return {
        "id": item.id,
        "name": item.name,
        "file": file,
        "separate": item.is_separate,
        "used": [
            {"receptionist": use.receptionist, "moment": MOMENTS[use.field], "variant": use.variant or None}
            for use in item.uses
        ],
        "untrue": [_fault_json(view, fault) for fault in item.faults],
        "language": item.language,
        "words": item.words or None,
        "proposed": item.is_proposed,
        "proposed_from": list(item.origins),
        "seconds": item.milliseconds / 1000,
    }


def _fault_json(view: BillView, fault: PromptFault) -> dict[str, object]:
    source = view.lines.get(fault.place.receptionist)
    place = source.place(fault.place.path) if source is not None else None
    return {
        "kind": fault.kind,
        "words": fault.words or None,
        "reason": fault.reason,
        "rule": fault.rule,
        "file": f"{view.file_prefix}{place.file}" if place else None,
        "line": place.line if place else None,
    }


def _order_json(order: KeptOrder) -> dict[str, object]:
    return {
        "receptionist": order.use.receptionist,
        "variant": order.use.variant or None,
        "kept": {key.option: key.name for key in order.kept},
        "unannounced": {key.option: key.name for key in order.unannounced},
        "words": order_words(order),
    }


def _studio_json(view: BillView, price: StudioPrice) -> dict[str, object]:
    return {"sessions": view.sessions, "price": price.times(1), "total": price.times(view.sessions)}


# -- the sheet ------------------------------------------------------------------------------------

HEADINGS = ("Number", "File", "Words", "How it is used", "Target length", "Remark")


def _sheet_rows(view: BillView) -> list[tuple[str, ...]]:
    return [
        (
            str(number),
            file,
            item.words or "(to be written)",
            "; ".join(use_words(view.flow, use) for use in item.uses),
            f"about {item.milliseconds / 1000:.1f} s" if item.words else "",
            remark_words(item),
        )
        for number, (item, file) in enumerate(zip(view.bill.recordings, view.files(), strict=True), start=1)
    ]


def bill_sheet_markdown(view: BillView) -> OutputText:
    """Return the studio's recordings as a table."""
    return markdown_table(HEADINGS, _sheet_rows(view))


def bill_sheet_csv(view: BillView) -> OutputText:
    """Return the studio's recordings for a spreadsheet."""
    return csv_table(HEADINGS, _sheet_rows(view))
