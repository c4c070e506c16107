"""Files of other programs: each is named in one line that says what is accepted."""

import gzip
import io
import json
import tarfile
import zipfile
from pathlib import Path
from typing import Any

import pytest

from simulator.errors import FlowError
from simulator.loader.flow_kinds import load
from simulator.text.foreign_file import kind_of_bytes, kind_of_text, kind_of_tree

ACCEPTED = "use a receptionist (YAML or JSON), a flow.yaml, or the JSON response of the provider's list endpoint"
FREESWITCH = "a FreeSWITCH or FusionPBX configuration (XML)"
DIALPLAN = "an Asterisk dialplan (extensions.conf)"
CURL = "a curl command, not its output (to save that, add > answer.json and run it)"
CONNECT = {"Version": "2019-10-30", "StartAction": "a", "Metadata": {}, "Actions": [{"Identifier": "a", "Type": "X"}]}
STUDIO = {"description": "IVR", "states": [{"name": "Trigger", "type": "trigger"}], "initial_state": "Trigger"}


def advice(kind: str) -> str:
    imports = "ivrsim import FILE -o FOLDER writes the flow of a FreePBX backup"
    return imports if "FreePBX backup" in kind else ACCEPTED


def refusal(name: str) -> str:
    with pytest.raises(FlowError) as refused:
        load(name)
    return str(refused.value)


