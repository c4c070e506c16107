"""A plan as JSON, and back."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from simulator.errors import UsageError
from simulator.provider.account.account_settings import AccountSettings
from simulator.provider.change.change_plan import ChangePlan, Obstacle, PlanStep
from simulator.provider.change.plan_file import (
    flag_or_none,
    is_plan,
    plan_from_json,
    plan_json,
    read_plan,
    text_or_none,
    time_of,
)
from tests.provider.change.rig import HOST, NOW
from tests.provider.lived import announcement, menu

MAIN = menu("701", to=[("ivr", "@night")]).model_copy(update={"id": None})
NIGHT = announcement().model_copy(update={"id": None})
PLAN = ChangePlan(
    kind="push",
    flow="shop",
    host=HOST,
    dialect="vr",
    made=NOW,
    steps=(
        PlanStep("create", "night", None, NIGHT, ("main",)),
        PlanStep("update", "main", "701", MAIN, (), {"timeout": 5.0}, MAIN, ("entries",)),
    ),
    ids={"main": "701"},
    seen={"701": {"timeout": 5.0}},
    known=("701",),
    variant="christmas",
    take_over=("701",),
    unverified={"main": ("entries",)},
    untold={"night": ("forward_destination_id",)},
    obstacles=(Obstacle("why", "way"),),
    notes=("note",),
    undoes=None,
)


def test_a_plan_reads_as_it_was_written() -> None:
    assert plan_from_json(json.loads(json.dumps(plan_json(PLAN)))) == PLAN


def test_the_requests_are_in_the_providers_words() -> None:
    assert [step["request"] for step in plan_json(PLAN)["steps"]] == [
        "POST /virtual_receptionist",
        "PUT /virtual_receptionist/701",
    ]


def test_the_bodies_are_as_the_settings_of_the_account_say() -> None:
    settings = AccountSettings("https://a.example", "ivr", numbers=False, sms_template=False)
    night, main = (step["sends"] for step in plan_json(replace(PLAN, dialect="ivr"), settings)["steps"])
    assert night["destination_id"] == "9001"
    assert "sms_template" not in main
    assert plan_json(PLAN, settings)["steps"][0]["sends"]["forward_destination_id"] == "9001"


def test_the_bodies_are_as_they_are_sent() -> None:
    night, main = (step["sends"] for step in plan_json(PLAN)["steps"])
    assert (night["forward_destination_id"], main["entries"]) == (
        9001,
        [{"option": 1, "destination_type": "ivr", "destination_id": "@night"}],
    )
    other = plan_json(replace(PLAN, dialect="ivr"))["steps"]
    assert [other[0]["sends"]["destination_id"], other[1]["sends"]["destination"]] == [9001, ["ivr||@night"]]
    assert other[1]["sends"]["sms_template"] == [""]
    gone = replace(PLAN, steps=(replace(PLAN.steps[1], action="delete"),))
    assert plan_json(gone)["steps"][0]["sends"] is None


def test_what_is_a_plan(here: Path) -> None:
    (here / "plan.json").write_text(json.dumps(plan_json(PLAN), indent=1), encoding="utf-8")
    (here / "flow.json").write_text("{}", encoding="utf-8")
    assert [is_plan(here / name) for name in ("plan.json", "flow.json", "none.json", "")] == [True, False, False, False]
    assert read_plan(here / "plan.json") == PLAN


@pytest.mark.parametrize(
    "change",
    [
        {"ivrsim_plan": 2},
        {"kind": "party"},
        {"made": "soon"},
        {"steps": [{}]},
        {"steps": [{"action": "sell"}]},
        {"ids": 1},
        {"steps": [{**plan_json(PLAN)["steps"][0], "body": {"name": None}}]},
    ],
)
def test_what_is_none(here: Path, change: dict[str, object]) -> None:
    (here / "plan.json").write_text(json.dumps({**plan_json(PLAN), **change}), encoding="utf-8")
    with pytest.raises(UsageError, match=r"plan\.json: no plan of ivrsim, or a damaged one"):
        read_plan(here / "plan.json")


def test_a_moment_says_its_offset_and_texts_are_text() -> None:
    assert (time_of("2026-11-27T09:00:00+00:00"), text_or_none(None), flag_or_none(None)) == (NOW, None, None)
    with pytest.raises(ValueError, match="says no offset from UTC"):
        time_of("2026-11-27T09:00:00")
    with pytest.raises(TypeError, match="is not a text"):
        text_or_none([])
    with pytest.raises(TypeError, match="is not true or false"):
        flag_or_none(1)
