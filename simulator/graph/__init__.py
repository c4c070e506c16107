"""Readers of the whole: what a flow is, seen all at once rather than call by call.

``walk`` who leads to whom · ``courses`` what happens to callers who choose nothing, or wrongly ·
``wording`` numbers, times and names as an administrator writes them · ``sentences`` one
receptionist in plain words · ``readback`` the whole flow in plain words, as text or Markdown.

What every caller can come to, exactly, over all retries (a ``Survey`` may stand where a ``Flow``
does, so that one flow is looked at once)::

    exits.Summary                      one receptionist: every way out, fewest keys, best, worst time
    reach.Survey(flow)                 all of them: .reachable, .to_receptionist(key), .ends()
    loops.loops(flow) -> tuple[Loop]   silent, wrong-keys, mixed, zero-time: Loop(kind, receptionists,
                                       fields, caller); ``fields`` are the model's, one for each
    times.destination_times(flow)      best, shortest-key and worst time of each destination
    times.time_to_person(flow) -> Reached | None      shortest key path, recordings heard out
    times.keys_to_person(flow) -> int | None          fewest keys of a caller who chooses
    times.silent_seconds(flow, key) -> float | None   until a silent caller is out; None: never
    times.persons_in_reach(flow) -> frozenset[str]    receptionists from which a person is reached
    late.late_reach(flow, seconds=15) -> LateReach    what a caller gets to who answers so late
"""
