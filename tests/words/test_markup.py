"""Values inside JSON, Markdown and GitHub's commands."""

import json
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.words.markup import (
    dump_json,
    escape_markdown,
    escape_runner_xml,
    github_command,
    markdown_code,
    markdown_fence,
    strip_code_marks,
)

HOSTILE = "a\n::error::\x7f\x1b]52;c;x\x07##[group]##vso[x]\N{LINE SEPARATOR}\ud800"


def test_json_is_exact_and_holds_nothing_that_steers() -> None:
    text = dump_json({HOSTILE: [HOSTILE]}, compact=True)
    assert json.loads(text) == {HOSTILE: [HOSTILE]}
    assert text == (
        '{"a\\n::error::\\u007f\\u001b]52;c;x\\u0007#\\u0023[group]#\\u0023vso[x]\\u2028\\ud800":'
        '["a\\n::error::\\u007f\\u001b]52;c;x\\u0007#\\u0023[group]#\\u0023vso[x]\\u2028\\ud800"]}'
    )


@given(
    st.recursive(
        st.text() | st.integers() | st.none(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
    )
)
def test_json_reads_back_as_what_it_was(value: object) -> None:
    for text in (dump_json(value), dump_json(value, indent=2)):
        assert json.loads(text) == value
        assert text.replace("\n", "").isprintable()
        assert text.isascii()
        assert "##[" not in text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a|b", "a\\|b"),
        ("`x` *y* _z_ ~w~", "\\`x\\` \\*y\\* \\_z\\_ \\~w\\~"),
        ("<img src=x> &lt; [a](b) #1 $x$ \\", "\\<img src=x\\> \\&lt; \\[a\\](b) \\#1 \\$x\\$ \\\\"),
        ("by @team/x", "by @&zwnj;team/x"),
        ("two\nlines", "two\\\\nlines"),
    ],
)
def test_markdown_shows_a_value_as_it_is(text: str, shown: str) -> None:
    assert escape_markdown(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [("x", "`x`"), ("a`b", "``a`b``"), ("`a", "`` `a ``"), ("a``", "``` a`` ```"), ("a\nb", "`a\\nb`")],
)
def test_no_value_ends_its_code_span(text: str, shown: str) -> None:
    assert markdown_code(text) == shown


def test_no_text_ends_its_block() -> None:
    assert [markdown_fence(text) for text in ("x", "```", "a ````` b")] == ["```", "````", "``````"]


def test_a_workflow_command_is_one_line_by_the_rules_of_its_runner() -> None:
    places = {"file": "a,b:c\n.yaml", "line": 3, "col": 0, "title": "100 %"}
    assert github_command("error", places, "50 %: x\r\n::error::y, z\x1b[2J") == (
        "::error file=a%2Cb%3Ac%0A.yaml,line=3,title=100 %25::50 %25: x%0D%0A::error::y, z\\x1b[2J"
    )


def test_xml_holds_no_command_of_a_runner_and_reads_back_as_what_it_was() -> None:
    root = ElementTree.Element("a", {"b": "##vso[x]"})
    root.text = "###[y] #"
    text = escape_runner_xml(ElementTree.tostring(root, encoding="unicode"))
    assert text == '<a b="#&#35;vso[x]">##&#35;[y] #</a>'
    again = ElementTree.fromstring(text)
    assert (again.get("b"), again.text) == ("##vso[x]", "###[y] #")


@pytest.mark.parametrize(
    ("docstring", "plain"),
    [
        ("the ``pulled:`` day, ``*`` and ``#``", "the pulled: day, * and #"),
        ("see :ref:`callers` and :py:func:`load`", "see callers and load"),
        ("leave `file` out", "leave file out"),
        ("``two\nlines``", "two\nlines"),
        ("```fence``` and a lone ` sign", "```fence``` and a lone ` sign"),
    ],
)
def test_code_in_a_docstring_loses_its_marks(docstring: str, plain: str) -> None:
    assert strip_code_marks(docstring) == plain
