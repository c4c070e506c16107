"""What a menu does, read from its blueprint."""

from simulator import Destination, Flow
from simulator.config.semantics import PROFILES
from simulator.exchange.menu_rules import MenuRules, MistakeRule, read_rules

RECEPTION = Destination("extension", "050109590001")


def test_the_rules_of_a_menu(clinic: Flow) -> None:
    rules = read_rules(clinic, "main")
    assert rules == MenuRules(
        ("19549",),
        5000,
        3000,
        MistakeRule(2, ("244", "19549"), "246", RECEPTION),
        MistakeRule(2, ("245", "19549"), "246", RECEPTION),
        (True, True),
    )
    assert rules.prompt_lists == (("19549",), ("244", "19549"), ("245", "19549"))


def test_they_follow_the_semantics(clinic: Flow) -> None:
    literal = PROFILES["acefone-uk-literal"].model_copy(update={"collect": "terminated"})
    rules = read_rules(clinic.with_semantics(literal), "main")
    assert (rules.further_wait_ms, rules.wrong_key.allowed, rules.silence.allowed) == (5000, 1, 1)
    replaying = PROFILES["freepbx"].model_copy(update={"replay_greeting": "after_silence"})
    rules = read_rules(clinic.with_semantics(replaying), "main")
    assert (rules.wrong_key.prompts, rules.silence.prompts) == (("244",), ("245", "19549"))


def test_the_first_mistake_may_be_the_last(clinic: Flow) -> None:
    main = clinic.receptionists["main"].model_copy(update={"wrong_keys_allowed": 0, "wrong_key_final_recording": None})
    flow = Flow(entry="main", receptionists={"main": main})
    rules = read_rules(flow, "main")
    assert rules.wrong_key == MistakeRule(0, (), None, RECEPTION)
    assert rules.prompt_lists == (("19549",), ("245", "19549"))
    assert rules.counts == (False, True)
