"""The cheapest callers, held against a search that spells everything out."""

from simulator.graph.reach.answered_exits import Exit
from simulator.graph.reach.cheapest_search import CheapestWay, Trail
from simulator.graph.reach.measure import Cost, Measure
from simulator.graph.reach.survey import Survey
from tests.graph.reach.plain_search import Way, plain_search, random_flow
from tests.graph.small_flows import PERSON, flow, menu, to

SEEDS = range(1000)


def spelt(way: CheapestWay) -> Way:
    keys = tuple(part.key for part in reversed(list(way.trail.trails_back())))
    return way.first, way.second, way.trail.all_words, keys


def is_mistake(way_out: Exit) -> bool:
    return way_out.cause != "choice"


def test_of_ways_alike_in_cost_the_one_with_the_smaller_keys_counts() -> None:
    made = flow(
        {
            "main": menu({"2": "right", "1": "left"}),
            "left": menu({"3": "last"}),
            "right": menu({"3": "last"}),
            "last": menu({"1": PERSON}),
        }
    )
    search = Survey(made).search_all(Measure.SHORTEST)
    assert {key: spelt(way) for key, way in search.receptionists.items()} == {
        "main": (0, 0, "", ("main",)),
        "left": (1, 0, "1 ", ("main", "left")),
        "right": (1, 0, "2 ", ("main", "right")),
        "last": (2, 0, "1 3 ", ("main", "left", "last")),
    }
    assert search.ends[to(PERSON)].cost == Cost(3, 0, "1 3 1 ")


def test_a_trail_is_compared_by_what_its_caller_does() -> None:
    start = Trail(None, "", "main")
    low, high = Trail(start, "1 ", "a"), Trail(start, "2 ", "b")
    assert (low < high, high < low) == (True, False)
    assert Trail(high, "1 ", "c") < Trail(Trail(start, "2 1 ", "d"), "3 ", "c")


def test_every_way_is_the_one_that_a_plain_search_takes() -> None:
    for seed in SEEDS:
        survey = Survey(random_flow(seed))
        measure = list(Measure)[seed % len(Measure)]
        search = survey.search_all(measure)
        receptionists, ends = plain_search(survey, measure, lambda _: True)
        assert {key: spelt(way)[:3] for key, way in search.receptionists.items()} == {
            key: way[:3] for key, way in receptionists.items()
        }, seed
        assert {str(end): spelt(way)[:3] for end, way in search.ends.items()} == {
            end: way[:3] for end, way in ends.items()
        }, seed


def test_a_search_by_mistakes_alone_is_the_plain_one_too() -> None:
    for seed in SEEDS[:200]:
        survey = Survey(random_flow(seed))
        search = survey.search_from(survey.roots, Measure.SHORTEST, is_mistake)
        receptionists, ends = plain_search(survey, Measure.SHORTEST, is_mistake)
        assert [spelt(way)[:3] for way in search.receptionists.values()] == [way[:3] for way in receptionists.values()]
        assert {str(end): spelt(way)[:3] for end, way in search.ends.items()} == {
            end: way[:3] for end, way in ends.items()
        }, seed


def test_a_search_for_one_end_stops_at_the_way_that_a_search_of_everything_takes() -> None:
    for seed in SEEDS[:300]:
        survey = Survey(random_flow(seed))
        measure = list(Measure)[seed % len(Measure)]
        everything = survey.search_from(survey.roots, measure)
        for end, way in everything.ends.items():
            search = survey.search_from(survey.roots, measure, enough={end}.__contains__)
            assert spelt(search.ends[end]) == spelt(way), seed
            assert search.receptionists.keys() <= everything.receptionists.keys()


def test_a_search_that_has_enough_goes_no_further() -> None:
    made = flow({"main": menu({"1": PERSON, "2": "sub"}), "sub": menu({"1": "last"}), "last": menu({"1": PERSON})})
    search = Survey(made).search_from(["main"], Measure.SHORTEST, enough=lambda _: True)
    assert (list(search.receptionists), search.ends[to(PERSON)].cost) == (["main"], Cost(1, 0, "1 "))
