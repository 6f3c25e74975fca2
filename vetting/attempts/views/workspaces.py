from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from vetting.attempts.archives import ARCHIVE_BYTES, read_archive, write_archive
from vetting.attempts.errors import ArchiveTooLargeError
from vetting.attempts.file_tree import DATA_FOLDER, FILE_BYTES, clean_path
from vetting.attempts.models import DataFile, Workspace, WorkspaceFile
from vetting.attempts.selectors import decode_text, preview, shown_workspace
from vetting.attempts.serializers import (
    ArchiveSerializer,
    DataPreviewSerializer,
    DataQuerySerializer,
    FileContentSerializer,
    MoveFileSerializer,
    RestoreFileSerializer,
    SavedFileSerializer,
    SaveFileSerializer,
    WorkspaceSerializer,
)
from vetting.attempts.services import workspaces
from vetting.attempts.services.starters import starter_of
from vetting.attempts.views.sitting import SittingView
from vetting.core.parsing import parse

# JSON may write a byte as six characters; a form has its own frame around the file.
JSON_BYTES = 6 * FILE_BYTES + 1024
FORM_BYTES = ARCHIVE_BYTES + 64 * 1024


class WorkspaceView(SittingView):
    @extend_schema(operation_id="workspaces_retrieve", responses=WorkspaceSerializer)
    def get(self, request: Request, workspace_id: UUID) -> Response:
        return Response(rendered(self.get_workspace(workspace_id)))


class FileView(SittingView):
    @extend_schema(operation_id="workspace_files_retrieve", responses=FileContentSerializer)
    def get(self, request: Request, workspace_id: UUID, path: str) -> Response:
        file = get_object_or_404(
            WorkspaceFile, workspace=self.get_workspace(workspace_id), path=clean_path(path)
        )
        content = workspaces.content_of(file)
        text = decode_text(content)
        return Response(
            {
                "path": file.path,
                "text": text,
                "size": len(content),
                "revision": file.revision,
                "binary": text is None,
            }
        )

    @extend_schema(
        operation_id="workspace_files_save",
        request=SaveFileSerializer,
        responses=SavedFileSerializer,
    )
    def put(self, request: Request, workspace_id: UUID, path: str) -> Response:
        workspace = self.get_workspace(workspace_id)
        refuse_larger(request, JSON_BYTES)
        draft = parse(SaveFileSerializer, request.data)
        saved = workspaces.save_file(
            workspace=workspace,
            path=path,
            content=draft["text"].encode(),
            base_revision=draft["base_revision"],
            at=timezone.now(),
        )
        return Response(SavedFileSerializer(saved).data)

    @extend_schema(operation_id="workspace_files_delete", responses={204: None})
    def delete(self, request: Request, workspace_id: UUID, path: str) -> Response:
        workspaces.delete_file(workspace=self.get_workspace(workspace_id), path=clean_path(path))
        return Response(status=204)


class MoveFileView(SittingView):
    @extend_schema(
        operation_id="workspace_files_move",
        request=MoveFileSerializer,
        responses=SavedFileSerializer,
    )
    def post(self, request: Request, workspace_id: UUID) -> Response:
        asked = parse(MoveFileSerializer, request.data)
        moved = workspaces.move_file(
            workspace=self.get_workspace(workspace_id),
            source=asked["from"],
            target=asked["to"],
            at=timezone.now(),
        )
        return Response(SavedFileSerializer(moved).data)


class RestoreFileView(SittingView):
    @extend_schema(
        operation_id="workspace_files_restore",
        request=RestoreFileSerializer,
        responses=SavedFileSerializer,
    )
    def post(self, request: Request, workspace_id: UUID) -> Response:
        restored = workspaces.restore_file(
            workspace=self.get_workspace(workspace_id),
            path=parse(RestoreFileSerializer, request.data)["path"],
            at=timezone.now(),
        )
        return Response(SavedFileSerializer(restored).data)


class ArchiveView(SittingView):
    parser_classes = (MultiPartParser,)

    @extend_schema(
        operation_id="workspace_archive_download",
        responses={(200, "application/zip"): OpenApiTypes.BINARY},
    )
    def get(self, request: Request, workspace_id: UUID) -> HttpResponse:
        workspace = self.get_workspace(workspace_id)
        data = workspaces.data_of(workspace)
        files = workspaces.files_of(workspace) | {
            f"{DATA_FOLDER}/{path}": content for path, content in data.items()
        }
        name = f"{workspace.item.challenge_version.challenge.slug}.zip"
        return download(write_archive(files), name=name, media_type="application/zip")

    @extend_schema(
        operation_id="workspace_archive_upload",
        request={"multipart/form-data": ArchiveSerializer},
        responses=WorkspaceSerializer,
    )
    def post(self, request: Request, workspace_id: UUID) -> Response:
        workspace = self.get_workspace(workspace_id)
        refuse_larger(request, FORM_BYTES)
        upload = parse(ArchiveSerializer, request.data)["archive"]
        if upload.size > ARCHIVE_BYTES:
            raise ArchiveTooLargeError(f"An archive may have at most {ARCHIVE_BYTES} bytes.")
        workspaces.replace_files(
            workspace=workspace, files=read_archive(upload.read()), at=timezone.now()
        )
        return Response(rendered(workspace))


class DataView(SittingView):
    @extend_schema(
        operation_id="workspace_data_retrieve",
        parameters=[DataQuerySerializer],
        responses={
            (200, "application/json"): DataPreviewSerializer,
            (200, "application/octet-stream"): OpenApiTypes.BINARY,
        },
    )
    def get(self, request: Request, workspace_id: UUID, path: str) -> HttpResponse | Response:
        asked = parse(DataQuerySerializer, request.query_params)
        file = get_object_or_404(
            DataFile, workspace=self.get_workspace(workspace_id), path=clean_path(path)
        )
        content = workspaces.content_of(file)
        if not asked["preview"]:
            return download(content, name=file.path.rpartition("/")[2])
        text, truncated = preview(content)
        return Response(
            {"path": file.path, "size": len(content), "text": text, "truncated": truncated}
        )


def rendered(workspace: Workspace) -> dict[str, Any]:
    starter = sorted(starter_of(workspace.item.challenge_version))
    return WorkspaceSerializer(shown_workspace(workspace, starter_paths=starter)).data


def download(
    content: bytes, *, name: str, media_type: str = "application/octet-stream"
) -> HttpResponse:
    # As an attachment, so that no browser ever shows a candidate's bytes as a page of ours.
    return HttpResponse(
        content,
        content_type=media_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def refuse_larger(request: Request, size: int) -> None:
    """Refuse before the body is read. Raises ArchiveTooLargeError."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > size:
        raise ArchiveTooLargeError(f"The request has more than {size} bytes.")
