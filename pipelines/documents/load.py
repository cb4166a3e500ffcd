"""``raw/`` to documents: every file becomes part of a `Document` or a `Refusal`."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path

from pipelines.documents.describe import dateline, first_line, guess_language, is_blank
from pipelines.documents.document import Document
from pipelines.documents.limits import DEFAULT_LIMITS, SourceLimits
from pipelines.documents.readers import READERS, reader_of
from pipelines.documents.refusal import DEFERRED, Code, Refusal, SourceFault, SourceRefused, shown
from pipelines.documents.scan import (
    FOLDER_FILE,
    SIDECAR_ENDING,
    Clock,
    Found,
    Scan,
    document_ids,
    look_at,
    printable,
    read_bytes,
    scan,
    settle,
)
from pipelines.documents.sidecar import MAX_BYTES, Sidecar, parse_folder_expect, parse_sidecar
from pipelines.errors import ConfigurationError
from schemas.expectations import Expected

Expectations = Mapping[str, Expected]
# Said of where the same text lies, not of what it says: reading does not depend on them.
_NOT_READ = frozenset({"text", "other_files", "source_file", "content_sha256"})


@dataclass(frozen=True, slots=True)
class Sources:
    """What ``raw/`` holds: documents and refusals, each sorted by document id.

    ``expectations``: document id to table name to bounds, as the sidecars say. ``folder_expectations``: the
    same by folder (``""`` for ``raw`` itself, else its path with a slash at its end), of the documents in and
    below it together. ``orphans``: sidecars that belong to no source (a slip in a name, or a source that was
    taken away).
    """

    documents: list[Document]
    refusals: list[Refusal]
    expectations: dict[str, Expectations] = field(default_factory=dict)
    folder_expectations: dict[str, Expectations] = field(default_factory=dict)
    orphans: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Read:
    """One file that was read, before files with the same bytes are put together."""

    document: Document
    expect: Expectations
    has_sidecar: bool


def load_sources(raw: Path, settings: SourceLimits = DEFAULT_LIMITS, clock: Clock | None = None) -> Sources:
    """All sources below ``raw``, none of which can keep the others from loading.

    ``clock`` (the ``time`` module will do) lets files that were written a moment ago be looked at twice;
    without it, only files that change while they are read are found to be growing. Raises ConfigurationError
    where the folder itself cannot be listed.
    """
    try:
        found = scan(raw)
    except OSError as error:
        raise ConfigurationError(
            f"the folder of sources {str(raw)!r} cannot be read: {error.strerror}"
        ) from error
    ids = _ids(found.sources)
    if clock is not None:
        settle([*found.sources, *found.sidecars.values(), *found.folders], settings, clock)
    read: list[_Read] = []
    refusals: list[Refusal] = []
    folders = _folder_expectations(found, refusals)
    for source in found.sources:
        try:
            read.append(_read(source, ids[source.name], found.sidecars, settings))
        except SourceFault as fault:
            refusals.append(fault.refusal(source.name, ids[source.name]))
        except Exception as error:  # noqa: BLE001 - the edge of a document: one reader's fault is one refusal
            refusals.append(_reader_failed(error).refusal(source.name, ids[source.name]))
    merged = _merge(read)
    return Sources(
        documents=[one.document for one in merged],
        refusals=sorted(refusals, key=lambda refusal: (refusal.document_id, refusal.source_file)),
        expectations={one.document.document_id: one.expect for one in merged if one.expect},
        folder_expectations=folders,
        orphans=_orphans(found),
    )


def read_document(path: Path, raw: Path | None = None, limits: SourceLimits = DEFAULT_LIMITS) -> Document:
    """The one file at ``path``, its id counted from ``raw`` (its own folder where None).

    Raises SourceRefused with the refusal.
    """
    root = (path.parent if raw is None else raw).resolve()
    absolute = path.parent.resolve() / path.name
    if not absolute.is_relative_to(root):
        name = printable(absolute.name)
        raise SourceRefused(SourceFault(Code.OUTSIDE_RAW, "is not below the raw folder").refusal(name, name))
    source = look_at(absolute, root)
    beside = [look_at(one, root) for one in _beside(absolute)]
    ids = _ids([source, *(one for one in beside if one.name != source.name)])
    sidecars = {one.name: one for one in beside if one.name.endswith(SIDECAR_ENDING)}
    try:
        return _read(source, ids[source.name], sidecars, limits).document
    except SourceFault as fault:
        raise SourceRefused(fault.refusal(source.name, ids[source.name])) from fault


def source_key(document: Document) -> str:
    """Hash of all that reading a document depends on: the same key, the same facts.

    Every field counts but those that say where the bytes lie, so that a field added later counts too.
    """
    values = {
        one.name: str(getattr(document, one.name)) for one in fields(document) if one.name not in _NOT_READ
    }
    return _sha256(json.dumps(values, sort_keys=True).encode("ascii"))


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _beside(path: Path) -> list[Path]:
    try:
        return list(path.parent.iterdir())
    except OSError:
        return []


def _ids(sources: Iterable[Found]) -> dict[str, str]:
    """Ids by name; a file that no reader takes keeps its ending, and does not make others keep theirs."""
    names = [source.name for source in sources]
    readable = [name for name in names if reader_of(name) is not None]
    return {**dict(zip(names, names, strict=True)), **document_ids(readable)}


def _read(
    source: Found,
    document_id: str,
    sidecars: Mapping[str, Found],
    limits: SourceLimits,
) -> _Read:
    if source.fault is not None:
        raise source.fault
    reader = reader_of(source.name)
    if reader is None:
        known = " ".join(READERS)
        raise SourceFault(Code.UNKNOWN_FORMAT, f"has an ending that nothing here reads (known: {known})")
    beside = [sidecars[name] for name in _sidecar_names(source.name) if name in sidecars]
    sidecar = _read_sidecar(beside[0]) if beside else Sidecar()
    content = read_bytes(source, limits.max_bytes)
    text = reader(content, sidecar.charset, limits)
    if is_blank(text):
        raise SourceFault(Code.EMPTY_SOURCE, "is empty" if not content else "is blank")
    document = Document(
        document_id=document_id,
        source_file=source.name,
        text=text,
        content_sha256=_sha256(content),
        text_sha256=_sha256(text.encode("utf-8")),
        title=sidecar.title or first_line(text),
        publisher=sidecar.publisher,
        url=sidecar.url,
        published_date=sidecar.published or dateline(text),
        language=sidecar.language or guess_language(text),
        country=sidecar.country,
    )
    return _Read(document, sidecar.expect, bool(beside))


def _sidecar_names(source: str) -> tuple[str, str]:
    """The names of a source's sidecar, the nearer first: files that differ in their ending have one each."""
    stem = source.rpartition(".")[0]
    return source + SIDECAR_ENDING, stem + SIDECAR_ENDING


