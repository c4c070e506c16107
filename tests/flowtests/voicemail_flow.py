"""A flow of two menus whose callers may stay on the line after a voicemail, as one file."""

from pathlib import Path

FLOW = """
entry: main
semantics: freepbx
timezone: Europe/London
schedules: {office: {open: ["Mon-Fri 09:00-17:00"]}}
numbers: {"+441632960001": time_condition||77}
menus: {main: {return_after: [voicemail]}, billing: {return_after: [BILLING]}}
recordings: {"1": {name: greeting, seconds: 5}, "2": {name: billing-greeting, seconds: 3}}
destinations:
  voicemail||5: {name: Voicemail 5, answers: machine}
  voicemail||6: {name: Voicemail 6, answers: machine}
  department||7: {name: Sales, answers: person, rings: 20 s, no_answer: voicemail||6, busy: voicemail||6}
  time_condition||77: {name: Office hours, schedule: office, open: "@main", closed: voicemail||6}
receptionists:
  main:
    {name: Main, destination_type: multiple, recording: "1", timeout: 3, incorrect_count: 1, timeout_retries: 1,
     entries: [{option: "1", destination_type: department, destination_id: "7"},
               {option: "2", destination_type: ivr, destination_id: "@billing"},
               {option: "5", destination_type: voicemail, destination_id: "5"}],
     invalid_destination_type: hangup, invalid_destination_id: "1",
     timeout_destination_type: hangup, timeout_destination_id: "1"}
  billing:
    {name: Billing, destination_type: multiple, recording: "2", timeout: 3, incorrect_count: 0, timeout_retries: 0,
     entries: [{option: "1", destination_type: department, destination_id: "7"},
               {option: "5", destination_type: voicemail, destination_id: "5"}],
     invalid_destination_type: hangup, invalid_destination_id: "1",
     timeout_destination_type: hangup, timeout_destination_id: "1"}
variants: {night: {receptionists: {main: {timeout: 8}}}}
"""

CALL = """
flow: .
tests:
  - name: a caller who leaves a message goes on in the menu
    given: {Voicemail 5: returns}
    call:
      - hears: greeting
      - presses: 5
      - hears: [message at Voicemail 5, way back to the menu, greeting]
      - presses: 2
      - hears: billing-greeting
      - presses: 5
      - hears: [voicemail-message-5, you-will-be-transfered-menu, billing-greeting]
      - caller hangs up
    always: Voicemail 5
"""


def write_voicemail_flow(folder: Path, *, billing_returns: bool = True, billing_choices: bool = True) -> None:
    """Write the flow; ``billing_returns``: the second menu has FreePBX's switch, too."""
    text = FLOW.replace("BILLING", "voicemail" if billing_returns else "")
    if not billing_choices:
        text = text.replace(_BILLING_CHOICES, '{option: "0", destination_type: hangup, destination_id: "1"}')
    (folder / "flow.yaml").write_text(text, encoding="utf-8")


_BILLING_CHOICES = """{option: "1", destination_type: department, destination_id: "7"},
               {option: "5", destination_type: voicemail, destination_id: "5"}"""
