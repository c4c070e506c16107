"""A test call in words: what to do at the telephone, where it ends, and what to tell afterwards."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.callers.caller_script import ScriptStep
from simulator.config.flow import Flow
from simulator.config.receptionist import HANGUP, parse_address
from simulator.config.recording_length import BUILT_IN_PROMPTS
from simulator.fast_classes import NamedTuple
from simulator.graph.compare.onset import Ending
from simulator.graph.identification.audible_call import OWN_HANGUP, Noticed, TelephoneQuestion, sound_of
from simulator.graph.identification.call_probe import ELSEWHERE, CallProbe, QuestionAnswer
from simulator.graph.identification.candidate_calls import disturbs
from simulator.graph.identification.menu_approach import MenuApproach
from simulator.graph.identification.telephone_answers import NOT_ARISING
from simulator.graph.plain_words import join_words, quote, visible

WORDS_SHOWN = 60
"""Characters of a recording's words that are enough to know it by."""

YES_OR_NO = "y, n"
"""The answers to a question of yes or no."""


class QuestionWords(NamedTuple):
    """A question as it is asked, what may be answered, and the choices by number (none: it is not a choice)."""

    text: str
    accepted: str
    choices: tuple[tuple[QuestionAnswer, str], ...] = ()


class TelephoneWords:
    """The words for the calls to one menu."""

    def __init__(self, approach: MenuApproach) -> None:
        self.approach = approach
        self.flow: Flow = approach.flow
        self._recordings: dict[str, str] = {}
        for receptionist in self.flow.receptionists.values():
            for id in receptionist.recordings:
                self._recordings.setdefault(sound_of(self.flow, id), id)

    # -- what to do -------------------------------------------------------------------------------

    def number_words(self) -> str:
        """Return the number to ring, and the menu that answers."""
        name = quote(self.flow.receptionists[self.approach.menu].name)
        number = self.approach.number
        return f"{visible(number)} ({name} answers)" if number else f"the number that leads to {name}"

    def steps(self, probe: CallProbe) -> list[str]:
        """Return the instructions for a call, one sentence for each step."""
        steps = probe.script.steps
        lines = [self._step_words(number, step, steps) for number, step in enumerate(steps)]
        if not steps or not steps[-1].hangup:
            lines.append("Then press nothing more, until somebody answers or the call ends.")
        return lines

    def _step_words(self, number: int, step: ScriptStep, steps: Sequence[ScriptStep]) -> str:
        keys = _keys_words(step.press or "")
        if number == 0:
            greeting = self._greeting_words()
            if step.cue == "prompt":
                return f"While {greeting} is still playing, press {keys}."
            quiet = f"When {greeting} has ended and it is quiet" if greeting else "When the call is answered"
        else:
            waited = bool(steps[number - 1].is_silence)
            if step.cue == "prompt":
                return f"{'While that' if waited else 'Wait for another recording, and while it'} plays, press {keys}."
            quiet = "When it has ended and it is quiet"
            quiet = quiet if waited else f"Wait until another recording has begun. {quiet}"
        if step.is_silence:
            return f"{quiet}, press nothing: wait until another recording begins."
        return f"{quiet}, hang up." if step.hangup else f"{quiet}, press {keys}."

    def _greeting_words(self) -> str:
        id = self.flow.receptionists[self.approach.menu].greeting
        return f"the greeting ({self.sound_words(sound_of(self.flow, id))})" if id is not None else ""

    def duration_words(self, probe: CallProbe) -> str:
        """Return the longest that a call may take, in words."""
        seconds = max(5, 5 * round(probe.seconds / 5))
        return f"about {seconds} s at most" if seconds < 100 else f"about {seconds / 60:.0f} minutes at most"

    def ending_words(self, probe: CallProbe) -> str:
        """Return the sentence about the end of a call, and about the people to tell beforehand."""
        places = [ending for ending in probe.endings if ending != OWN_HANGUP]
        if not places:
            return "You end it yourself, so nobody's telephone rings."
        names = join_words([self.place_words(ending) for ending in places], last=" or ")
        own = " unless you hang up before" if OWN_HANGUP in probe.endings else ""
        if places == [HANGUP]:
            return f"At the end you are cut off{own}: nobody's telephone rings."
        people = [self.place_words(ending) for ending in places if disturbs(self.flow, ending)]
        if not people:
            return f"It ends at {names}{own}."
        tells = len(probe.expected(TelephoneQuestion("ended"))) > 1
        who = join_words(people)
        late = (
            "note which of them rings"
            if tells and len(places) > 1
            else "the telephone then rings and nobody is disturbed"
        )
        return f"It ends at {names}{own}. Tell {who} before you ring, or ring when nobody is there: {late}."

    # -- what to tell -----------------------------------------------------------------------------

    def question(self, probe: CallProbe, question: TelephoneQuestion) -> QuestionWords:
        """Return a question about a call in words."""
        match question.kind:
            case "stopped":
                what = "the greeting" if question.subject == "1" else "the recording"
                return QuestionWords(f"Did {what} stop when you pressed {self._keys_of(probe, question)}?", YES_OR_NO)
            case "pause":
                pauses = sorted(value for value in probe.values(question) if isinstance(value, int))
                expected = join_words([_pause_words(pause) for pause in dict.fromkeys(pauses)], last=" or ")
                keys = self._keys_of(probe, question)
                text = f"How many seconds was it quiet after you pressed {keys}? ({expected})"
                return QuestionWords(text, f"seconds; {NOT_ARISING} if something was playing")
            case "heard":
                words = self.sound_words(question.subject)
                if set(probe.values(question)) <= {0, 1}:
                    return QuestionWords(f"Did you hear {words}?", YES_OR_NO)
                return QuestionWords(f"How often did {words} begin?", "a number")
            case "ended":
                return self._ending_question(probe, question)
            case "order":
                return self._order_question(probe, question)

    def _keys_of(self, probe: CallProbe, question: TelephoneQuestion) -> str:
        number = int(question.subject)
        keys = _keys_words(probe.script.steps[number - 1].press or "")
        return keys if len(probe.script.steps) == 1 else f"{keys} (step {number})"

    def _ending_question(self, probe: CallProbe, question: TelephoneQuestion) -> QuestionWords:
        places: list[QuestionAnswer] = [*sorted(str(value) for value in probe.expected(question)), ELSEWHERE]
        choices = tuple((place, self.place_words(str(place))) for place in places)
        return QuestionWords("Where did the call end?", "the number of a line", choices)

    def _order_question(self, probe: CallProbe, question: TelephoneQuestion) -> QuestionWords:
        orders = [value for value in probe.expected(question) if isinstance(value, tuple)]
        choices = tuple((order, ", ".join(map(self.sound_name, order)) or "nothing") for order in orders)
        text = "In which order did you hear the recordings?"
        return QuestionWords(text, "the number of a line", (*choices, ((), "in another order")))

    def answer_words(self, question: TelephoneQuestion, answer: Noticed | float) -> str:
        """Return an answer, or what a reading says, in words."""
        match question.kind, answer:
            case _, None:
                return "does not arise"
            case ("stopped", _) | (_, bool()):
                return "yes" if answer else "no"
            case "heard", int():
                return "never" if answer == 0 else "once" if answer == 1 else f"{answer} times"
            case "pause", int() | float():
                return f"{answer:g} s"
            case "order", tuple():
                return ", ".join(map(self.sound_name, answer)) or "in another order"
        return self.place_words(str(answer))

    # -- names ------------------------------------------------------------------------------------

    def sound_words(self, sound: str) -> str:
        """Return a recording as a person knows it: by its first words, else by its name."""
        id = self._recordings.get(sound)
        entry = self.flow.recordings.get(id) if id is not None else None
        words = visible(entry.script) if entry else ""
        if words:
            return quote(words if len(words) <= WORDS_SHOWN else f"{words[:WORDS_SHOWN].rsplit(' ', 1)[0]}…")
        if entry is None and id in BUILT_IN_PROMPTS:
            return self.sound_name(sound)
        return f"the recording {quote(self.sound_name(sound))}"

    def sound_name(self, sound: str) -> str:
        """Return the name under which a file of answers speaks of a recording."""
        id = self._recordings.get(sound)
        return visible(self.flow.recording_name(id)) if id is not None else visible(sound)

    def place_words(self, ending: Ending) -> str:
        """Return a place where a call may end."""
        match ending:
            case _ if ending == OWN_HANGUP:
                return "you hung up"
            case _ if ending == HANGUP:
                return "the call was cut off"
            case _ if ending == ELSEWHERE:
                return "somewhere else"
            case _ if "||" in ending:
                name = self.flow.destination_name(parse_address(ending))
                return visible(name) if name else visible(ending)
        return visible(ending)


def _keys_words(keys: str) -> str:
    return keys if len(keys) < 2 else f"{' '.join(keys)}, one right after the other"


def _pause_words(milliseconds: int) -> str:
    return "0 if something came at once" if milliseconds < 1000 else f"about {milliseconds / 1000:.0f}"
