"""What somebody asks of the checks."""

from simulator.config.check_options import RULESET_NAMES, SEVERITIES, CheckOptions


def test_nothing_said_is_every_rule_of_the_default_ruleset() -> None:
    asked = CheckOptions()
    assert (asked.ruleset, asked.select, asked.ignore, dict(asked.severities)) == ("default", (), (), {})


def test_the_words_that_are_accepted() -> None:
    assert SEVERITIES == ("error", "warning", "info")
    assert RULESET_NAMES == ("default", "strict", "accessible")
