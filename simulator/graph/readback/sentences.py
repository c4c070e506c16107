"""One receptionist in plain words: what callers hear, where keys lead, what mistakes cost them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from simulator.config.announcement_settings import NO_ANNOUNCEMENT_SETTINGS, AnnouncementSettings
from simulator.config.flow import Flow
from simulator.config.receptionist import Entry, Receptionist, parse_address
from simulator.config.semantics import Semantics
from simulator.config.switch_menu import switch_menu
from simulator.core.events import KEYS
from simulator.graph.default_paths import DefaultPath, SilentExit
from simulator.graph.display_names import DisplayNames
from simulator.graph.passages import Arrival, receptionists_behind
from simulator.graph.plain_words import count_noun, duration_words, join_words, length_words, ordinal_word, visible


def arrival_sentences(names: DisplayNames, key: str, arrivals: Iterable[Arrival]) -> Iterator[str]:
    """Yield how callers reach a receptionist; nothing if they do not."""
    flow = names.flow
    ways = ["at the beginning of a call"] if key == flow.start else []
    for number, target in flow.numbers.items():
        if target == key:
            ways.append(f"by calling {visible(number)}")
        elif "||" in target and key in receptionists_behind(flow, begin := parse_address(target)):
            ways.append(f"by calling {visible(number)}, through {names.destination_name(begin)}")
    for arrival in arrivals:
        source = "this menu itself" if arrival.source == key else names.receptionist_name(arrival.source)
        match arrival.cause:
            case "choice":
                ways.append(f"with {arrival.keys} from {source}")
            case "forward":
                ways.append(f"straight from {source}")
            case "wrong keys" | "silence":
                ways.append(f"after {arrival.cause} in {source}")
    if ways:
        yield f"Callers get here {join_words(ways, remainder='in {} more ways')}."


def greeting_sentences(names: DisplayNames, key: str, silent: DefaultPath) -> Iterator[str]:
    """Yield what callers hear first, and when they can press keys."""
    item = names.flow.receptionists[key]
    if item.greeting is None:
        yield "There is no greeting."
    else:
        script = names.script_of(item.greeting) or "its words are not known."
        yield f"Callers hear {names.recording_in_full(item.greeting)}: {script}"
    yield keys_sentence(names, key, silent)


def keys_sentence(names: DisplayNames, key: str, silent: DefaultPath) -> str:
    """Return when callers can press keys."""
    item = names.flow.receptionists[key]
    if not item.is_menu:
        when = "when it has ended" if item.greeting else "at once"
        onward = names.onward_phrase(silent.destination)
        if item.engine.announcement != NO_ANNOUNCEMENT_SETTINGS:
            return _announcement_sentences(item.engine.announcement, when, onward)
        return f"Keys have no effect here: {when}, {onward}."
    press = _barge_in_sentence(names.flow, item) if item.greeting else ""
    waits = f"{'Then the' if item.greeting else 'The'} menu waits {duration_words(silent.listens)} for a key"
    # The engine takes 0 for its own default: without this remark the number would look wrong.
    waits += "" if item.timeout_seconds else ", although it is set to 0"
    return f"{press}{waits}."


def _announcement_sentences(settings: AnnouncementSettings, when: str, onward: str) -> str:
    """Return what keys do in an announcement of FreePBX, and when it leads on."""
    says = ["Where nobody has answered the call before, a pause of 1 s comes first."] if settings.pause else []
    if settings.repeat is not None:
        others = "any other key leads on" if settings.skip else "another key does nothing until it has ended"
        says.append(f"{settings.repeat} plays it again, and {others}.")
        when = "1 s later"
    elif settings.skip:
        says.append("Any key leads on.")
    else:
        says.append("Keys have no effect here.")
    return f"{' '.join(says)} {when[0].upper()}{when[1:]}, {onward}."


def _barge_in_sentence(flow: Flow, item: Receptionist) -> str:
    if flow.semantics_in(item).barge_in:
        return "They can press a key before it ends: the key stops it and counts. "
    return "They have to hear it out: a key pressed before it ends is lost. "


def choice_sentence(names: DisplayNames, key: str, entry: Entry, pause: int | None) -> str:
    """Return where one choice of a menu leads; ``pause``: when it is acted on (see ``default_paths.option_pauses``)."""
    flow = names.flow
    to = (
        "this menu again"
        if flow.receptionist_for(entry.destination) == key
        else names.destination_name(entry.destination)
    )
    if pause is None:
        to += "; but no caller can reach it, because something else is taken first"
    elif pause and (reason := _pause_reason(flow, flow.receptionists[key], entry)):
        to += f", after a pause of {duration_words(pause)}, because {reason}"
    return f"{to}; e-mail template {visible(entry.template_id)} is noted" if entry.template_id else to


def _pause_reason(flow: Flow, item: Receptionist, entry: Entry) -> str:
    """Return why a menu waits for a further key after a choice; empty where it does so after every key."""
    semantics = flow.semantics_in(item)
    if semantics.switch is not None:
        return f"codes may have {switch_menu(item).code_length} keys"
    if semantics.collect != "prefix":
        return ""
    if any(code != entry.option and code.startswith(entry.option) for code in item.own_options):
        return "a longer choice begins in the same way"
    if may_dial(semantics):
        return "more keys could make an extension's number"
    return "# may follow" if semantics.optional_hash else "a longer choice begins in the same way"


def own_settings_sentences(item: Receptionist) -> Iterator[str]:
    """Yield what flow.yaml says of the engine of this menu alone."""
    if settings := item.engine.settings.semantics_words:
        yield f"This menu has settings of its own: {join_words(settings)}."
    if item.engine.settings.voicemail_returns:
        yield "A caller who leaves a message at a voicemail and stays on the line comes back to the menu."


def collecting_sentences(names: DisplayNames, key: str, silent: DefaultPath) -> Iterator[str]:
    """Yield how the keys of one choice are gathered, where that is not plain."""
    flow = names.flow
    item = flow.receptionists[key]
    semantics = flow.semantics_in(item)
    if semantics.switch is not None:
        yield from _switch_sentences(item)
        return
    match semantics.collect:
        case "prefix":
            yield from _prefix_sentences(names, item, semantics)
        case "first_match":
            pause = duration_words(silent.listens)
            yield f"A wrong key is noticed only when {pause} pass without a further one, or at #."
        case "terminated":
            pause = duration_words(round((item.timeout_seconds or 0) * 1000))
            yield f"Keys are acted on when # is pressed, or when {pause} pass without a further one."


def _switch_sentences(item: Receptionist) -> Iterator[str]:
    """Yield how long the keys of a code may take where FreeSWITCH runs the menu, and what an early # is."""
    menu = switch_menu(item)
    if menu.code_length > 1:
        apart, together = duration_words(menu.further_ms), duration_words(menu.timeout_ms)
        yield f"The keys of one choice may be {apart} apart at most, and take {together} together; # ends them."
    if menu.exit_sound is not None:
        yield "At the end of the call's first menu, the exit sound plays."


