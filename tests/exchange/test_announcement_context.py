"""An announcement as a context of the dialplan."""

from simulator.config.announcement_settings import AnnouncementSettings
from simulator.config.flow import Flow
from simulator.config.menu_engine import MenuEngine, MenuSettings
from simulator.config.receptionist import Receptionist
from simulator.config.semantics import PROFILES
from simulator.exchange.announcement_context import announcement_context
from simulator.exchange.dialplan_names import DialplanNames
from simulator.exchange.dialplan_syntax import print_contexts
from simulator.exchange.dialplan_writer import write_dialplan
from simulator.exchange.end_context import find_ends
from tests.exchange.test_menu_context import steps_of

PLAIN = MenuSettings()


def flow_of(settings: MenuSettings, greeting: str | None = "11") -> Flow:
    notice = Receptionist(
        name="Notice\n[x]",
        destination_type="single",
        greeting=greeting,
        forward_destination_type="department",
        forward_destination_id="1",
    ).with_engine(MenuEngine(settings).announcement_under(PROFILES["freepbx"]))
    return Flow(entry="main", receptionists={"main": notice}, semantics=PROFILES["freepbx"])


def written(settings: MenuSettings = PLAIN, greeting: str | None = "11") -> str:
    flow = flow_of(settings, greeting)
    return print_contexts([announcement_context(flow, "main", DialplanNames(flow, "ivr", find_ends(flow), ["11"]))])


def test_a_plain_one() -> None:
    assert written() == (
        "; Notice\\n[x] (main): an announcement, in which keys are lost\n"
        "[ivr-menu-main]\n"
        "exten => s,1,Set(ROUNDS=$[0${ROUNDS} + 1])\n"
        " same => n,GotoIf($[${ROUNDS} > 1000]?ivr-ends,endless,1)\n"
        " same => n,Playback(${IVR_SOUNDS}/11)\n"
        " same => n,Goto(ivr-ends,department_1,1)  ; department||1\n"
    )


def test_one_that_leads_back() -> None:
    text = written(MenuSettings(return_after=("recording",)), None)
    assert steps_of(text, "s")[-2:] == [
        ' GotoIf($["${LAST_MENU}" != ""]?ivr-menu-${LAST_MENU},s,again)',
        " Goto(ivr-ends,department_1,1)",
    ]


def test_one_that_pauses_and_takes_keys() -> None:
    settings = MenuSettings(announcement=AnnouncementSettings(pause=True, skip=True, repeat="5"))
    assert written(settings) == (
        "; Notice\\n[x] (main): an announcement, a pause of 1 s where it answers the call, any key leads on, "
        "5 plays it again\n"
        "[ivr-menu-main]\n"
        "exten => s,1,Set(ROUNDS=$[0${ROUNDS} + 1])\n"
        " same => n,GotoIf($[${ROUNDS} > 1000]?ivr-ends,endless,1)\n"
        ' same => n,GotoIf($["${ANSWERED}" != ""]?begin)\n'
        " same => n,Set(ANSWERED=1)\n"
        " same => n,Wait(1)\n"
        " same => n(begin),Set(TIMEOUT(response)=1)\n"
        " same => n,Set(TIMEOUT(digit)=1)\n"
        " same => n(play),NoOp(announcement)\n"
        " same => n,Background(${IVR_SOUNDS}/11,m)\n"
        " same => n,WaitExten()\n"
        " same => n(onward),Goto(ivr-ends,department_1,1)  ; department||1\n"
        "exten => 5,1,Goto(s,play)  ; plays it again\n"
        "exten => _[0-9*#],1,Goto(s,onward)\n"
        "exten => i,1,Goto(s,onward)\n"
        "exten => t,1,Goto(s,onward)\n"
    )
    assert "Set(ANSWERED=)" in write_dialplan(flow_of(settings)).extensions


def test_without_a_recording_there_is_nothing_to_play() -> None:
    pause = MenuSettings(announcement=AnnouncementSettings(pause=True))
    assert steps_of(written(pause, None), "s")[-2:] == [
        "(begin) NoOp(nothing to play)",
        " Goto(ivr-ends,department_1,1)",
    ]
    skip = MenuSettings(announcement=AnnouncementSettings(skip=True))
    assert steps_of(written(skip, None), "s")[-2:] == [
        "(play) NoOp(announcement)",
        "(onward) Goto(ivr-ends,department_1,1)",
    ]
