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
    if len(content) <= limit:
        return
    start, number = 0, 0
    for number, end in enumerate(_LINE_END.finditer(content), start=1):
        if end.start() - start > limit:
            raise _long_line(number, start, end.start() - start, limit)
        start = end.end()
    if len(content) - start > limit:
        raise _long_line(number + 1, start, len(content) - start, limit)


def _long_line(number: int, start: int, length: int, limit: int) -> SourceFault:
    message = f"line {number} (from byte {start}) has {length} bytes, more than {limit}"
    return SourceFault(Code.TOO_LARGE, message, start, str(length))
