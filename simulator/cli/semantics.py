"""``ivrsim semantics``: the settings of the engine that runs a receptionist, and what is documented."""

from __future__ import annotations

from simulator.cli.arguments import Parser, add_dialect, add_format
from simulator.cli.screen import say
from simulator.config.documentation import DEFAULT_DIALECT, DIALECTS
from simulator.report.semantics_summary import semantics_json, semantics_lines
from simulator.words.markup import dump_json


def run(arguments: list[str]) -> int:
    """List the settings, the profiles, and what the provider documents."""
    parser = Parser(
        "semantics", "list the engine settings, the profiles, and what is documented", "ivrsim semantics --dialect ivr"
    )
    add_dialect(parser)
    parser.add_argument(
        "--evidence",
        action="store_true",
        help="state for each setting and profile (ivrsim.toml's too) whether it is documented, measured or open",
    )
    add_format(parser, "text", "json", "markdown")
    options = parser.read_arguments(arguments)
    dialects = [options.dialect] if options.dialect else DIALECTS
    if options.format == "markdown" and not options.evidence:
        parser.error("--format markdown needs --evidence, whose tables it prints")
    if options.evidence:
        from simulator.loader.project_profiles import project_profiles
        from simulator.report.evidence_summary import evidence_json, evidence_lines, evidence_tables
        from simulator.text.file_source import DiskFiles

        project = project_profiles(DiskFiles(None))
        if options.format == "json":
            say(dump_json(evidence_json(dialects, project), indent=2))
        elif options.format == "markdown":
            say(*(line for table in evidence_tables() for line in (*table, "")))
        else:
            say(*evidence_lines(dialects, project))
    elif options.format == "json":
        say(dump_json(semantics_json(options.dialect or DEFAULT_DIALECT), indent=2))
    else:
        say(*semantics_lines(dialects))
    return 0
