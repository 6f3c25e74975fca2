from django.urls import path

from vetting.attempts.views import invitations, workspaces

urlpatterns = [
    path("applications/<uuid:application_id>/invite/", invitations.InviteView.as_view()),
    path("invitations/look-up/", invitations.LookUpView.as_view()),
    path("invitations/accept/", invitations.AcceptView.as_view()),
    path("invitations/<uuid:invitation_id>/revoke/", invitations.RevokeView.as_view()),
    path("workspaces/<uuid:workspace_id>/", workspaces.WorkspaceView.as_view()),
    path("workspaces/<uuid:workspace_id>/files/move/", workspaces.MoveFileView.as_view()),
    path("workspaces/<uuid:workspace_id>/files/restore/", workspaces.RestoreFileView.as_view()),
    path("workspaces/<uuid:workspace_id>/files/<path:path>", workspaces.FileView.as_view()),
    path("workspaces/<uuid:workspace_id>/archive/", workspaces.ArchiveView.as_view()),
    path("workspaces/<uuid:workspace_id>/data/<path:path>", workspaces.DataView.as_view()),
]
