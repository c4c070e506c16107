"""``ivrsim diff --certificate`` and ``--verify``: a move's certificate made, and held against what is there now."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from simulator import __version__
from simulator.approval.move_certificate import (
    CertifiedCaller,
    CertifiedLikeness,
    CertifiedPair,
    CertifiedSide,
    CertifiedWorld,
    MoveCertificate,
    changed_names,
    digest_of,
    read_certificate,
)
from simulator.cli.compared_world import read_fixed_pair
from simulator.cli.main import INTERRUPTED
from simulator.cli.moving import DIFFER, LoadedMove, OpenSide, compare_move, engines_of, load_move, path_from
from simulator.cli.revisions import is_revision
from simulator.cli.screen import say
from simulator.config.flow import Flow
from simulator.config.menu_engine import any_returns
from simulator.config.semantics import setting_text
from simulator.config.switch_menu import LEVELS_MOST
from simulator.errors import UsageError
from simulator.graph.moving.item_traits import ITEM_KINDS, ItemKind
from simulator.graph.moving.likeness import KindLikeness, StatedLikeness
from simulator.graph.moving.move import MoveReview, engine_name, engine_settings
from simulator.graph.plain_words import visible
from simulator.graph.return_bound import STAYS_MOST
from simulator.graph.review.change import NoticedDifference, difference_sentence, number_sentence
from simulator.graph.review.schedule_changes import schedule_sentences
from simulator.loader.flow_location import EXAMPLE, locate_flow
from simulator.loader.receptionist_file import Shelf
from simulator.report.move_report import caller_lines
from simulator.tables.flow_digest import full_digest
from simulator.text.document import read_document
from simulator.words.markup import dump_json

EQUAL_STATEMENT = "No caller can tell the old flow from the new one"
OTHER_STATEMENT = "Callers can tell the old flow from the new one"


# -- making ---------------------------------------------------------------------------------------


def certificate_of(
    options: argparse.Namespace, loaded: LoadedMove, result: MoveReview, day: date, folder: Path
) -> MoveCertificate:
    """Return the certificate of a comparison, for a file in a folder."""
    given = engines_of(options)
    old, new = (
        CertifiedSide(
            flow=path_from(folder, _source_name(source)),
            engine=engine_name(flow),
            given=engine or "",
            settings={name: setting_text(value) for name, value in engine_settings(flow).items()},
            calls=full_digest(flow),
            files=_file_digests(shelf, read),
        )
        for source, engine, flow, (read, shelf) in zip(
            loaded.sources, given, (loaded.move.old, loaded.move.new), loaded.sides, strict=True
        )
    )
    return MoveCertificate(
        certificate="move",
        layout="1",
        program=__version__,
        date=day.isoformat(),
        statement=f"{EQUAL_STATEMENT if result.equal else OTHER_STATEMENT}.",
        equal=result.equal,
        old=old,
        new=new,
        alike=_certify_likeness(loaded, result),
        world=_certify_world(options, loaded),
        compared=list(_scope_lines(loaded, result)),
        callers=list(_certify_callers(result)),
    )


def _source_name(source: str | None) -> str:
    if source is not None:
        return source
    path = locate_flow(None).path
    assert path is not None, "the nearest flow is a file"
    return str(path)


def _certify_likeness(loaded: LoadedMove, result: MoveReview) -> CertifiedLikeness:
    likeness = result.move.likeness
    pairs = {kind: _certify_pairs(likeness.of_kind(kind)) for kind in ITEM_KINDS}
    return CertifiedLikeness(
        rules=[rule for rule in likeness.rules if rule != "stated"],
        recordings=pairs["recordings"],
        destinations=pairs["destinations"],
        schedules=pairs["schedules"],
        lengths={id: f"{length.milliseconds / 1000:g}" for id, length in loaded.move.pair.lengths.items()},
    )


def _certify_pairs(found: KindLikeness) -> list[CertifiedPair]:
    return [CertifiedPair(old=pair.old, new=pair.new, by=pair.by) for pair in found.pairs]


def _certify_world(options: argparse.Namespace, loaded: LoadedMove) -> CertifiedWorld:
    pair = loaded.move.pair
    return CertifiedWorld(
        number=options.number or "",
        variant=options.variant or "",
        at=read_fixed_pair(options, pair.old, pair.new).at,
        during=options.during or "",
        given=list(options.given),
    )


def _scope_lines(loaded: LoadedMove, result: MoveReview) -> Iterator[str]:
    """Yield what the comparison covers, and its bounds."""
    old, new = loaded.move.old, loaded.move.new
    yield "every key at every moment of every wait and recording, and every silence, to the end of each call"
    yield "which recordings start, when, how long they play and what stops them; how each call ends, and when"
    if result.review.asks_world:
        yield "every state of the schedules that the calendars can produce, held fixed for a call"
        yield "every answer of each telephone, afresh each time that it rings"
    if not result.review.complete:
        yield "more callers can tell than are listed: the search for them ends at 1,000"
    if old.semantics.switch is not None or new.semantics.switch is not None:
        yield f"FreeSWITCH's menus in each other, up to {LEVELS_MOST} levels"
    if any(any_returns(flow.receptionists.values()) for flow in (old, new)):
        yield f"every way back to the menu that a call came from (flows with over {STAYS_MOST:,} are refused)"


def _certify_callers(result: MoveReview) -> Iterator[CertifiedCaller]:
    """Yield what callers notice: the shortest first, then the others, numbers and hours."""
    listed = [item for item in result.review.noticed if not _is_shortest(item, result)]
    for item in (*(() if result.shortest is None else (result.shortest,)), *listed):
        sentence = difference_sentence(result.review, item)
        yield CertifiedCaller(notices=sentence, caller="; ".join(caller_lines(result, item)))
    for number in result.review.numbers:
        yield CertifiedCaller(notices=number_sentence(result.review, number), caller="")
    for change in result.review.schedules:
        if change.is_noticed:
            for sentence in schedule_sentences(change):
                yield CertifiedCaller(notices=sentence, caller="")


def _is_shortest(item: NoticedDifference, result: MoveReview) -> bool:
    shortest = result.shortest
    return shortest is not None and (item.number, item.difference.script, item.difference.kind) == (
        shortest.number,
        shortest.difference.script,
        shortest.difference.kind,
    )


def _file_digests(shelf: Shelf, flow: Flow) -> dict[str, str]:
    """Return the digest of each file that a flow was made from, by its path from the flow's folder."""
    if shelf.document is None:
        return {}
    folder = shelf.document.folder
    named = [folder / name for item in flow.recordings.values() for name in (item.file, item.script_file) if name]
    project = shelf.files.project_file()
    files = dict.fromkeys((*shelf.read_files, *named, *([project] if project is not None else [])))
    digests: dict[str, str] = {}
    for file in files:
        if shelf.files.holds(file) or file == project:
            with shelf.files.open(file) as stream:
                digests[path_from(folder, str(file))] = digest_of(stream.read())
    return dict(sorted(digests.items()))


