"""Everything that a caller can reach, exactly, over all retries.

A ``Survey`` may stand where a ``Flow`` does, so that one flow is looked at once::

    survey.Survey(flow)                all of it: .reachable, .summary_of(key), .search_all(Measure.SHORTEST)
    exits.Summary                      one receptionist: every way out, and what it costs by each measure
    tries                              of one menu: what mistakes cost, over all its rounds
    receptionist_links                 where each exit leads, as whole numbers
    cheapest_search                    Trail, CheapestWay, Search; ``Survey.search_all`` and ``search_from`` use it
    measure, bounded_keys              how callers are compared; few keys in little time
    loops.find_loops(flow)             silent, wrong-keys, mixed, zero-time: EndlessCycle(kind, receptionists,
                                       fields, caller); ``fields`` are the model's, one for each
    loops.ways_back(flow)              choices that lead back: not held against a flow
    times.destination_times(flow)      best, shortest-key and worst time of each destination
    times.time_to_person(flow) -> FastestCaller | None      shortest key path, recordings heard out
    times.keys_to_person(flow) -> int | None          fewest keys of a caller who chooses
    times.silent_seconds(flow, key) -> float | None   until a silent caller is out; None: never
    times.persons_in_reach(flow) -> frozenset[str]    receptionists from which a person is reached
    slow_callers.late_reach(flow, seconds=15) -> LateReach    what a caller who presses keys late can reach
"""
