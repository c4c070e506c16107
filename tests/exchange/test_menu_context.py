"""Receptionists as contexts of a dialplan."""

from simulator import Destination, Flow, Receptionist
from simulator.config.engine_attachment import attach_engines
from simulator.config.flow import Recording
from simulator.config.menu_engine import MenuSettings
from simulator.config.receptionist import Entry
from simulator.config.semantics import PROFILES, Semantics
from simulator.exchange.dialplan_names import DialplanNames
from simulator.exchange.dialplan_syntax import print_contexts
from simulator.exchange.end_context import find_ends
from simulator.exchange.menu_context import menu_context

SALES = Destination("department", "1")


def a_menu(**changes: object) -> Receptionist:
    fields: dict[str, object] = {
        "name": "Main",
        "destination_type": "multiple",
        "greeting": "11",
        "entries": (Entry(option="1", destination_type="department", destination_id="1"),),
        "timeout_seconds": 2.5,
        "wrong_keys_allowed": 1,
        "wrong_key_retry_recording": "12",
        "wrong_key_destination_type": "hangup",
        "wrong_key_destination_id": "1",
        "silences_allowed": 0,
        "silence_final_recording": "13",
        "silence_destination_type": "ivr",
        "silence_destination_id": "main",
    }
    return Receptionist.model_validate({**fields, **changes})


def written(
    menu: Receptionist, semantics: Semantics = PROFILES["freepbx"], settings: MenuSettings | None = None
) -> str:
    menus = attach_engines(
        {"main": menu},
        semantics,
        recordings={id: Recording() for id in ("11", "12", "13")},
        destinations={},
        settings={"main": settings} if settings else {},
    )
    flow = Flow(entry="main", receptionists=menus, semantics=semantics)
    names = DialplanNames(flow, "ivr", find_ends(flow), ["11", "12", "13"])
    return print_contexts([menu_context(flow, "main", names)])


def steps_of(text: str, extension: str) -> list[str]:
    """The applications of an extension, with their labels, without comments."""
    block = text.split(f"exten => {extension},1")[1].split("exten => ")[0]
    return [line.split(",", 1)[0].removeprefix(" same => n") + " " + line.split(",", 1)[1].split("  ; ")[0]
            for line in block.splitlines()]  # fmt: skip


def test_a_menu_whole() -> None:
    assert written(a_menu(), PROFILES["freepbx"].model_copy(update={"missing_final": "skipped"})) == (
        "; Main (main): plays 11, then waits 2.5 s for a key\n"
        "; an option is taken at once, unless a longer one begins with it: then 3 s for a further key\n"
        "[ivr-menu-main]\n"
        "exten => s,1,Set(WRONG_KEYS=0)\n"
        " same => n,Set(SILENCES=0)\n"
        " same => n,Set(PROMPTS=${IVR_SOUNDS}/11)\n"
        " same => n(round),NoOp(round)\n"
        " same => n,Set(ROUNDS=$[0${ROUNDS} + 1])\n"
        " same => n,GotoIf($[${ROUNDS} > 1000]?ivr-ends,endless,1)\n"
        " same => n,Set(TIMEOUT(digit)=3)\n"
        " same => n,Set(TIMEOUT(response)=2.5)\n"
        " same => n,Background(${PROMPTS})\n"
        " same => n,WaitExten()\n"
        "exten => 1,1,Goto(ivr-ends,department_1,1)  ; department||1\n"
        "exten => i,1,Set(WRONG_KEYS=$[${WRONG_KEYS} + 1])\n"
        " same => n,GotoIf($[${WRONG_KEYS} > 1]?final)\n"
        " same => n,Set(PROMPTS=${IVR_SOUNDS}/12)\n"
        " same => n,Goto(s,round)\n"
        " same => n(final),Goto(ivr-ends,hangup_1,1)  ; the second wrong key: hangup||1\n"
        "exten => t,1,Set(SILENCES=$[${SILENCES} + 1])\n"
        " same => n,Playback(${IVR_SOUNDS}/13)\n"
        " same => n,Goto(ivr-menu-main,s,1)  ; the first silence: Main (main)\n"
    )


def test_a_wait_of_nothing_is_a_millisecond_where_asterisk_collects() -> None:
    hasty = PROFILES["freepbx"].model_copy(update={"interdigit_seconds": 0.0})
    assert steps_of(written(a_menu(), hasty), "s")[6] == " Set(TIMEOUT(digit)=0.001)"


def test_first_match_reads_key_by_key() -> None:
    text = written(a_menu(), PROFILES["freepbx-first-match"])
    assert steps_of(text, "s")[6:] == [
        " Set(TIMEOUT(digit)=2.5)",
        " Set(TIMEOUT(response)=2.5)",
        " Set(TYPED=)",
        "(more) Read(KEY,${PROMPTS},1,,1)",
        " Set(PROMPTS=)",
        ' GotoIf($["${READSTATUS}" = "TIMEOUT"]?quiet)',
        ' GotoIf($["${KEY}" = ""]?hash)',
        " Set(TYPED=${TYPED}${KEY})",
        " GotoIf(${DIALPLAN_EXISTS(${CONTEXT},${TYPED},1)}?${TYPED},1:more)",
        '(quiet) GotoIf($["${TYPED}" = ""]?t,1:i,1)',
        "(hash) Goto(i,1)",
    ]


