"""Receptionists as JSON values, and back."""

import json

import pytest
from hypothesis import given

from simulator.config.receptionist import Receptionist
from simulator.provider.change.body_values import (
    DamagedBody,
    body_of,
    comparable_fields,
    fields_of,
    live_body,
    model_of,
)
from tests.provider.lived import announcement, lived, menu, models


@given(models("701"))
def test_a_body_reads_as_the_receptionist_that_it_is_of(model: Receptionist) -> None:
    body = json.loads(json.dumps(body_of(model)))
    assert model_of(body, "701") == model


@given(models("701"))
def test_what_is_live_reads_as_it_was_told(model: Receptionist) -> None:
    live = lived(model)
    fields = fields_of(json.loads(json.dumps(live_body(live.fields))))
    assert fields == dict(live.fields)


def test_what_is_no_body() -> None:
    with pytest.raises(DamagedBody, match=r"^name: "):
        model_of({**body_of(menu()), "name": None})
    assert fields_of({"timeout": "soon", "nonsense": 1, "name": "x"}) == {"name": "x"}


def test_what_is_compared() -> None:
    """What the other kind has and nobody sets may stay at the provider's."""
    assert "entries" not in comparable_fields(announcement(), "vr")
    assert "forward_destination_id" not in comparable_fields(menu(), "vr")
    assert "timeout_seconds" in comparable_fields(announcement(timeout_seconds=5), "vr")
    assert comparable_fields(announcement(), "ivr") == (
        "name",
        "description",
        "destination_type",
        "greeting",
        "forward_destination_type",
        "forward_destination_id",
    )
    assert "caller_id_prefix" not in comparable_fields(menu(), "ivr")
