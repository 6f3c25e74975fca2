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

/** Who may be put on the team: the people of the opening's organization. */
export const colleaguesQuery = (openingId: string) =>
  queryOptions({
    queryKey: ["openings", openingId, "colleagues"],
    queryFn: () =>
      answer(
        api.GET("/api/v1/openings/{opening_id}/colleagues/", {
          params: { path: { opening_id: openingId } },
        }),
      ),
  });

const SEAT = "/api/v1/openings/{opening_id}/team/{user_id}/";

export function useSeat(openingId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ userId, role }: { userId: string; role: Schemas["OpeningRole"] }) =>
      answer(
        api.PUT(SEAT, {
          params: { path: { opening_id: openingId, user_id: userId } },
          body: { role },
        }),
      ),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ["openings", openingId] }),
  });
}

export function useUnseat(openingId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (userId: string) =>
      api.DELETE(SEAT, { params: { path: { opening_id: openingId, user_id: userId } } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ["openings", openingId] }),
  });
}

/** By which role profile the opening weighs, and whether there is a newer version of it. */
export const openingProfileQuery = (openingId: string) =>
  queryOptions({
    queryKey: ["openings", openingId, "role-profile"],
    queryFn: () =>
      answer(
        api.GET("/api/v1/openings/{opening_id}/role-profile/", {
          params: { path: { opening_id: openingId } },
        }),
      ),
  });

export function useChooseProfile(openingId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (profileId: string | null) =>
      answer(
        api.PUT("/api/v1/openings/{opening_id}/role-profile/", {
          params: { path: { opening_id: openingId } },
          body: { role_profile_id: profileId },
        }),
      ),
    onSuccess: (choice) => {
      queryClient.setQueryData(openingProfileQuery(openingId).queryKey, choice);
      // Every score of the opening follows.
      void queryClient.invalidateQueries({ queryKey: ["openings", openingId] });
      void queryClient.invalidateQueries({ queryKey: ["applications"] });
    },
  });
}
