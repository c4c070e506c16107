"""A dental practice: three menus in a row, the most that a first page has to hold."""

from simulator import Flow
from simulator.config.flow import KnownDestination, Recording
from simulator.config.receptionist import parse_address
from tests.draw.hostile_maps import MENU, flow_of, menu

SCRIPTS = {
    "main": "Welcome to the North Riverside Family Dental Practice. To book, change or cancel an appointment with a "
    "dentist, press 1. For bills, plans and payments, press 2. For opening hours and directions, press 3. For "
    "emergencies outside of our opening hours, press 4. For anything else, press 0.",
    "bills": "Bills, plans and payments. To pay a bill by card, press 1. For questions about a bill, press 2. For "
    "dental plans, press 3. For help with something else, press 4. For the front desk, press 0.",
    "help": "How can we help? For complaints, press 1. For records, press 2. To speak to the practice manager, press "
    "3. To go back, press 9. For the front desk, press 0.",
}
NAMES = {
    "extension||0": "Front desk",
    "extension||1": "Appointments team",
    "extension||2": "Card payments",
    "extension||3": "Accounts and questions about bills",
    "extension||4": "Dental plans adviser",
    "extension||5": "Complaints",
    "extension||6": "Patient records",
    "extension||7": "Practice manager",
    "extension||8": "Directions",
    "extension||9": "Emergency dentist",
}
DESK = ("extension", "0")


def three_menu_flow() -> Flow:
    """The flow; its recordings have scripts, and lengths that are estimates."""
    keys = {
        "main": {"1": "1", "2": "bills", "3": "8", "4": "9", "0": "0"},
        "bills": {"1": "2", "2": "3", "3": "4", "4": "help", "0": "0"},
        "help": {"1": "5", "2": "6", "3": "7", "9": "main", "0": "0"},
    }
    titles = {"main": "Main menu", "bills": "Bills, plans and payments", "help": "Help with something else"}
    menus = {
        key: menu(
            title,
            {code: (MENU if to in titles else "extension", to) for code, to in keys[key].items()},
            wrong=DESK,
            silent=DESK,
            tries=(3, 3),
        ).model_copy(update={"greeting": key, "wrong_key_retry_recording": "sorry", "silence_retry_recording": "there"})
        for key, title in titles.items()
    }
    texts = {**SCRIPTS, "sorry": "Sorry, that was not one of the choices.", "there": "Are you still there?"}
    flow = flow_of(menus)
    return Flow(
        entry="main",
        receptionists=flow.receptionists,
        numbers={"+441632960001": "main", "+441632960002": "bills"},
        recordings={id: Recording(name=id, script=text) for id, text in texts.items()},
        destinations={
            parse_address(place): KnownDestination(name=name, answers="person") for place, name in NAMES.items()
        },
    )
