from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from vetting.assessments.models import Assessment, Item
from vetting.assessments.serializers import AnnouncedCheckSerializer
from vetting.attempts.file_tree import FILE_BYTES, FILE_COUNT, PATH_LENGTH, TOTAL_BYTES
from vetting.attempts.models import Workspace
from vetting.attempts.selectors import InvitationView, WorkspaceView

TOKEN_LENGTH = 200
REVISION_MAX = 2**31 - 1


class TokenSerializer(serializers.Serializer[None]):
    token = serializers.CharField(max_length=TOKEN_LENGTH)


class InviteSerializer(serializers.Serializer[None]):
    assessment_id = serializers.UUIDField()
    valid_days = serializers.IntegerField(min_value=1, max_value=90, default=14)


class InvitedSerializer(serializers.Serializer[Any]):
    """The only answer that ever holds the token."""

    id = serializers.UUIDField(source="invitation.pk")
    url = serializers.CharField()
    token = serializers.CharField()
    expires_at = serializers.DateTimeField(source="invitation.expires_at")


class OfferedItemSerializer(serializers.ModelSerializer[Item]):
    title = serializers.CharField(source="challenge_version.title")
    summary = serializers.CharField(source="challenge_version.summary")
    minutes = serializers.IntegerField(source="challenge_version.minutes")

    class Meta:
        model = Item
        fields = ("title", "summary", "minutes")


class OfferedAssessmentSerializer(serializers.ModelSerializer[Assessment]):
    items = OfferedItemSerializer(many=True)

    class Meta:
        model = Assessment
        fields = ("title", "minutes", "ai_policy", "items")


class InvitationSerializer(serializers.Serializer[InvitationView]):
    """What the holder of the token is invited to."""

    organization = serializers.CharField()
    opening = serializers.CharField()
    assessment = OfferedAssessmentSerializer()
    candidate_name = serializers.CharField()
    expires_at = serializers.DateTimeField()
    state = serializers.ChoiceField(choices=("open", "accepted", "expired", "revoked"))


class AcceptedSerializer(serializers.Serializer[None]):
    attempt_id = serializers.UUIDField()


class WorkspaceFileSerializer(serializers.Serializer[Any]):
    path = serializers.CharField()
    size = serializers.IntegerField()
    revision = serializers.IntegerField()
    from_starter = serializers.BooleanField()


class DataFileSerializer(serializers.Serializer[Any]):
    path = serializers.CharField()
    size = serializers.IntegerField()


class LimitsSerializer(serializers.Serializer[None]):
    file_bytes = serializers.IntegerField()
    total_bytes = serializers.IntegerField()
    file_count = serializers.IntegerField()


class WorkspaceSerializer(serializers.Serializer[WorkspaceView]):
    id = serializers.UUIDField()
    attempt_id = serializers.UUIDField()
    title = serializers.CharField()
    slug = serializers.CharField()
    brief_html = serializers.CharField()
    minutes = serializers.IntegerField()
    editable = serializers.BooleanField()
    checks = AnnouncedCheckSerializer(many=True)
    files = WorkspaceFileSerializer(many=True)
    starter_paths = serializers.ListField(child=serializers.CharField())
    data_state = serializers.ChoiceField(choices=Workspace.DataState.choices)
    data_files = DataFileSerializer(many=True)
    limits = serializers.SerializerMethodField()

    @extend_schema_field(LimitsSerializer)
    def get_limits(self, _: WorkspaceView) -> dict[str, int]:
        return {"file_bytes": FILE_BYTES, "total_bytes": TOTAL_BYTES, "file_count": FILE_COUNT}


class FileContentSerializer(serializers.Serializer[None]):
    """`text` is null for a file that is not text."""

    path = serializers.CharField()
    text = serializers.CharField(allow_null=True)
    size = serializers.IntegerField()
    revision = serializers.IntegerField()
    binary = serializers.BooleanField()


class SaveFileSerializer(serializers.Serializer[None]):
    """`base_revision` is the one that was loaded: null to make a new file."""

    text = serializers.CharField(allow_blank=True, trim_whitespace=False, max_length=FILE_BYTES)
    base_revision = serializers.IntegerField(allow_null=True, min_value=0, max_value=REVISION_MAX)


class SavedFileSerializer(serializers.Serializer[Any]):
    path = serializers.CharField()
    size = serializers.IntegerField()
    revision = serializers.IntegerField()


# `from` is a word of the language, so this one class cannot be written as the others are.
MoveFileSerializer = type(
    "MoveFileSerializer",
    (serializers.Serializer,),
    {
        "from": serializers.CharField(max_length=PATH_LENGTH),
        "to": serializers.CharField(max_length=PATH_LENGTH),
    },
)


class RestoreFileSerializer(serializers.Serializer[None]):
    path = serializers.CharField(max_length=PATH_LENGTH)


class ArchiveSerializer(serializers.Serializer[None]):
    archive = serializers.FileField(help_text="zip or tar.gz; replaces all files")


class DataPreviewSerializer(serializers.Serializer[None]):
    path = serializers.CharField()
    size = serializers.IntegerField()
    text = serializers.CharField(allow_null=True)
    truncated = serializers.BooleanField()


class DataQuerySerializer(serializers.Serializer[None]):
    preview = serializers.BooleanField(default=False, help_text="the beginning, as JSON")
