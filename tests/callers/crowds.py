"""Callers as lines of ``play --callers`` say them, with every cue."""

from hypothesis import strategies as st

TIMES = st.sampled_from([0, 0.25, 0.5, 1, 3, 4.999, 5, 5.0, 7.5, 60])
CUES = st.sampled_from(["listening", "prompt", "announcement", "now"])
KEYS = st.text("0123456789*#", min_size=1, max_size=4)
TIMED = {"cue": CUES, "after": TIMES}
STEPS = st.one_of(
    st.fixed_dictionaries({"press": KEYS}, optional={**TIMED, "gap": TIMES}),
    st.fixed_dictionaries({"silence": st.just(True)}, optional={"cue": st.sampled_from(["listening", "prompt"])}),
    st.just({"wait": True}),
    st.fixed_dictionaries({"hangup": st.just(True)}, optional=TIMED),
)
GIVEN = st.dictionaries(
    st.sampled_from(["everyone"]),
    st.lists(
        st.sampled_from(["picked up", "no answer", {"answer": "picked up", "after": "2 s"}]), min_size=1, max_size=3
    ),
    max_size=1,
)
CALLERS = st.fixed_dictionaries(
    {"steps": st.lists(STEPS, max_size=8)},
    optional={
        "name": st.text(max_size=8),
        "given": GIVEN,
        "semantics": st.sampled_from(["freepbx-terminated", {"base": "acefone", "collect": "terminated"}]),
    },
)
