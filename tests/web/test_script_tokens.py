"""The tokens of a module, and what each name in it is."""

import pytest

from simulator.web.script_tokens import declared_names, name_roles, read_tokens


def roles(module: str) -> dict[str, str]:
    """The names of a module with what they are; those that are several things, as the last of them."""
    return {text: role for text, role in name_roles(read_tokens(module)) if role is not None}


def test_comments_and_spaces_are_no_tokens_and_texts_are_whole() -> None:
    module = """// a comment
/** @param {string} a */
const rate = total / count / 2; /* "no" */ // twice
const text = `${a + " // no comment"} and ${b}` + a.replace(/[ ,/]"/g, " = ");
"""
    assert [text for _, text in read_tokens(module)] == [
        *("const", "rate", "=", "total", "/", "count", "/", "2", ";"),
        *("const", "text", "=", "`${", "a", "+", '" // no comment"', "} and ${", "b", "}`", "+"),
        *("a", ".", "replace", "(", '/[ ,/]"/g', ",", '" = "', ")", ";"),
    ]


def test_templates_hold_templates() -> None:
    assert [text for _, text in read_tokens("`a${b ? `c${{d: 1}.d}` : 2}e`")] == [
        *("`a${", "b", "?", "`c${", "{", "d", ":", "1", "}", ".", "d", "}`", ":", "2", "}e`"),
    ]


@pytest.mark.parametrize("module", ['const text = "no end;', "const text = `no end;", "`${a"])
def test_a_text_that_does_not_end_is_an_error(module: str) -> None:
    with pytest.raises(ValueError, match="does not end"):
        read_tokens(module)


def test_keys_shorthands_and_variables_of_objects_and_patterns() -> None:
    assert roles("const {target, node: typed, wait = 5} = place; send({target, at: now() ? now : typed.left});") == {
        "const": "keyword",
        "target": "shorthand",
        "node": "key",
        "typed": "variable",
        "wait": "shorthand",
        "place": "variable",
        "send": "variable",
        "at": "key",
        "now": "variable",
        "left": "property",
    }


def test_blocks_are_no_objects() -> None:
    module = "if (a) { b, c } const f = d => { e, g }; switch (h) { case i: k(); }"
    assert {text for text, role in roles(module).items() if role == "variable"} == set("abcfdeghik")


def test_members_of_classes() -> None:
    module = "class Call extends Base { get isOver() { return this.kind; } take({at}) { stop(at); } }"
    named = roles(module)
    assert {text for text, role in named.items() if role == "member"} == {"isOver", "take"}
    assert {text for text, role in named.items() if role == "variable"} == {"Call", "Base", "at", "stop"}
    assert named["kind"] == "property"


def test_what_a_module_declares() -> None:
    module = """
const one = 1, {two, three: four, ...five} = data; let six;
function seven(eight, [nine], {ten = other(eleven)}) { for (const twelve of list) use(twelve); }
class Thirteen { fourteen(fifteen) { try { go(fifteen => print(fifteen)); } catch (sixteen) { log(sixteen); } } }
"""
    names = declared_names(list(name_roles(read_tokens(module))))
    spelled = "one two four five six seven eight nine ten twelve Thirteen fifteen sixteen"
    assert names == set(spelled.split())
