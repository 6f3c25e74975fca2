import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { request } from "@/api/request";
import type { Opening, OpeningBrief } from "@/api/types";

export const openingsQuery = queryOptions({
  queryKey: ["openings"],
  queryFn: () => request<OpeningBrief[]>("GET", "openings/"),
});

export interface NewOpening {
  organization_id: string;
  title: string;
  requisition_id: string;
}

export function useCreateOpening() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: NewOpening) => request<Opening>("POST", "openings/", { body }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: openingsQuery.queryKey }),
  });
}

export type OpeningChange = Partial<
  Pick<Opening, "title" | "state" | "rubric_weight" | "band_confidence" | "blind_names">
>;

export function useChangeOpening(openingId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: OpeningChange) =>
      request<Opening>("PATCH", `openings/${openingId}/`, { body }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: openingsQuery.queryKey }),
  });
}
