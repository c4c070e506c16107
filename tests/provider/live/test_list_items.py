"""Items of a list answer, of both dialects."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.config.receptionist import Receptionist
from simulator.errors import FlowError
from simulator.provider.live.list_items import live_of, saved_answers
from simulator.wire import ivr, vr
from simulator.wire.decoding import READS, Reads
from tests.provider.lived import announcement, lived, menu, models


@given(models("701"), st.sampled_from(READS))
def test_an_item_is_the_receptionist_as_far_as_it_is_carried(one: Receptionist, reads: Reads) -> None:
    live = live_of(vr.encode_read(one, reads))
    assert live is not None
    wanted = one.model_dump()
    told = {field: value for field, value in live.fields.items() if field != "entries"}
    assert told == {field: wanted[field] for field in told}
    if live.model is not None:
        assert live.model.model_copy(update={"entries": live.model.entries or None}) == one.model_copy(
            update={"entries": one.entries or None}
        )


def test_what_it_lacks_and_has_beyond() -> None:
    live = live_of({**vr.encode_read(menu(), "minimal"), "added_by": 7, "timeout": "9999"})
    assert live is not None
    assert (live.extra, live.fields["timeout_seconds"], live.model) == (("added_by",), "9999", None)
    assert sorted(live.lacks) == ["destination_type", "entries", "forward_destination_id", "forward_destination_type"]
    assert live_of({"name": "x"}) is None


def saved(here: Path, **answers: Any) -> list[str]:
    for name, answer in answers.items():
        (here / f"{name}.json").write_text(json.dumps(answer), encoding="utf-8")
    return [f"{name}.json" for name in answers]


def test_saved_answers(here: Path) -> None:
    full = [vr.encode_read(menu()), vr.encode_read(announcement())]
    assert saved_answers(saved(here, a=full)) == ((lived(menu()), lived(announcement())), "vr")
    apart = {"ivrs": [ivr.encode_read(menu())]}, {"data": {"auto_attendants": [ivr.encode_read(announcement())]}}
    live, dialect = saved_answers(saved(here, ivrs=apart[0], attendants=apart[1]))
    assert ([one.id for one in live], [one.kind for one in live], dialect) == (
        ["701", "703"],
        ["multiple", "single"],
        "ivr",
    )


def test_what_is_no_answer(here: Path) -> None:
    item = vr.encode_read(menu())
    files = saved(here, a={"success": False, "message": "no"}, b=5, c=[7, {"name": "x"}, item], d=[item])
    with pytest.raises(FlowError) as refused:
        saved_answers(files)
    assert str(refused.value).splitlines() == [
        "a.json:1:1: the provider refused the request: no; use the response of a list call that succeeded",
        "b.json:1:1: is not a provider's response; use the JSON of a list call, as saved with curl",
        "c.json:1:2: 7 is not a receptionist with an id",
        "c.json:1:5: a mapping is not a receptionist with an id",
        "d.json:1:2: id 701 is here twice",
    ]
