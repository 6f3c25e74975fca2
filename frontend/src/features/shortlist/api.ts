import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import { pollFor } from "@/api/opening";

/** Other weights than the opening's, to look at; nothing of it is saved. */
export interface WhatIf {
  /** The automated score's weight in percent. */
  automated?: number;
  /** A role profile's id, or `ALIKE`. */
  profile?: string;
}

/** In the address: no role profile, everything counts alike. */
export const ALIKE = "alike";

/** The ranking by the opening's own weights, or by others that are tried. */
export const shortlistQuery = (openingId: string, { automated, profile }: WhatIf = {}) =>
  queryOptions({
    queryKey: ["openings", openingId, "shortlist", automated ?? null, profile ?? null],
    queryFn: () =>
      answer(
        api.GET("/api/v1/openings/{opening_id}/shortlist/", {
          params: {
            path: { opening_id: openingId },
            query: {
              ...(automated !== undefined && { automated_weight: automated / 100 }),
              ...(profile !== undefined && { role_profile: profile === ALIKE ? "" : profile }),
            },
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
