import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { pollWhileEvaluating } from "@/api/opening";
import { request } from "@/api/request";
import type { Opening, Shortlist } from "@/api/types";

/** The ranking by the opening's own weights, or by another weight that is tried and not saved. */
export const shortlistQuery = (openingId: string, automatedWeight: number | null = null) =>
  queryOptions({
    queryKey: ["openings", openingId, "shortlist", automatedWeight],
    queryFn: () => {
      const tried = automatedWeight === null ? "" : `?automated_weight=${automatedWeight}`;
      return request<Shortlist>("GET", `openings/${openingId}/shortlist/${tried}`);
    },
    placeholderData: keepPreviousData,
    refetchInterval: (query) => pollWhileEvaluating(query.state.data?.progress),
  });

export function useSaveWeight(openingId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (rubricWeight: number) =>
      request<Opening>("PATCH", `openings/${openingId}/`, {
        body: { rubric_weight: rubricWeight },
      }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ["openings", openingId] }),
  });
}

export const shortlistCsvAddress = (openingId: string) =>
  `/api/v1/openings/${openingId}/shortlist.csv`;
