import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { answer, api, type Schemas } from "@/api/client";

/** Candidates move on while nobody here clicks: ask again every quarter of a minute. */
const POLL_MS = 15_000;

export const applicationsQuery = (openingId: string) =>
  queryOptions({
    queryKey: ["openings", openingId, "applications"],
    queryFn: () =>
      answer(
        api.GET("/api/v1/openings/{opening_id}/applications/", {
          params: { path: { opening_id: openingId } },
        }),
      ),
    refetchInterval: POLL_MS,
  });

export const publishedAssessmentsQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ["assessments", { organizationId, state: "published" }],
    queryFn: async () => {
      const query = { organization: organizationId };
      const assessments = await answer(api.GET("/api/v1/assessments/", { params: { query } }));
      return assessments.filter(({ state }) => state === "published");
    },
  });

function useRefreshOpening(openingId: string) {
  const queryClient = useQueryClient();
  return () => queryClient.invalidateQueries({ queryKey: ["openings", openingId] });
}

export function useAddCandidate(openingId: string) {
  const refresh = useRefreshOpening(openingId);
  return useMutation({
    mutationFn: (body: Schemas["ApplicationDraftRequest"]) =>
      answer(
        api.POST("/api/v1/openings/{opening_id}/applications/", {
          params: { path: { opening_id: openingId } },
          body,
        }),
      ),
    onSuccess: refresh,
  });
}

export function useInvite(openingId: string, applicationId: string) {
  const refresh = useRefreshOpening(openingId);
  return useMutation({
    mutationFn: (body: Schemas["InviteRequest"]) =>
      answer(
        api.POST("/api/v1/applications/{application_id}/invite/", {
          params: { path: { application_id: applicationId } },
          body,
        }),
      ),
    onSuccess: refresh,
  });
}

export function useRevoke(openingId: string) {
  const refresh = useRefreshOpening(openingId);
  return useMutation({
    mutationFn: (invitationId: string) =>
      api.POST("/api/v1/invitations/{invitation_id}/revoke/", {
        params: { path: { invitation_id: invitationId } },
      }),
    onSuccess: refresh,
  });
}
