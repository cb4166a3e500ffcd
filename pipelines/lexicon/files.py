"""Reading the lexicon's files: YAML typed by hand, TSV made by ``generate``; errors name place and value."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from pipelines.errors import ConfigurationError

FOLDER = Path(__file__).parent
GENERATED = FOLDER / "generated"

Model = TypeVar("Model", bound=BaseModel)


class LexiconError(ConfigurationError):
    """A lexicon file is wrong; the text says which file, which line or entry, and what stands there."""


# Every scalar stays text, so that Norway's code NO is not read as a boolean.
_Base: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class _Loader(_Base):  # type: ignore[misc]
    """A loader that refuses a key said twice: YAML itself would silently keep the last."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        mapping: dict[Hashable, Any] = super().construct_mapping(node, deep=deep)
        if len(mapping) < len(node.value):
            seen: set[str] = set()
            for key, _ in node.value:
                if key.value in seen:
                    raise yaml.constructor.ConstructorError(
                        None, None, f"{key.value!r} is said twice", key.start_mark
                    )
                seen.add(key.value)
        return mapping


def read_yaml(path: Path, model: type[Model]) -> Model:
    """``path`` as a ``model``. Raises LexiconError naming file, line, entry and value."""
    try:
        text = path.read_text(encoding="utf-8")
        return model.model_validate(yaml.load(text, Loader=_Loader) or {})  # noqa: S506 - scalars only
    except OSError as error:
        raise LexiconError(f"{path}: cannot be read: {error.strerror}") from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise LexiconError(f"{path}:{line}: {error.problem}") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise LexiconError(f"{path}: {error}") from error
    except ValidationError as error:
        raise LexiconError("\n".join(_explained(path, text, error))) from error


def read_tsv(path: Path, columns: int) -> Iterator[list[str]]:
    """The rows of a generated table without comments. Raises LexiconError on a row of another width."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise LexiconError(f"{path}: cannot be read: {error.strerror}; make it with {_GENERATE}") from error
    for number, line in enumerate(lines, start=1):
        if line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) != columns:
            raise LexiconError(f"{path}:{number}: {len(cells)} columns where {columns} belong: {line!r}")
        yield cells


_GENERATE = "python -m pipelines.lexicon.generate"


def _explained(path: Path, text: str, error: ValidationError) -> Iterator[str]:
    root = yaml.compose(text, Loader=_Loader)
    for fault in error.errors():
        entry = [part for part in fault["loc"] if part != "[key]"]
        message = fault["msg"].removeprefix("Value error, ")
        place = " > ".join(str(part) for part in entry) or "the whole file"
        yield f"{path}:{_line(root, entry)}: {place}: {message}, got {fault['input']!r}"


def _line(node: yaml.Node | None, entry: list[int | str]) -> int:
    """The line, from 1, of the entry that the error speaks of, or of the nearest one above it."""
    line = node.start_mark.line + 1 if node else 1
    for part in entry:
        found: tuple[yaml.Node, yaml.Node] | None = None
        if isinstance(node, yaml.MappingNode):
            found = next(((key, value) for key, value in node.value if key.value == str(part)), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            found = (node.value[part], node.value[part])
        if found is None:
            break
        line, node = found[0].start_mark.line + 1, found[1]
    return line
