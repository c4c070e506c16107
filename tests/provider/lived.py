"""Live receptionists for tests, as a list answer of some level would show them."""

from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from simulator.config.receptionist import Receptionist
from simulator.provider.live.list_items import live_of
from simulator.provider.live.live_state import LiveReceptionist
from simulator.wire import ivr, vr
from simulator.wire.decoding import Reads


def lived(receptionist: Receptionist, reads: Reads = "full", dialect: str = "vr") -> LiveReceptionist:
    """A receptionist, which has an id, as it comes back from the provider."""
    live = live_of(vr.encode_read(receptionist, reads) if dialect == "vr" else ivr.encode_read(receptionist))
    assert live is not None
    return live


SIGNS = st.characters(codec="utf-8", exclude_categories=["Cs"])
TEXTS = st.text(SIGNS | st.sampled_from("\n\t#*!@:'\""), max_size=8) | st.sampled_from(["UNKNOWN", "Main menu", "no"])
IDS = st.sampled_from(["1", "19549", "050109590001", "a b", "no", "012", "1e3", "17:30", "x#y", "*", "outbound_tts:5"])
RECEPTIONIST_IDS = ("701", "702", "703")
TYPES = st.sampled_from(["department", "extension", "voicemail", "ivr", "virtual_receptionist", "hangup"])


@st.composite
def models(draw: st.DrawFn, id: str) -> Receptionist:
    """A receptionist with an id."""

    def place(prefix: str) -> dict[str, Any]:
        kind = draw(TYPES)
        ids = st.sampled_from(RECEPTIONIST_IDS) if kind in ("ivr", "virtual_receptionist") else IDS
        return {f"{prefix}destination_type": kind, f"{prefix}destination_id": draw(ids)}

    is_menu = draw(st.booleans())
    options = (
        draw(st.lists(st.text("0123456789*#", min_size=1, max_size=2), unique=True, max_size=5)) if is_menu else ()
    )
    fields: dict[str, Any] = {
        "id": id,
        "name": draw(TEXTS.filter(lambda text: text.strip() != "")),
        "description": draw(TEXTS),
        "destination_type": "multiple" if is_menu else "single",
        "caller_id_prefix": draw(st.sampled_from(["", "0", "no", "#", "5"])),
        "greeting": draw(st.none() | IDS),
    }
    if is_menu:
        fields |= {field: draw(st.none() | IDS) for field in Receptionist.model_fields if field.endswith("_recording")}
        fields |= place("wrong_key_") | place("silence_")
        fields |= {field: draw(st.integers(0, 3)) for field in ("wrong_keys_allowed", "silences_allowed")}
        fields["timeout_seconds"] = draw(st.sampled_from([0.0, 1.5, 5.0]))
        fields["entries"] = [
            {"option": option, **place(""), "template_id": draw(st.none() | st.just("4"))} for option in options
        ]
    else:
        fields |= place("forward_")
    return Receptionist.model_validate(fields)


@st.composite
def states(draw: st.DrawFn) -> tuple[Receptionist, ...]:
    """One to three receptionists that are live."""
    ids = draw(st.lists(st.sampled_from(RECEPTIONIST_IDS), min_size=1, unique=True))
    return tuple(draw(models(id)) for id in ids)


def menu(id: str = "701", *, name: str = "Main menu", to: Sequence[tuple[str, str]] = (), **more: Any) -> Receptionist:
    """A small menu; ``to`` is where the keys 1, 2 and so on lead."""
    entries = [
        {"option": str(key), "destination_type": kind, "destination_id": where}
        for key, (kind, where) in enumerate(to or [("department", "108000")], 1)
    ]
    away = {f"{cause}_destination_type": "department" for cause in ("wrong_key", "silence")}
    away |= {f"{cause}_destination_id": "108000" for cause in ("wrong_key", "silence")}
    counts = {"wrong_keys_allowed": 2, "silences_allowed": 2, "timeout_seconds": 5}
    fields = {"id": id, "name": name, "destination_type": "multiple", "greeting": "19549", "entries": entries}
    return Receptionist.model_validate({**fields, **counts, **away, **more})


def announcement(id: str = "703", *, name: str = "Night line", **more: Any) -> Receptionist:
    """Everybody to the voicemail."""
    fields = {"id": id, "name": name, "destination_type": "single"}
    to = {"forward_destination_type": "voicemail", "forward_destination_id": "9001"}
    return Receptionist.model_validate({**fields, **to, **more})


SINGLE = """\
name: Night line
destination_type: single
forward_destination_type: voicemail
forward_destination_id: "9001"
"""
