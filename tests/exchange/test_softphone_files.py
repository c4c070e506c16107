"""The settings of an Asterisk that a softphone on this computer rings."""

from pathlib import PurePosixPath

from simulator.exchange.softphone_files import softphone_files

FILES = softphone_files(PurePosixPath("/srv/clinic"), "ivr-start")


def settings(name: str) -> list[str]:
    head, *lines = FILES[f"etc/{name}.conf"].splitlines()
    assert head == "; written by ivrsim export: an Asterisk of your own, on this computer only"
    return lines


def test_it_is_heard_on_loopback_alone_and_takes_keys_as_events() -> None:
    assert settings("pjsip") == [
        "[loopback]",
        "type = transport",
        "protocol = udp",
        "bind = 127.0.0.1:5062",
        "",
        "[anonymous]",
        "type = endpoint",
        "context = ivr-start",
        "disallow = all",
        "allow = ulaw,alaw",
        "dtmf_mode = rfc4733",
        "media_address = 127.0.0.1",
        "bind_rtp_to_media_address = yes",
        "direct_media = no",
    ]


def test_all_that_it_writes_is_in_the_folder() -> None:
    assert settings("asterisk") == [
        "[directories]",
        "astetcdir => /srv/clinic/etc",
        "astrundir => /srv/clinic/run",
        "astdbdir => /srv/clinic/run",
        "astlogdir => /srv/clinic/run",
        "astspooldir => /srv/clinic/run",
        "",
        "[options]",
        "verbose = 3",
    ]
    assert settings("extensions") == ["#include /srv/clinic/extensions.conf"]


def test_only_what_a_call_needs_is_loaded() -> None:
    modules = settings("modules")
    assert modules[:3] == ["[modules]", "autoload = no", "load = app_dial.so"]
    more = softphone_files(PurePosixPath("/x"), "s", ["VoiceMail", "Queue", "Goto"])["etc/modules.conf"].splitlines()
    assert [line for line in more if line not in modules] == [
        "; written by ivrsim export: an Asterisk of your own, on this computer only",
        "load = app_queue.so",
        "load = app_voicemail.so",
        "load = format_wav.so",
    ]
    assert not [name for name in modules if "manager" in name or "http" in name]


def test_mailboxes_take_messages_without_which_there_is_no_voicemail() -> None:
    mailboxes = ("5@default", "6@night", "7@default")
    files = softphone_files(PurePosixPath("/x"), "s", ["VoiceMail"], mailboxes=mailboxes)
    assert files["etc/voicemail.conf"].splitlines()[1:] == [
        "[general]",
        "format = wav",
        "",
        "[default]",
        "5 => ,5",
        "7 => ,7",
        "",
        "[night]",
        "6 => ,6",
    ]
    assert "etc/voicemail.conf" not in FILES
