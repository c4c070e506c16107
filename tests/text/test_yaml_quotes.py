import json

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from simulator.text.yaml_quotes import inline_mapping, inline_value, quote_scalar, quote_yaml


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_yaml_and_json_read_a_quoted_text_back_alike(text: str) -> None:
    quoted = quote_yaml(text)
    assert (yaml.safe_load(quoted), json.loads(quoted)) == (text, text)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("#", '"#"'),
        (5, "5"),
        (True, "true"),
        ({"base": "acefone", "barge_in": False}, '{base: "acefone", barge_in: false}'),
    ],
)
def test_a_value_on_one_line(value: object, written: str) -> None:
    assert inline_value(value) == written


def test_a_mapping_and_a_scalar() -> None:
    assert (inline_mapping({"option": "1"}), quote_scalar("*"), quote_scalar(0.5)) == ('{option: "1"}', '"*"', "0.5")
