"""``ivrsim demo``."""

import shutil
import subprocess
from pathlib import Path

import pytest

from simulator.cli.main import run
from tests.conftest import FLOWS
from tests.flowtests.voicemail_flow import write_voicemail_flow


def test_a_page_is_written_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = tmp_path / "page.html"
    assert run(["demo", "example:clinic", "-o", str(output), "--client", "Fernside  Clinic"]) == 0
    written = output.stat().st_size / 1000
    assert capsys.readouterr().out == f"{output}: {written:,.0f} KB; open it in a browser\n"
    assert "<title>Call: Fernside Clinic</title>" in output.read_text(encoding="utf-8")
    assert run(["demo", "example:clinic", "-o", str(output)]) == 2
    assert capsys.readouterr().err == f"{output} already exists; use --force to overwrite it\n"
    assert run(["demo", "example:clinic", "-o", str(output), "--force"]) == 0


def test_the_map_of_the_page_has_the_shares_of_callers(tmp_path: Path) -> None:
    output = tmp_path / "page.html"
    assert run(["demo", "example:clinic", "-o", str(output), "--odds", "example:personas"]) == 0
    text = output.read_text(encoding="utf-8")
    assert '"shares":{' in text.replace(" ", "")
    assert run(["demo", "example:clinic", "-o", str(output), "--force"]) == 0
    assert '"shares":{' not in output.read_text(encoding="utf-8").replace(" ", "")


def test_callers_of_a_page_may_stay_after_a_voicemail(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The page has the flow of such calls, and no code of its own for them: wherever they begin, they come back."""
    write_voicemail_flow(tmp_path)
    flow, stays = str(tmp_path / "flow.yaml"), ["--given", "Voicemail 6: returns", "--given", "Sales: busy"]
    pages = {}
    for name, arguments in (("plain", []), ("staying", stays)):
        output = tmp_path / f"{name}.html"
        assert run(["demo", flow, "-o", str(output), *arguments]) == 0
        pages[name] = output.read_text(encoding="utf-8")
    assert ["message at Voicemail 6" in page for page in pages.values()] == [False, True]
    capsys.readouterr()
    assert run(["demo", flow, "-o", str(tmp_path / "no.html"), *stays, "--odds", "example:personas"]) == 2
    (told,) = capsys.readouterr().err.splitlines()
    assert told == "--odds does not go with --given ... returns: it is about callers who hang up after a message"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--odds", "missing.yaml"], "missing.yaml: there is no such file or folder"),
        (["--at", "soon"], "--at: 'soon' is not a moment"),
        (["--given", "nobody there: open"], "given: nothing is called 'nobody there'"),
        (["--since", "v1"], "--since: v1 is not a revision; use git:HEAD, git:main or git:v1.2"),
        (["--at", "2999-01-01T10:00"], "at: the page does not know 2999-01-01T10:00; use a moment from "),
        (["--logo", "missing.png"], "--logo: missing.png: there is no such file or folder"),
    ],
)
def test_bad_input_leaves_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    output = tmp_path / "page.html"
    assert run(["demo", "example:surgery", "-o", str(output), *arguments]) == 2
    assert message in capsys.readouterr().err
    assert not output.exists()


def test_a_recording_that_is_no_audio_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(FLOWS / "clinic", tmp_path / "clinic")
    flow = tmp_path / "clinic" / "flow.yaml"
    flow.write_text(flow.read_text(encoding="utf-8").replace("seconds: 8.2", "seconds: 8.2\n    file: a.wav"), "utf-8")
    (tmp_path / "clinic" / "a.wav").write_bytes(b"text")
    assert run(["demo", str(flow.parent), "-o", str(tmp_path / "page.html")]) == 2
    assert "a.wav" in (message := capsys.readouterr().err)
    assert "is not audio that a browser plays" in message
    assert not (tmp_path / "page.html").exists()


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("", "-o needs the name of a file, such as demo.html"),
        (".", "-o . is a folder; use the name of a file, such as demo.html"),
        ("no/page.html", "'no/page.html' cannot be written: there is no folder 'no'; nothing was written"),
    ],
)
def test_a_file_that_cannot_be_written_is_refused_before_any_work(
    capsys: pytest.CaptureFixture[str], name: str, message: str
) -> None:
    assert run(["demo", "example:clinic", "-o", name, "--force"]) == 2
    assert capsys.readouterr().err == f"{message}\n"


def test_a_recording_that_is_not_there_is_noted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(FLOWS / "clinic", tmp_path / "clinic")
    flow = tmp_path / "clinic" / "flow.yaml"
    flow.write_text(flow.read_text(encoding="utf-8").replace("seconds: 8.2", "seconds: 8.2\n    file: a.wav"), "utf-8")
    assert run(["demo", str(flow.parent), "-o", str(tmp_path / "page.html")]) == 0
    assert capsys.readouterr().err == "note: greeting: a.wav is missing, so the page has no audio for it\n"


def test_the_page_shows_what_has_changed_since_a_revision(tmp_path: Path) -> None:
    folder = tmp_path / "clinic"
    shutil.copytree(FLOWS / "clinic", folder)
    git = ["git", "-C", str(folder), "-c", "user.name=A", "-c", "user.email=a@example.org"]
    for arguments in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "x", "--date", "2026-11-12T10:00"]):
        subprocess.run(
            [*git, *arguments], check=True, env={"GIT_COMMITTER_DATE": "2026-11-12T10:00:00Z", "PATH": "/usr/bin:/bin"}
        )
    main_menu = folder / "main.yaml"
    text = main_menu.read_text(encoding="utf-8").replace('option: "3"', 'option: "4"')
    main_menu.write_text(text, encoding="utf-8")
    output = tmp_path / "page.html"
    assert run(["demo", str(folder), "-o", str(output), "--since", "git:HEAD"]) == 0
    page = output.read_text(encoding="utf-8")
    assert '"since":"2026-11-12"' in page
    assert '{"menu":"Main menu","keys":"4","now":"Night voicemail","before":""}' in page
