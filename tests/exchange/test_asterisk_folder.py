"""The files of an export."""

from pathlib import PurePosixPath

from simulator import Flow, load
from simulator.exchange.asterisk_folder import asterisk_folder
from simulator.exchange.dial_map import parse_action
from simulator.exchange.dialplan_writer import write_dialplan
from simulator.exchange.sound_files import SoundFile
from tests.callers.test_voicemail_returns import BOX, MAIN, flow_of

SOUND = SoundFile("19549", b"\0\0", "tones")


def test_a_folder_for_an_asterisk_that_is_there(clinic: Flow) -> None:
    files = asterisk_folder(clinic, write_dialplan(clinic), {"greeting": SOUND})
    assert [*files] == ["extensions.conf", "README.md", "sounds/greeting.sln"]
    assert files["sounds/greeting.sln"] == b"\0\0"
    assert files["README.md"].decode().splitlines()[2:] == [
        "## In an Asterisk of yours",
        "",
        "Include the dialplan in `/etc/asterisk/extensions.conf` and send calls into its first context:",
        "",
        "```",
        "#include /the/path/of/this/folder/extensions.conf",
        "",
        "[from-your-trunk]",
        "exten => _X.,1,Goto(ivr-start,s,1)",
        "```",
        "",
        "Every call ends at a `UserEvent(IvrEnd,...)` with its destination, the mistakes in the last menu, and the",
        "seconds. Time zones need the system's `tzdata`.",
        "",
        "## Sounds",
        "",
        "| file | recording | from |",
        "|---|---|---|",
        "| `sounds/greeting.sln` | greeting | tones |",
    ]


def test_a_folder_that_a_softphone_rings(clinic: Flow) -> None:
    files = asterisk_folder(clinic, write_dialplan(clinic), {}, PurePosixPath("/srv/clinic"))
    assert {name for name in files if name.startswith("etc/")} == {
        *("etc/acl.conf", "etc/asterisk.conf", "etc/ccss.conf", "etc/cdr.conf", "etc/cel.conf", "etc/extensions.conf"),
        *("etc/features.conf", "etc/indications.conf", "etc/logger.conf", "etc/manager.conf", "etc/modules.conf"),
        *("etc/pjproject.conf", "etc/pjsip.conf", "etc/udptl.conf"),
    }
    assert "run/.keep" in files
    page = files["README.md"].decode()
    assert page.split("```sh\n")[1].split("```")[0].splitlines() == [
        "asterisk -c -C /srv/clinic/etc/asterisk.conf",
        "baresip -e '/uanew <sip:me@127.0.0.1>;regint=0' -e '/dial sip:s@127.0.0.1:5062'",
    ]


def test_the_page_lists_what_a_test_can_set() -> None:
    surgery = load("example:surgery")
    page = asterisk_folder(surgery, write_dialplan(surgery), {})["README.md"].decode()
    assert page.split("## What the world answers\n")[1].splitlines()[1:] == [
        "Set a variable for one call, or for all: `asterisk -rx 'dialplan set global NAME VALUE'`.",
        "",
        "| variable | of | values |",
        "|---|---|---|",
        "| `IVR_SCHEDULE_OFFICE` | schedule office | open, closed, holiday |",
        "| `IVR_CLOCK` | the clock of all schedules | seconds from now to the moment to ask about |",
        r"| `IVR_ANSWER_DEPARTMENT_108400` | Appointments desk (department\|\|108400) | picked_up, no_answer, busy |",
        r"| `IVR_ANSWER_EXTENSION_050109590040` | Reception (extension\|\|050109590040) | picked_up, no_answer |",
        "| `IVR_ANSWER_EVERYONE` | everyone | picked_up, no_answer, busy |",
    ]


def test_the_page_says_that_calls_come_back_from_a_voicemail() -> None:
    flow = flow_of(MAIN, on=("main",))
    dialplan = write_dialplan(flow, dial_map={BOX: parse_action("VoiceMail(5@default)")})
    page = asterisk_folder(flow, dialplan, {})["README.md"].decode()
    assert "A caller who stays on the line after a `VoiceMail` comes back to the menu" in page
    assert "comes back" not in asterisk_folder(flow, write_dialplan(flow), {})["README.md"].decode()
