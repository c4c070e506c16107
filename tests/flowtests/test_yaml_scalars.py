"""Values of a file of tests, quoted where they have to be."""

from typing import Any

import pytest
import yaml

from simulator.flowtests.yaml_scalars import (
    flow_list,
    flow_scalar,
    given_scalar,
    path_scalar,
    plain_scalar,
    prose_scalar,
)


@pytest.mark.parametrize(
    ("text", "written"),
    [("Booking desk", "Booking desk"), ("12", '"12"'), ("no", '"no"'), ("nothing", '"nothing"'), ("a: b", '"a: b"')],
)
def test_a_name_is_quoted_where_it_would_be_read_as_something_else(text: str, written: str) -> None:
    assert plain_scalar(text) == written
    assert yaml.safe_load(written) == text


def test_prose_paths_and_lists() -> None:
    assert prose_scalar("1 reaches Sales (office closed)") == "1 reaches Sales (office closed)"
    assert prose_scalar("# ends the call") == '"# ends the call"'
    assert (path_scalar("../clinic"), path_scalar("a b")) == ("../clinic", '"a b"')
    assert flow_list(["a", flow_scalar("b, c")]) == '[a, "b, c"]'


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("no answer", "no answer"),
        (["no answer", "picked up"], "[no answer, picked up]"),
        ({"answer": "picked up", "after": "12 s"}, "{answer: picked up, after: 12 s}"),
        ([{"answer": "busy"}], "[{answer: busy}]"),
    ],
)
def test_answers_are_written_within_braces(value: Any, written: str) -> None:
    assert given_scalar(value) == written
    assert yaml.safe_load(f"{{desk: {written}}}") == {"desk": value}
