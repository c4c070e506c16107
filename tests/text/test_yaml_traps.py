"""YAML is treacherous: every trap has its message, with the spelling that the author meant."""

from typing import Any

import pytest
import yaml

from simulator.text.positions import TextLines, UnreadableText
from simulator.text.yaml_traps import HASH, INDENTED, MERGE, NO_SPACE, PROSE, TAB, commented_values
from simulator.text.yaml_tree import LOADER, yaml_tree

both_loaders = pytest.mark.parametrize("loader", [LOADER, yaml.SafeLoader], ids=["libyaml", "pure"])

MISFIT = (
    "this does not fit the lines before: the indentation differs, or a quote ended too early "
    "(a quote inside a quoted text is written twice: 'it''s', or use \"it's\")"
)


def sign(word: str, kind: str) -> str:
    plural = {"an alias": "aliases", "a tag": "tags", "an anchor": "anchors"}[kind]
    return f'{word} is {kind} in YAML, and {plural} are not accepted; for the text itself write it in quotes: "{word}"'


def objections(text: str, loader: Any) -> list[str]:
    try:
        faults = yaml_tree(text, loader).faults
    except UnreadableText as refusal:
        faults = [refusal.fault]
    lines = TextLines(text)
    return ["{}:{} {}".format(*lines.line_and_column(fault.offset), fault.message) for fault in faults]


@both_loaders
@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("option: *", "1:9 " + sign("*", "an alias")),
        ("option: *9", "1:9 " + sign("*9", "an alias")),
        ("- {option: *, x: 1}", "1:12 " + sign("*", "an alias")),
        ("*: {x: 1}", "1:1 " + sign("*", "an alias")),
        ("option: !9", "1:9 " + sign("!9", "a tag")),
        ("option: !9 x", "1:9 " + sign("!9", "a tag")),
        ("option: !!int 9", "1:9 " + sign("!!int", "a tag")),
        ("option: !a!b c", "1:9 " + sign("!a!b", "a tag")),
        ("option: &", "1:9 " + sign("&", "an anchor")),
        ("option: &9", "1:9 " + sign("&9", "an anchor")),
        ("recording: @greeting", '1:12 @greeting needs quotes in YAML: "@greeting"'),
        ("- {destination_id: @desk}", '1:20 @desk needs quotes in YAML: "@desk"'),
        ("prefix: %x", '1:9 %x needs quotes in YAML: "%x"'),
        ("prefix: `x", '1:9 `x needs quotes in YAML: "`x"'),
        ("script: Press 1: bookings", f"1:16 {PROSE}"),
        ("- script: Press 1: bookings", f"1:18 {PROSE}"),
        ("script: Welcome.\n  Press 1: bookings", f"2:10 {INDENTED}"),
        ("a: 1\n  b: 2", f"2:4 {INDENTED}"),
        ("a: 1\n<<: {b: 2}", f"2:1 {MERGE}"),
        ("a: 1\n---\nb: 2", "2:1 a second document starts here; a file holds one: remove the ---"),
        ("a: 1\n...\nb: 2", "3:1 something follows the end of the document (...); a file holds one document"),
        ("a:\n\tb: 1", f"2:1 {TAB}"),
        ("\ta: 1", f"1:1 {TAB}"),
        ("- {option: #, x: 1}\n- {option: 1}", f"1:12 {HASH}"),
        ("entries:\n  #: {x: 1}", f"2:3 {HASH}"),
        ("a: 1\n#:", f"2:1 {HASH}"),
        ("timeout:5\na: 1", f"1:1 {NO_SPACE}"),
        ("b: 2\ntimeout:5\na: 1", f"2:1 {NO_SPACE}"),
        ('a: "x', '1:4 the quote " that starts here is never closed'),
        ("a: 'x\nb: 1", "1:4 the quote ' that starts here is never closed"),
        ("a: 'it's'", f"1:8 {MISFIT}"),
        ('a: "x" y', f"1:8 {MISFIT}"),
        ("- a\nb: c", f"2:1 {MISFIT}"),
        ("a: [1, 2", "1:9 a bracket is opened and never closed; a } or ] is missing"),
        ("a: [1, 2\nb: 3", "2:2 a comma, or the closing } or ], is missing before this"),
        ("a: |x\n  y", "1:5 text after > or | starts on the next line, indented: `script: >-` and then the lines"),
        ("a: b\x07c", "1:5 U+0007 is a control character, which YAML does not allow; remove it"),
    ],
)
def test_a_trap(text: str, told: str, loader: Any) -> None:
    assert objections(text, loader) == [told]


def test_an_escape() -> None:
    told = "a backslash in double quotes starts an escape; write it twice, or use single quotes"
    assert objections('a: "\\d"', LOADER) == [f"1:5 {told}"] or objections('a: "\\d"', yaml.SafeLoader) == [
        f"1:6 {told}"
    ]


@both_loaders
def test_a_comment_inside_text_is_text(loader: Any) -> None:
    assert objections("a: |\n  #: not a key\nb: '\n  #: nor this'\n", loader) == []


@both_loaders
def test_comments_are_comments(loader: Any) -> None:
    assert objections("# a\na: 1 # b\n#b: 2\n  # c: 3\n", loader) == []


def test_a_value_lost_as_a_comment_is_noted_with_its_spelling() -> None:
    text = "recording: #244\nprefix: # none\nscript: x #1\n- option: #\n"
    assert commented_values(text) == [
        (11, '# starts a comment, so nothing stands here; if #244 is meant: "#244"'),
    ]
