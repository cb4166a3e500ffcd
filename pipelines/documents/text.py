"""Plain text and Markdown: the file is the text."""

from __future__ import annotations

import re

from pipelines.documents.decode import decode
from pipelines.documents.limits import SourceLimits
from pipelines.documents.refusal import Code, SourceFault

_LINE_END = re.compile(rb"\r\n?|\n")


def read_text(content: bytes, charset: str | None, limits: SourceLimits) -> str:
    """The stored text of a text file. Raises SourceFault TOO_LARGE, BINARY_SOURCE or BAD_ENCODING."""
    _refuse_long_line(content, limits.max_line)
    return decode(content, charset).text


def _refuse_long_line(content: bytes, limit: int) -> None:
    start = 0
    while len(content) - start > limit:
        # the last line end within the limit: all before it is short enough
        window = (start, start + limit + 1)
        end = max(content.rfind(b"\n", *window), content.rfind(b"\r", *window))
        if end < 0:
            raise _long_line(content, start, limit)
        start = end + 1


def _long_line(content: bytes, start: int, limit: int) -> SourceFault:
    end = _LINE_END.search(content, start)
    length = (end.start() if end else len(content)) - start
    number = 1 + sum(1 for _ in _LINE_END.finditer(content, 0, start))
    message = f"line {number} (from byte {start}) has {length} bytes, more than {limit}"
    return SourceFault(Code.TOO_LARGE, message, start, str(length))
