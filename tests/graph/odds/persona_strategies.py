"""Personas for any flow, drawn by hypothesis: every cue, slow and quick keys, chances of 0, lists of rounds."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from simulator.callers.persona import AnswerChance, Persona, RoundChances
from simulator.config.flow import Flow
from simulator.config.routes import PersonRoute

PARTS = st.lists(st.sampled_from([0, 0, 1, 2, 5]), min_size=4, max_size=4).filter(any)


@st.composite
def personas(draw: DrawFn, flow: Flow, *, hangs_up: bool | None = None) -> Persona:
    """A persona; ``hangs_up``: in every round with some chance, or never."""
    rounds = tuple(_chances(draw(PARTS), hangs_up) for _ in range(draw(st.integers(1, 3))))
    menus = [key for key, item in flow.receptionists.items() if item.is_menu and item.options]
    prefers = {}
    for key in draw(st.lists(st.sampled_from(menus), unique=True, max_size=2)) if menus else ():
        options = sorted(flow.receptionists[key].options)
        parts = draw(st.lists(st.sampled_from([0, 1, 3]), min_size=len(options), max_size=len(options)).filter(any))
        prefers[key] = {option: part / sum(parts) for option, part in zip(options, parts, strict=True)}
    people = {}
    for destination, route in flow.routes.items():
        if isinstance(route, PersonRoute) and draw(st.booleans()):
            parts = draw(st.lists(st.sampled_from([0, 1, 3]), min_size=3, max_size=3).filter(any))
            answers = [(answer, part) for answer, part in zip(route.answers, parts, strict=False) if part]
            total = sum(part for _, part in answers)
            if total:
                people[str(destination)] = tuple(AnswerChance(answer, part / total) for answer, part in answers)
    return Persona(
        "drawn",
        1.0,
        rounds,
        prefers,
        cue=draw(st.sampled_from(["listening", "prompt"])),
        reaction_ms=draw(st.sampled_from([0, 250, 900, 1000, 2500, 7000])),
        gap_ms=draw(st.sampled_from([0, 250, 1500])),
        people=people,
    )


def _chances(parts: list[int], hangs_up: bool | None) -> RoundChances:
    right, wrong, silent, hang_up = parts
    if hangs_up is not None:
        hang_up = 1 if hangs_up else 0
    total = max(right + wrong + silent + hang_up, 1)
    if right + wrong + silent + hang_up == 0:
        silent = 1
    return RoundChances(right / total, wrong / total, silent / total, hang_up / total)
