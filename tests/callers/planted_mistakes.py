"""Eleven mistakes that somebody could make about a FreePBX menu, each planted in ``menu_rules`` by one method."""

from typing import Any

from tests.callers.menu_rules import SIDES, MenuCall


class EndsATryEarly(MenuCall):
    """The N-th mistake is the last one, and not the one after it."""

    def allowed(self, menu: dict[str, Any], side: str) -> int:
        return max(super().allowed(menu, side) - 1, 0)


class HearsNothingInPrompts(MenuCall):
    """No key stops a prompt, and keys in it are lost."""

    def play_prompts(self, prompts: list[str]) -> str | None:
        for prompt in prompts:
            self.play_through(prompt)
        return None


class ExchangesRecordings(MenuCall):
    """The retry recording for wrong keys plays after the last one, and the final one before."""

    def leave_menu(self, menu: dict[str, Any]) -> tuple[str, str]:
        retry, final = SIDES["wrong"][1:3]
        return super().leave_menu({**menu, retry: menu.get(final), final: menu.get(retry)})


class TurnsTheReplayAround(MenuCall):
    """The greeting plays again where it should not, and the reverse."""

    def prompts_after(self, menu: dict[str, Any], side: str) -> list[str]:
        self.menus.replays = not self.menus.replays
        prompts = super().prompts_after(menu, side)
        self.menus.replays = not self.menus.replays
        return prompts


class KeepsKeysOfFinals(MenuCall):
    """Keys pressed into a recording that nothing stops count for what follows."""

    def play_through(self, recording: str | None) -> None:
        if recording:
            self.heard.recordings.append(recording)
            self.now += self.menus.lengths[recording]


class StopsFinals(MenuCall):
    """A key stops the recordings that nothing stops."""

    def play_through(self, recording: str | None) -> None:
        if recording:
            self.play_prompts([recording])


class ForgetsTypeAhead(MenuCall):
    """Keys that come before their round are lost."""

    def begin_round(self) -> None:
        self.keys = [act for act in self.keys if act[1] == "h"]
        super().begin_round()


class TakesPartsForSilence(MenuCall):
    """The beginning of a code is a silence, and not a wrong key."""

    def judge_code(self, code: str | None, menu: dict[str, Any]) -> tuple[str, str] | str:
        result = super().judge_code(code, menu)
        is_part = code is not None and any(entry["option"].startswith(code) for entry in menu["entries"])
        return "silence" if result == "wrong" and is_part else result


class WantsTheLongestCode(MenuCall):
    """A code that another one begins with never counts."""

    def judge_code(self, code: str | None, menu: dict[str, Any]) -> tuple[str, str] | str:
        options = [entry["option"] for entry in menu["entries"]]
        begins = code in options and any(option != code and option.startswith(str(code)) for option in options)
        return "wrong" if begins else super().judge_code(code, menu)


class EndsCodesAtHash(MenuCall):
    """# ends what is typed, by prefix too."""

    def by_prefix(self, typed: str, codes: list[str], menu: dict[str, Any]) -> str:
        return self.by_terminator(typed, codes, menu)


class WaitsFiveSeconds(MenuCall):
    """Timeout 0 is 5 s, and not 10."""

    def wait_of(self, menu: dict[str, Any]) -> int:
        return super().wait_of(menu) if menu["timeout"] else 5000


MISTAKES: tuple[type[MenuCall], ...] = (
    EndsATryEarly,
    HearsNothingInPrompts,
    ExchangesRecordings,
    TurnsTheReplayAround,
    KeepsKeysOfFinals,
    StopsFinals,
    ForgetsTypeAhead,
    TakesPartsForSilence,
    WantsTheLongestCode,
    EndsCodesAtHash,
    WaitsFiveSeconds,
)