def test_terminated_reads_to_the_hash() -> None:
    hash_entry = Entry(option="#", destination_type="department", destination_id="1")
    text = written(a_menu(entries=(hash_entry,), timeout_seconds=0), PROFILES["freepbx-terminated"])
    assert steps_of(text, "s")[6:] == [
        " Set(TIMEOUT(digit)=0)",
        " Set(TIMEOUT(response)=10)",
        " Read(TYPED,${PROMPTS},,,1)",
        ' GotoIf($["${TYPED}" != ""]?typed)',
        ' GotoIf($["${READSTATUS}" = "TIMEOUT"]?t,1)',
        " Goto(#,1)",
        "(typed) GotoIf(${DIALPLAN_EXISTS(${CONTEXT},${TYPED},1)}?${TYPED},1:i,1)",
    ]


def test_keys_that_stop_no_prompt() -> None:
    semantics = PROFILES["freepbx"].model_copy(update={"barge_in": False})
    assert steps_of(written(a_menu(), semantics), "s")[8:] == [" Playback(${PROMPTS})", " WaitExten()"]
    read = semantics.model_copy(update={"collect": "terminated"})
    assert steps_of(written(a_menu(), read), "s")[8:10] == [" Playback(${PROMPTS})", " Read(TYPED,,,,1)"]


def test_a_menu_that_may_have_nothing_to_play() -> None:
    quiet = a_menu(greeting=None)
    assert steps_of(written(quiet), "s")[8:] == [
        ' ExecIf($["${PROMPTS}" != ""]?Background(${PROMPTS}))',
        " WaitExten()",
    ]
    assert steps_of(written(quiet.model_copy(update={"wrong_key_retry_recording": None})), "s")[8:] == [" WaitExten()"]


def test_counters_that_are_shared() -> None:
    shared = PROFILES["freepbx"].model_copy(update={"counters": "shared"})
    assert steps_of(written(a_menu(), shared), "i")[:3] == [
        " Set(WRONG_KEYS=$[${WRONG_KEYS} + 1])",
        " Set(SILENCES=$[${SILENCES} + 1])",
        " GotoIf($[${WRONG_KEYS} > 1]?final)",
    ]


def test_a_hash_may_follow_every_choice() -> None:
    text = written(a_menu(), PROFILES["freepbx-17.0.4"])
    assert "exten => 1#,1,Goto(1,1)  ; 1, ended by #\n" in text


def test_extensions_that_callers_dial() -> None:
    listed = MenuSettings(direct_dial="listed", numbers=("extension||101",))
    for profile, pattern in (("freepbx-16-default", "_[0-9]."), ("freepbx-17-default", "_[0-9*#].")):
        assert steps_of(written(a_menu(), PROFILES[profile], listed), pattern) == [
            " GotoIf(${DIALPLAN_EXISTS(ivr-numbers,${EXTEN},1)}?ivr-numbers,${EXTEN},1:i,1)"
        ]
        assert steps_of(written(a_menu(), PROFILES[profile]), pattern) == [" Goto(i,1)"]


def test_a_final_recording_that_is_not_there_drops_the_call() -> None:
    text = written(a_menu(wrong_key_final_recording="99"), settings=None)
    assert steps_of(text, "i")[-1] == "(final) Goto(ivr-ends,dropped,1)"


def test_a_choice_notes_its_template() -> None:
    entry = Entry(option="1", destination_type="department", destination_id="1", template_id="7,8")
    assert steps_of(written(a_menu(entries=(entry,))), "1") == [
        " UserEvent(IvrNote,Template: 7%2C8)",
        " Goto(ivr-ends,department_1,1)",
    ]


def test_ways_back_to_the_menu_that_a_call_came_from() -> None:
    back = Entry(option="1", destination_type="return", destination_id="1")
    menu = a_menu(entries=(back,), silence_destination_type="department", silence_destination_id="1")
    text = written(menu, settings=MenuSettings(return_after=("wrong",)))
    assert steps_of(text, "s")[:4] == [
        " Set(WRONG_KEYS=0)",  # silences have no tries here: their counter goes on
        " Set(FROM_MAIN=${LAST_MENU})",
        "(again) Set(LAST_MENU=main)",
        " Set(PROMPTS=${IVR_SOUNDS}/11)",
    ]
    go_back = 'GotoIf($["${FROM_MAIN}" != ""]?ivr-menu-${FROM_MAIN},s,again)'
    assert steps_of(text, "1") == [f" {go_back}", " Goto(ivr-ends,dropped,1)"]
    assert steps_of(text, "i")[-2:] == [f"(final) {go_back}", " Goto(ivr-ends,hangup_1,1)"]
    assert steps_of(text, "t") == [" Playback(${IVR_SOUNDS}/13)", " Goto(ivr-ends,department_1,1)"]
