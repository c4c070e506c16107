"""YAML to a plain tree in which every scalar stays the text that its author wrote.

The parser's events are walked one by one, not by the recursive composer: so nothing is resolved
(``17:30``, ``no`` and ``012`` stay text), ten thousand brackets are one message, and it is faster
than the node graph. Positions are kept only for what is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from simulator.config.value_rules import UNKNOWN, PlainNumber, PlainUnknown
from simulator.text.positions import DEPTH_MOST, FAULTS_MOST, REFUSED, TOO_DEEP, EmptyText, Fault, Tree, UnreadableText

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's parser where PyYAML was built with it: ten times faster than PyYAML's own."""

VALUES_MOST = 5_000_000
"""How many values a file may hold, the ends of lists and mappings counted."""

NULLS = frozenset({"", "~", "null", "Null", "NULL"})
PLAIN: Mapping[str, PlainUnknown | None] = {**dict.fromkeys(NULLS), UNKNOWN: PlainUnknown(UNKNOWN)}
"""Words that mean something where they stand without quotes."""

_NUMBER = re.compile(r"-[0-9]+|-?[0-9]+\.[0-9]*|-?\.[0-9]+")
_ITEM = "the key in a list"
_NO_VALUE = object()
_END = object()


def yaml_tree(text: str, loader: Any = LOADER) -> Tree:
    """The tree of the one document in a text. Raises ``UnreadableText`` where there is none."""
    try:
        parser = loader(text)
        try:
            tree: Tree = _YamlWalk(text).build_tree(parser)
        finally:
            parser.dispose()
    except yaml.YAMLError as error:
        from simulator.text.yaml_traps import explain_refusal  # needed only when something is wrong

        raise UnreadableText(*explain_refusal(text, error)) from None
    if "#:" in text:
        from simulator.text.yaml_traps import commented_keys

        tree.faults += commented_keys(text, loader)
    return tree


class _YamlWalk:
    """One walk over the events of a text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tree = Tree()
        self.discards: list[dict[str, Any]] = []
        self.anchors: set[str] = set()

    def build_tree(self, parser: Any) -> Tree:
        """Build the tree. The loop is the cost of loading, so it looks at nothing twice."""
        get_event = parser.get_event
        documents: list[Any] = []
        holder: Any = documents
        key: str | None = _ITEM  # None: in a mapping, before a key
        stack: list[tuple[Any, str | None]] = []
        for _ in range(VALUES_MOST):
            event = get_event()
            kind = type(event)
            if kind is ScalarEvent:
                value = event.value
                if key is None:
                    plain = event.tag is None and event.anchor is None
                    key = value if plain and value not in holder and value != "<<" else self.mapping_key(event, holder)
                    continue
                if not event.style:
                    if value in PLAIN:
                        value = PLAIN[value]
                    elif (value[0] == "-" or "." in value) and _NUMBER.fullmatch(value):
                        value = PlainNumber(value)
                if event.tag is not None or event.anchor is not None:
                    value = self.marked_value(event, value)
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                holder, key = stack.pop()
                continue
            else:
                value = self.other_value(event, kind, stack, documents)
                if value is _NO_VALUE:
                    continue
                if value is _END:
                    return self.finish_tree(documents)
                if key is None:
                    key = self.mapping_key(event, holder)
                    if kind is not AliasEvent:
                        stack.append((holder, key))
                        holder, key = value, (None if kind is MappingStartEvent else _ITEM)
                    continue
            if key is _ITEM:
                holder.append(value)
            else:
                holder[key] = value
                key = None
            if kind is MappingStartEvent or kind is SequenceStartEvent:
                stack.append((holder, key))
                holder, key = value, (None if kind is MappingStartEvent else _ITEM)
        raise UnreadableText(f"holds over {VALUES_MOST:,} values; a file may hold at most that")

    def other_value(self, event: Any, kind: type, stack: list[Any], documents: list[Any]) -> Any:
        """Return the value of an event other than a scalar, if it has one, or the end."""
        if kind is MappingStartEvent or kind is SequenceStartEvent:
            if len(stack) >= DEPTH_MOST:
                raise UnreadableText(TOO_DEEP, event.start_mark.index)
            if event.tag is not None or event.anchor is not None:
                self.marked_value(event, "")
            return {} if kind is MappingStartEvent else []
        if kind is AliasEvent:
            return self.marked_value(event, "")
        if kind is DocumentStartEvent and documents:
            self.tree.faults.append(
                Fault(event.start_mark.index, "a second document starts here; a file holds one: remove the ---")
            )
            return _END
        return _END if kind is StreamEndEvent else _NO_VALUE

    def mapping_key(self, event: Any, mapping: dict[str, Any]) -> str:
        """Return the key for an event that is not a plain new scalar, and note what is wrong with it."""
        from simulator.text import yaml_traps

        index = event.start_mark.index
        if type(event) is not ScalarEvent:
            if type(event) is not AliasEvent:
                self.tree.faults.append(Fault(index, "a key must be text, not a list or a mapping"))
        elif event.tag is not None or event.anchor is not None:
            self.marked_value(event, "")
        elif event.value == "<<":
            if event.style and event.value not in mapping:
                return "<<"
            self.tree.faults.append(Fault(index, yaml_traps.MERGE))
        else:
            self.tree.repeated = True
        self.discards.append(mapping)
        return REFUSED

    def marked_value(self, event: Any, value: Any) -> Any:
        """Return what stays of a value with a tag, an anchor, or an alias for a value: an objection.

        An alias of an anchor that is there is meant as one, and ends the reading: such a text can
        stand for one of any size. Alone, ``*9`` is a key that lacks its quotes.
        """
        from simulator.text import yaml_traps

        index = event.start_mark.index
        if type(event) is AliasEvent and event.anchor in self.anchors:
            raise UnreadableText(f"*{event.anchor} is an alias of &{event.anchor}; write out what it stands for", index)
        if type(event) is not AliasEvent and event.anchor is not None:
            self.anchors.add(event.anchor)
        message = yaml_traps.sign_message(self.text, index)
        if len(self.tree.faults) > FAULTS_MOST:
            raise UnreadableText(f"{message} (and {FAULTS_MOST:,} like it before)", index)
        self.tree.faults.append(Fault(index, message))
        return value if value and event.tag is None else REFUSED

    def finish_tree(self, documents: list[Any]) -> Tree:
        """The tree, without what was objected to."""
        for mapping in self.discards:
            mapping.pop(REFUSED, None)
        if not documents:
            only = "holds only comments" if self.text.strip() else "is empty"
            raise EmptyText(only)
        self.tree.root = documents[0]
        return self.tree
