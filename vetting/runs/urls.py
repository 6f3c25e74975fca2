from django.urls import path

from vetting.runs.views import attempts, runs, submissions

urlpatterns = [
    path("attempts/<uuid:attempt_id>/", attempts.AttemptView.as_view()),
    path("attempts/<uuid:attempt_id>/start/", attempts.StartView.as_view()),
    path("attempts/<uuid:attempt_id>/hand-in/", attempts.HandInView.as_view()),
    path("attempts/<uuid:attempt_id>/report/", attempts.ReportView.as_view()),
    path("workspaces/<uuid:workspace_id>/runs/", runs.WorkspaceRunsView.as_view()),
    path("runs/<uuid:run_id>/", runs.RunView.as_view()),
    path("submissions/<uuid:submission_id>/", submissions.SubmissionView.as_view()),
    path(
        "submissions/<uuid:submission_id>/files/<path:path>",
        submissions.SubmittedFileView.as_view(),
    ),
]
