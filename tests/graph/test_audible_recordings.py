from simulator import Flow
from simulator.graph.audible_recordings import MOMENTS, AudibleRecording, audible_recordings
from tests.graph.small_flows import PERSON, menu


def test_what_a_menu_plays_and_when(clinic: Flow) -> None:
    assert [(MOMENTS[field], id) for field, id in audible_recordings(clinic.receptionists["main"])] == [
        ("greeting", "19549"),
        ("after a wrong key, another try left", "244"),
        ("after the last wrong key", "246"),
        ("after a silence, another try left", "245"),
        ("after the last silence", "246"),
    ]


def test_an_announcement_plays_its_greeting_alone(clinic: Flow) -> None:
    menu = clinic.receptionists["main"]
    assert list(audible_recordings(menu.model_copy(update={"destination_type": "single"}))) == [
        AudibleRecording("greeting", "19549")
    ]


def test_the_moments_are_the_fields_that_name_recordings() -> None:
    named = menu({"1": PERSON}, allowed=(1, 1), timeout=5, **{field: field for field in MOMENTS})
    assert named.recordings == tuple(MOMENTS)
