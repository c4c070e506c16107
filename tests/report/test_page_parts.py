"""The pieces of the page: nothing in a name is markup."""

from simulator.report.page_parts import cap, css_string, mark, own, quote_block, sentence, shorten, table

EVIL = "</style><script>alert('1')</script>\x1b[0m"


def test_names_are_text() -> None:
    shown = [own(EVIL), sentence(EVIL), cap(EVIL), quote_block(EVIL), table((), [(own(EVIL),)], EVIL, "t")]
    assert not any("<script" in text or "\x1b" in text for text in shown)
    assert own("a & b") == "<bdi>a &amp; b</bdi>"


def test_a_string_of_a_style_sheet_has_no_end_in_it() -> None:
    assert css_string('A"}\n</style>') == r'"A\22 \7d \20 \3c \2f style\3e "'
    assert css_string("عيادة").startswith('"\\639 ')


def test_the_rest() -> None:
    assert shorten("one two three", 8) == "one two …"
    assert shorten("one", 8) == "one"
    assert (cap(""), 'aria-label="Finding 3"' in mark(3)) == ("", True)
