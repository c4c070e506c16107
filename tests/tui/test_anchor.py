import pytest

from simulator.tui.anchor import CLEAR_LINE, RAW, Anchor, is_disputed
from simulator.tui.styled_rows import Row


@pytest.mark.parametrize(
    ("text", "disputed"),
    [
        ("press 1", False),
        ("Grüße", False),
        ("你好", False),
        ("خدمة", False),
        ("हिन्दी", True),
        ("தமிழ்", True),
        ("ไทยที่", True),
        ("🇮🇳", True),
        ("📞", True),
    ],
)
def test_terminals_disagree_about_vowel_signs_and_flags(text: str, disputed: bool) -> None:
    assert is_disputed(text) is disputed


def sent(row: Row) -> list[str]:
    """What goes to the terminal: the moves of the cursor between what is drawn."""
    return [text for _, text in row]


def test_each_part_of_a_disputed_row_begins_in_its_column() -> None:
    row: Row = [("class:key", "1 "), ("", "हिन्दी"), ("", "   "), ("class:rule", "│"), ("", "map")]
    (drawn,) = Anchor().rows([row])

    assert sent(drawn) == [
        CLEAR_LINE,
        "\x1b[1G",
        "1 ",
        "\x1b[3G",
        "हिन्दी",
        "   ",
        "\x1b[9G",
        "│",
        "\x1b[10G",
        "map",
        " ",
    ]
    assert [style for style, text in drawn if "\x1b" in text] == [RAW] * 5


def test_other_rows_are_as_they_were() -> None:
    rows: list[Row] = [[("", "press 1")], [], [("", "你好")]]

    assert list(Anchor().rows(rows)) == rows


def test_a_row_is_cleared_of_what_a_disputed_text_left_there() -> None:
    anchor = Anchor()
    plain: list[Row] = [[("", "one")], [("", "two")]]
    list(anchor.rows([[("", "one")], [("", "हिन्दी")]]))

    assert [sent(row) for row in anchor.rows(plain)] == [["one"], [CLEAR_LINE, "\x1b[1G", "two", " "]]


def test_a_row_that_changes_is_drawn_anew_from_its_beginning() -> None:
    anchor = Anchor()
    styles = [
        [style for style, text in row if "\x1b" not in text]
        for words in ("हिन्दी 1", "हिन्दी 1", "हिन्दी 2")
        for row in anchor.rows([[("class:key", words), ("", "│")]])
    ]

    assert styles[0] == styles[1]
    assert not set(styles[0]) & set(styles[2])
