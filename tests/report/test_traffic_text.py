"""A crowd as text and as Markdown."""

from __future__ import annotations

from dataclasses import replace

from simulator.callers.crowd_file import CrowdFile
from simulator.config.flow import Flow
from simulator.graph.crowds.chunk_counts import ChunkSum
from simulator.report.traffic_text import TrafficText
from tests.graph.crowds.sampling import crowd, plan_of, sample
from tests.graph.small import flow, menu

MENU = flow(main=menu(k1="department||1", k2="voicemail||2"))


def test_calls_without_chance_are_written_whole() -> None:
    always = replace(crowd((1, 0, 0, 0)), prefers={"main": {"1": 1.0}}, source="records | of 2026")
    text = TrafficText(sample(MENU, always, 100))
    assert [*text.lines()] == TEXT.splitlines()
    assert [*text.markdown()] == MARKDOWN.splitlines()


TEXT = """\
100 calls, sampled with seed 1. Persona “crowd” (records | of 2026).

                calls      95 % interval  after  half by  90 % by  99 % by
department 1  100.0 %  96.30 to 100.00 %  1.5 s    1.5 s    1.5 s    1.5 s  ████████████████████████

A person takes the call: 100.0 % (96.30 to 100.00 %) if everybody picks up
  after 1.5 s on average (sd 0 s); half by 1.5 s, 90 % by 1.5 s, 99 % by 1.5 s
A call takes 1.5 s on average (sd 0 s); half by 1.5 s, 90 % by 1.5 s, 99 % by 1.5 s
Intervals are Wilson's, of calls that do not depend on each other

Drop-off, of all calls       in   choose  wrong  silent   gone  of these            95 %
  █ choose, ░ wrong or silent, × gone
  Menu 1                100.0 %  100.0 %  0.0 %   0.0 %  0.0 %     0.0 %  0.00 to 3.70 %  ██████████

Keys per 1,000 calls   1: 1,000
Heard per 1,000 calls  hello 1,000
"""

MARKDOWN = r"""- 100 calls, sampled with seed 1. Persona “crowd” (records \| of 2026).

|  | calls | 95 % interval | after | half by | 90 % by | 99 % by |
| --- | ---: | ---: | ---: | ---: | ---: | ---: |
| department 1 | 100.0 % | 96.30 to 100.00 % | 1.5 s | 1.5 s | 1.5 s | 1.5 s |

- A person takes the call: 100.0 % (96.30 to 100.00 %) if everybody picks up
- after 1.5 s on average (sd 0 s); half by 1.5 s, 90 % by 1.5 s, 99 % by 1.5 s
- A call takes 1.5 s on average (sd 0 s); half by 1.5 s, 90 % by 1.5 s, 99 % by 1.5 s
- Intervals are Wilson's, of calls that do not depend on each other

| Drop-off, of all calls | in | choose | wrong | silent | gone | of these | 95 % |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
| Menu 1 | 100.0 % | 100.0 % | 0.0 % | 0.0 % | 0.0 % | 0.0 % | 0.00 to 3.70 % |

- Keys per 1,000 calls   1: 1,000
- Heard per 1,000 calls  hello 1,000
"""


def test_personas_have_a_table(clinic: Flow) -> None:
    callers = CrowdFile(tuple(replace(crowd(), name=name, share=0.5) for name in ("early", "late")))
    lines = [*TrafficText(sample(clinic, callers, 1_000)).lines()]
    assert "Personas: 50.0 % “early” (ASSUMED) and 50.0 % “late” (ASSUMED)." in lines[0]
    (table,) = (place for place, line in enumerate(lines) if line.startswith("By persona"))
    assert lines[table].split()[2:] == ["early", "late"]


def test_a_run_without_a_call_says_only_who_would_have_called() -> None:
    lines = [*TrafficText(plan_of(MENU, crowd(), 10).results(ChunkSum())).lines()]
    assert lines == ["no calls, sampled with seed 1. Persona “crowd” (ASSUMED: nobody measured its numbers)."]