@pytest.mark.parametrize(
    ("name", "tree", "kind"),
    [
        ("connect.json", CONNECT, "a flow of Amazon Connect"),
        (
            "old.json",
            {"modules": [{"type": "PlayPrompt"}], "start": "1", "version": "1", "metadata": {}},
            "a flow of Amazon Connect (the older export)",
        ),
        ("api.json", {"ContactFlow": {"Arn": "a", "Content": "{}"}}, "a response of Amazon Connect's API"),
        ("studio.json", STUDIO, "a flow of Twilio Studio"),
        ("revision.json", {"sid": "FW1", "definition": STUDIO}, "a flow of Twilio Studio"),
        (
            "Ivr.json",
            {"module": "Ivr", "version": "16.0.9", "configs": {"ivrs": {"1": [{"id": "1"}]}}, "dependencies": []},
            "part of a FreePBX backup (Ivr)",
        ),
        ("Groups.json", {"configs": [{"grpnum": "600"}], "files": []}, "part of a FreePBX backup"),
        ("a.har", {"log": {"version": "1.2", "entries": [{}]}}, "a recording of a browser (HAR)"),
        ("p.json", {"info": {"_postman_id": "x"}, "item": [{}]}, "a collection of Postman"),
        ("i.json", {"_type": "export", "resources": [{}]}, "a collection of Insomnia"),
        ("o.json", {"openapi": "3.1.0", "paths": {}}, "an OpenAPI description"),
        ("g.yaml", {"inboundCall": {"name": "x"}}, "a flow of Genesys Cloud"),
        ("n8n.json", {"nodes": [{}], "connections": {}}, "a workflow of n8n"),
        ("rc.json", {"name": "x", "extensionNumber": "1", "prompt": {}, "actions": []}, "a menu of RingCentral"),
        ("ncco.json", [{"action": "talk", "text": "Hi"}], "a call control object of Vonage (NCCO)"),
        (
            "red.json",
            [{"id": "a", "type": "tab"}, {"id": "b", "type": "http in", "wires": [[]]}],
            "a flow of Node-RED",
        ),
        ("s.json", {"$schema": "x", "properties": {}}, "a JSON Schema"),
        ("plan.json", {"ivrsim_plan": 1, "steps": []}, "a plan of ivrsim, which ivrsim push takes"),
        ("receipt.json", {"ivrsim_receipt": 1, "steps": []}, "a receipt of ivrsim, which ivrsim rollback takes"),
        ("t.yaml", {"tests": [{"name": "a"}]}, "a file of tests, which ivrsim test runs"),
        ("c.json", {"steps": [{"press": "1"}]}, "a caller, which ivrsim play --caller takes"),
        ("r.json", {"outcome": {}, "heard": [], "turns": []}, "the record of a call, as ivrsim play prints it"),
        ("l.json", {"results": [{"dtmf_input": "1"}]}, "a list of past calls, which ivrsim check --records takes"),
    ],
)
def test_a_document_of_another_program(here: Path, name: str, tree: Any, kind: str) -> None:
    (here / name).write_text(json.dumps(tree), encoding="utf-8")
    assert refusal(name) == f"{name}: is {kind}; {advice(kind)}"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("; comment: x\n[general]\nstatic=yes\n[ivr-1]\nexten => s,1,Answer()\nsame => n,Hangup()\n", DIALPLAN),
        ("#include a.conf\n[ivr-1](+)\nexten = s,1,NoOp()\n", DIALPLAN),
        ("exten => s,1,Answer()\n", DIALPLAN),
        ("[general]\ncontext=default\n", "a configuration file in sections, such as an Asterisk .conf"),
        ('<include>\n <menu name="demo" greet-long="x"/>\n</include>', FREESWITCH),
        ('<?xml version="1.0"?>\n<document type="freeswitch/xml"/>', FREESWITCH),
        ('<extension name="ivr"><condition/></extension>', FREESWITCH),
        ('<configuration name="ivr.conf"/>', FREESWITCH),
        (
            "<?xml version='1.0'?><!-- c --><Response><Gather><Say>Hi</Say></Gather></Response>",
            "a TwiML document (Twilio)",
        ),
        ("<Response/>", "a TwiML document (Twilio)"),
        ("<Response><GetDigits/></Response>", "a Plivo XML document"),
        ('<!DOCTYPE vxml PUBLIC "-//W3C//DTD VOICEXML 2.1//EN" "x">\n<vxml/>', "a VoiceXML document"),
        ("<mxfile><diagram/></mxfile>", "a drawing of diagrams.net"),
        ("<svg/>", "an XML document (<svg>)"),
        ("<?xml version='1.0'?>\n", "an XML document"),
        ("<html><body>502 Bad Gateway</body></html>", "a web page, not a response from the provider's API"),
        (
            "<!DOCTYPE html>\n<html><form><input type=password></form></html>",
            "a web page (a login page, it seems), not a response from the provider's API",
        ),
        ("curl 'https://x' -H 'Authorization: SECRET: x'\n", CURL),
        ("$ curl https://x -H 'Authorization: SECRET'\n", CURL),
        ("curl: (6) Could not resolve host: x", "an error message of curl, which got no response"),
        ("HTTP/2 200 \nserver: x\n\n{}", "a response with its headers (run curl without -i)"),
        ("* Trying 127.0.0.1\n> GET / HTTP/1.1", "a log of curl -v (run curl without -v)"),
        ("option,destination\n1,Sales\n2,Support\n", "a table (CSV)"),
        ("option;destination\n1;Sales\n", "a table (CSV)"),
        ("-- dump\nCREATE TABLE `ivr` (\n  `id` int\n);\n", "an SQL dump"),
        ("%PDF-1.4\n1 0 obj\n", "a PDF"),
        ("-----BEGIN PRIVATE KEY-----\nSECRET\n", "a key or a certificate (PEM)"),
        ("BEGIN:VCALENDAR\nVERSION:2.0\n", "a calendar (.ics)"),
        (
            "version https://git-lfs.github.com/spec/v1\noid sha256:1\n",
            "a Git LFS pointer (git lfs pull fetches the file itself)",
        ),
        ("<<<<<<< HEAD\nname: a\n", "a file with unresolved merge markers (<<<<<<<)"),
    ],
)
@pytest.mark.parametrize("name", ["saved.json", "saved.yaml", "saved.txt"])
def test_a_text_of_another_language(here: Path, text: str, kind: str, name: str) -> None:
    (here / name).write_text(text, encoding="utf-8")
    assert refusal(name) == f"{name}: is {kind}; {advice(kind)}"


