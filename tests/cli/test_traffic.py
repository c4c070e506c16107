"""``ivrsim traffic``: the flags reach the crowd; figures are tested in ``tests/graph/crowds``."""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from simulator.graph.crowds.chunk_counts import CrowdCounts
from simulator.graph.crowds.lane_walk import LaneJob
from tests.cli.conftest import Command
from tests.workers.cluster import running_cluster

CROWD = """\
personas:
  - name: regulars
    per_round: {right: .9, hang_up: .1}
    prefers: {main: {"1": 1}}
    calls_back: {chance: .5, after: 10 min}
    queue_patience: 30 s
    source: records of October 2026
arrivals: {"Mon-Fri 08:00-18:00": 30}
queues: {Appointments desk: {people: 1, talk: {mean: 3 min}, waits: 1 min}}
"""


def values_of(ivrsim: Command, *arguments: str | Path) -> dict[str, Any]:
    done = ivrsim("traffic", *arguments, "--format", "json")
    assert (done.stderr, done.returncode) == ("", 0)
    values: dict[str, Any] = json.loads(done.stdout)
    return values


def test_the_figures_are_those_of_odds_with_calls_and_intervals(ivrsim: Command) -> None:
    values = values_of(ivrsim, "example:clinic", "--calls", "2e4")
    odds = json.loads(ivrsim("odds", "example:clinic", "--format", "json").stdout)
    assert [*values] == ["calls", "callers", "seed", *odds]
    assert [*values["personas"][0]] == ["name", "share", "calls", *[*odds["personas"][0]][2:]]
    exact = {item["destination"]: item["share"] for item in odds["personas"][-1]["outcomes"]}
    for item in values["personas"][-1]["outcomes"]:
        assert [*item] == ["kind", "destination", "name", "calls", "share", "interval", "seconds"]
        low, high = item["interval"]
        assert low < item["share"] < high
        assert item["share"] == pytest.approx(exact[item["destination"]], abs=0.02)
        assert [*item["seconds"]] == ["mean", "sd", "p50", "p90", "p99"]