# -- checking -------------------------------------------------------------------------------------


def verify_certificate(options: argparse.Namespace, open_side: OpenSide) -> int:
    """Say whether a certificate still holds, and else what has changed; return the exit code."""
    file = Path(options.verify)
    certificate = read_certificate(read_document(file, options.verify, needed="a certificate is needed"))
    asked = _asked_again(options, certificate, file.parent)
    loaded = load_move(asked, open_side, lambda old, new: _certified_pairs(certificate))
    result = compare_move(asked, loaded.move)
    if result is None:
        return INTERRUPTED
    now = certificate_of(asked, loaded, result, date.fromisoformat(certificate.date), file.parent)
    changes = list(_changes_between(certificate, now))
    notes = list(_notes_between(certificate, now))
    verdict = "holds" if not changes else "no longer holds"
    if options.format == "json":
        values = {"holds": not changes, "date": certificate.date, "equal": now.equal, "certified": certificate.equal}
        say(dump_json({**values, "changes": changes, "notes": notes}, indent=2))
    else:
        first = f"The certificate of {certificate.date} {verdict}{':' if changes else f': {certificate.statement}'}"
        say(first, *(f"  · {visible(line)}" for line in (*changes, *notes)))
    return DIFFER if changes or (options.exit_code and not now.equal) else 0


