"""``claims:`` of flow.yaml: what CI is to prove of the flow, each bad one with its place."""

from __future__ import annotations

from dataclasses import replace

from simulator.config.claim_options import PERSON, ClaimOptions, read_claim
from simulator.config.flow import Flow
from simulator.config.targets import resolve_target
from simulator.config.value_rules import quote_value
from simulator.errors import UsageError
from simulator.loader.receptionist_file import Shelf
from simulator.text.document import Document
from simulator.text.positions import REFUSED
from simulator.wire.decoding import Path

_WANTED = "a list such as [{reach: person, within: 90 s}, {never: Night voicemail}]"


def read_claims(shelf: Shelf, document: Document, value: object, flow: Flow) -> Flow:
    """The flow with its claims; what is wrong with them goes on the shelf.

    Names are looked up only in a flow that is whole: else what is claimed may be in what is missing.
    """
    if not isinstance(value, list):
        message = f"claims: {quote_value(value)} is not accepted; use {_WANTED}"
        shelf.problems.append(document.problem_at(("claims",), message))
        return flow
    is_complete = not shelf.problems
    claims: list[ClaimOptions] = []
    for number, item in enumerate(value):
        if shelf.is_full:
            break
        if item is REFUSED:
            continue
        place: Path = ("claims", number)
        claim, wrong = read_claim(item)
        for field, message in wrong:
            at = place if field is None else (*place, field)
            shelf.problems.append(document.problem_at(at, message))
        if claim is not None:
            # Which schedules and telephones there are is known once the claims are proved.
            places = ((part, document.problem_at((*place, part), "")) for part in ("at", "given") if part in item)
            claim = replace(claim, places=tuple(places)) if claim.has_world else claim
            claims.append(claim)
            if is_complete and (refusal := _refusal_message(flow, claim)):
                named = claim.kind if isinstance(item, dict) and claim.kind in item else None
                shelf.problems.append(document.problem_at((*place, named) if named else place, refusal))
    return replace(flow, claims=tuple(claims))


def _refusal_message(flow: Flow, claim: ClaimOptions) -> str:
    """Why a claim means nothing in a flow; empty where it does."""
    word = PERSON if claim.kind == "trait" else claim.subject
    try:
        resolve_target(flow, word, recordings=claim.kind == "never", only_recordings=claim.kind == "hears")
    except UsageError as error:
        return f"{claim.kind}: {error}"
    return ""
