"""What somebody asks of the checks."""

from simulator.config.checks import RULESET_NAMES, SEVERITIES, AskedChecks


def test_nothing_said_is_every_rule_of_the_default_ruleset() -> None:
    asked = AskedChecks()
    assert (asked.ruleset, asked.select, asked.ignore, dict(asked.severities)) == ("default", (), (), {})


def test_the_words_that_are_accepted() -> None:
    assert SEVERITIES == ("error", "warning", "info")
    assert RULESET_NAMES == ("default", "strict", "accessible")