def _reader_failed(error: Exception) -> SourceFault:
    reason = f"{type(error).__name__}: {error}"[:300]
    return SourceFault(
        Code.READER_FAILED, f"its reader failed with {shown(reason)}", value=type(error).__name__
    )


def _read_sidecar(found: Found) -> Sidecar:
    return parse_sidecar(_sidecar_bytes(found), found.name)


def _folder_expectations(found: Scan, refusals: list[Refusal]) -> dict[str, Expectations]:
    """What each folder's file says; one that cannot be read is added to ``refusals``."""
    folders: dict[str, Expectations] = {}
    for one in found.folders:
        try:
            said = parse_folder_expect(_sidecar_bytes(one), one.name)
        except SourceFault as fault:
            refusals.append(fault.refusal(one.name, one.name))
        else:
            folders[one.name.removesuffix(FOLDER_FILE)] = said.expect
    return folders


def _sidecar_bytes(found: Found) -> bytes:
    try:
        return read_bytes(found, MAX_BYTES)
    except SourceFault as fault:
        if fault.code in DEFERRED:
            raise
        raise SourceFault(
            Code.BAD_SIDECAR, f"sidecar {shown(found.name)}: {fault.message}", value=fault.value
        ) from fault


def _merge(read: Iterable[_Read]) -> list[_Read]:
    """Files with the same bytes as one document, named after one with a sidecar, else the first by name."""
    groups: dict[str, list[_Read]] = {}
    for one in sorted(read, key=lambda one: (not one.has_sidecar, one.document.source_file)):
        groups.setdefault(one.document.content_sha256, []).append(one)
    merged = [
        replace(
            first, document=replace(first.document, other_files=tuple(o.document.source_file for o in others))
        )
        for first, *others in groups.values()
    ]
    return sorted(merged, key=lambda one: one.document.document_id)


def _orphans(found: Scan) -> list[str]:
    used = {name for source in found.sources for name in _sidecar_names(source.name)}
    return sorted(name for name in found.sidecars if name not in used)
