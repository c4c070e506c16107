"""Hours as a voice tells them."""

from hypothesis import given
from hypothesis import strategies as st

from simulator.checks.scripts.hours import Span, read_script_hours
from simulator.checks.scripts.language import language_codes, load_language
from simulator.checks.scripts.spoken_hours import hours_sentence


def test_days_in_a_row_are_told_together() -> None:
    week = dict.fromkeys(range(4), ((510, 1080),)) | {4: ((510, 750), (810, 1020)), 5: ()}
    assert hours_sentence(week, load_language("en")) == (
        "We are open Monday to Thursday, 8:30 am to 6 pm, Friday, 8:30 am to 12:30 pm and 1:30 pm to 5 pm."
    )
    assert (
        hours_sentence({5: ((540, 720),)}, load_language("de")) == "Wir haben geöffnet: Samstag von 9 Uhr bis 12 Uhr."
    )


def test_each_language_in_its_own_words() -> None:
    week = dict.fromkeys(range(5), ((540, 1050),))
    assert {code: hours_sentence(week, load_language(code)) for code in ("es", "fr", "hi", "pt")} == {
        "es": "Abrimos de lunes a viernes de 9 horas a 17:30 horas.",
        "fr": "Nous sommes ouverts : lundi à vendredi de 9 heures à 17:30 heures.",
        "hi": "हम सोमवार से शुक्रवार 9 बजे से 17:30 बजे तक खुले हैं।",
        "pt": "Abrimos de segunda-feira a sexta-feira de 9 horas a 17:30 horas.",
    }
    assert hours_sentence({0: ()}, load_language("en")) == ""


spans = st.tuples(st.integers(28, 47), st.integers(49, 90)).map(lambda ends: (ends[0] * 15, ends[1] * 15))


@given(
    week=st.dictionaries(st.integers(0, 6), spans.map(lambda span: (span,)), min_size=1),
    code=st.sampled_from(language_codes()),
)
def test_what_is_told_is_what_is_read(week: dict[int, tuple[Span, ...]], code: str) -> None:
    language = load_language(code)
    assert read_script_hours(hours_sentence(week, language), language) == week
