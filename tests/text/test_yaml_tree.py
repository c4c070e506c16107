from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from simulator.config.value_rules import PlainNumber
from simulator.text import yaml_tree as room
from simulator.text.positions import REFUSED, UnreadableText
from simulator.text.yaml_tree import LOADER, yaml_tree

both_loaders = pytest.mark.parametrize("loader", [LOADER, yaml.SafeLoader], ids=["libyaml", "pure"])


def refusal_of(text: str, loader: Any = LOADER) -> tuple[int, str]:
    with pytest.raises(UnreadableText) as refusal:
        yaml_tree(text, loader)
    return refusal.value.fault


@both_loaders
@pytest.mark.parametrize(
    "text", ["17:30", "+441632960001", "no", "012", "1e3", "0x1F", "1_000", "2024-01-01", "yes", "12"]
)
def test_what_looks_like_a_value_stays_text(text: str, loader: Any) -> None:
    root = yaml_tree(f"timeout: {text}\n{text}: x\n", loader).root
    assert root == {"timeout": text, text: "x"}
    assert [type(value) for value in root.values()] == [str, str]


@both_loaders
@pytest.mark.parametrize("text", ["-5", "12.5", "19549.0", "-0.5", ".5", "5."])
def test_a_sign_or_a_fraction_is_remembered_where_nothing_quotes_it(text: str, loader: Any) -> None:
    plain, quoted = yaml_tree(f"- {text}\n- '{text}'\n", loader).root
    assert (plain, type(plain), quoted, type(quoted)) == (text, PlainNumber, text, str)


@both_loaders
def test_nothing(loader: Any) -> None:
    assert yaml_tree("[, ~, null, Null, NULL, 'null', '', \"~\"]".replace("[,", "[null,"), loader).root == [
        *[None] * 5,
        "null",
        "",
        "~",
    ]
    assert yaml_tree("a:\nb: \nc: # none\n", loader).root == {"a": None, "b": None, "c": None}


@both_loaders
def test_a_tree(loader: Any) -> None:
    text = "%YAML 1.1\n---\na: {b: [1, {c: d}], e: []}\n'f': |\n  line\n  line\n? g\n: h\n"
    assert yaml_tree(text, loader).root == {"a": {"b": ["1", {"c": "d"}], "e": []}, "f": "line\nline\n", "g": "h"}


@both_loaders
def test_objections_leave_a_tree(loader: Any) -> None:
    tree = yaml_tree("a: *x\nb: !t v\nc: &n w\nd: !t {e: f}\n<<: {g: h}\n*k : i\n&m o: p\n? [q]\n: r\ns: t\n", loader)
    assert tree.root == {"a": REFUSED, "b": REFUSED, "c": "w", "d": {"e": "f"}, "s": "t"}
    assert [(fault.offset, fault.message.partition(" ")[0]) for fault in tree.faults] == [
        (3, "*x"),
        (9, "!t"),
        (17, "&n"),
        (25, "!t"),
        (35, "<<"),
        (46, "*k"),
        (53, "&m"),
        (63, "a"),
    ]


@both_loaders
def test_the_first_of_two_keys_holds(loader: Any) -> None:
    tree = yaml_tree("a: 1\nb: 2\na: {c: 3}\n", loader)
    assert (tree.root, tree.repeated, tree.faults) == ({"a": "1", "b": "2"}, True, [])


def test_quoted_signs_mean_themselves() -> None:
    text = "'<<': 1\n\"#\": 2\n'*': 3\n'*9': '!9'\n'@a': '@b'\n"
    assert yaml_tree(text).root == {"<<": "1", "#": "2", "*": "3", "*9": "!9", "@a": "@b"}
    assert yaml_tree(text).faults == []


@both_loaders
@pytest.mark.parametrize("text", ["[" * 10_000, '{"a":' * 10_000, "- " * 10_000, "? " * 10_000])
def test_ten_thousand_levels_are_one_line(text: str, loader: Any) -> None:
    assert refusal_of(text, loader)[1] == "nests over 50 deep; a flow needs 6"


def test_fifty_levels_are_read() -> None:
    assert yaml_tree("[" * 50 + "]" * 50).faults == []


def test_a_bomb_of_aliases_is_one_line() -> None:
    text = "a: &a [x, x]\n" + "".join(f"b{n}: &b{n} [{', '.join(['*a'] * 9)}]\n" for n in range(9_999))
    assert refusal_of(text) == (text.index("*a"), "*a is an alias of &a; write out what it stands for")


def test_too_many_values_are_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "VALUES_MOST", 100)
    assert refusal_of("- 1\n" * 200) == (-1, "holds over 100 values; a file may hold at most that")


@both_loaders
@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is empty"),
        (" \n\n", "is empty"),
        ("# x\n  # y\n", "holds only comments"),
    ],
)
def test_no_document(text: str, message: str, loader: Any) -> None:
    assert refusal_of(text, loader) == (-1, message)


words = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="\x85\ufeff")
)
trees = st.recursive(words, lambda inner: st.lists(inner) | st.dictionaries(words, inner), max_leaves=12)


@given(trees, st.sampled_from(["libyaml", "pure"]), st.booleans())
def test_every_tree_of_text_is_read_as_it_was_written(tree: Any, loader: str, flow: bool) -> None:
    text = yaml.safe_dump(tree, default_flow_style=flow, default_style='"', allow_unicode=True)
    assert yaml_tree(text, LOADER if loader == "libyaml" else yaml.SafeLoader).root == tree


@given(st.text(st.sampled_from("ab:-#*!&@[]{},\"'|>%?~<. \n\t")))
def test_both_parsers_read_the_same_or_refuse(text: str) -> None:
    def outcome(loader: Any) -> Any:
        try:
            tree = yaml_tree(text, loader)
        except UnreadableText:
            return "refused"
        return tree.root

    roots = [outcome(LOADER), outcome(yaml.SafeLoader)]
    assert "refused" in roots or roots[0] == roots[1]
