"""Files for other tools, made from one snapshot: tables in four formats, annotations, the data dictionary."""

from pipelines.exports.dictionary import Entry, dictionary
from pipelines.exports.folder import FORMATS, Exported, export
from pipelines.exports.pages import html_page, markdown_page

__all__ = ["FORMATS", "Entry", "Exported", "dictionary", "export", "html_page", "markdown_page"]