def test_the_seed_decides_and_the_number_of_processes_does_not(
    ivrsim: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(LaneJob, "__new__", _job_of_small_chunks)
    flow = ("example:clinic", "--calls", "3500", "--callers", "example:personas")
    one, two, other = (
        values_of(ivrsim, *flow, *flags)
        for flags in (("--seed", "7"), ("--seed", "7", "--workers", "2"), ("--seed", "8"))
    )
    assert one == two
    assert one["personas"] != other["personas"]


def _job_of_small_chunks(cls: type[LaneJob], *fields: Any) -> LaneJob:
    job: LaneJob = tuple.__new__(cls, (*fields[:4], 1_000))
    return job


def test_queues_and_calls_back(ivrsim: Command, tmp_path: Path) -> None:
    (tmp_path / "crowd.yaml").write_text(CROWD)
    flow = ("example:surgery", "--number", "+441632960040", "--callers", tmp_path / "crowd.yaml", "--calls", "3e3")
    values = values_of(ivrsim, *flow)
    (queue,) = values["queues"]
    assert (queue["name"], queue["people"]) == ("Appointments desk", 1)
    assert queue["came"] == sum(queue[field] for field in ("answered", "gave_up", "timed_out", "refused"))
    assert queue["timed_out"] == 0 < queue["gave_up"]
    assert (values["days"], values["calls"] > values["callers"] > 2_000) == (14, True)
    text = ivrsim("traffic", *flow).stdout
    assert text.startswith(
        f"{values['calls']:,} calls on 14 days, sampled with seed 1. Persona “regulars” (records of "
    )
    assert "\nIntervals are by the spread between 14 days\n" in text
    assert "% of new callers: Office hours open\n" in text
    christmas = values_of(ivrsim, *flow, "--during", "2026-12-25/2026-12-26")
    assert (christmas["queues"][0]["came"], christmas["situations"]) == (
        0,
        [{"schedules": {"office": "holiday"}, "share": 1.0}],
    )
    markdown = ivrsim("traffic", *flow, "--format", "markdown").stdout
    assert f"| Appointments desk (1) | {queue['came'] / 14:,.1f} |" in markdown


@pytest.mark.heavy
def test_a_cluster_counts_the_same(ivrsim: Command, tmp_path: Path) -> None:
    (tmp_path / "crowd.yaml").write_text(CROWD)
    surgery = ("example:surgery", "--number", "+441632960040", "--callers", tmp_path / "crowd.yaml", "--calls", "1e5")
    with running_cluster(tmp_path, 2) as cluster:
        for line in (("example:clinic", "--calls", "3e6"), surgery):
            assert values_of(ivrsim, *line, "--on", cluster.address) == values_of(ivrsim, *line)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--calls", "many"), "--calls many: use a whole number from 1 to 1e12, such as 1e7 or 250000\n"),
        (("--calls", "0"), "--calls 0: use a whole number from 1 to 1e12, such as 1e7 or 250000\n"),
        (("--calls", "1.5"), "--calls 1.5: use a whole number from 1 to 1e12, such as 1e7 or 250000\n"),
        (("--calls", "1e13"), "--calls 1e13: use a whole number from 1 to 1e12, such as 1e7 or 250000\n"),
        (("--seed", "-1"), "--seed -1: use a number from 0 to 999,999,999,999\n"),
        (
            ("--callers", "CROWD", "--at", "2026-12-25T10:00"),
            "--at and the arrivals of the personas both say when calls are made; use --week or --during\n",
        ),
        (
            ("--callers", "CROWD", "--given", "Appointments desk: busy"),
            "--given: Appointments desk has people in `queues`, who pick up when they can; leave one out\n",
        ),
    ],
)
def test_what_is_refused(ivrsim: Command, tmp_path: Path, arguments: tuple[str, ...], message: str) -> None:
    (tmp_path / "crowd.yaml").write_text(CROWD)
    given = [str(tmp_path / "crowd.yaml") if word == "CROWD" else word for word in arguments]
    done = ivrsim("traffic", "example:surgery", *given)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", message)


def test_without_numpy_the_extra_is_named(ivrsim: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "numpy", None)
    done = ivrsim("traffic", "example:clinic")
    message = "crowds need numpy: pip install 'ivrsim[traffic]' (ivrsim odds needs nothing)\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", message)


@pytest.fixture
def interrupts() -> Iterator[None]:
    """Ctrl-C as a program begins with it: a shell that runs tests in the background ignores it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interrupts")
@pytest.mark.parametrize(
    ("form", "on_stdout"), [("text", True), ("json", False), ("csv", False), ("markdown", False), ("html", False)]
)
def test_ctrl_c_gives_the_results_so_far(
    ivrsim: Command, monkeypatch: pytest.MonkeyPatch, form: str, on_stdout: bool
) -> None:
    walk = LaneJob.run_chunk

    def walk_two(job: LaneJob, number: int) -> CrowdCounts:
        if number == 2:
            signal.raise_signal(signal.SIGINT)
        return walk(job, number)

    monkeypatch.setattr(LaneJob, "__new__", _job_of_small_chunks)
    monkeypatch.setattr(LaneJob, "run_chunk", walk_two)
    done = ivrsim("traffic", "example:clinic", "--calls", "5000", "--format", form)
    note = "Partial result: interrupted after 2,000 of 5,000 calls.\n"
    assert (done.returncode, done.stderr) == (130, "" if on_stdout else note)
    if on_stdout:
        assert done.stdout.startswith("2,000 calls, sampled with seed 1.")
        assert done.stdout.endswith(note)
    elif form == "csv":
        assert "run,partial,,,,,,,1,,,\n" in done.stdout
    elif form in ("markdown", "html"):  # a file that is passed on says so, too
        assert note.rstrip() in done.stdout
    else:
        values = json.loads(done.stdout)
        assert (values["calls"], values["partial"]) == (2_000, True)
