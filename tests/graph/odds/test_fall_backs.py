"""Callers who come to an end by a fall-back, also over a telephone that nobody picks up."""

from dataclasses import replace

from simulator.callers.persona import AnswerChance, Persona, RoundChances
from simulator.callers.world import WorldSettings
from simulator.config.flow import Flow
from simulator.config.receptionist import Destination
from simulator.config.routes import PersonRoute
from simulator.graph.odds.fall_backs import fall_back_moments
from simulator.graph.odds.flow_odds import find_odds
from simulator.graph.odds.week_situations import moment_situation
from tests.graph.small import flow, menu

HALF_SILENT = (RoundChances(0.5, 0, 0.5, 0),)


def fall_backs(drawn: Flow, persona: Persona) -> dict[str, tuple[float, float | None]]:
    settings = WorldSettings(drawn)
    odds = find_odds(drawn, [persona], settings, moment_situation(drawn, settings)).mixture
    return {str(end): (item.share, item.mean_seconds) for (_, end), item in fall_back_moments(odds).items()}


def test_the_end_that_both_a_key_and_silence_lead_to() -> None:
    """Two silences take 3.0 + 1.6 + 2.0 s and the final recording 0.8 s."""
    drawn = flow(main=menu(k1="department||8", silent="department||8"))
    assert fall_backs(drawn, Persona("x", 1.0, HALF_SILENT)) == {"department||8": (0.25, 7.4)}


def test_behind_a_telephone_that_nobody_picks_up() -> None:
    desk, voicemail = Destination("department", "8"), Destination("voicemail", "5")
    drawn = replace(
        flow(main=menu(k1="department||8", silent="department||8")),
        routes={desk: PersonRoute(10_000, True, voicemail)},
    )
    answers = (AnswerChance("picked_up", 0.5), AnswerChance("no_answer", 0.5))
    persona = Persona("x", 1.0, HALF_SILENT, people={"department||8": answers})
    assert fall_backs(drawn, persona) == {"department||8": (0.125, 7.4), "voicemail||5": (0.125, 17.4)}
