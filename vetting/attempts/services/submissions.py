"""Immutable copies of a workspace."""

import hashlib
import json
from datetime import datetime

from vetting.attempts.models import Submission, Workspace, WorkspaceFile
from vetting.attempts.services.blobs import read_blobs


def keep_submission(*, workspace: Workspace, idempotency_key: str, at: datetime) -> Submission:
    """Copy what the workspace holds now. The attempt's row must be locked.

    The copy names contents by their SHA-256; blobs are never changed, so it costs no bytes.
    """
    manifest = [
        {"path": path, "sha256": digest, "size": size}
        for path, digest, size in WorkspaceFile.objects.filter(workspace=workspace)
        .order_by("path")
        .values_list("path", "blob_id", "blob__size")
    ]
    canonical = json.dumps(manifest, sort_keys=True, separators=(",", ":"))
    return Submission.objects.create(
        workspace=workspace,
        manifest=manifest,
        sha256=hashlib.sha256(canonical.encode()).hexdigest(),
        size=sum(entry["size"] for entry in manifest),
        accepted_at=at,
        idempotency_key=idempotency_key,
    )


def submitted_files(submission: Submission) -> dict[str, bytes]:
    return read_blobs({entry["path"]: entry["sha256"] for entry in submission.manifest})


def submitted_file(submission: Submission, path: str) -> bytes | None:
    wanted = {
        entry["path"]: entry["sha256"] for entry in submission.manifest if entry["path"] == path
    }
    return read_blobs(wanted).get(path)
