import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { request } from "@/api/request";
import type { Application, Decision, RankedRow, Shortlist, Verdict } from "@/api/types";

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
      const shortlist = await request<Shortlist>("GET", `openings/${openingId}/shortlist/`);
      const row = shortlist.ranked.find((ranked) => ranked.application_id === applicationId);
      if (!row) return null;
      return { row, rubricWeight: shortlist.rubric_weight, of: shortlist.ranked.length };
    },
  });

export function useDecide({ id, opening }: Pick<Application, "id" | "opening">) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: { verdict: Verdict; reason: string }) =>
      request<Decision>("POST", `applications/${id}/decide/`, { body }),
    onSuccess: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: ["applications", id] }),
        queryClient.invalidateQueries({ queryKey: ["openings", opening.id] }),
      ]),
  });
}
