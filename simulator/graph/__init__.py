"""Readers of the whole: what a flow is, seen all at once rather than call by call.

``walk`` who leads to whom · ``courses`` what happens to callers who choose nothing, or wrongly ·
``wording`` numbers, times and names as an administrator writes them · ``sentences`` one
receptionist in plain words · ``readback`` the whole flow in plain words, as text or Markdown.

What every caller can come to, exactly, over all retries (a ``Survey`` may stand where a ``Flow``
does, so that one flow is looked at once)::

    reach.Survey(flow)                 all of it: .reachable, .summary(key), .search(Measure.SHORTEST)
    exits.Summary                      one receptionist: every way out, and what it costs by each measure
    keypad, retries, tries             of one menu: keys of a round, rounds by mistakes, what these cost
    measure, bounded, cycles           by what callers compare; few keys in little time; who goes round
    loops.loops(flow) -> tuple[Loop]   silent, wrong-keys, mixed, zero-time: Loop(kind, receptionists,
                                       fields, caller); ``fields`` are the model's, one for each
    loops.ways_back(flow)              choices that lead back: not held against a flow
    times.destination_times(flow)      best, shortest-key and worst time of each destination
    times.time_to_person(flow) -> Reached | None      shortest key path, recordings heard out
    times.keys_to_person(flow) -> int | None          fewest keys of a caller who chooses
    times.silent_seconds(flow, key) -> float | None   until a silent caller is out; None: never
    times.persons_in_reach(flow) -> frozenset[str]    receptionists from which a person is reached
    late.late_reach(flow, seconds=15) -> LateReach    what a caller gets to who answers so late

Two flows, or one flow under two semantics, as their callers tell them apart::

    equality.Pairs                     no caller whatsoever can tell them apart, or the keys that do
    compare.same, compare.compare      the same, and every difference with its shortest caller, played
    noticed, shapes, side              what is heard; what is alike but for where it leads; one flow by rounds
    abreast, apart, spots, acts        both flows by rounds; where they part; what tells differences apart; scripts
    readings.read(flow)                what depends on which undocumented setting
    review, review_text, fields        a change: what callers notice, then what was written
    telling                            callers and endings in words

How much of a flow its tests reach, and the tests that are missing::

    items.items_of                     what a turn or an arc covers: the one definition
    rounds.RoundMap                    decisions: from round to round, in time, with what happens between
    shortest.Shortest(RoundMap(flow))  all that can be covered, each with its shortest caller
    coverage.Coverage(flow)            .add(trace), .total, .uncovered(); collected: of several flows
    coverage_text, cobertura           as a table, as JSON, as XML with the lines of the files
    unreachable, item_words            what nobody can cover, and why; items in words
    suite.SuiteMaker(shortest)         the smallest suite: decisions, routes, fewest (the proof), planned
    suite_names, suite_text            its calls as a person would name them; the file
"""
