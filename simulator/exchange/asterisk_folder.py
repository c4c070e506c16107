"""Everything that an export writes: the dialplan, its sounds, a page that explains them, and a softphone's settings."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from shlex import quote

from simulator.callers.voicemail_recordings import TRANSFER
from simulator.config.flow import Flow
from simulator.exchange.dialplan_writer import DialplanFiles
from simulator.exchange.softphone_files import SIP_PORT, softphone_files
from simulator.exchange.sound_files import SUFFIX, SoundFile
from simulator.words.markup import escape_markdown, markdown_code

SOUNDS = "sounds"
"""The folder of the sound files, in the folder of the export."""


_RETURN_LINES = (
    "",
    "A caller who stays on the line after a `VoiceMail` comes back to the menu, where the menu says so. Such a call",
    "has an `IvrEnd` for each arrival; the last one counts.",
)


def asterisk_folder(
    flow: Flow,
    dialplan: DialplanFiles,
    sounds: Mapping[str, SoundFile],
    folder: PurePosixPath | None = None,
    port: int = SIP_PORT,
) -> dict[str, bytes]:
    """Return the files of an export by their path in its folder.

    ``folder`` is where the export lies, for an Asterisk of one's own that a softphone rings; None: without its files.
    ``port`` is where that one listens.
    """
    texts = {"extensions.conf": dialplan.extensions, "README.md": _page(flow, dialplan, sounds, folder, port)}
    if folder is not None:
        texts |= softphone_files(folder, dialplan.start, dialplan.applications, port, dialplan.mailboxes)
    files = {name: text.encode() for name, text in texts.items()}
    if folder is not None:
        files["run/.keep"] = b""  # Asterisk makes its files in there, not the folder
    return {**files, **{f"{SOUNDS}/{name}{SUFFIX}": sound.content for name, sound in sounds.items()}}


def _page(
    flow: Flow, dialplan: DialplanFiles, sounds: Mapping[str, SoundFile], folder: PurePosixPath | None, port: int
) -> str:
    lines = [f"# {escape_markdown(flow.title)} as an Asterisk dialplan", ""]
    lines += _softphone_lines(folder, port) if folder is not None else []
    lines += [
        "## In an Asterisk of yours",
        "",
        "Include the dialplan in `/etc/asterisk/extensions.conf` and send calls into its first context:",
        "",
        "```",
        f"#include {folder or '/the/path/of/this/folder'}/extensions.conf",
        "",
        "[from-your-trunk]",
        f"exten => _X.,1,Goto({dialplan.start},s,1)",
        "```",
        "",
        "Every call ends at a `UserEvent(IvrEnd,...)` with its destination, the mistakes in the last menu, and the",
        "seconds. Time zones need the system's `tzdata`.",
        *(_RETURN_LINES if TRANSFER in dialplan.sounds.values() else ()),
        "",
        "## Sounds",
        "",
        "| file | recording | from |",
        "|---|---|---|",
        *(
            f"| {markdown_code(f'{SOUNDS}/{name}{SUFFIX}')} | {escape_markdown(flow.recording_name(sound.recording))} "
            f"| {sound.source} |"
            for name, sound in sounds.items()
        ),
    ]
    if variables := dialplan.variables:
        own = f" -C {quote(f'{folder}/etc/asterisk.conf')}" if folder is not None else ""
        lines += [
            "",
            "## What the world answers",
            "",
            f"Set a variable for one call, or for all: `asterisk{own} -rx 'dialplan set global NAME VALUE'`.",
            "",
            "| variable | of | values |",
            "|---|---|---|",
            *(f"| `{name}` | {escape_markdown(about)} | {', '.join(values)} |" for name, about, values in variables),
        ]
    return "\n".join(lines) + "\n"


def _softphone_lines(folder: PurePosixPath, port: int) -> list[str]:
    return [
        "## Ring it from this computer",
        "",
        "Two commands, in two terminals (Debian: `apt install asterisk baresip`):",
        "",
        "```sh",
        f"asterisk -c -C {quote(f'{folder}/etc/asterisk.conf')}",
        f"baresip -e '/uanew <sip:me@127.0.0.1>;regint=0' -e '/dial sip:s@127.0.0.1:{port}'",
        "```",
        "",
        f"Any other softphone can dial `sip:s@127.0.0.1:{port}`, too. Keys go as RFC 4733 events. The first",
        "terminal shows what is played and where the call ends; `core stop now` there ends it. SIP and the voices",
        "stay on this computer, and another Asterisk that runs here is left alone.",
        "",
    ]
