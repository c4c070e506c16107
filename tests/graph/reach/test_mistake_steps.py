"""Steps that callers take by mistakes."""

from simulator.graph.reach.answered_exits import Exit
from simulator.graph.reach.mistake_steps import Hop, spell_hop, steps_by_any_mistake, steps_by_mistake
from simulator.graph.reach.survey import Survey
from tests.graph.small_flows import PERSON, flow, menu, single, to

MADE = flow(
    {
        "main": menu({"1": "welcome"}, wrong="welcome", silence="night", allowed=(0, 1)),
        "night": menu({}, wrong=PERSON, silence=PERSON),
        "welcome": single("main"),
    }
)


def test_each_mistake_leads_its_own_way() -> None:
    survey = Survey(MADE)
    assert [step.target for step in steps_by_mistake(survey, "main", "silence")] == ["night"]
    assert [step.target for step in steps_by_mistake(survey, "main", "wrong")] == ["welcome"]
    assert [step.target for step in steps_by_any_mistake(survey, "main")] == ["welcome", "night"]
    assert steps_by_any_mistake(survey, "night") == []


def test_only_an_announcement_without_a_greeting_takes_no_time() -> None:
    survey = Survey(MADE)
    instant = {key: steps_by_mistake(survey, key, "silence", instant=True) for key in survey.reachable}
    assert {key: [step.target for step in steps] for key, steps in instant.items()} == {
        "main": [],
        "welcome": ["main"],
        "night": [],
    }


def test_a_step_is_spelt_out_as_what_a_caller_does() -> None:
    survey = Survey(MADE)
    (step,) = steps_by_mistake(survey, "main", "silence")
    exit = Exit("silence", "", to("night"))
    assert spell_hop(survey, "main", step) == Hop(exit, ("silence", "silence"), "night", 10_000)
    assert spell_hop(survey, "main", step, timed=False).milliseconds == 0
