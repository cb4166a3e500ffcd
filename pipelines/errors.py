"""Named errors and the exit code each ends a command with.

0 published, or nothing new · 2 configuration · 3 published, but rows quarantined or sources refused ·
4 audit failed, not published · 5 another run holds the lock · 6 disk, corruption or other infrastructure.
"""

from __future__ import annotations


class CooperationError(Exception):
    """An error a user can act on; its text names the file, the place and the value."""

    exit_code = 6


class ConfigurationError(CooperationError):
    """A setting, a sidecar folder or an argument is wrong; nothing was written."""

    exit_code = 2


class AuditFailed(CooperationError):
    """A blocking check failed: the build was not published."""

    exit_code = 4


class LockHeld(CooperationError):
    """Another run is under way."""

    exit_code = 5


class StorageError(CooperationError):
    """Disk, corruption or another fault of the infrastructure."""

    exit_code = 6


class RuleFailed(CooperationError):
    """An extraction rule raised on a document; the document is refused, the others load."""

    def __init__(self, rule: str, document_id: str, cause: str) -> None:
        super().__init__(f"rule {rule!r} failed on document {document_id!r}: {cause}")
        self.rule = rule
        self.document_id = document_id
