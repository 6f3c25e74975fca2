"""Changing the files of a workspace: each change is whole, or refused with a reason."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from vetting.attempts.errors import NoStarterError, RevisionConflictError
from vetting.attempts.file_tree import check_clashes, check_sizes, check_tree, clean_path
from vetting.attempts.models import Blob, DataFile, Workspace, WorkspaceFile
from vetting.attempts.selectors import decode_text
from vetting.attempts.services import sittings
from vetting.attempts.services.blobs import keep_blobs, read_blobs
from vetting.attempts.services.starters import starter_of
from vetting.core.errors import NotVisibleError


@dataclass(frozen=True, kw_only=True)
class SavedFile:
    path: str
    size: int
    revision: int


@transaction.atomic
def save_file(
    *, workspace: Workspace, path: str, content: bytes, base_revision: int | None, at: datetime
) -> SavedFile:
    """Save a file, or make it where `base_revision` is None.

    Raises RevisionConflictError where the file is no longer at `base_revision`: somebody saved in
    another tab, and neither version may vanish unseen.
    """
    clean_path(path)
    revision = _begin_change(workspace)
    current = _find_file(workspace, path)
    if (current.revision if current else None) != base_revision:
        raise RevisionConflictError(path=path, current=_shown(current))
    _check_addition(workspace, path, len(content))
    return _write(workspace, path, content, revision=revision, at=at)


@transaction.atomic
def delete_file(*, workspace: Workspace, path: str) -> None:
    _begin_change(workspace)
    deleted, _ = WorkspaceFile.objects.filter(workspace=workspace, path=path).delete()
    if not deleted:
        raise NotVisibleError(f"There is no file {path!r}.")


@transaction.atomic
def move_file(*, workspace: Workspace, source: str, target: str, at: datetime) -> SavedFile:
    clean_path(target)
    revision = _begin_change(workspace)
    file = _find_file(workspace, source)
    if file is None:
        raise NotVisibleError(f"There is no file {source!r}.")
    others = WorkspaceFile.objects.filter(workspace=workspace).exclude(pk=file.pk)
    taken = dict(others.values_list("path", "revision"))
    if target in taken:
        raise RevisionConflictError(path=target, current=_shown(_find_file(workspace, target)))
    check_clashes([*taken, target])
    file.path, file.revision, file.from_starter, file.updated_at = target, revision, False, at
    file.save(update_fields=("path", "revision", "from_starter", "updated_at"))
    return SavedFile(path=target, size=file.blob.size, revision=revision)


@transaction.atomic
def restore_file(*, workspace: Workspace, path: str, at: datetime) -> SavedFile:
    """Put the starter's version in the file's place. Raises NoStarterError where there is none."""
    content = starter_of(workspace.item.challenge_version).get(path)
    if content is None:
        raise NoStarterError(f"The starter has no file {path!r}.")
    revision = _begin_change(workspace)
    _check_addition(workspace, path, len(content))
    return _write(workspace, path, content, revision=revision, at=at, from_starter=True)


@transaction.atomic
def replace_files(*, workspace: Workspace, files: Mapping[str, bytes], at: datetime) -> None:
    """Put `files` in the place of everything. Paths must be clean."""
    check_tree({path: len(content) for path, content in files.items()})
    revision = _begin_change(workspace)
    starter = starter_of(workspace.item.challenge_version)
    WorkspaceFile.objects.filter(workspace=workspace).delete()
    WorkspaceFile.objects.bulk_create(
        WorkspaceFile(
            workspace=workspace,
            path=path,
            blob_id=digest,
            revision=revision,
            from_starter=starter.get(path) == files[path],
            updated_at=at,
        )
        for path, digest in zip(files, keep_blobs(files.values()), strict=True)
    )


@transaction.atomic
def receive_data(*, workspace_id: UUID, files: Mapping[str, bytes]) -> None:
    """Put the practice case's public files beside the work, and start the clock if it waited."""
    workspace = _lock_workspace_of_attempt(workspace_id)
    DataFile.objects.filter(workspace=workspace).delete()
    DataFile.objects.bulk_create(
        DataFile(workspace=workspace, path=path, blob_id=digest)
        for path, digest in zip(files, keep_blobs(files.values()), strict=True)
    )
    Workspace.objects.filter(pk=workspace.pk).update(data_state=Workspace.DataState.READY)
    sittings.start_clock(attempt_id=workspace.attempt_id)


@transaction.atomic
def data_failed(*, workspace_id: UUID) -> None:
    """Say that no data could be made. The clock stands; starting again asks for another try."""
    workspace = _lock_workspace_of_attempt(workspace_id)
    Workspace.objects.filter(pk=workspace.pk).update(data_state=Workspace.DataState.FAILED)


def _lock_workspace_of_attempt(workspace_id: UUID) -> Workspace:
    workspace = Workspace.objects.get(pk=workspace_id)
    sittings.lock(attempt_id=workspace.attempt_id)
    return workspace


def _begin_change(workspace: Workspace) -> int:
    """Lock the attempt, make sure that it accepts work, take the next revision."""
    sittings.lock_for_work(attempt_id=workspace.attempt_id)
    Workspace.objects.filter(pk=workspace.pk).update(revision=F("revision") + 1)
    return Workspace.objects.values_list("revision", flat=True).get(pk=workspace.pk)


def _find_file(workspace: Workspace, path: str) -> WorkspaceFile | None:
    return (
        WorkspaceFile.objects.select_related("blob").filter(workspace=workspace, path=path).first()
    )


def _check_addition(workspace: Workspace, path: str, size: int) -> None:
    sizes = dict(
        WorkspaceFile.objects.filter(workspace=workspace).values_list("path", "blob__size")
    )
    is_new = path not in sizes
    sizes[path] = size
    check_sizes(sizes)
    if is_new:
        check_clashes(sizes)


def _write(
    workspace: Workspace,
    path: str,
    content: bytes,
    *,
    revision: int,
    at: datetime,
    from_starter: bool = False,
) -> SavedFile:
    [digest] = keep_blobs([content])
    WorkspaceFile.objects.update_or_create(
        workspace=workspace,
        path=path,
        defaults={
            "blob_id": digest,
            "revision": revision,
            "from_starter": from_starter,
            "updated_at": at,
        },
    )
    return SavedFile(path=path, size=len(content), revision=revision)


def _shown(file: WorkspaceFile | None) -> dict[str, object] | None:
    """Show what stands now, so that the page can offer both versions. `text` is null for bytes."""
    if file is None:
        return None
    return {"text": decode_text(bytes(file.blob.data)), "revision": file.revision}


def files_of(workspace: Workspace) -> dict[str, bytes]:
    digests = WorkspaceFile.objects.filter(workspace=workspace).values_list("path", "blob_id")
    return read_blobs(dict(digests))


def data_of(workspace: Workspace) -> dict[str, bytes]:
    digests = DataFile.objects.filter(workspace=workspace).values_list("path", "blob_id")
    return read_blobs(dict(digests))


def content_of(file: WorkspaceFile | DataFile) -> bytes:
    return bytes(Blob.objects.get(pk=file.blob_id).data)
