"""Sections as text and as Markdown."""

from simulator.graph.readback.flow_readback import Section, TableRow
from simulator.report.section_layout import sections_markdown, sections_text

MARKS = Section(
    "A *bold* <heading>",
    ("A `code` sentence with a | bar.",),
    rows=(TableRow("*", "Sales | support_desk"), TableRow("#", "[a link](x)")),
    remarks=("That is ~~all~~ & more.",),
)


def test_markdown_keeps_its_own_signs_apart_from_the_flows() -> None:
    assert (
        sections_markdown([MARKS])
        == r"""## A \*bold\* \<heading\>

- A \`code\` sentence with a \| bar.

| Key | Leads to |
| --- | --- |
| \* | Sales \| support\_desk |
| \# | \[a link\](x) |

- That is \~\~all\~\~ \& more.
"""
    )


def test_text_keeps_keys_and_numbers_in_line() -> None:
    long = Section("Keys", rows=(TableRow("1", "word " * 20 + "end"), TableRow("123", "short")))
    assert sections_text([long]) == (
        "Keys\n====\n\n"
        "    1   → word word word word word word word word word word word word word word word\n"
        "          word word word word word end\n"
        "    123 → short\n"
    )
    assert sections_text([Section("One", ("x " * 42 + "press 1",))]).splitlines()[-1] == "  press 1"
