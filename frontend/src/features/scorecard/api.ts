import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import type { Draft } from "@/features/scorecard/draft";

const PATH = "/api/v1/applications/{application_id}/my-scorecard/";

export const myScorecardQuery = (applicationId: string) =>
  queryOptions({
    queryKey: ["applications", applicationId, "my-scorecard"],
    queryFn: () => answer(api.GET(PATH, { params: { path: { application_id: applicationId } } })),
    // The draft lives in this page from here on; an answer from the server must not replace it.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });

export function saveDraft(applicationId: string, draft: Draft, revision: number) {
  return answer(
    api.PUT(PATH, {
      params: { path: { application_id: applicationId } },
      body: {
        ratings: Object.values(draft.ratings),
        recommendation: draft.recommendation,
        summary: draft.summary,
        revision,
      },
    }),
  );
}

export function useHandIn(applicationId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () =>
      answer(api.POST(`${PATH}hand-in/`, { params: { path: { application_id: applicationId } } })),
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
