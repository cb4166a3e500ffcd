"""YAML as plain text values that know their line: what people write beside the sources.

Scalars are text, so ``country: NO`` is Norway and not false. Aliases are refused: none is needed, and a few
lines of them make gigabytes. A key that stands twice is an error.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

Where = tuple[str, ...]
Lines = Mapping[Where, int]
_NOTHING = ("", "~", "null")


class PlainYamlError(Exception):
    """A file that cannot be taken as plain YAML: ``problem`` in words, 1-based ``line``, dotted ``key``."""

    def __init__(self, problem: str, line: int | None = None, key: str = "") -> None:
        super().__init__(problem)
        self.problem = problem
        self.line = line
        self.key = key


def read_plain(content: bytes, *, lists: bool) -> tuple[dict[str, Any], Lines]:
    """The mapping in ``content``, and the line where each key or list item stands, by its path.

    Empty scalars are None. Lists are an error unless ``lists``. An empty file is an empty mapping. Raises
    PlainYamlError.
    """
    try:
        text = content.decode("utf-8-sig")
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, Loader=yaml.SafeLoader)):
            raise PlainYamlError("has a YAML alias (`*name`), which is not needed here")
        node = yaml.compose(text, Loader=yaml.BaseLoader)
    except UnicodeDecodeError as error:
        raise PlainYamlError(f"is not UTF-8 at byte {error.start}") from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise PlainYamlError(f"is not valid YAML: {error.problem or error.context}", line) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise PlainYamlError(f"is not valid YAML: {' '.join(str(error).split())[:200]}") from error
    if node is None:
        return {}, {}
    if not isinstance(node, yaml.MappingNode):
        raise PlainYamlError("should be `key: value` lines", node.start_mark.line + 1)
    lines: dict[Where, int] = {}
    return _mapping(node, (), lines, lists), lines


def line_of(where: Where, lines: Lines) -> int | None:
    """The line of the place ``where``, or of the nearest thing above it that has one."""
    known = (where[:size] for size in range(len(where), 0, -1) if where[:size] in lines)
    return next((lines[place] for place in known), None)


def _mapping(node: yaml.MappingNode, above: Where, lines: dict[Where, int], lists: bool) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            raise PlainYamlError("has a key that is no plain word", line)
        key: str = key_node.value
        where = (*above, key)
        if where in lines:
            raise PlainYamlError(f"stands twice, first in line {lines[where]}", line, ".".join(where))
        lines[where] = line
        values[key] = _value(value_node, where, lines, lists)
    return values


def _value(node: yaml.Node, where: Where, lines: dict[Where, int], lists: bool) -> Any:
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, where, lines, lists)
    if isinstance(node, yaml.ScalarNode):
        return None if node.style is None and node.value in _NOTHING else node.value
    if not lists:
        raise PlainYamlError("should be one value, not a list", lines[where], ".".join(where))
    values = []
    for number, item in enumerate(node.value):
        place = (*where, str(number))
        lines[place] = item.start_mark.line + 1
        values.append(_value(item, place, lines, lists))
    return values
