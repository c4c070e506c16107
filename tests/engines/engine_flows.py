"""Flows for a real engine, short enough to be rung in real time: a small one, and random ones."""

import random
from typing import Any

from simulator.config.engine_attachment import attach_engines
from simulator.config.flow import Flow, KnownDestination, Recording, RecordingLength
from simulator.config.receptionist import Destination, Entry, Receptionist
from simulator.config.semantics import PROFILES, Semantics
from simulator.exchange.asterisk_limits import ASTERISK_PROFILES

CODES = (
    *("0", "1", "2", "3", "4", "5", "7", "9", "*", "#", "12", "123", "1234", "34", "345", "55", "78", "99"),
    *("901", "90", "**", "*1", "1#", "#1", "9*", "0123456789"),
)
ENDS = (
    *(Destination("department", "108000"), Destination("department", "108001"), Destination("voicemail", "9001")),
    *(Destination("extension", "2001"), Destination("extension", "12"), Destination("hangup", "1")),
)


def changed(profile: str, **settings: object) -> Semantics:
    """A profile with other settings."""
    return PROFILES[profile].model_copy(update=settings)


SETTINGS: dict[str, Semantics] = {
    **{name: PROFILES[name] for name in sorted(ASTERISK_PROFILES - {"freepbx-17.0.4"})},
    "freepbx, # may follow": PROFILES["freepbx-17.0.4"],
    "first match, always": changed("freepbx-first-match", replay_greeting="always"),
    "terminated, always": changed("freepbx-terminated", replay_greeting="always"),
    "shared, at the count": changed("acefone", counters="shared", final_on="at_count"),
    "shared": changed("freepbx", counters="shared", replay_greeting="after_silence"),
    "no barge-in": changed("acefone", barge_in=False),
    "no barge-in, first match": changed("freepbx-first-match", barge_in=False, replay_greeting="always"),
    "no barge-in, terminated": changed("freepbx-terminated", barge_in=False),
    "no barge-in, direct dial": changed("freepbx-16-default", barge_in=False),
    "other waits": changed("freepbx", interdigit_seconds=1.0, zero_timeout_seconds=4.0),
    "after wrong keys, skipped": changed("freepbx", replay_greeting="after_wrong_keys", missing_final="skipped"),
}
"""Semantics by what is special about them: every way of collecting keys, and every setting with every value."""


def quick_flow() -> Flow:
    """Two menus whose calls are over in a few seconds."""
    fields: dict[str, Any] = {
        "destination_type": "multiple",
        "greeting": "11",
        "timeout_seconds": 0.8,
        "wrong_keys_allowed": 1,
        "wrong_key_retry_recording": "12",
        "wrong_key_destination_type": "hangup",
        "wrong_key_destination_id": "1",
        "silences_allowed": 1,
        "silence_destination_type": "hangup",
        "silence_destination_id": "1",
    }
    inner = Entry(option="1", destination_type="virtual_receptionist", destination_id="inner")
    desk = Entry(option="2", destination_type="department", destination_id="1080")
    return Flow(
        entry="main",
        receptionists={
            "main": Receptionist(name="Main", entries=(inner, desk), **fields),
            "inner": Receptionist(name="Inner", entries=(desk,), **fields),
        },
        recordings={id: Recording(name=f"r{id}") for id in ("11", "12")},
        destinations={Destination("department", "1080"): KnownDestination(name="Desk")},
        lengths={"11": RecordingLength(900, estimated=False), "12": RecordingLength(400, estimated=False)},
        source="quick",
    )


def random_flow(semantics: Semantics, rng: random.Random, *, size: int = 5) -> Flow:
    """Receptionists that lead to each other in every direction; some are announcements, some say nothing."""
    keys = [str(701 + number) for number in range(size)]
    drawing = _FlowDrawing(rng, keys)
    receptionists = {key: drawing.receptionist(key) for key in keys}
    receptionists[keys[0]] = drawing.menu(keys[0])
    recordings = {id: Recording(name=f"r{id}") for id in sorted(drawing.lengths)}
    destinations = {end: KnownDestination(name=f"{end.type} {end.id}") for end in ENDS if not end.hangs_up}
    attached = attach_engines(receptionists, semantics, recordings=recordings, destinations=destinations)
    return Flow(
        entry=keys[0],
        receptionists=attached,
        recordings=recordings,
        destinations=destinations,
        lengths=drawing.lengths,
        semantics=semantics,
        source="random",
    )


class _FlowDrawing:
    def __init__(self, rng: random.Random, keys: list[str]) -> None:
        self.rng, self.keys = rng, keys
        self.lengths: dict[str, RecordingLength] = {}

    def recording(self, base: int, missing: float, low: float, high: float) -> str | None:
        if self.rng.random() < missing:
            return None
        id = str(base + self.rng.randrange(6))
        self.lengths.setdefault(id, RecordingLength(round(self.rng.uniform(low, high) * 10) * 100, estimated=False))
        return id

    def destination(self, inside: float) -> Destination:
        if self.rng.random() < inside:
            return Destination("virtual_receptionist", self.rng.choice(self.keys))
        return self.rng.choice(ENDS)

    def receptionist(self, key: str) -> Receptionist:
        return self.announcement(key) if self.rng.random() < 0.15 else self.menu(key)

    def announcement(self, key: str) -> Receptionist:
        to = self.destination(0.7)
        fields: dict[str, Any] = {"forward_destination_type": to.type, "forward_destination_id": to.id}
        greeting = self.recording(100, 0.15, 0.4, 1.8)
        return Receptionist(name=f"menu {key}", destination_type="single", greeting=greeting, **fields)

    def menu(self, key: str) -> Receptionist:
        rng = self.rng
        options = sorted(rng.sample(CODES, rng.randint(1, 6)))
        ways = [self.destination(0.6) for _ in options]
        wrong, silent = self.destination(0.5), self.destination(0.5)
        return Receptionist(
            name=f"menu {key}",
            destination_type="multiple",
            greeting=self.recording(100, 0.15, 0.4, 1.8),
            entries=tuple(
                Entry(option=option, destination_type=to.type, destination_id=to.id)
                for option, to in zip(options, ways, strict=True)
            ),
            timeout_seconds=rng.choice([0, 0.5, 1, 1, 1.5, 2]),
            wrong_keys_allowed=rng.choice([0, 0, 1, 1, 2, 3]),
            wrong_key_retry_recording=self.recording(120, 0.3, 0.2, 0.9),
            wrong_key_final_recording=self.recording(140, 0.3, 0.2, 0.9),
            wrong_key_destination_type=wrong.type,
            wrong_key_destination_id=wrong.id,
            silences_allowed=rng.choice([0, 0, 1, 1, 2, 3]),
            silence_retry_recording=self.recording(160, 0.3, 0.2, 0.9),
            silence_final_recording=self.recording(180, 0.3, 0.2, 0.9),
            silence_destination_type=silent.type,
            silence_destination_id=silent.id,
        )
