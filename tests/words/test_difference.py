"""The difference between two texts, as it is shown."""

from simulator.words.difference import show_difference


def test_a_difference_has_the_lines_of_the_texts_and_no_others() -> None:
    old, new = "a: 1\nb: 'x\x85y'\nc", "a: 1\nb: 'x\x85z\x1b[2J'\nc"
    assert show_difference(old, new, "a/one\n::error::.yaml", "b/two.yaml").split("\n") == [
        "--- a/one\\n::error::.yaml",
        "+++ b/two.yaml",
        "@@ -1,3 +1,3 @@",
        " a: 1",
        "-b: 'x\\x85y'",
        "+b: 'x\\x85z\\x1b[2J'",
        " c",
        "\\ No newline at end of file",
    ]


def test_equal_texts_have_none() -> None:
    assert show_difference("a\n", "a\n", "x", "y") == ""
