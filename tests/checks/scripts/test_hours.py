"""Opening hours and closed days, as told and as written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.checks.scripts.hours import (
    clock_time,
    parse_catalogue_hours,
    read_script_hours,
    spans_words,
    speaks_of_times,
)
from simulator.checks.scripts.language import load_language

EN, DE = load_language("en"), load_language("de")


@pytest.mark.parametrize(
    ("script", "hours"),
    [
        ("We are open Monday to Friday, 9 am to 5 pm.", "Mon-Fri 9:00-17:00"),
        ("Our office hours are 9 to 5, Monday to Friday.", "Mon-Fri 9:00-17:00"),
        ("We are open weekdays from nine to five, and Saturdays 10 to 1.", "Mon-Fri 9:00-17:00; Sat 10:00-13:00"),
        ("We are open every day from 8.30 am to 6 pm.", "Mon-Sun 8:30-18:00"),
        ("We are open 24 hours a day. Your call is answered in 2 to 4 minutes.", ""),
        ("We're closed on Sundays and open between 9 and 5 on weekdays.", "Mon-Fri 9:00-17:00; Sun closed"),
        ("We are open Monday and Thursday, 9 to 12 and 2 to 5 p.m.", "Mon, Thu 9:00-12:00, 14:00-17:00"),
        ("Our office is closed on Christmas Day and Boxing Day.", "25 Dec, 26 Dec closed"),
        ("The surgery is closed from 24 December to 2 January.", "24 Dec - 2 Jan closed"),
        ("We are closed December 24-26. On the 31st of December we are open 9 to 12.", "24-26 Dec closed; Dec 31 9-12"),
        ("We will be closed on Thursday, December 25th, 2026 and January 1st.", "25 Dec closed, 1 Jan closed"),
        ("We are closed until Monday. We are open from 4 May.", ""),
        ("We are open weekdays 9 to 5, closed for lunch from 12 to 1 on Monday.", "Mon-Fri 9:00-17:00"),
        ("Our open day is Monday to Friday.", ""),
        ("Press 1 for Monday 9 to 5.", ""),
    ],
)
def test_hours_are_read_as_told_and_as_written(script: str, hours: str) -> None:
    assert read_script_hours(script, EN) == parse_catalogue_hours(hours)
    assert bool(read_script_hours(script, EN)) == bool(hours)


@pytest.mark.parametrize(
    ("script", "hours"),
    [
        (
            "Unsere Öffnungszeiten sind Montag bis Freitag von neun bis 17 Uhr und samstags von 10 bis 13 Uhr.",
            "Mo-Fr 9:00-17:00; Sa 10:00-13:00",
        ),
        (
            "Wir haben montags bis donnerstags von acht bis zwölf Uhr und von 14.30 bis 17 Uhr geöffnet.",
            "Mo-Do 8:00-12:00, 14:30-17:00",
        ),
        ("Unsere Praxis ist vom 24. Dezember bis zum 2. Januar geschlossen.", "24 Dec-2 Jan closed"),
        ("Am 24.12. und an Silvester bleibt unser Büro geschlossen.", "24.12. geschlossen; 31 Dez geschlossen"),
        ("Bis Montag ist unser Büro nicht besetzt. Ab Dienstag sind wir wieder erreichbar.", ""),
    ],
)
def test_german_hours(script: str, hours: str) -> None:
    assert read_script_hours(script, DE) == parse_catalogue_hours(hours)
    assert bool(read_script_hours(script, DE)) == bool(hours)


@pytest.mark.parametrize(
    ("code", "script", "hours"),
    [
        ("es", "La clínica está cerrada. Abrimos de lunes a viernes de 9 a 17 horas.", "Mon-Fri 9:00-17:00"),
        (
            "es",
            "Nuestro horario es de lunes a viernes, de nueve de la mañana a nueve de la noche, y sábados de 10 a 14.",
            "Mon-Fri 9:00-21:00; Sat 10:00-14:00",
        ),
        ("es", "Abrimos de lunes a viernes de 9 a 5 y media.", ""),
        (
            "fr",
            "Nous sommes fermés. Nous sommes ouverts du lundi au vendredi de 9 heures à 17 heures.",
            "Mon-Fri 9-17:00",
        ),
        (
            "fr",
            "Nos horaires : du mardi au samedi de 9h30 à 12h et de 14h à 18h30, fermé le dimanche.",
            "Tue-Sat 9:30-12:00, 14:00-18:30; Sun closed",
        ),
        ("pt", "Abrimos de segunda a sexta das 9 às 17 horas. Fechado aos domingos.", "Mon-Fri 9:00-17:00; Sun closed"),
        ("pt", "Abrimos de segunda a sexta das 9 às 17 e meia.", ""),
        ("hi", "हम सोमवार से शुक्रवार सुबह नौ बजे से शाम ५ बजे तक खुले हैं।", "Mon-Fri 9:00-17:00"),
        ("hi", "हमारा समय रोज सुबह 9 बजे से रात 8 बजे तक है। रविवार को बंद।", "Mon-Sat 9:00-20:00; Sun closed"),
        ("hi", "hum somvar se shukravar subah 9 baje se shaam 6 baje tak khule hain", "Mon-Fri 9:00-18:00"),
        ("de", "Wir haben montags von halb neun bis 17 Uhr geöffnet.", ""),
        ("en", "We are open on Mondays, half past nine to five.", ""),
    ],
)
def test_hours_in_each_language(code: str, script: str, hours: str) -> None:
    assert read_script_hours(script, load_language(code)) == parse_catalogue_hours(hours)
    assert bool(read_script_hours(script, load_language(code))) == bool(hours)


def test_a_time_is_shown_as_people_write_it() -> None:
    assert [clock_time(540), clock_time(1110)] == ["9:00", "18:30"]
    assert [spans_words(((540, 720), (780, 1020))), spans_words(())] == ["9:00-12:00 and 13:00-17:00", "closed"]


SPOKEN = """
open closed mon friday 25 december to - and 9 5 pm until from , ; 31 2 february geschlossen uhr 24.12.
"""
words = st.sampled_from(SPOKEN.split())


@given(st.one_of(st.text(), st.lists(words, max_size=30).map(" ".join)))
def test_any_text_can_be_asked_about(text: str) -> None:
    for hours in (read_script_hours(text, EN), read_script_hours(text, DE), parse_catalogue_hours(text)):
        assert all(0 <= opens < closes <= 1440 for spans in hours.values() for opens, closes in spans)


@pytest.mark.parametrize(
    ("sentence", "speaks"),
    [
        ("We are closed on Sundays", True),
        ("We open at nine", True),
        ("Closed from 12 to 1", True),
        ("We are closed", False),
    ],
)
def test_sentences_with_days_or_times(sentence: str, *, speaks: bool) -> None:
    assert speaks_of_times(sentence, EN) is speaks
