import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { answer, api, type Schemas } from "@/api/client";

export type NewOpening = Schemas["OpeningDraftRequest"];
export type OpeningChange = Schemas["PatchedOpeningChangesRequest"];

export const openingsQuery = queryOptions({
  queryKey: ["openings"],
  queryFn: () => answer(api.GET("/api/v1/openings/")),
});

export function useCreateOpening() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: NewOpening) => answer(api.POST("/api/v1/openings/", { body })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: openingsQuery.queryKey }),
  });
}

export function useChangeOpening(openingId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: OpeningChange) =>
      answer(
        api.PATCH("/api/v1/openings/{opening_id}/", {
          params: { path: { opening_id: openingId } },
          body,
        }),
      ),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: openingsQuery.queryKey }),
  });
}
