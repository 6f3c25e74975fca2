import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { request } from "@/api/request";
import type { MyScorecard } from "@/api/types";
import type { Draft } from "@/features/scorecard/draft";

export const myScorecardQuery = (applicationId: string) =>
  queryOptions({
    queryKey: ["applications", applicationId, "my-scorecard"],
    queryFn: () => request<MyScorecard>("GET", `applications/${applicationId}/my-scorecard/`),
    // The draft lives in this page from here on; an answer from the server must not replace it.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });

export function saveDraft(applicationId: string, draft: Draft, revision: number) {
  return request<MyScorecard>("PUT", `applications/${applicationId}/my-scorecard/`, {
    body: {
      ratings: Object.values(draft.ratings),
      recommendation: draft.recommendation,
      summary: draft.summary,
      revision,
    },
  });
}

export function useHandIn(applicationId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () =>
      request<MyScorecard>("POST", `applications/${applicationId}/my-scorecard/hand-in/`),
    onSuccess: (scorecard) => {
      queryClient.setQueryData(myScorecardQuery(applicationId).queryKey, scorecard);
      return Promise.all([
        queryClient.invalidateQueries({ queryKey: ["applications", applicationId], exact: true }),
        queryClient.invalidateQueries({ queryKey: ["reviews"] }),
        queryClient.invalidateQueries({ queryKey: ["openings"] }),
      ]);
    },
  });
}
