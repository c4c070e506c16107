"""Voicemails of a flow as mailboxes of an Asterisk, and calls that come back from them."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from simulator.callers.caller_script import caller
from simulator.callers.voicemail_returns import StayingCaller, let_callers_stay
from simulator.config.flow import Flow, RecordingLength
from simulator.config.receptionist import Destination
from simulator.engines.agreement import compare_cases
from simulator.engines.asterisk_install import AsteriskInstall
from simulator.engines.flow_dialplans import menus_alone
from simulator.engines.mailboxes import MailboxDialplan, engine_with_mailboxes, mailbox_actions, voicemail_settings
from simulator.engines.settled_calls import EngineCase
from simulator.errors import UsageError
from tests.callers.test_voicemail_returns import BOX, MAIN, flow_of, leading
from tests.core.test_return_rules import menu
from tests.engines.live_asterisk import live_engine

STAYING = (StayingCaller(BOX, 2000),)


def test_each_voicemail_has_a_mailbox_whatever_its_id() -> None:
    staying = (*STAYING, StayingCaller(Destination("voicemail", "night,x")))
    assert [action.application for action in mailbox_actions(staying).values()] == [
        "VoiceMail(1@messages,s)",
        "VoiceMail(2@messages,s)",
    ]
    assert voicemail_settings(2).decode().splitlines() == [
        "[general]",
        "format = wav",
        "maxsecs = 3",
        "minsecs = 0",
        "",
        "[messages]",
        "1 => ,mailbox 1",
        "2 => ,mailbox 2",
    ]


def test_the_dialplan_is_that_of_the_flow_itself() -> None:
    flow = flow_of(MAIN, on=("main",))
    called = let_callers_stay(flow, STAYING, "main")
    dialplan = MailboxDialplan(flow, STAYING)(called, prefix="f0", sounds_folder="/sounds")
    assert [*dialplan.contexts] == ["main"]
    assert " same => n,VoiceMail(1@messages,s)\n" in dialplan.extensions


def test_an_asterisk_without_voicemail_is_refused(tmp_path: Path) -> None:
    install = AsteriskInstall(("asterisk",), "Asterisk 22", modules=tmp_path)
    with pytest.raises(UsageError) as refused:
        engine_with_mailboxes(install, flow_of(MAIN, on=("main",)), STAYING)
    assert str(refused.value) == (
        "Asterisk 22 has no app_voicemail, so no caller can leave a message there; install it (Debian: "
        "asterisk-voicemail), or leave out --given"
    )
    (tmp_path / "app_voicemail.so").touch()
    assert [*engine_with_mailboxes(install, flow_of(MAIN, on=("main",)), STAYING).files] == ["etc/voicemail.conf"]


def quick_flow() -> Flow:
    """Two menus that lead to the voicemail, of which the first alone has the switch; their calls are short."""
    fields: dict[str, Any] = {"timeout_seconds": 1.0}
    main, sub = (item.model_copy(update=fields) for item in (leading(MAIN, k2="sub"), leading(menu("sub"), k5=BOX)))
    flow = flow_of(main, sub, on=("main",))
    lengths = {id: RecordingLength(800, estimated=False) for id in ("main", "sub", "you-will-be-transfered-menu")}
    return menus_alone(replace(flow, lengths=lengths))


@pytest.mark.heavy
def test_callers_come_back_from_a_real_voicemail_with_their_counts() -> None:
    flow = quick_flow()
    engine = engine_with_mailboxes(live_engine().install, flow, STAYING)
    called = let_callers_stay(flow, STAYING, "main")
    scripts = ["5 5 hangup", "9 5 9", "5 2 5", "5 9 5 9"]
    agreement = compare_cases(engine, [EngineCase(called, caller(script)) for script in scripts])
    assert [(call.measured.trouble, call.measured.result) for call in agreement.calls] == [
        ("", (call.played.record.heard, call.played.record.outcome)) for call in agreement.calls
    ]
    assert [call.played.record.heard.count("voicemail-message-5") for call in agreement.calls] == [2, 1, 1, 2]
    assert all(call.same_way for call in agreement.calls)  # in time, too, on a machine that has nothing else to do