def _asked_again(options: argparse.Namespace, certificate: MoveCertificate, folder: Path) -> argparse.Namespace:
    """Return the command line that the certificate is of; OLD and NEW may say where the flows are now."""
    names = ("semantics", "variant", "number", "at", "during", "alike", "old_semantics", "new_semantics")
    given = [f"--{name.replace('_', '-')}" for name in names if getattr(options, name) is not None]
    given += ["--given"] if options.given else []
    if given:
        raise UsageError(f"--verify compares as the certificate says; remove {given[0]}")
    if (options.old is None) != (options.new is None):
        raise UsageError("--verify finds both flows by itself; give both, OLD and NEW, or none")
    old, new = (
        (options.old, options.new)
        if options.old is not None
        else (_path_to(folder, certificate.old.flow), _path_to(folder, certificate.new.flow))
    )
    world = certificate.world
    return argparse.Namespace(
        old=old,
        new=new,
        semantics=None,
        old_semantics=certificate.old.given or None,
        new_semantics=certificate.new.given or None,
        variant=world.variant or None,
        number=world.number or None,
        at=world.at or None,
        during=world.during or None,
        given=world.given,
    )


def _path_to(folder: Path, flow: str) -> str:
    return flow if is_revision(flow) or flow.startswith(EXAMPLE) else str(folder / flow)


def _certified_pairs(certificate: MoveCertificate) -> StatedLikeness:
    """Return what somebody had stated, so that all the rest is found again."""
    pairs: dict[ItemKind, list[CertifiedPair]] = {
        "recordings": certificate.alike.recordings,
        "destinations": certificate.alike.destinations,
        "schedules": certificate.alike.schedules,
    }
    stated = {kind: {pair.old: pair.new for pair in found if pair.by == "stated"} for kind, found in pairs.items()}
    return StatedLikeness(stated, tuple(certificate.alike.rules))


def _changes_between(before: MoveCertificate, now: MoveCertificate) -> Iterator[str]:
    """Yield what differs that the certificate states."""
    for name, was, side in (("old", before.old, now.old), ("new", before.new, now.new)):
        settings = changed_names(was.settings, side.settings)
        if was.engine != side.engine:
            about = f" (settings: {settings})" if settings else ""
            yield f"the {name} flow's engine was {was.engine} and is {side.engine}{about}"
        elif settings:
            yield f"the {name} flow's engine, {side.engine}, has other settings: {settings}"
        if was.calls != side.calls:
            files = changed_names(was.files, side.files)
            yield f"the {name} flow is not the one that was compared{f' (changed: {files})' if files else ''}"
    for kind in ITEM_KINDS:
        yield from _pair_changes(kind, getattr(before.alike, kind), getattr(now.alike, kind))
    if before.alike.lengths != now.alike.lengths:
        names = changed_names(before.alike.lengths, now.alike.lengths)
        yield f"the lengths that only one flow knows are others (recordings: {names})"
    # A seal shows what was edited by mistake, not who wrote it: nothing is said that has not been compared again.
    if (before.equal, before.statement) != (now.equal, now.statement):
        yield f"compared again: {now.statement[0].lower()}{now.statement[1:]}"
    yield from (f"now compared: {line}" for line in now.compared if line not in before.compared)
    yield from (f"no longer compared: {line}" for line in before.compared if line not in now.compared)
    was_noticed, noticed = ({caller.notices: caller.caller for caller in made.callers} for made in (before, now))
    for words, caller in noticed.items():
        if words not in was_noticed:
            yield f"now: {words}{f' ({caller})' if caller else ''}"
        elif was_noticed[words] != caller:
            yield f"now: {words} ({caller}; before: {was_noticed[words]})"
    yield from (f"no longer: {words}" for words in was_noticed if words not in noticed)


def _pair_changes(kind: ItemKind, before: list[CertifiedPair], now: list[CertifiedPair]) -> Iterator[str]:
    for pair in before:
        if pair not in now:
            yield f"the {kind[:-1]} {pair.old} is no longer taken to be alike to {pair.new} ({_BASIS[pair.by]})"
    for pair in now:
        if pair not in before:
            yield f"the {kind[:-1]} {pair.old} is now taken to be alike to {pair.new} ({_BASIS[pair.by]})"


_BASIS = {"stated": "as stated", "name": "by name", "content": "by content", "id": "by id"}


def _notes_between(before: MoveCertificate, now: MoveCertificate) -> Iterator[str]:
    """Yield what differs and changes nothing that was stated."""
    if before.program != now.program:
        yield f"note: it was made by ivrsim {before.program}, and this is {now.program}"
    for name, was, side in (("old", before.old, now.old), ("new", before.new, now.new)):
        if was.calls == side.calls and (files := changed_names(was.files, side.files)):
            yield f"note: files of the {name} flow have changed, and no caller can tell: {files}"
