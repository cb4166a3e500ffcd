"""The evidence of every fact as W3C Web Annotations (JSON-LD), so that tools can show it in its text.

Model: https://www.w3.org/TR/annotation-model/
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pipelines.formats import plain

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_AROUND = 32  # characters before and after that tell one place from others with the same words


def write_annotations(
    facts: Iterator[tuple[str, Mapping[str, Any]]], documents: Mapping[str, Mapping[str, Any]], path: Path
) -> None:
    """Writes ``facts``, each with its kind, as one AnnotationPage; ``documents`` by their document_id."""
    items = [_annotation(kind, fact, documents[fact["document_id"]]) for kind, fact in facts]
    page = {"@context": CONTEXT, "id": "urn:cooperation:facts", "type": "AnnotationPage", "items": items}
    path.write_text(json.dumps(page, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _annotation(kind: str, fact: Mapping[str, Any], document: Mapping[str, Any]) -> dict[str, Any]:
    said = {"kind": kind, **{column: plain(value) for column, value in fact.items()}}
    return {
        "id": f"urn:cooperation:fact:{fact['fact_id']}",
        "type": "Annotation",
        "motivation": "identifying",
        "body": {
            "type": "TextualBody",
            "format": "application/json",
            "value": json.dumps(said, ensure_ascii=False),
        },
        "target": {"source": _source(document), "selector": _selectors(fact, document["text"])},
    }


def _source(document: Mapping[str, Any]) -> dict[str, Any]:
    """The stored text, which the offsets count in; its publisher's page is where it came from (``via``)."""
    source = {"id": f"urn:sha256:{document['text_sha256']}", "type": "Text", "format": "text/plain"}
    told = {"language": document["language"], "via": document["url"], "title": document["title"]}
    return source | {name: value for name, value in told.items() if value}


def _selectors(fact: Mapping[str, Any], text: str) -> list[dict[str, Any]]:
    start, end = fact["char_start"], fact["char_end"]
    return [
        {
            "type": "TextQuoteSelector",
            "exact": text[start:end],
            "prefix": text[max(0, start - _AROUND) : start],
            "suffix": text[end : end + _AROUND],
        },
        {"type": "TextPositionSelector", "start": start, "end": end},
    ]
