"""File names for recordings: safe, and each once."""

from hypothesis import given
from hypothesis import strategies as st

from simulator.config.flow import Recording
from simulator.graph.readback.recordings import ListedRecording
from simulator.report.recording_names import file_names


def names_of(*recordings: tuple[str, str | None]) -> list[str]:
    listed = [ListedRecording(id, Recording.model_construct(name=name), 4000, True, ()) for id, name in recordings]
    return [*file_names(listed).values()]


def test_a_name_becomes_a_file_name() -> None:
    assert names_of(("1", "main greeting"), ("2", "Büro"), ("3", None)) == [
        "main-greeting.wav",
        "Büro.wav",
        "recording-3.wav",
    ]


def test_a_word_of_hindi_keeps_its_vowels() -> None:
    assert names_of(("1", "नमस्ते / बिक्री")) == ["नमस्ते-बिक्री.wav"]


def test_any_file_system_takes_a_long_name_in_any_script() -> None:
    names = names_of(*((sign * 90, sign * 300) for sign in ("x", "ति", "中", "𠀀")), *(("𠀀" * 99 + "1", "𠀀" * 300),))
    assert [len(name.encode()) for name in names] == [84, 112, 112, 112, 221]


def test_no_name_leads_elsewhere_or_means_a_device() -> None:
    assert names_of(("1", "../../etc/passwd"), ("2", "CON"), ("3", "nul.x"), ("4", "..."), ("5", "-rf *")) == [
        "etc-passwd.wav",
        "recording-CON.wav",
        "recording-nul.x.wav",
        "recording.wav",
        "rf.wav",
    ]


def test_no_two_recordings_share_a_file_even_where_case_is_ignored() -> None:
    assert names_of(("1", "a b"), ("2", "a/b"), ("3", "A-B"), ("2 ", "a:b")) == [
        "a-b.wav",
        "a-b-2.wav",
        "A-B-3.wav",
        "a-b-2-2.wav",
    ]


@given(st.lists(st.tuples(st.text(min_size=1), st.none() | st.text(min_size=1)), unique_by=lambda pair: pair[0]))
def test_whatever_the_names_are(recordings: list[tuple[str, str | None]]) -> None:
    names = names_of(*recordings)
    assert len({name.casefold() for name in names}) == len(recordings)
    assert all(name.endswith(".wav") and not {*name} & {*'/\\:*?"<>|\0\n'} for name in names)
    assert all(not name.startswith((".", "-")) and len(name) < 180 for name in names)