def _prefix_sentences(names: DisplayNames, item: Receptionist, semantics: Semantics) -> Iterator[str]:
    """Yield how long keys are waited for by prefix, and which numbers can be dialled."""
    pause = duration_words(round(semantics.interdigit_seconds * 1000))
    if may_dial(semantics):
        which = "any key" if semantics.extension_dialling == "any" else "a digit"
        people = [
            f"{entry.option} for {names.destination_name(entry.destination)}"
            for entry in item.engine.extensions
            if entry.option not in item.own_options
        ]
        dialled = join_words(people, remainder="{} more extensions") if people else "an extension, but none is known"
        yield f"Callers can dial {dialled}. So after {which}, the menu waits {pause} for another one before it acts."
    elif semantics.optional_hash:
        yield f"Callers may end a choice with #: without it, the menu waits {pause} before it acts."
    elif any(len(option) > 1 for option in item.options):
        yield f"The keys of one choice may be {pause} apart at most."


def may_dial(semantics: Semantics) -> bool:
    """Return whether callers can dial extensions at menus."""
    return semantics.extension_dialling != "none"


def mistake_sentences(names: DisplayNames, key: str, silent: DefaultPath, wrong: DefaultPath) -> Iterator[str]:
    """Yield what happens after wrong keys and after silence, and how often."""
    flow, item = names.flow, names.flow.receptionists[key]
    together = flow.semantics_in(item).counters == "shared"
    if together:
        yield "Wrong keys and silences are counted together, as mistakes."
    if _has_wrong_keys(flow, item):
        which = "Any key that is not listed is wrong." if item.entries else "Every key is wrong: none is listed."
        after = _mistake_sentence(names, item, wrong, item.wrong_key_retry_recording, "wrong key", together=together)
        yield f"{which} {after}"
    else:
        yield "Every key is listed, so no key is wrong."
    yield _mistake_sentence(names, item, silent, item.silence_retry_recording, "silence", together=together)
    counts = len(wrong.repeats), len(silent.repeats)
    if all(counts):
        most = (max(counts) if together else sum(counts)) + 1
        yield f"A caller who mixes wrong keys and silence gets {count_noun(most, 'try', 'tries')} at most."