def packed(name: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        member = tarfile.TarInfo(name)
        member.size = len(content)
        archive.addfile(member, io.BytesIO(content))
    return out.getvalue()


def zipped(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (packed("modulejson/Ivr.json", b"{}"), "a FreePBX backup (tar.gz)"),
        (gzip.decompress(packed("modulejson/Ivr.json", b"{}")), "a FreePBX backup (tar)"),
        (packed("files/a.wav", bytes(300_000)), "an archive (tar.gz), perhaps a FreePBX backup"),
        (gzip.compress(bytes(10_000_000)), "a compressed file (gzip)"),
        (b"\x1f\x8b\0\0damaged", "a compressed file (gzip)"),
        (zipped("a.txt"), "an archive (zip)"),
        (zipped("[Content_Types].xml", "xl/workbook.xml"), "an Office document (docx, xlsx, odt)"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "a PDF"),
        (b"\x89PNG\r\n\x1a\n\0", "a picture (PNG)"),
        (b"RIFF\0\0\0\0WAVEfmt ", "an audio file (WAV), which belongs in `file` of a recording in flow.yaml"),
        (b"ID3\3\0", "an audio file (MP3), which belongs in `file` of a recording in flow.yaml"),
        (b"%PDF-1.7\n\0" + bytes(50_000_000), "a PDF"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",  # archives hold the time at which they were made
)
def test_bytes_of_another_program(here: Path, content: bytes, kind: str) -> None:
    (here / "saved.json").write_bytes(content)
    assert refusal("saved.json") == f"saved.json: is {kind}; {advice(kind)}"


@pytest.mark.parametrize(
    ("held", "kind"),
    [
        (["modulejson/Ivr.json"], "an unpacked FreePBX backup"),
        (["Ivr.json", "Core.json"], "an unpacked FreePBX backup"),
        (["extensions.conf"], "a folder of Asterisk configuration"),
        (["ivr_menus/demo.xml"], "a folder of FreeSWITCH configuration"),
        (["autoload_configs/a.xml", "dialplan/a.xml"], "a folder of FreeSWITCH configuration"),
    ],
)
def test_a_folder_of_another_program(here: Path, held: list[str], kind: str) -> None:
    for name in held:
        (here / "pbx" / name).parent.mkdir(parents=True, exist_ok=True)
        (here / "pbx" / name).touch()
    assert refusal("pbx") == f"pbx: is {kind}; use a folder with a flow.yaml"


def test_json_of_an_unknown_kind_is_one_line(here: Path) -> None:
    (here / "a.json").write_text('{"items": [{"foo": 1}, {"foo": 2}]}', encoding="utf-8")
    (here / "b.json").write_text("[1, 2, 3]", encoding="utf-8")
    assert [refusal("a.json"), refusal("b.json")] == [
        f"a.json:1:11: none of the 2 items is a receptionist; {ACCEPTED}",
        f"b.json:1:1: none of the 3 items is a receptionist; {ACCEPTED}",
    ]


def test_yaml_of_an_unknown_kind_is_one_line(here: Path) -> None:
    (here / "pod.yaml").write_text("apiVersion: v1\nkind: Pod\nmetadata: {}\nspec: {}\nstatus: {}\n", encoding="utf-8")
    assert refusal("pod.yaml") == (
        "pod.yaml:1:1: has no field of a receptionist, only 'apiVersion', 'kind', 'metadata', 'spec', ...; "
        "use a receptionist (name, destination_type, ...), a flow (receptionists: ...) or a provider's response in JSON"
    )


@pytest.mark.parametrize("text", ["name: One\n", "{a: 1}", "", "# curl\nname: x", "a, b", "- 1\n- 2", "<", "[a]"])
def test_what_may_be_meant_as_yaml_is_not_claimed(text: str) -> None:
    assert kind_of_text(text) is None


def test_what_is_not_known_is_not_claimed() -> None:
    assert [kind_of_bytes(b"\0\1\2"), kind_of_tree({"a": [{"b": 1}]}), kind_of_tree("x"), kind_of_tree([])] == [
        None
    ] * 4
