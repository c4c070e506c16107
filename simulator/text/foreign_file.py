"""Files of other programs: what each is, in a few words, so that its refusal is one line and helps.

People try what they have: an export of the system they come from, a page that was saved in place of a response,
the command instead of its output. None of it is read here; each kind is known by a mark that no flow has.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Collection
from typing import Any

ACCEPTED = "use a receptionist (YAML or JSON), a flow.yaml, or the JSON response of the provider's list endpoint"

HEAD = 65_536
"""How much of a file is looked at, in bytes or characters; of a compressed one, how much is unpacked."""

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF"),
    (b"ID3", "an audio file (MP3), which belongs in `file` of a recording in flow.yaml"),
    (b"\xff\xfb", "an audio file (MP3), which belongs in `file` of a recording in flow.yaml"),
    (b"OggS", "an audio file (Ogg), which belongs in `file` of a recording in flow.yaml"),
    (b"fLaC", "an audio file (FLAC), which belongs in `file` of a recording in flow.yaml"),
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"BZh", "an archive (bzip2)"),
    (b"\xfd7zXZ", "an archive (xz)"),
    (b"7z\xbc\xaf", "an archive (7z)"),
    (b"\x28\xb5\x2f\xfd", "an archive (zstd)"),
    (b"\xd0\xcf\x11\xe0", "an Office document (doc, xls, msg)"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
)

_COMMAND = re.compile(r"(?:\$ )?(curl|wget|Invoke-RestMethod|Invoke-WebRequest)(?:\.exe)?\s")
_HEADERS = re.compile(r"HTTP/[0-9.]+ [0-9]{3}\b")
_CURL_LOG = re.compile(r"(?:\* +(?:Trying|Host|Connected|Could not resolve)|[<>] (?:GET|POST|PUT|HTTP/))")
_SECTION = re.compile(r"\[[^\]\n\"'{},]+\](?:\([^)\n]*\))?[ \t]*(?:[;#].*)?")
_DIALPLAN = re.compile(r"^[ \t]*(?:exten|same)[ \t]*=>?", re.MULTILINE)
_SETTING = re.compile(r"^[ \t]*[\w.\-]+[ \t]*=>?[ \t]*\S", re.MULTILINE)
_BEFORE_ROOT = re.compile(r"\s*(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>]*>)", re.DOTALL | re.IGNORECASE)
_ROOT = re.compile(r"\s*<([A-Za-z_][\w:.\-]*)([^>]*)")
_SQL = re.compile(r"^[ \t]*(?:CREATE TABLE|INSERT INTO|DROP TABLE)\b", re.MULTILINE | re.IGNORECASE)
_TWIML = re.compile(r"<(?:Gather|Say|Dial|Play|Redirect|Record|Enqueue|Hangup|Reject|Pause|Sms|Message|Start)\b")
_PLIVO = re.compile(r"<(?:GetDigits|GetInput|Speak|Wait)\b")


def refusal_of(kind: str) -> str:
    """Return what to say of a file of a kind."""
    if "FreePBX backup" in kind:
        return f"is {kind}; ivrsim import FILE -o FOLDER writes the flow of a FreePBX backup"
    return f"is {kind}; {ACCEPTED}"


# -- bytes ----------------------------------------------------------------------------------------


def kind_of_bytes(content: bytes) -> str | None:
    """Return what bytes that are no text are; None where that is not known."""
    if content.startswith(b"\x1f\x8b"):
        return _compressed_kind(content[:HEAD])
    if content.startswith(b"RIFF") and content[8:12] == b"WAVE":
        return "an audio file (WAV), which belongs in `file` of a recording in flow.yaml"
    if content.startswith(b"PK\x03\x04"):
        is_office = b"[Content_Types].xml" in content[:HEAD] or b"mimetypeapplication/vnd." in content[:HEAD]
        return "an Office document (docx, xlsx, odt)" if is_office else "an archive (zip)"
    if content[257:262] == b"ustar":
        return _archive_kind(content, "tar")
    return next((kind for mark, kind in _MAGIC if content.startswith(mark)), None)


def _compressed_kind(head: bytes) -> str:
    """Return what is in a gzip file, as far as its beginning shows; no more is unpacked than that."""
    try:
        inner = zlib.decompressobj(wbits=31).decompress(head, HEAD)
    except zlib.error:
        inner = b""
    return _archive_kind(inner, "tar.gz") if inner[257:262] == b"ustar" else "a compressed file (gzip)"


def _archive_kind(content: bytes, form: str) -> str:
    if b"modulejson/" in content[:HEAD]:
        return f"a FreePBX backup ({form})"
    return f"an archive ({form}), perhaps a FreePBX backup"


# -- text -----------------------------------------------------------------------------------------


def kind_of_text(text: str) -> str | None:
    """Return what a text of another language is; None for what may be meant as YAML or JSON."""
    head = text[:HEAD].lstrip("\ufeff \t\r\n")
    if head.startswith("<<<<<<<"):
        return "a file with unresolved merge markers (<<<<<<<)"
    if head.startswith("<") and (kind := _markup(head)):
        return kind
    if named := _COMMAND.match(head):
        return f"a {named.group(1)} command, not its output (to save that, add > answer.json and run it)"
    if _HEADERS.match(head):
        return "a response with its headers (run curl without -i)"
    if _CURL_LOG.match(head):
        return "a log of curl -v (run curl without -v)"
    if head.startswith("curl: ("):
        return "an error message of curl, which got no response"
    for mark, kind in _TEXT_MARKS:
        if head.startswith(mark):
            return kind
    return _sections(head) or ("an SQL dump" if _SQL.search(head) else None) or _table(head)


_TEXT_MARKS = (
    ("%PDF-", "a PDF"),
    ("{\\rtf", "an Office document (RTF)"),
    ("-----BEGIN ", "a key or a certificate (PEM)"),
    ("BEGIN:VCALENDAR", "a calendar (.ics)"),
    ("BEGIN:VCARD", "a contact (.vcf)"),
    ("version https://git-lfs.github.com", "a Git LFS pointer (git lfs pull fetches the file itself)"),
    ("#!", "a script"),
)


def _markup(head: str) -> str | None:
    """Return what an XML or HTML document is, by its root element."""
    at = 0
    while before := _BEFORE_ROOT.match(head, at):
        at = before.end()
    root = _ROOT.match(head, at)
    if root is None:
        return "an XML document" if head.startswith("<?xml") else None
    name, fields = root.group(1), root.group(2)
    lower = head.lower()
    if name.lower() in ("html", "head", "body", "script", "meta", "title", "div") or "<!doctype html" in lower[:200]:
        is_login = re.search(r"type=[\"']?password|log ?in|sign ?in", lower) is not None
        return f"a web page{' (a login page, it seems)' if is_login else ''}, not a response from the provider's API"
    match name:
        case "vxml":
            return "a VoiceXML document"
        case "Response" if _PLIVO.search(head):
            return "a Plivo XML document"
        case "Response" if _TWIML.search(head) or not head[root.end() :].strip("/> \n"):
            return "a TwiML document (Twilio)"
        case "mxfile" | "mxGraphModel":
            return "a drawing of diagrams.net"
    if _is_freeswitch(name, fields, head):
        return "a FreeSWITCH or FusionPBX configuration (XML)"
    return f"an XML document (<{name[:40]}>)"


def _is_freeswitch(name: str, fields: str, head: str) -> bool:
    if "freeswitch" in fields or name in ("configuration", "menus", "menu", "extension", "profile"):
        return True
    marks = ("<menu ", "<extension ", "<configuration ", "<context ", "<X-PRE-PROCESS", "<action application=")
    return name in ("include", "section", "context", "document") and any(mark in head for mark in marks)


def _sections(head: str) -> str | None:
    """An INI-like file, which begins with a section."""
    lines = (line.strip() for line in head.splitlines())
    first = next((line for line in lines if line and not line.startswith((";", "#"))), "")
    if not _SECTION.fullmatch(first):
        return "an Asterisk dialplan (extensions.conf)" if _DIALPLAN.match(first) else None
    if _DIALPLAN.search(head):
        return "an Asterisk dialplan (extensions.conf)"
    return "a configuration file in sections, such as an Asterisk .conf" if _SETTING.search(head) else None


def _table(head: str) -> str | None:
    """A table with one row on each line: rows of at least two cells, as many in the second as in the first."""
    rows = [line for line in head.splitlines()[:3] if line.strip()]
    for sign in ("\t", ";", ","):
        counts = {row.count(sign) for row in rows}
        if len(rows) > 1 and len(counts) == 1 and 0 not in counts and ": " not in rows[0] and rows[0][0] not in "[{-":
            return "a table (CSV)"
    return None


# -- trees ----------------------------------------------------------------------------------------

_BY_FIELDS: tuple[tuple[frozenset[str], str], ...] = tuple(
    (frozenset(fields.split()), kind)
    for fields, kind in (
        ("StartAction Actions", "a flow of Amazon Connect"),
        ("modules start metadata", "a flow of Amazon Connect (the older export)"),
        ("ContactFlow", "a response of Amazon Connect's API"),
        ("ContactFlowSummaryList", "a response of Amazon Connect's API"),
        ("initial_state states", "a flow of Twilio Studio"),
        ("openapi paths", "an OpenAPI description"),
        ("swagger paths", "an OpenAPI description"),
        ("inboundCall", "a flow of Genesys Cloud"),
        ("nodes connections", "a workflow of n8n"),
        ("extensionNumber prompt actions", "a menu of RingCentral"),
        ("ivrsim_plan", "a plan of ivrsim, which ivrsim push takes"),
        ("ivrsim_receipt", "a receipt of ivrsim, which ivrsim rollback takes"),
        ("outcome heard turns", "the record of a call, as ivrsim play prints it"),
        ("$schema properties", "a JSON Schema"),
    )
)
"""Fields that all have to be there at the top of an object, and what has them."""

_FREEPBX = frozenset({"module", "dependencies", "dirs", "directories", "files", "garbage", "settings", "version"})
_CALL_RECORD = frozenset({"dtmf_input", "digits_dialed"})
_NCCO = frozenset({"talk", "input", "connect", "record", "stream", "conversation", "notify"})


def kind_of_tree(tree: Any) -> str | None:
    """Return what a JSON or YAML document of another program is; None for any other."""
    if isinstance(tree, list):
        return _kind_of_list([item for item in tree[:20] if isinstance(item, dict)])
    if not isinstance(tree, dict):
        return None
    kind_name = next((kind for fields, kind in _BY_FIELDS if fields <= tree.keys()), None)
    if kind_name is not None:
        return kind_name
    if isinstance(tree.get("definition"), dict) and "states" in tree["definition"]:
        return "a flow of Twilio Studio"
    if "configs" in tree and not _FREEPBX.isdisjoint(tree):
        module = tree.get("module")
        return f"part of a FreePBX backup{f' ({module[:40]})' if isinstance(module, str) else ''}"
    match tree:
        case {"log": {"entries": list()}}:
            return "a recording of a browser (HAR)"
        case {"info": dict(info), "item": list()} if "_postman_id" in info or "postman" in str(info.get("schema")):
            return "a collection of Postman"
        case {"_type": "export", "resources": list()}:
            return "a collection of Insomnia"
        case {"tests": list()}:
            return "a file of tests, which ivrsim test runs"
        case {"steps": list()}:
            return "a caller, which ivrsim play --caller takes"
    kinds = (kind_of_tree(value) for value in tree.values() if isinstance(value, list))
    return next(filter(None, kinds), None)


def _kind_of_list(items: list[dict[str, Any]]) -> str | None:
    if any(not _CALL_RECORD.isdisjoint(item) for item in items):
        return "a list of past calls, which ivrsim check --records takes"
    if items and all(str(item.get("action")) in _NCCO for item in items):
        return "a call control object of Vonage (NCCO)"
    if items and all({"id", "type", "wires"} <= item.keys() for item in items if item.get("type") != "tab"):
        return "a flow of Node-RED"
    return None


# -- folders --------------------------------------------------------------------------------------


def kind_of_folder(names: Collection[str]) -> str | None:
    """Return what a folder of another program is, by what it holds; None for any other."""
    present = set(names)
    if "modulejson" in present or {"Ivr.json", "Core.json"} <= present:
        return "an unpacked FreePBX backup"
    if present & {"extensions.conf", "asterisk.conf", "extensions_additional.conf"}:
        return "a folder of Asterisk configuration"
    if "freeswitch.xml" in present or "ivr_menus" in present or {"autoload_configs", "dialplan"} <= present:
        return "a folder of FreeSWITCH configuration"
    return None
