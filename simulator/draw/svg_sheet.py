"""One sheet of a map in SVG: its branches and its cards, from the sheet's own corner."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.draw.ending_sign import KIND_WORDS
from simulator.draw.map_card import CARD_WIDTH, DETAIL_INSET, DETAIL_LINE, DrawnNode, number_lines
from simulator.draw.map_layout import BUS, CHIP_SIGN, FOLD_AIR, DrawnBranch, MapLayout, MapSheet, fold_words
from simulator.draw.map_overlay import MapOverlay, Tone
from simulator.draw.map_tree import kind_of_telephone, name_of_target
from simulator.draw.svg_parts import (
    aside,
    box_at,
    cap_at,
    circle_at,
    group_of,
    link_to,
    mark_at,
    mark_radius,
    number_text,
    path_of,
    sign_at,
    text_at,
)
from simulator.draw.text_metrics import text_width

CAP_LOOKS: dict[Tone, str] = {"taken": "ko", "gap": "dq", "gone": "dq", "added": "ka", "moved": "ka"}
"""The look of a keycap by its tone: filled, dashed, or with a heavy edge."""

MARKS_MOST = 4
"""Marks on a card; more would hide its name."""


class SheetWriter:
    """The work of one sheet; ``used`` collects the signs that it needs."""

    def __init__(self, layout: MapLayout, sheet: MapSheet, overlay: MapOverlay, used: set[str]) -> None:
        self.layout, self.sheet, self.overlay, self.used = layout, sheet, overlay, used
        self.tree = layout.tree

    def write(self) -> str:
        """Return the sheet: lines first, so that everything else stands on them."""
        by_source: dict[str, list[DrawnBranch]] = {}
        for branch in self.sheet.branches:
            by_source.setdefault(branch.source, []).append(branch)
        lines = [line for id, branches in by_source.items() for line in self._bus(id, branches)]
        paths = [self._taken_line(branch) for branch in self.sheet.branches if self._tone(branch) == "taken"]
        starts = [self._start(self.sheet.nodes[id]) for id in self.sheet.roots]
        branches = [self._branch(branch) for branch in self.sheet.branches]
        cards = [self._node(drawn) for drawn in self.sheet.nodes.values()]
        return "".join([*lines, *paths, *starts, *branches, *cards])

    def _sign(self, sign: str, x: float, y: float, *, look: str = "", size: float = 16) -> str:
        self.used.add(sign)
        return sign_at(sign, x, y, look=look, size=size)

    def _tone(self, drawn: DrawnBranch) -> Tone:
        return self.overlay.tone_of(drawn.source, drawn.branch)

    # -- lines -------------------------------------------------------------------------------------

    def _bus(self, id: str, branches: list[DrawnBranch]) -> Iterator[str]:
        """The line that the branches leave from, and each branch; quiet ones are dashed."""
        drawn = self.sheet.nodes[id]
        bus = drawn.right + BUS
        loud = [branch.y for branch in branches if not branch.branch.way.is_quiet]
        ends = [*loud, drawn.y]
        start = f"M{number_text(drawn.line_start)} {number_text(drawn.y)}"
        yield path_of(f"{start}H{number_text(bus)}", "w" if loud else "q")
        if max(ends) > min(ends):
            yield path_of(f"M{number_text(bus)} {number_text(min(ends))}V{number_text(max(ends))}", "w")
        for branch in branches:
            end = branch.x - (0 if branch.shape == "node" else 6)
            across = f"{number_text(branch.y)}H{number_text(end)}"
            if branch.branch.way.is_quiet:
                edge = max(ends) if branch.y > max(ends) else min(min(ends), branch.y)
                yield path_of(f"M{number_text(bus)} {number_text(edge)}V{across}", "q")
            else:
                yield path_of(f"M{number_text(bus)} {across}", "w")

    def _taken_line(self, drawn: DrawnBranch) -> str:
        """The way of a call: round at its corners, so that it does not look like a frame."""
        source = self.sheet.nodes[drawn.source]
        bus, end = source.right + BUS, drawn.x - 3
        start = f"M{number_text(source.line_start)} {number_text(source.y)}"
        if abs(drawn.y - source.y) < 1:
            return path_of(f"{start}H{number_text(end)}", "p")
        bend = min(8.0, abs(drawn.y - source.y) / 2)
        down = bend if drawn.y > source.y else -bend
        first = f"H{number_text(bus - bend)}q{number_text(bend)} 0 {number_text(bend)} {number_text(down)}"
        then = f"V{number_text(drawn.y - down)}q0 {number_text(down)} {number_text(bend)} {number_text(down)}"
        return path_of(f"{start}{first}{then}H{number_text(end)}", "p")

    def _start(self, drawn: DrawnNode) -> str:
        """The telephone in front of a root, or where on the map the sheet goes on from."""
        if drawn.node.parent:
            return path_of(f"M{number_text(drawn.x - 34)} {number_text(drawn.y)}H{number_text(drawn.x)}", "w d")
        if not drawn.node.is_reached:
            return text_at(drawn.x, drawn.top - 8, "no call leads here", "s")
        is_on = self.overlay.node_tones.get(drawn.node.id) == "taken"
        line = path_of(
            f"M{number_text(drawn.x - 11)} {number_text(drawn.y)}H{number_text(drawn.x)}", "p" if is_on else "w"
        )
        circle = circle_at(drawn.x - 25, drawn.y, 14, "c on" if is_on else "c")
        return f"{line}{circle}{self._sign('phone', drawn.x - 32, drawn.y, look='ug' if is_on else '', size=14)}"

    # -- branches ----------------------------------------------------------------------------------

    def _branch(self, drawn: DrawnBranch) -> str:
        tone, way = self._tone(drawn), drawn.branch.way
        quiet = "dq" if way.is_quiet else ""
        bus = self.sheet.nodes[drawn.source].right + BUS
        cap = ""
        if way.caption:
            cap = cap_at(way.caption, (bus + drawn.x) / 2 - 1, drawn.y, look=CAP_LOOKS.get(tone, quiet))
        match drawn.shape:
            case "node":
                content = cap
            case "chip":
                content = cap + self._chip(drawn)
            case "fold":
                content = cap + self._fold(drawn)
            case _:
                content = cap + self._ending(drawn)
        return group_of(content, look="dim") if tone == "faded" else content

    def _chip(self, drawn: DrawnBranch) -> str:
        """The name of a node that is drawn elsewhere; it leads there where that is another sheet."""
        what = self._sign_of(drawn.branch.target)
        inset = CHIP_SIGN if what else 0
        width = text_width(drawn.label, 13) + 38 + inset
        height = min(26, self.layout.measures.row - 2)
        box = box_at(drawn.x, drawn.y - height / 2, width, height, "o", height / 2)
        sign = self._sign("across", drawn.x + 9, drawn.y, look="us", size=13)
        sign += self._sign(what, drawn.x + 27, drawn.y, look="us", size=13) if what else ""
        content = f"{box}{sign}{text_at(drawn.x + 27 + inset, drawn.y + 4.6, drawn.label, 'm')}"
        title = f"{name_of_target(self.tree, drawn.branch)}: drawn elsewhere"
        sheet = self.layout.sheet_of[drawn.branch.target]
        if sheet != self.sheet.number:
            content = link_to(f"sheet-{sheet}", content, f"{title}, on sheet {sheet}")
        else:
            content = group_of(content, title)
        asides = aside(f"sheet {sheet}", "s", 6) if sheet != self.sheet.number else ""
        asides += self._asides(drawn)
        return content + (text_at(drawn.x + width, drawn.y + 4.6, "", more=asides) if asides else "")

    def _sign_of(self, id: str) -> str:
        """The sign of a node: of who answers, or of what it does; empty for a menu, which is a box."""
        kind = self.tree.nodes[id].kind
        signs = {"menu": "", "announcement": "sound", "schedule": "clock"}
        return signs[kind] if kind in signs else kind_of_telephone(self.tree, id)

    def _fold(self, drawn: DrawnBranch) -> str:
        """A part of the map that is drawn on a sheet of its own."""
        id = drawn.branch.target
        sheet, size = self.layout.sheet_of[id], self.layout.cut.sizes[id]
        words = fold_words(size, sheet)
        name_width = text_width(drawn.label, 14, bold=True)
        width = name_width + FOLD_AIR + text_width(words, 12)
        height = min(28, self.layout.measures.row - 3)
        box = box_at(drawn.x, drawn.y - height / 2, width, height, "c d", 8)
        name = text_at(drawn.x + 12, drawn.y + 5, drawn.label, "n")
        detail = text_at(drawn.x + 22 + name_width, drawn.y + 4.6, words, "s")
        title = f"{self.tree.nodes[id].name}: on sheet {sheet}"
        # next to the chip: above it, they would stand in the row before
        marks = self._marks(id, drawn.x + width + self._marks_width(id) - 3, drawn.y + 3)
        return link_to(f"sheet-{sheet}", box + name + detail, title) + marks

    def _ending(self, drawn: DrawnBranch) -> str:
        sign = drawn.branch.sign
        assert sign is not None, "an ending has a sign"
        tone, is_quiet = self._tone(drawn), drawn.branch.way.is_quiet
        looks = {"taken": ("ug", "g"), "gone": ("us", "x")}
        use_look, look = looks.get(tone, ("us", "s") if is_quiet else ("", ""))
        content = self._sign(sign.kind, drawn.x, drawn.y, look=use_look)
        x = drawn.x + 24
        if sign.is_decided_elsewhere:
            content += circle_at(drawn.x + 8, drawn.y, 12, "ring")
            x += 4
        content += text_at(x, drawn.y + 5, drawn.label, look, more=self._asides(drawn))
        return group_of(content, f"{sign.name}: {KIND_WORDS[sign.kind]}")

    def _asides(self, drawn: DrawnBranch) -> str:
        """What a count means, and what an overlay says."""
        note = self.layout.measures.note_of(drawn.branch.way)
        remark = self.overlay.remark_on(drawn.source, drawn.branch)
        return aside(f"· {note}" if note else "", "s", 6) + aside(remark, "t", 10)

    # -- nodes -------------------------------------------------------------------------------------

    def _node(self, drawn: DrawnNode) -> str:
        node = drawn.node
        tone = self.overlay.node_tones.get(node.id, "plain")
        content = self._box(drawn, tone) if drawn.is_card else self._bare(drawn, tone)
        if drawn.returns:
            first = drawn.returns[0]
            content += self._sign("back", drawn.x + first.x - 18, drawn.top + first.y, look="us", size=13)
        for item in drawn.returns:
            tones = self.overlay.tone_of(node.id, item.branch)
            quiet = "dq" if item.branch.way.is_quiet else ""
            width = item.end - item.x - text_width(item.label, 12) - 4
            y = drawn.top + item.y
            if item.branch.way.caption:
                look = "ko" if tones == "taken" else quiet
                content += cap_at(item.branch.way.caption, drawn.x + item.x + width / 2, y, look=look, small=True)
            remark = self.overlay.remark_on(node.id, item.branch)
            has_room = drawn.room_after(item) >= text_width(remark, 12, bold=True) + 16
            x, look = drawn.x + item.x + width + 4, "t" if tones == "taken" else "s"
            content += text_at(x, y + 4, item.label, look, more=aside(remark, "t") if has_room else "")
        content = group_of(content, self._title(drawn), "dim" if tone == "faded" else "")
        marks = self._marks(node.id, drawn.head_right, drawn.top)
        return content + self._numbers(drawn) + self._node_remark(drawn) + marks

    def _box(self, drawn: DrawnNode, tone: Tone) -> str:
        is_menu = drawn.node.kind == "menu"
        look = " ".join(["c" if is_menu else "o", *(["on"] if tone in ("taken", "added", "moved") else [])])
        if tone in ("gap", "added") or not drawn.node.is_reached:
            look += " d"
        box = box_at(drawn.x, drawn.top, drawn.width, drawn.height, look, 9)
        x = drawn.x + 12
        if not is_menu:
            box += self._sign("sound", x, drawn.y if not drawn.returns else drawn.top + 20, size=15)
            x += 22
        return box + self._name(drawn, x)

    def _bare(self, drawn: DrawnNode, tone: Tone) -> str:
        """A schedule or a telephone: a sign and a name, since only menus are boxes."""
        sign = self._sign_of(drawn.node.id)
        look = "ug" if tone == "taken" else ""
        below = drawn.top + 10 + 18 * len(drawn.name_lines)
        details = (
            text_at(drawn.x + DETAIL_INSET, below + DETAIL_LINE * row + 10, line, "s")
            for row, line in enumerate(drawn.details)
        )
        return self._sign(sign, drawn.x, drawn.y, look=look) + self._name(drawn, drawn.x + 24) + "".join(details)

    def _name(self, drawn: DrawnNode, x: float) -> str:
        lines = drawn.name_lines
        look = "" if drawn.node.kind == "telephone" else "n"
        return "".join(text_at(x, drawn.name_y + 18 * index, line, look) for index, line in enumerate(lines))

    def _title(self, drawn: DrawnNode) -> str:
        """The whole name, with what callers hear first."""
        node, flow = drawn.node, self.tree.flow
        if node.id not in flow.receptionists:
            return node.name
        recording = flow.recordings.get(flow.receptionists[node.id].greeting or "")
        return f"{node.name}: {recording.script}" if recording and recording.script.strip() else node.name

    def _numbers(self, drawn: DrawnNode) -> str:
        lines = number_lines(drawn.node)
        parts = []
        marks = self._marks_width(drawn.node.id)
        widest = max((text_width(line, 12) for line in lines), default=0.0)
        # on a narrow card the marks would stand on the numbers
        lift = 10 if marks and drawn.width < CARD_WIDTH and 17 + widest + marks > drawn.width else 0
        for index, line in enumerate(reversed(lines)):
            y = drawn.top - 7 - lift - 15 * index
            x = drawn.x + 2
            if drawn.node.parent:
                parts.append(self._sign("phone", x, y - 4, look="us", size=11))
                x += 15
            parts.append(text_at(x, y, line, "s"))
        return "".join(parts)

    def _node_remark(self, drawn: DrawnNode) -> str:
        """What an overlay says of a node: in its card where there is room, else above it; below a bare name."""
        remark = self.overlay.node_remarks.get(drawn.node.id, "")
        if not remark:
            return ""
        if drawn.node.kind in ("schedule", "telephone"):
            return text_at(drawn.x + 24, drawn.y + drawn.height / 2 + 3, remark, "t")
        if drawn.room_after_name >= text_width(remark, 12, bold=True) + 20:
            return text_at(drawn.right - 10, drawn.name_y, remark, "t", anchor="end")
        inset = 6 + self._marks_width(drawn.node.id)
        lines = number_lines(drawn.node)
        widest = max((text_width(line, 12) for line in lines), default=0.0)
        is_narrow = 20 + widest + text_width(remark, 12, bold=True) + inset > drawn.width
        y = drawn.top - 7 - (15 * len(lines) if is_narrow else 0)
        return text_at(drawn.right - inset, y, remark, "t", anchor="end")

    def _marks(self, id: str, right: float, top: float) -> str:
        """Return the numbers of the findings, on the upper edge, the last of them at the right."""
        marks = []
        x = right + 8
        for word in reversed(self._mark_words(id)):
            radius = mark_radius(word)
            marks.append(mark_at(word, x - radius, top - 3, radius=radius))
            x -= 2 * radius + 1
        return "".join(marks)

    def _mark_words(self, id: str) -> list[str]:
        """Return the words in the marks of a node; where there are many findings, the last mark stands for the rest."""
        numbers = self.overlay.marks.get(id, ())
        words = [str(number) for number in numbers[:MARKS_MOST]]
        return [*words[:-1], "…"] if len(numbers) > MARKS_MOST else words

    def _marks_width(self, id: str) -> float:
        return sum(2 * mark_radius(word) + 1 for word in self._mark_words(id))
