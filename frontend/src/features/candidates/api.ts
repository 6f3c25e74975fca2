import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { request } from "@/api/request";
import type { ApplicationRow, AssessmentRow, IssuedInvitation } from "@/api/types";

/** Candidates move on while nobody here clicks: ask again every quarter of a minute. */
const POLL_MS = 15_000;

export const applicationsQuery = (openingId: string) =>
  queryOptions({
    queryKey: ["openings", openingId, "applications"],
    queryFn: () => request<ApplicationRow[]>("GET", `openings/${openingId}/applications/`),
    refetchInterval: POLL_MS,
  });

export const publishedAssessmentsQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ["assessments", { organizationId, state: "published" }],
    queryFn: async () => {
      const path = `assessments/?organization=${encodeURIComponent(organizationId)}`;
      const assessments = await request<AssessmentRow[]>("GET", path);
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
    mutationFn: (body: { name: string; email: string }) =>
      request<ApplicationRow>("POST", `openings/${openingId}/applications/`, { body }),
    onSuccess: refresh,
  });
}

export function useInvite(openingId: string, applicationId: string) {
  const refresh = useRefreshOpening(openingId);
  return useMutation({
    mutationFn: (body: { assessment_id: string; valid_days: number }) =>
      request<IssuedInvitation>("POST", `applications/${applicationId}/invite/`, { body }),
    onSuccess: refresh,
  });
}

export function useRevoke(openingId: string) {
  const refresh = useRefreshOpening(openingId);
  return useMutation({
    mutationFn: (invitationId: string) =>
      request<void>("POST", `invitations/${invitationId}/revoke/`),
    onSuccess: refresh,
  });
}
