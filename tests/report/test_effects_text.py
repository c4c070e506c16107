"""What to change first, in lines."""

from dataclasses import replace

from simulator.callers.persona import Persona, RoundChances
from simulator.callers.world import WorldSettings
from simulator.checks.choice_order import OrderGain
from simulator.config.flow import Flow
from simulator.graph.odds.flow_odds import find_odds
from simulator.graph.odds.setting_effects import SettingEffects, count_effects, time_effects
from simulator.graph.odds.week_situations import moment_situation
from simulator.report.effects_text import effect_lines, order_lines

CHANCES = (RoundChances(0.6, 0.2, 0.15, 0.05),)


def effects_of(clinic: Flow) -> SettingEffects:
    settings, persona = WorldSettings(clinic), Persona("x", 1.0, CHANCES)
    odds = find_odds(clinic, [persona], settings, moment_situation(clinic, settings))
    return SettingEffects(time_effects(odds.mixture), count_effects(odds, settings))


def test_the_first_of_each_kind(clinic: Flow) -> None:
    assert [*effect_lines(clinic, effects_of(clinic), 2)] == FIRST.splitlines()


FIRST = """\
Change first, for more callers who reach a person
  incorrect_count of Main menu, 2 -> 1: +1.49 points reach a person, -15.0 caller-minutes per 1,000
  timeout_retries of Main menu, 2 -> 1: +0.97 points reach a person, -10.0 caller-minutes per 1,000
Change first, for shorter calls
  greeting 8.2 s: each second cut saves 26.5 caller-minutes per 1,000
  sorry 3.2 s: each second cut saves 6.2 caller-minutes per 1,000
"""


def test_all_of_them(clinic: Flow) -> None:
    """Also those that bring fewer callers to a person, and waits of a menu."""
    lines = [*effect_lines(clinic, effects_of(clinic))]
    assert len([line for line in lines if " reach a person, " in line]) == 8
    assert [line for line in lines if line.startswith("  timeout of Main menu, 5 s: each second cut saves ")] != []


def test_menus_of_one_name_are_told_apart(clinic: Flow) -> None:
    menus = {key: menu.model_copy(update={"name": "Menu"}) for key, menu in clinic.receptionists.items()}
    flow = replace(clinic, receptionists=menus)
    lines = [*effect_lines(flow, effects_of(flow))]
    changed = [line.split(", ")[0] for line in lines if " of Menu" in line]
    assert (len(changed), len({*changed})) == (10, 6)
    assert {line.removeprefix("  ").partition(" of ")[2] for line in changed} == {"Menu (main)", "Menu (billing)"}
    (_, order) = order_lines(flow, [OrderGain("main", "19549", ("1", "2"), ("2", "1"), 20.0, is_read=True)])
    assert order.startswith("  greeting of Menu (main): 2, 1")


def test_orders_say_whether_the_words_of_the_greeting_tell_them(clinic: Flow) -> None:
    gains = [
        OrderGain("main", "19549", ("1", "2", "0"), ("0", "1", "2"), 1234.5, is_read=True),
        OrderGain("billing", "19550", ("1", "2"), ("2", "1"), 20.0, is_read=False),
    ]
    assert [*order_lines(clinic, gains)] == [
        "Order by use, for callers who press once they have heard their choice",
        "  greeting of Main menu: 0, 1, 2 instead of 1, 2, 0 saves 1,234 caller-seconds per 1,000",
        "  billing-greeting of Billing: 2, 1 instead of 1, 2 saves 20 caller-seconds per 1,000 "
        "(assumed: all choices are equally long)",
    ]
    (line,) = order_lines(clinic, [])
    assert line.startswith("No other order of choices saves time for these callers")
