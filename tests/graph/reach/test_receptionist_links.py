"""Ways out of receptionists as whole numbers."""

from simulator.config.receptionist import Destination
from simulator.graph.reach.answered_exits import RINGS_ON
from simulator.graph.reach.exits import Summaries
from simulator.graph.reach.receptionist_links import RINGS_ON_LINK, ReceptionistLinks
from simulator.graph.reach.survey import Survey
from tests.graph.reach.plain_search import random_flow
from tests.graph.small_flows import HANGUP, PERSON, flow, menu, to


def test_exits_lead_to_receptionists_from_0_on_and_to_ends_below() -> None:
    made = flow({"main": menu({"1": "second", "2": PERSON, "3": "ringgroup||10"}), "second": menu({"1": "main"})})
    links = ReceptionistLinks(Summaries(made))
    assert links.number_of("main") == 0
    assert links.links_from(0) == (1, -2, -2, -3, -3)  # the two aliases of a ring group are one end
    assert links.links_from(1) == (0, -3, -3)
    assert links.keys == ["main", "second"]
    assert [links.end_of(link) for link in (-1, -2, -3)] == [RINGS_ON, to(PERSON), to(HANGUP)]
    assert links.links_to_ends(lambda end: end.hangs_up) == {RINGS_ON_LINK, -3}


def test_an_end_that_only_looks_like_ringing_on_is_one_of_its_own() -> None:
    links = ReceptionistLinks(Summaries(flow({"main": menu({})})))
    assert links.link_to(RINGS_ON) == RINGS_ON_LINK
    assert links.link_to(Destination("HangUp", RINGS_ON.id)) == -2


def test_a_link_is_what_the_flow_says_of_the_destination() -> None:
    for seed in range(200):
        survey = Survey(random_flow(seed))
        for key in survey.reachable:
            numbers = survey.links.links_from(survey.links.number_of(key))
            for exit, link in zip(survey.summary_of(key).exits, numbers, strict=True):
                entered = survey.flow.receptionist_for(exit.destination)
                if entered is None:
                    assert survey.links.end_of(link) == exit.destination.canonical
                else:
                    assert survey.links.keys[link] == entered
