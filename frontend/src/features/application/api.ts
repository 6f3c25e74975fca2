import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { answer, api, type Schemas } from "@/api/client";
import type { Application, RankedRow } from "@/api/types";

export interface Standing {
  row: RankedRow;
  rubricWeight: number;
  of: number;
}

/** Where an application stands in its opening's shortlist; null while it is incomplete. */
export const standingQuery = (openingId: string, applicationId: string) =>
  queryOptions({
    queryKey: ["openings", openingId, "shortlist", "standing", applicationId],
    queryFn: async (): Promise<Standing | null> => {
      const shortlist = await answer(
        api.GET("/api/v1/openings/{opening_id}/shortlist/", {
          params: { path: { opening_id: openingId } },
        }),
      );
      const row = shortlist.ranked.find((ranked) => ranked.application_id === applicationId);
      if (!row) return null;
      return { row, rubricWeight: shortlist.rubric_weight, of: shortlist.ranked.length };
    },
  });

export function useDecide({ id, opening }: Pick<Application, "id" | "opening">) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas["DecisionDraftRequest"]) =>
      answer(
        api.POST("/api/v1/applications/{application_id}/decide/", {
          params: { path: { application_id: id } },
          body,
        }),
      ),
    onSuccess: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: ["applications", id] }),
        queryClient.invalidateQueries({ queryKey: ["openings", opening.id] }),
      ]),
  });
}
