"""Scripts read aloud: what eSpeak NG is given, and how speech is fitted to a length."""

import importlib.util
import os
import shutil
from pathlib import Path

import pytest

from simulator.audio import speech
from simulator.audio.levels import level_dbm0
from simulator.audio.speech import (
    ALPHABET_VOICES,
    LETTERS_MOST,
    VOICES,
    EspeakLibrary,
    EspeakProgram,
    SpeechEngine,
    SpeechFailure,
    find_speech_engine,
    plain_text,
    speak,
    speak_to_length,
    voice_for,
)
from tests.audio.speech_engines import BrokenEngine, HummingEngine, MuteEngine

SCRIPT = "Welcome to Fernside Clinic. To book an appointment, press 1."
HOSTILE = "$(touch pwned) `touch pwned` ; -w pwned --path=/ [[h@l'oU]] <audio src='/etc/passwd'/>\x01P400 \x00 \ud800"


def engines() -> list[SpeechEngine]:
    """Every engine that this machine has."""
    program = shutil.which("espeak-ng")
    installed: list[SpeechEngine] = [EspeakProgram(program)] if program else []
    if importlib.util.find_spec("espeakng_loader") is not None:
        import espeakng_loader

        library, data = espeakng_loader.get_library_path(), espeakng_loader.get_data_path()
        installed.append(EspeakLibrary(library, data))
    return installed


every_engine = pytest.mark.parametrize("engine", engines(), ids=lambda engine: type(engine).__name__)


def test_nothing_in_a_script_is_a_command() -> None:
    assert plain_text(HOSTILE) == (
        "$(touch pwned) `touch pwned` ; -w pwned --path=/ [ [h@l'oU]] <audio src='/etc/passwd'/> P400"
    )
    assert plain_text("\x01\n ") == ""
    assert len(plain_text("word " * 10_000)) == LETTERS_MOST


@every_engine
def test_a_script_is_read_aloud_at_the_level_of_a_voice(engine: SpeechEngine) -> None:
    sound = speak(engine, SCRIPT, "en")
    assert 3 < len(sound.samples) / sound.rate < 6
    assert -23 < level_dbm0(sound.samples) < -16
    assert max(map(abs, sound.samples)) < 32_000


@every_engine
def test_a_hostile_script_is_only_read(engine: SpeechEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert len(speak(engine, HOSTILE, "en").samples) > 0
    assert [*tmp_path.iterdir()] == []


@every_engine
@pytest.mark.parametrize("language", VOICES)
def test_every_language_has_a_voice_of_its_own(engine: SpeechEngine, language: str) -> None:
    text = "hotel 1 2 3"
    own, english = (speak(engine, text, code).samples for code in (language, "en"))
    assert (own == english) == (language == "en")
    assert speak(engine, text, "xx").samples == english


@pytest.mark.parametrize(
    ("script", "language", "voice"),
    [
        ("For billing, press 1.", "en", "en-gb"),
        ("Für Rechnungen drücken Sie die 1.", "de", "de"),
        ("مرحبا بكم. للفواتير اضغط 1.", "en", "ar"),
        ("Willkommen bei Ζήνων.", "de", "de"),
        ("請按 1 を押す カタカナ", "en", "ja"),
        ("您好, 请按 1", "en", "cmn"),
        ("बिलिंग के लिए 1 दबाएँ", "hi", "hi"),
        ("1 2 3", "xx", "en-gb"),
    ],
)
def test_a_text_is_read_in_the_voice_of_its_alphabet(script: str, language: str, voice: str) -> None:
    assert voice_for(script, language) == voice


@every_engine
@pytest.mark.parametrize("voice", sorted({*ALPHABET_VOICES.values()}))
def test_the_voice_of_every_alphabet_exists(engine: SpeechEngine, voice: str) -> None:
    signs = next(signs for signs, other in ALPHABET_VOICES.items() if other == voice)
    letters = [sign for sign in map(chr, range(ord(signs[0]), ord(signs[2]) + 1)) if sign.isalpha()]
    assert len(speak(engine, "".join(letters[10:30]), "en").samples) > 0


@every_engine
def test_speech_is_fitted_to_a_length(engine: SpeechEngine) -> None:
    natural_ms = 1000 * len(speak(engine, SCRIPT, "en").samples) // 22_050
    for share in (0.75, 0.9, 1.0, 1.2):
        fitted = speak_to_length(engine, SCRIPT, "en", round(share * natural_ms))
        assert (fitted.lacks_ms, len(fitted.sound.samples) / 22.05 > 0.75 * share * natural_ms) == (0, True)
    assert speak_to_length(engine, SCRIPT, "en", natural_ms // 4).lacks_ms > 0


@pytest.mark.parametrize(
    ("milliseconds", "plays_ms", "lacks_ms"),
    [(3750, 3750, 0), (4000, 3750, 0), (5000, 4615, 0), (3000, 2912, 0), (2000, 2307, 307), (0, 2307, 2307)],
    ids=["fits", "nearly fits", "slower", "faster", "too long", "no length"],
)
def test_the_speed_changes_as_far_as_words_stay_clear(milliseconds: int, plays_ms: int, lacks_ms: int) -> None:
    fitted = speak_to_length(HummingEngine(), "one two three four five six seven eight nine ten", "en", milliseconds)
    assert len(fitted.sound.samples) / 22.05 == pytest.approx(plays_ms, abs=2)
    assert fitted.lacks_ms == lacks_ms


def test_an_engine_that_fails_is_named() -> None:
    with pytest.raises(SpeechFailure, match="the broken engine ended with code 9"):
        speak(BrokenEngine(), SCRIPT, "en")
    with pytest.raises(SpeechFailure, match="the mute engine made no sound of it"):
        speak(MuteEngine(), SCRIPT, "en")


def test_without_the_program_the_wheel_is_used_and_without_both_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speech, "find_spec", lambda name: None)
    monkeypatch.setenv("PATH", "")
    assert find_speech_engine() is None


@pytest.mark.skipif(os.name == "nt", reason="a program without an ending")
def test_the_program_of_the_system_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "espeak-ng"
    program.write_text("#!/bin/sh\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_speech_engine() == EspeakProgram(str(program))
    monkeypatch.setenv("PATH", ".")  # the current folder may be anybody's
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(speech, "find_spec", lambda name: None)
    assert find_speech_engine() is None
