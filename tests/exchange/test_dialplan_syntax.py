"""Values of a flow in a dialplan's text."""

from urllib.parse import unquote

from hypothesis import given
from hypothesis import strategies as st

from simulator.exchange.dialplan_syntax import Context, Extension, Priority, comment_words, encode_value, print_contexts
from tests.exchange.dialplan_parser import ParsedStep, parse_dialplan


def test_contexts_are_printed_as_asterisk_reads_them() -> None:
    steps = (Priority("Answer()"), Priority("Goto(b,s,1)", "on", "to the desk; it is open"))
    assert print_contexts([Context("a", ("Main", "keys"), (Extension("s", steps), Extension("1", steps[:1])))]) == (
        "; Main\n; keys\n[a]\n"
        "exten => s,1,Answer()\n"
        " same => n(on),Goto(b,s,1)  ; to the desk, it is open\n"
        "exten => 1,1,Answer()\n"
    )


@given(st.text())
def test_no_text_leaves_its_comment(text: str) -> None:
    context = Context("a", (text, f"--{text}"), (Extension("s", (Priority("Answer()", remark=text),)),))
    assert parse_dialplan(print_contexts([context])) == ({"a": {"s": [ParsedStep("Answer", "", "")]}}, {})


@given(st.text())
def test_an_encoded_value_is_plain_and_can_be_read_back(text: str) -> None:
    encoded = encode_value(text)
    assert not set(encoded) & set("${}[],;()\\\"'&\n\r\t")
    assert unquote(encoded, errors="surrogatepass") == text


def test_a_comment_is_short() -> None:
    assert (comment_words("x" * 161), comment_words("x" * 160)) == ("x" * 157 + "...", "x" * 160)


def test_a_semicolon_of_an_application_is_no_comment() -> None:
    context = Context("a", (), (Extension("s", (Priority("Dial(PJSIP/a;b)"),)),))
    assert print_contexts([context]).splitlines()[1] == r"exten => s,1,Dial(PJSIP/a\;b)"
