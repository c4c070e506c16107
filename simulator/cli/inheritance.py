"""What a flow has, and from which line of which file: its engine, holidays and account, and what is kept with it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from simulator.config.flow import Flow
from simulator.config.semantics import DEFAULT_PROFILE
from simulator.errors import SimulatorError, UsageError
from simulator.fast_classes import NamedTuple
from simulator.flowtests.collection import flow_test_files
from simulator.loader.flow_kinds import is_answer, load_with_shelf
from simulator.loader.flow_location import EXAMPLE, locate_flow
from simulator.loader.project_profiles import place_in_toml
from simulator.loader.receptionist_file import Shelf
from simulator.loader.schedule_section import NO_HOLIDAYS
from simulator.provider.account.account_settings import VARIABLES
from simulator.provider.account.accounts import account_mapping, accounts_file, read_accounts
from simulator.provider.change.journal import FOLDER, SUFFIX
from simulator.provider.change.lock import LOCK
from simulator.text.missing_file import missing_message
from simulator.text.text_file import decode_text
from simulator.words.phrases import count_noun
from simulator.words.sanitizer import describe_error


class InheritedFact(NamedTuple):
    """One thing that a flow has, and where that stands: a file with a line, a variable, or ivrsim itself."""

    what: str
    value: str
    origin: str


class FlowDiagnosis(NamedTuple):
    """A flow with all that it inherits; ``faults`` say why it cannot be used, each with its place."""

    flow: str
    file: str
    facts: tuple[InheritedFact, ...]
    faults: tuple[str, ...] = ()


def diagnose_flow(source: str) -> FlowDiagnosis:
    """Return what a flow inherits from where; a flow that cannot be loaded has faults."""
    try:
        location = locate_flow(source)
        flow, shelf = load_with_shelf(source)
    except SimulatorError as error:
        return FlowDiagnosis(source, source, (), tuple(describe_error(error).splitlines()))
    faults: list[str] = []
    facts = [_kind_fact(flow, shelf), *_project_facts(flow, shelf)]
    faults += _missing_holidays(shelf)
    if location.path is not None and not source.startswith(EXAMPLE):
        try:
            facts += _account_facts(location.path.parent)
        except UsageError as error:
            faults.append(str(error))
        facts += _kept_facts(location.path, location.name)
    return FlowDiagnosis(source, location.name, tuple(facts), tuple(faults))


def _missing_holidays(shelf: Shelf) -> Iterator[str]:
    """Yield the files of holidays that are not there: a flow without hours loads without them."""
    for shared in shelf.project.holidays:
        file = Path(shared.project).parent / shared.path
        if not file.is_file():
            yield str(shared.problem(f"{shared.path}: {missing_message(file)}"))


def _kind_fact(flow: Flow, shelf: Shelf) -> InheritedFact:
    document = shelf.document
    assert document is not None, "the flow was read from a file"
    kind = "a provider's response" if is_answer(document) else "a flow"
    if kind == "a flow" and not _says(shelf, "receptionists"):
        kind = "one receptionist"
    count = count_noun(len(flow.receptionists), "receptionist", spell=False)
    return InheritedFact("kind", f"{kind}: {count}", document.name)


def _project_facts(flow: Flow, shelf: Shelf) -> Iterator[InheritedFact]:
    project = shelf.project.path
    yield InheritedFact("project", project or "none", "the nearest upwards" if project else "no ivrsim.toml above")
    yield _semantics_fact(flow, shelf)
    dialect = _line_of(shelf, "dialect") if _says(shelf, "dialect") else "ivrsim's default"
    yield InheritedFact("dialect", flow.dialect, dialect)
    if flow.timezone:
        yield InheritedFact("timezone", flow.timezone, _line_of(shelf, "timezone"))
    timed = [key for key, schedule in flow.schedules.items() if not schedule.is_switch]
    for key in timed:
        yield from _holiday_facts(flow, shelf, key)


def _says(shelf: Shelf, *path: str) -> bool:
    document = shelf.document
    return document is not None and document.at_path(path) is not None


def _line_of(shelf: Shelf, *path: str | int) -> str:
    document = shelf.document
    assert document is not None, "the flow was read from a file"
    return f"{document.name}:{document.line_of(path)}"


def _toml_line(path: str, *names: str) -> str:
    line = place_in_toml(decode_text(Path(path).read_bytes()), names)[0]
    return f"{path}:{line}" if line else path


def _semantics_fact(flow: Flow, shelf: Shelf) -> InheritedFact:
    project = shelf.project
    label = flow.profile_name or _label(flow.semantics.label)
    if _says(shelf, "receptionists") and _says(shelf, "semantics"):
        origin = _line_of(shelf, "semantics")
    elif project.default:
        origin = _toml_line(project.path, "semantics")
    else:
        origin = f"ivrsim's default ({DEFAULT_PROFILE})"
    if flow.profile_name:
        origin += f"; the profile: {_toml_line(project.path, 'profiles', flow.profile_name)}"
    return InheritedFact("semantics", label, origin)


def _label(label: Any) -> str:
    return ", ".join(f"{name} {value}" for name, value in label.items()) if isinstance(label, Mapping) else str(label)


def _holiday_facts(flow: Flow, shelf: Shelf, key: str) -> Iterator[InheritedFact]:
    """Yield the files and lines that a schedule has its holidays from, in their order."""
    document = shelf.document
    assert document is not None, "the flow was read from a file"
    written = document.at_path(("schedules", key, "holidays"))
    what = f"holidays of {key}"
    if written == NO_HOLIDAYS:
        yield InheritedFact(what, NO_HOLIDAYS, _line_of(shelf, "schedules", key, "holidays"))
        return
    for shared in shelf.project.holidays:
        yield InheritedFact(what, shared.path, f"{shared.project}:{shared.line}")
    own = 0
    for index, line in enumerate(written or ()):
        if isinstance(line, dict) and "file" in line:
            yield InheritedFact(what, str(line["file"]), _line_of(shelf, "schedules", key, "holidays", index))
        else:
            own += 1
    if own:
        lines = count_noun(own, "line of dates", "lines of dates", spell=False)
        yield InheritedFact(what, lines, _line_of(shelf, "schedules", key, "holidays"))
    if not flow.schedules[key].holidays:
        yield InheritedFact(what, "no dates", _line_of(shelf, "schedules", key))


def _account_facts(folder: Path) -> Iterator[InheritedFact]:
    """Yield the account that the flow is pushed to. Raises ``UsageError`` for a workspace file with mistakes."""
    mapping = account_mapping(folder)
    variable = VARIABLES["account"]
    if os.environ.get(variable):
        yield InheritedFact("account", os.environ[variable], f"the variable {variable}")
    elif mapping is not None:
        yield InheritedFact("account", mapping.name, f"{mapping.path}:{mapping.line}{_login_hint(mapping.name)}")


def _login_hint(name: str) -> str:
    """Return what is to be done before an account can be used on this machine; empty: nothing."""
    try:
        is_kept = name in read_accounts(accounts_file())
    except ImportError:
        return "; not to be used here: pip install 'ivrsim[provider]'"
    return "" if is_kept else f"; not kept here: ivrsim login {name}"


def _kept_facts(path: Path, name: str) -> Iterator[InheritedFact]:
    """Yield what is kept next to a flow: its tests, its lock, journals and receipts."""
    try:
        tests = flow_test_files(path, name)
    except UsageError:  # a link out of the folder, which ``ivrsim test`` reports
        tests = []
    if tests:
        yield InheritedFact("tests", count_noun(len(tests), "file", spell=False), os.path.dirname(name) or ".")  # noqa: PTH120 - as it is called
    if (path.parent / LOCK).is_file():
        yield InheritedFact("live ids", LOCK, str(path.parent / LOCK))
    kept = path.parent / FOLDER
    names = [item.name for item in kept.iterdir()] if kept.is_dir() else []
    journals = sum(item.endswith(SUFFIX) for item in names)
    receipts = sum(item.endswith(".json") for item in names)
    if journals or receipts:
        words = (count_noun(journals, "journal", spell=False), count_noun(receipts, "receipt", spell=False))
        yield InheritedFact("pushes", ", ".join(words), str(kept))