def _has_wrong_keys(flow: Flow, item: Receptionist) -> bool:
    semantics = flow.semantics_in(item)
    return not set(KEYS) <= set(item.options) or semantics.collect == "terminated" or may_dial(semantics)


def _mistake_sentence(
    names: DisplayNames, item: Receptionist, course: DefaultPath, retry: str | None, what: str, *, together: bool
) -> str:
    tries = len(course.repeats)
    retries = ""
    if tries:
        again = _replayed_prompts(names, item, course.repeats[0], retry)
        retries = f"After {_earlier_tries(tries, what, together=together)} {again}. "
    heard = f"they hear {names.recording_name(course.final)} to its end, and then " if course.final else ""
    going = names.onward_phrase(course.destination)
    return f"{retries}{_last_try(tries, what, together=together)} ends the menu: {heard}{going}."


def _earlier_tries(tries: int, what: str, *, together: bool) -> str:
    """Return which wrong keys or silences leave another try."""
    first = [f"the {ordinal_word(number)}" for number in range(1, tries + 1)]
    if together:
        which = f"one of the first {tries} mistakes" if tries > 2 else f"{' or '.join(first)} mistake"
        return f"a {what} that is {which}"
    return f"each of the first {tries} {what}s" if tries > 2 else f"{join_words(first)} {what}"


def _last_try(tries: int, what: str, *, together: bool) -> str:
    if not together:
        return f"The {ordinal_word(tries + 1)} {what}"
    return f"A {what} that is the {ordinal_word(tries + 1)} mistake or a later one" if tries else f"Any {what}"


def _replayed_prompts(names: DisplayNames, item: Receptionist, prompts: tuple[str, ...], retry: str | None) -> str:
    """Return what plays before another try; the rest of a sentence."""
    # FreeSWITCH's menu has a short greeting for every turn but the first
    again = (
        "the greeting again" if prompts[-1:] == (item.greeting,) else "".join(map(names.recording_name, prompts[-1:]))
    )
    if retry is None:
        return f"callers hear {again}" if prompts else "the menu waits again, and nothing plays"
    heard = f"callers hear {names.recording_name(retry)}"
    if len(prompts) > 1:
        return f"{heard}, then {again}"
    return f"{heard}, without the greeting" if item.greeting else heard


def silence_sentences(names: DisplayNames, key: str, silent: DefaultPath, out: SilentExit) -> Iterator[str]:
    """Yield how long a silent caller is kept, here and until they are out."""
    flow, item = names.flow, names.flow.receptionists[key]
    duration = length_words(silent.length)
    if item.is_menu:
        tries = count_noun(len(silent.repeats) + 1, "try", "tries")
        yield f"A caller who stays silent is kept here for {duration} ({tries})."
    elif silent.length.milliseconds:
        yield f"Every caller is kept here for {duration}."
    if flow.receptionist_for(silent.destination) is not None:
        yield f"From here, a caller who stays silent {exit_phrase(names, out)}."


def exit_phrase(names: DisplayNames, out: SilentExit) -> str:
    """Return when and where a silent caller gets out, as the rest of a sentence."""
    if out.destination is None:
        return "never gets out: silence leads in a circle"
    after = length_words(out.length)
    if out.destination.is_blank:
        return f"is dropped after {after}: {out.destination.drop_reason}"
    if out.destination.hangs_up:
        return f"is disconnected after {after}"
    return f"reaches {names.destination_name(out.destination)} after {after}"


def estimate_sentences(names: DisplayNames, key: str) -> Iterator[str]:
    """Yield which lengths of its recordings are estimates."""
    flow = names.flow
    lengths = {id: flow.length_of(id) for id in flow.receptionists[key].recordings}
    guessed = [
        f"{names.recording_name(id)} ({duration_words(length.milliseconds)})"
        for id, length in lengths.items()
        if length.estimated
    ]
    if guessed:
        yield f"Estimated {'length' if len(guessed) == 1 else 'lengths'}: {join_words(guessed)}."
