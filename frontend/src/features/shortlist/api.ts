import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import { pollFor } from "@/api/opening";

/** The ranking by the opening's own weights, or by another weight that is tried and not saved. */
export const shortlistQuery = (openingId: string, automatedWeight: number | null = null) =>
  queryOptions({
    queryKey: ["openings", openingId, "shortlist", automatedWeight],
    queryFn: () =>
      answer(
        api.GET("/api/v1/openings/{opening_id}/shortlist/", {
          params: {
            path: { opening_id: openingId },
            query: automatedWeight === null ? {} : { automated_weight: automatedWeight },
          },
        }),
      ),
    placeholderData: keepPreviousData,
    refetchInterval: (query) => pollFor(query.state.data?.progress),
  });

export function useSaveWeight(openingId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (rubricWeight: number) =>
      answer(
        api.PATCH("/api/v1/openings/{opening_id}/", {
          params: { path: { opening_id: openingId } },
          body: { rubric_weight: rubricWeight },
        }),
      ),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ["openings", openingId] }),
  });
}

export const shortlistCsvAddress = (openingId: string) =>
  `/api/v1/openings/${openingId}/shortlist.csv`;
