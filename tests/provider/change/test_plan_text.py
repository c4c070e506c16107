"""A plan as people read it."""

from dataclasses import replace

from simulator.provider.change.plan_text import plan_markdown, plan_text, plan_title, request_lines
from tests.provider.change.rig import flow
from tests.provider.change.test_plan_file import MAIN, NIGHT, PLAN


def test_a_plan_without_anything_live_to_compare_with() -> None:
    assert plan_text(PLAN, flow("main", {"main": MAIN, "night": NIGHT})).splitlines() == [
        "shop (variant christmas) → provider.example (vr)",
        "",
        "Nothing to compare with: main is not live, or not known well enough to be played.",
        "",
        "Requests, in this order:",
        "   1. POST /virtual_receptionist  night, for now without main",
        "   2. PUT /virtual_receptionist/701  main",
        "",
        "Overwrites values that are not known:",
        "  · main: entries: not known -> 1 to ivr||@night",
        "",
        "Cannot be verified afterwards (the list response does not include it):",
        "  · main: entries",
        "",
        "Cannot be restored by a rollback (its previous value is not known):",
        "  · main: entries",
        "",
        "The push is refused:",
        "  · why: way",
        "",
        "To know:",
        "  · note",
    ]


def test_the_same_in_markdown() -> None:
    assert plan_markdown(PLAN, flow("main", {"main": MAIN, "night": NIGHT})).splitlines()[:8] == [
        "## shop (variant christmas) → provider.example (vr)",
        "",
        "Nothing to compare with: main is not live, or not known well enough to be played.",
        "",
        "### Requests",
        "",
        "1. `POST /virtual_receptionist  night, for now without main`",
        "2. `PUT /virtual_receptionist/701  main`",
    ]


def test_a_rollback() -> None:
    back = replace(PLAN, kind="rollback", undoes="push-1", host="", steps=PLAN.steps[1:], variant=None)
    assert plan_title(replace(back, undoes=None)) == "shop → saved responses (vr)"
    assert plan_text(back).splitlines()[:3] == ["undo push-1 at  (vr)", "", "Requests, in this order:"]
    written = MAIN.model_copy(update={"timeout_seconds": 9.0})
    changed = replace(back, steps=(replace(back.steps[0], body=written),))
    assert plan_text(changed).splitlines()[2:4] == ["main (701)", "    timeout: 5 -> 9"]


def test_nothing_to_do() -> None:
    nothing = replace(PLAN, steps=(), unverified={}, untold={}, obstacles=(), notes=())
    assert plan_text(nothing).splitlines()[2:] == ["Live matches the flow; there is nothing to push."]
    assert plan_markdown(nothing).splitlines()[2:] == ["**Live matches the flow; there is nothing to push.**"]
    assert list(request_lines(nothing)) == []
    untold = plan_text(replace(nothing, untold={"main": ("entries",)}))
    assert untold.endswith("As far as the response shows, live matches the flow; what it leaves out may differ.")
    refused = plan_text(replace(nothing, obstacles=PLAN.obstacles)).splitlines()[2:]
    assert refused == [
        "Live differs from the flow, and cannot be made to match it.",
        "",
        "The push is refused:",
        "  · why: way",
    ]
