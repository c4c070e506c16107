"""Which is which."""

from pathlib import Path
from typing import Any

from simulator.loader.receptionist_file import Draft
from simulator.provider.live.matching import IdMatch, match_ids
from simulator.text.document import Document
from simulator.text.positions import Tree
from simulator.wire import vr
from tests.provider.lived import announcement, lived


def drafts(**bodies: dict[str, Any]) -> dict[str, Draft]:
    document = Document("a.yaml", Path(), "", "yaml", Tree())
    return {key: Draft(key, document, (), vr.decode_write(body), None) for key, body in bodies.items()}


LIVE = [lived(announcement(id, name=name)) for id, name in (("701", "Main"), ("702", "Billing"), ("703", "Main"))]


def test_by_what_the_file_says_then_the_lock_then_the_key_then_the_name() -> None:
    here = drafts(main={"id": "701"}, desk={"name": "x"}, billing={"name": "Billing"}) | drafts(**{"704": {}})
    assert match_ids(here, {"desk": "703", "main": "999"}, [*LIVE, lived(announcement("704"))]) == IdMatch(
        {"main": "701", "desk": "703", "704": "704", "billing": "702"},
        frozenset({"billing"}),
        ("billing: taken for the live 702 of the same name; its id is written down",),
    )


def test_a_name_that_several_have_tells_nothing() -> None:
    here = drafts(main={"name": "Main"}, one={"name": "Billing"}, two={"name": "Billing"})
    assert match_ids(here, {}, LIVE) == IdMatch(
        {}, frozenset(), tuple(f"{key} has no id of the provider: it is in this flow only" for key in here)
    )


def test_one_that_is_gone_is_told() -> None:
    assert match_ids(drafts(old={"id": "9"}), {}, LIVE).notes == ("old (9) is no longer live; its file stays",)
