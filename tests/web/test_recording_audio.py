"""Audio files in a page."""

from pathlib import Path

import pytest

from simulator.config.flow import Flow, Recording
from simulator.errors import FlowError
from simulator.web.recording_audio import AUDIO_MOST, EmbeddedAudio, audio_kind, embed_audio, flow_audio
from tests.graph.small_flows import PERSON, flow, menu


def with_files(**names: str) -> Flow:
    of = flow({"main": menu({"1": PERSON}, greeting="4")})
    files = {id: Recording(file=name) for id, name in names.items()}
    return Flow(entry="main", receptionists=of.receptionists, recordings=files)


def test_files_become_data_addresses_up_to_a_limit(tmp_path: Path) -> None:
    (tmp_path / "a.mp3").write_bytes(b"ID3abc")
    (tmp_path / "b.wav").write_bytes(b"RIFF0000WAVE" + bytes(AUDIO_MOST))
    of = with_files(a="a.mp3", b="b.wav", c="missing.ogg", d="")
    audio = embed_audio(of, tmp_path, ["a", "b", "c", "d", "e"])
    assert audio == EmbeddedAudio({"a": "data:audio/mpeg;base64,SUQzYWJj"}, omitted=["b"], missing=["c"])
    assert audio.describe_gaps(of) == [
        "c: missing.ogg is missing, so the page has no audio for it",
        "b: its audio is not in the page, which would become too large",
    ]


def test_a_file_that_is_no_audio_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.wav").write_bytes(b"RIFF0000AVI ")
    with pytest.raises(FlowError, match="is not audio that a browser plays; use WAV, MP3, Ogg or FLAC"):
        embed_audio(with_files(a="a.wav"), tmp_path, ["a"])


def test_the_audio_of_a_flow_is_that_of_recordings_that_play(tmp_path: Path) -> None:
    (tmp_path / "a.mp3").write_bytes(b"ID3abc")
    of = with_files(**{"4": "a.mp3", "5": "a.mp3"})
    assert flow_audio(of, tmp_path / "flow.yaml") == EmbeddedAudio({"4": "data:audio/mpeg;base64,SUQzYWJj"}, [], [])


def test_a_file_outside_the_flow_is_never_on_its_page(tmp_path: Path) -> None:
    """The loader refuses it as well; a link may have been put there since."""
    (tmp_path / "private.mp3").write_bytes(b"ID3abc")
    folder = tmp_path / "flow"
    folder.mkdir()
    (folder / "a.mp3").symlink_to(tmp_path / "private.mp3")
    for name in ("a.mp3", "../private.mp3"):
        with pytest.raises(FlowError, match="leads outside the folder"):
            embed_audio(with_files(a=name), folder, ["a"])


def test_kinds_by_their_first_bytes() -> None:
    assert [audio_kind(head) for head in (b"OggS", b"fLaC", b"\xff\xfb\x90", b"MThd", b"")] == [
        *("audio/ogg", "audio/flac", "audio/mpeg", None, None)
    ]
