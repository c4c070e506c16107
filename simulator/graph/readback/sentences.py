"""One receptionist in plain words: what callers hear, where keys lead, what mistakes cost them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from simulator.config.flow import Flow
from simulator.config.receptionist import Entry, Receptionist
from simulator.core.events import KEYS
from simulator.graph.courses import Course, WayOut, wrong_key_course
from simulator.graph.naming import Names
from simulator.graph.walk import Arrival
from simulator.graph.wording import counted, duration, lasting, listed, ordinal, visible


def arriving(names: Names, key: str, arrivals: Iterable[Arrival]) -> Iterator[str]:
    """How callers come to a receptionist; nothing where they do not."""
    flow = names.flow
    ways = ["at the beginning of a call"] if key == flow.entry else []
    ways += [f"by calling {visible(number)}" for number, to in flow.numbers.items() if to == key]
    for way in arrivals:
        source = "this menu itself" if way.source == key else names.receptionist(way.source)
        match way.cause:
            case "choice":
                ways.append(f"with {way.keys} from {source}")
            case "forward":
                ways.append(f"straight from {source}")
            case "wrong keys" | "silence":
                ways.append(f"after {way.cause} in {source}")
    if ways:
        yield f"Callers get here {listed(ways, rest='in {} more ways')}."


def hearing(names: Names, key: str, silent: Course) -> Iterator[str]:
    """What callers hear first, and when they can press keys."""
    item = names.flow.receptionists[key]
    if item.greeting is None:
        yield "There is no greeting."
    else:
        script = names.script(item.greeting) or "its words are not known."
        yield f"Callers hear {names.recording_in_full(item.greeting)}: {script}"
    if not item.is_menu:
        when = "when it has ended" if item.greeting else "at once"
        yield f"Keys have no effect here: {when}, {names.going(silent.destination)}."
        return
    press = _barge_in(names.flow) if item.greeting else ""
    waits = f"{'Then the' if item.greeting else 'The'} menu waits {duration(silent.listens)} for a key"
    # The engine takes 0 for its own default: without this remark the number would look wrong.
    waits += "" if item.timeout_seconds else ", although it is set to 0"
    yield f"{press}{waits}."


def _barge_in(flow: Flow) -> str:
    if flow.semantics.barge_in:
        return "They can press a key before it ends: the key stops it and counts. "
    return "They have to hear it out: a key pressed before it ends is lost. "


def choice(names: Names, key: str, entry: Entry, pause: int | None) -> str:
    """Where one choice of a menu leads; ``pause``: when it is acted on (see ``courses.pauses``)."""
    flow = names.flow
    to = "this menu again" if flow.target(entry.destination) == key else names.destination(entry.destination)
    if pause is None:
        to += "; but no caller can reach it, because something else is taken first"
    elif pause and flow.semantics.collect == "prefix":
        to += f", after a pause of {duration(pause)}, because a longer choice begins in the same way"
    return f"{to}; e-mail template {visible(entry.template_id)} is noted" if entry.template_id else to


def collecting(flow: Flow, key: str, silent: Course) -> Iterator[str]:
    """How the keys of one choice are gathered, where that is not plain."""
    item = flow.receptionists[key]
    match flow.semantics.collect:
        case "prefix":
            if any(len(option) > 1 for option in item.options):
                pause = duration(round(flow.semantics.interdigit_seconds * 1000))
                yield f"The keys of one choice may be {pause} apart at most."
        case "first_match":
            pause = duration(silent.listens)
            yield f"A wrong key is noticed only when {pause} pass without a further one, or at #."
        case "terminated":
            pause = duration(round((item.timeout_seconds or 0) * 1000))
            yield f"Keys are acted on when # is pressed, or when {pause} pass without a further one."


def mistaking(names: Names, key: str, silent: Course) -> Iterator[str]:
    """What happens after wrong keys and after silence, and how often."""
    flow, item = names.flow, names.flow.receptionists[key]
    wrong = wrong_key_course(flow, key)
    together = flow.semantics.counters == "shared"
    if together:
        yield "Wrong keys and silences are counted together, as mistakes."
    if _has_wrong_keys(flow, item):
        which = "Any key that is not listed is wrong." if item.entries else "Every key is wrong: none is listed."
        after = _after(names, item, wrong, item.wrong_key_retry_recording, "wrong key", together=together)
        yield f"{which} {after}"
    else:
        yield "Every key is listed, so no key is wrong."
    yield _after(names, item, silent, item.silence_retry_recording, "silence", together=together)
    counts = len(wrong.repeats), len(silent.repeats)
    if all(counts):
        most = (max(counts) if together else sum(counts)) + 1
        yield f"A caller who mixes wrong keys and silence gets {counted(most, 'try', 'tries')} at most."


def _has_wrong_keys(flow: Flow, item: Receptionist) -> bool:
    return set(item.options) != set(KEYS) or flow.semantics.collect == "terminated"


def _after(names: Names, item: Receptionist, course: Course, retry: str | None, what: str, *, together: bool) -> str:
    tries = len(course.repeats)
    told = ""
    if tries:
        again = _again(names, item, course.repeats[0], retry)
        told = f"After {_lesser(tries, what, together=together)} {again}. "
    heard = f"they hear {names.recording(course.final)} to its end, and then " if course.final else ""
    going = names.going(course.destination)
    return f"{told}{_last(tries, what, together=together)} ends the menu: {heard}{going}."


def _lesser(tries: int, what: str, *, together: bool) -> str:
    """Which wrong keys or silences leave another try."""
    first = [f"the {ordinal(number)}" for number in range(1, tries + 1)]
    if together:
        which = f"one of the first {tries} mistakes" if tries > 2 else f"{' or '.join(first)} mistake"
        return f"a {what} that is {which}"
    return f"each of the first {tries} {what}s" if tries > 2 else f"{listed(first)} {what}"


def _last(tries: int, what: str, *, together: bool) -> str:
    if not together:
        return f"The {ordinal(tries + 1)} {what}"
    return f"A {what} that is the {ordinal(tries + 1)} mistake or a later one" if tries else f"Any {what}"


def _again(names: Names, item: Receptionist, prompts: tuple[str, ...], retry: str | None) -> str:
    """What plays before another try; the rest of a sentence."""
    if retry is None:
        return "callers hear the greeting again" if prompts else "the menu waits again, and nothing plays"
    heard = f"callers hear {names.recording(retry)}"
    if len(prompts) > 1:
        return f"{heard}, then the greeting again"
    return f"{heard}, without the greeting" if item.greeting else heard


def staying(names: Names, key: str, silent: Course, out: WayOut) -> Iterator[str]:
    """How long a silent caller is kept, here and until they are out."""
    flow, item = names.flow, names.flow.receptionists[key]
    kept = lasting(silent.length)
    if item.is_menu:
        tries = counted(len(silent.repeats) + 1, "try", "tries")
        yield f"A caller who stays silent is kept here for {kept} ({tries})."
    elif silent.length.milliseconds:
        yield f"Every caller is kept here for {kept}."
    if flow.target(silent.destination) is not None:
        yield f"From here, a caller who stays silent {getting_out(names, out)}."


def getting_out(names: Names, out: WayOut) -> str:
    """When and where a silent caller gets out; the rest of a sentence."""
    if out.destination is None:
        return "never gets out: silence leads round in a circle"
    after = lasting(out.length)
    if out.destination.is_blank:
        return f"is dropped after {after}: the destination is blank"
    if out.destination.hangs_up:
        return f"is out after {after}, when the call ends"
    return f"reaches {names.destination(out.destination)} after {after}"


def estimating(names: Names, key: str) -> Iterator[str]:
    """Which lengths of its recordings are estimates."""
    flow = names.flow
    lengths = {id: flow.length(id) for id in flow.receptionists[key].recordings}
    guessed = [
        f"{names.recording(id)} ({duration(length.milliseconds)})" for id, length in lengths.items() if length.estimated
    ]
    if guessed:
        yield f"Estimated {'length' if len(guessed) == 1 else 'lengths'}: {listed(guessed)}."
