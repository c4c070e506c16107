"""The settings of an Asterisk of one's own for an exported flow: a softphone on this computer rings it.

SIP and the media are on 127.0.0.1, keys come as RFC 4733 events, and all that Asterisk writes is in the folder: no web
server, no manager, no registration anywhere. Only the modules that a call needs are loaded. Every caller is the
endpoint ``anonymous``: a softphone on this computer may well call from another address of it, and nobody else gets to
127.0.0.1.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import PurePosixPath

SIP_PORT = 5062
"""Not 5060, which the softphone itself takes."""

_MODULES = (
    *("app_dial", "app_exec", "app_playback", "app_read", "app_stack", "app_userevent", "bridge_simple"),
    *("chan_pjsip", "codec_alaw", "codec_ulaw", "format_sln", "func_cdr", "func_dialplan", "func_logic"),
    *("func_strings", "func_timeout", "pbx_config", "res_pjproject", "res_pjsip", "res_pjsip_authenticator_digest"),
    *(
        "res_pjsip_endpoint_identifier_anonymous",
        "res_pjsip_pubsub",
        "res_pjsip_sdp_rtp",
        "res_pjsip_session",
        "res_rtp_asterisk",
        "res_sorcery_astdb",
    ),
    *("res_sorcery_config", "res_sorcery_memory", "res_timing_timerfd"),
)

_MORE_MODULES = {"VoiceMail": ("app_voicemail", "format_wav"), "Queue": ("app_queue",)}
"""The modules of what a dial map may name besides ``Dial`` and ``Goto``."""

_DEFAULTS = ("acl", "ccss", "cdr", "cel", "features", "manager", "pjproject", "udptl")
"""Files that Asterisk complains about where they are missing; every default in them is right."""

_HEAD = "; written by ivrsim export: an Asterisk of your own, on this computer only\n"


def softphone_files(
    folder: PurePosixPath,
    start: str,
    applications: Collection[str] = (),
    port: int = SIP_PORT,
    mailboxes: Sequence[str] = (),
) -> dict[str, str]:
    """Return the files by name.

    ``folder`` is where the export lies, ``start`` the context where calls come in, ``applications`` are those of its
    dial map, ``port`` is where SIP listens. ``mailboxes`` (``NAME@CONTEXT``) take messages, without a password.
    """
    more = sorted({module for name in applications for module in _MORE_MODULES.get(name, ())})
    files = {
        "asterisk": f"[directories]\nastetcdir => {folder}/etc\n"
        + "".join(f"{name} => {folder}/run\n" for name in ("astrundir", "astdbdir", "astlogdir", "astspooldir"))
        + "\n[options]\nverbose = 3\n",
        "modules": "[modules]\nautoload = no\n" + "".join(f"load = {name}.so\n" for name in (*_MODULES, *more)),
        "logger": "[general]\ndateformat = %F %T.%3q\n\n[logfiles]\n"
        + "console => warning,error,verbose\ncalls.log => warning,error,verbose(3)\n",
        "indications": "[general]\ncountry = uk\n\n[uk]\ndescription = United Kingdom\nringcadence = 400,200,400,2000\n"
        + "dial = 350+440\nbusy = 400/375,0/375\nring = 400+450/400,0/200,400+450/400,0/2000\n",
        "extensions": f"#include {folder}/extensions.conf\n",
        "pjsip": f"[loopback]\ntype = transport\nprotocol = udp\nbind = 127.0.0.1:{port}\n"
        + f"\n[anonymous]\ntype = endpoint\ncontext = {start}\ndisallow = all\nallow = ulaw,alaw\n"
        + "dtmf_mode = rfc4733\nmedia_address = 127.0.0.1\nbind_rtp_to_media_address = yes\ndirect_media = no\n",
        **({"voicemail": _mailbox_lines(mailboxes)} if "VoiceMail" in applications else {}),
        **dict.fromkeys(_DEFAULTS, "; the defaults are right\n"),
    }
    return {f"etc/{name}.conf": _HEAD + text for name, text in files.items()}


def _mailbox_lines(mailboxes: Sequence[str]) -> str:
    """Return the mailboxes as voicemail.conf has them; without that file, Asterisk has no ``VoiceMail``."""
    contexts: dict[str, list[str]] = {}
    for name, _, context in (mailbox.partition("@") for mailbox in mailboxes):
        contexts.setdefault(context, []).append(f"{name} => ,{name}\n")
    return "[general]\nformat = wav\n" + "".join(f"\n[{name}]\n{''.join(lines)}" for name, lines in contexts.items())
