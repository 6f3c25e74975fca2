"""The files that a workspace begins with: the starter of the pinned challenge version."""

from collections.abc import Mapping
from datetime import datetime

from vetting.assessments.models import ChallengeVersion
from vetting.assessments.packs import pack_of
from vetting.attempts.models import Workspace, WorkspaceFile
from vetting.attempts.services.blobs import keep_blobs


def starter_of(version: ChallengeVersion) -> Mapping[str, bytes]:
    return pack_of(version.pk).workspace


def lay_out_starter(*, workspace: Workspace, version: ChallengeVersion, at: datetime) -> None:
    """Fill a new workspace."""
    files = starter_of(version)
    WorkspaceFile.objects.bulk_create(
        WorkspaceFile(
            workspace=workspace,
            path=path,
            blob_id=digest,
            revision=1,
            from_starter=True,
            updated_at=at,
        )
        for path, digest in zip(files, keep_blobs(files.values()), strict=True)
    )
    Workspace.objects.filter(pk=workspace.pk).update(revision=1)
