from simulator.callers.caller_script import CallerScript, ScriptStep
from simulator.graph.reach.measure import NOTHING, SILENT, Cost, Measure, at_ordinary_pace, split_words, word_step


def test_what_counts_most_comes_first() -> None:
    assert {measure.value: measure.cost(1500, "12")[:2] for measure in Measure} == {
        "shortest": (2, 1500),
        "fastest": (1500, 2),
        "fewest keys": (2, 1500),
        "patient": (2, 1500),
    }


def test_a_silent_round_is_an_act_but_no_key() -> None:
    assert Measure.SHORTEST.cost(5000, silent=True) == Cost(1, 5000, SILENT)
    assert Measure.FEWEST_KEYS.cost(5000, silent=True) == Cost(0, 5000, SILENT)


def test_time_alone_says_nothing_of_the_caller() -> None:
    assert Measure.FASTEST.cost(700) == Cost(700, 0, "")


def test_costs_add_up() -> None:
    assert NOTHING.plus(Cost(1, 200, "9 ")).plus(Cost(1, 300, SILENT)) == Cost(2, 500, "9 ~ ")


def test_the_time_of_a_cost() -> None:
    assert [measure.milliseconds(measure.cost(1500, "12")) for measure in Measure] == [1500] * 4


def test_keys_are_in_the_order_of_their_values_then_star_then_hash_and_silence_is_last() -> None:
    costs = [Measure.SHORTEST.cost(0, key) for key in "0123456789*#"] + [Measure.SHORTEST.cost(0, silent=True)]
    assert sorted(costs) == costs


def test_a_text_reads_as_what_is_done_in_each_round() -> None:
    text = Measure.SHORTEST.cost(0, "1#").text + SILENT + Measure.SHORTEST.cost(0, "*").text
    assert split_words(text) == ["1#", "silence", "*"]


def test_a_step_is_pressed_as_soon_as_it_counts() -> None:
    assert word_step("12", "prompt") == ScriptStep(press="12", cue="prompt", after=0, gap=0)
    assert word_step("silence", "prompt") == ScriptStep(silence=True)


def test_the_same_caller_at_an_ordinary_pace() -> None:
    script = CallerScript(steps=(word_step("12", "prompt"), word_step("silence", "prompt")))
    assert at_ordinary_pace(script).as_line() == "12 silence"
