from rest_framework import serializers

from vetting.rubrics.models import Criterion, Level, Rubric


class LevelSerializer(serializers.ModelSerializer[Level]):
    class Meta:
        model = Level
        fields = ("value", "anchor")


class CriterionSerializer(serializers.ModelSerializer[Criterion]):
    competency = serializers.CharField(source="competency_id")
    questions = serializers.ListField(child=serializers.CharField())
    levels = LevelSerializer(many=True)

    class Meta:
        model = Criterion
        fields = ("id", "title", "guidance", "questions", "competency", "weight", "levels")


class RubricSerializer(serializers.ModelSerializer[Rubric]):
    criteria = CriterionSerializer(many=True)

    class Meta:
        model = Rubric
        fields = ("id", "title", "criteria")
