"""``ivrsim identify``: find out by telephone which reading of the documents an engine follows."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import UTC, datetime, time
from pathlib import Path

from simulator.cli.arguments import Parser, add_dialect, add_flow, add_format, add_variant, one_of
from simulator.cli.flow_argument import load_visibly, look_at_flow
from simulator.cli.main import INTERRUPTED
from simulator.cli.profile_files import SemanticsFiles, flow_semantics, saved_profile, semantics_text
from simulator.cli.progress import follow
from simulator.cli.screen import ask_question, complain, say
from simulator.cli.telephone_interview import TelephoneInterview, answer_lines
from simulator.cli.today_flag import parse_today
from simulator.cli.world_flags import add_world, read_fixed
from simulator.config.flow import Flow
from simulator.config.semantics import Semantics
from simulator.disk.durable_file import replace_files
from simulator.errors import UsageError
from simulator.graph.identification.answer_file import ANSWERS_NEEDED, read_answers
from simulator.graph.identification.call_probe import CallProbe
from simulator.graph.identification.engine_identification import MORE_SETTINGS, EngineIdentification, ReportedCall
from simulator.graph.identification.synthetic_engine import SyntheticEngine
from simulator.graph.plain_words import count_noun, join_words
from simulator.graph.worlds import ScheduleStates, asked_schedules
from simulator.loader.project_profiles import refuse_profile_name
from simulator.loader.receptionist_file import Shelf
from simulator.loader.semantics_section import parse_semantics_text
from simulator.report.hanging_lines import wrap_lines
from simulator.report.identification_summary import IdentificationSummary
from simulator.report.telephone_sheet import TelephoneSheet
from simulator.text.document import read_document
from simulator.text.text_file import STDIN_NAME
from simulator.words.markup import dump_json

SHEETS = ("text", "markdown", "yaml")

_MORE_HELP = {
    "collect": "also find out how keys are collected",
    "direct_dial": "also find out whether callers can dial an extension",
}

NOT_SETTLED = 2
"""The exit code where readings are left that calls could tell apart, or where none is left."""


def _build_parser() -> Parser:
    parser = Parser(
        "identify",
        "find out by telephone how the engine works where the provider's documents are silent",
        "ivrsim identify example:clinic --sheet markdown",
    )
    add_flow(parser)
    parser.add_argument("--entry", metavar="NAME", help="the receptionist to call: its key, id, name or number")
    parser.add_argument("--number", metavar="N", help="the number to ring (default: the one that leads to the entry)")
    add_world(parser)
    add_variant(parser)
    add_dialect(parser)
    for name in MORE_SETTINGS:
        help = _MORE_HELP.get(name, f"also find out about {name.replace('_', ' ')}")
        parser.add_argument(f"--{name.replace('_', '-')}", action="store_true", help=help)
    source = parser.add_mutually_exclusive_group()
    source.add_argument("--answers", metavar="FILE", help="read what was heard from a file (- for standard input)")
    source.add_argument(
        "--sheet",
        type=one_of(*SHEETS),
        metavar="{text,markdown,yaml}",
        help="print the calls on a sheet; yaml is the file of answers to fill in",
    )
    source.add_argument(
        "--synthetic",
        metavar="SETTINGS",
        help="simulate an engine with these settings to practise on: a profile, or final_on=at_count,barge_in=false",
    )
    parser.add_argument("--save", metavar="NAME", help="keep the result as a profile in ivrsim.toml, with its evidence")
    parser.add_argument("--dry-run", action="store_true", help="say what would be written, and write nothing")
    parser.add_argument("--today", metavar="DATE", help="the day of the calls, such as 2026-11-30 (default: today)")
    parser.add_argument("--plain", action="store_true", help="put every question on a line of its own")
    add_format(parser, "text", "json")
    return parser


def run(arguments: list[str]) -> int:
    """Run ``ivrsim identify``: plan the calls, read the answers, and write what they settle."""
    options = _build_parser().read_arguments(arguments)
    _refuse_contradictions(options)
    flow, shelf = load_visibly(options.flow, options.variant)
    flow = _rung_flow(options, look_at_flow(options, flow))
    if (profile := flow.semantics.switch) is not None:
        raise UsageError(f"nothing to identify: the rules of {profile} are known (ivrsim semantics --evidence)")
    since = _since(options, flow)
    if options.save is not None:  # refused now, not after somebody has telephoned
        saved_profile(options.flow, shelf, options.save, flow.semantics, {"date": "", "calls": []})
    synthetic = None if options.synthetic is None else parse_semantics_text(options.synthetic, flow.profiles)
    identification = EngineIdentification(flow, _varied(options), fixed=_fixed_states(options, flow))
    if follow(identification.steps()) is not None:
        complain("interrupted: nothing was written")
        return INTERRUPTED
    summary = IdentificationSummary(identification, since)
    if options.sheet is not None:
        _print_sheet(options.sheet, identification, summary)
        return 0
    return _Conclusion(options, shelf, identification, summary, synthetic).conclude()


def _refuse_contradictions(options: argparse.Namespace) -> None:
    if options.save is not None and (refusal := refuse_profile_name(options.save)):
        raise UsageError(f"--save: {refusal}")
    if options.format == "json" and options.answers is None and options.synthetic is None:
        raise UsageError("--format json needs --answers or --synthetic; an interview is text")
    if options.flow == "-" and (options.answers == "-" or not (options.answers or options.sheet or options.synthetic)):
        raise UsageError("standard input cannot hold both the flow and the answers; name a file for one of them")
    if options.sheet is not None and options.save is not None:
        raise UsageError("--save keeps what was heard, and --sheet only prints the calls to make; leave one out")


def _varied(options: argparse.Namespace) -> list[str]:
    """Return the further settings that may differ, as the command line asks."""
    return [name for name in MORE_SETTINGS if getattr(options, name)]


def _rung_flow(options: argparse.Namespace, flow: Flow) -> Flow:
    """Return the flow with the entry that a person reaches by ringing a number."""
    if options.entry is not None or options.number is not None or not flow.numbers:
        return flow
    leading = [number for number, target in flow.numbers.items() if target == flow.entry]
    return flow.rung_at(leading[0] if leading else next(iter(flow.numbers)))


def _since(options: argparse.Namespace, flow: Flow) -> datetime:
    """Return the moment from which calls can be made: now, or the beginning of the day that is given."""
    if options.today is None:
        return datetime.now(UTC)
    from simulator.calendar.wall_time import first_instant
    from simulator.calendar.zones import load_zone

    day = datetime.combine(parse_today(options.today), time())
    return first_instant(day, load_zone(flow.timezone) if flow.timezone else UTC)


def _fixed_states(options: argparse.Namespace, flow: Flow) -> ScheduleStates:
    if options.at is None and not options.given:
        return {}
    fixed = read_fixed(options, flow)
    if fixed.people:
        raise UsageError(
            "--given: a test call is over when a telephone rings; give schedules only, such as 'office: closed'"
        )
    schedules = asked_schedules(flow)
    return {key: state for key, state in fixed.states.items() if key in schedules}


def _print_sheet(form: str, identification: EngineIdentification, summary: IdentificationSummary) -> None:
    probes = identification.calls.tree.fixed_probes()
    heading = summary.heading(len(probes), all_made=True)
    sheet = TelephoneSheet(summary.words, probes, heading, identification.flow.source)
    if not probes:
        say(*wrap_lines(heading))
    elif form == "text":
        say(sheet.text())
    else:
        say(sheet.markdown() if form == "markdown" else sheet.answers())


class _Conclusion:
    """The result of the calls: it is printed, written to files, and turned into an exit code."""

    def __init__(
        self,
        options: argparse.Namespace,
        shelf: Shelf,
        identification: EngineIdentification,
        summary: IdentificationSummary,
        synthetic: Semantics | None,
    ) -> None:
        self.options = options
        self.synthetic = synthetic
        self.shelf = shelf
        self.identification = identification
        self.summary = summary
        self.is_text = options.format == "text"
        self.date = (
            summary.since.date().isoformat() if options.today is None else parse_today(options.today).isoformat()
        )

    def conclude(self) -> int:
        """Make or read the calls, and conclude."""
        calls = self._gather_calls()
        identification = self.identification
        remaining = identification.remaining(calls)
        settled = identification.is_settled(remaining)
        if self.is_text:  # before the files, so that what cost telephone calls is said even where these are refused
            self._say_lines(["", *self._verdict_lines(calls)])
        files = self._files(calls) if settled else SemanticsFiles({}, [])
        if not self.is_text:
            values = self.summary.as_json(calls, identification.result(remaining) if settled else None)
            say(dump_json({**values, "written": [] if self._is_dry else [str(path) for path in files.texts]}, indent=2))
        if not settled:
            return NOT_SETTLED
        if not self._is_dry:
            replace_files({path: text.encode("utf-8") for path, text in files.texts.items()})
        if self.is_text:
            # not broken: a name or settings in them are to be copied
            say(*(line.replace("Written:", "Would be written:") if self._is_dry else line for line in files.lines))
        return 0

    @property
    def _is_dry(self) -> bool:
        return bool(self.options.dry_run)

    def _gather_calls(self) -> list[ReportedCall]:
        """Return the calls: of the file, of the engine that plays the telephone, or of a person."""
        options, identification, summary = self.options, self.identification, self.summary
        if options.answers is not None:
            return self._read_file()
        if self.is_text:
            self._say_lines(summary.heading(identification.calls.calls_needed))
        telephone = None
        if self.synthetic is not None:
            engine = SyntheticEngine(summary.approach, self.synthetic)

            def telephone(probe: CallProbe) -> ReportedCall:
                call = engine.make_call(probe)
                if self.is_text:
                    self._say_lines(list(answer_lines(summary, call)))
                return call

        interview = TelephoneInterview(
            identification,
            summary,
            ask=lambda question: ask_question(question, plain=options.plain),
            tell=say if self.is_text else _say_nothing,
            telephone=telephone,
        )
        return interview.hold()

    def _read_file(self) -> list[ReportedCall]:
        name = self.options.answers
        path = None if name == "-" else Path(name)
        file = read_answers(
            read_document(path, STDIN_NAME if path is None else name, needed=ANSWERS_NEEDED), self.identification
        )
        self.date = file.date or self.date
        if self.is_text:
            for number, call in enumerate(file.calls, 1):
                self._say_lines([f"Call {number}: {call.probe.line}", *answer_lines(self.summary, call)])
        return list(file.calls)

    def _verdict_lines(self, calls: Sequence[ReportedCall]) -> list[str]:
        identification, summary = self.identification, self.summary
        remaining = identification.remaining(calls)
        if not remaining:
            return [*summary.objection_lines(calls), *self._wider_lines(calls)]
        settled = summary.settled_words(remaining) or "nothing"
        if identification.is_settled(remaining):
            hidden = summary.inaudible(remaining)
            more = [f"Not heard on this menu, and left as the flow has it: {join_words(hidden)}."] if hidden else []
            return [f"Settled: {settled}.", *more]
        readings = count_noun(len(remaining), "reading", spell=False)
        lines = [
            f"Not settled: {readings} left ({join_words(summary.inaudible(remaining))}). Settled so far: {settled}."
        ]
        probe = identification.next_probe(calls)
        if probe is not None:
            lines += [
                "The next call:",
                *(f"  {place}. {step}" for place, step in enumerate(summary.words.steps(probe), 1)),
            ]
            lines += [f"  (caller: {probe.line})"]
        return [*lines, "Nothing was written."]

    def _wider_lines(self, calls: Sequence[ReportedCall]) -> list[str]:
        flags = [f"--{name.replace('_', '-')}" for name in MORE_SETTINGS if name not in _varied(self.options)]
        fitting = self.identification.wider_fits(calls) if flags else 0
        fit = f"{count_noun(fitting, 'reading', spell=False)} {'fits' if fitting == 1 else 'fit'}"
        hint = f"With {join_words(flags)}, {fit}."
        return [*([hint] if fitting else []), "Nothing was written."]

    def _files(self, calls: Sequence[ReportedCall]) -> SemanticsFiles:
        options = self.options
        remaining = self.identification.remaining(calls)
        semantics = self.identification.result(remaining)
        if options.save is not None:
            evidence = self.summary.evidence(calls, self.date, synthetic=options.synthetic)
            return saved_profile(options.flow, self.shelf, options.save, semantics, evidence)
        if options.synthetic is not None:
            text = semantics_text(semantics)
            return SemanticsFiles({}, [f"Nothing was written: no telephone was used. The semantics are:  {text}"])
        return flow_semantics(options.flow, self.shelf, semantics)

    def _say_lines(self, lines: Sequence[str]) -> None:
        say(*wrap_lines(lines))


def _say_nothing(line: str) -> None:
    """Stand in for the screen where only JSON is printed."""
