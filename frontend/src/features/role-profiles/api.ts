import { useMutation, useQueryClient } from "@tanstack/react-query";
import { answer, api, type Schemas } from "@/api/client";
import { roleProfilesQuery } from "@/api/role-profiles";
import type { ProfileOffer, RoleProfile } from "@/api/types";

export type ProfileDraft = Schemas["ProfileDraftRequest"];

/** Saves an organization's next version of a role's profile. */
export function useSaveProfile(organizationId: string, role: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: ProfileDraft) =>
      answer(
        api.PUT("/api/v1/organizations/{organization_id}/role-profiles/{role}/", {
          params: { path: { organization_id: organizationId, role } },
          body,
        }),
      ),
    onSuccess: (saved) => {
      const list = roleProfilesQuery(organizationId);
      queryClient.setQueryData(list.queryKey, (offers) => offers && withSaved(offers, saved));
      // Not awaited: the page is left at once. What an opening chose may be an older version now.
      void queryClient.invalidateQueries(list);
      void queryClient.invalidateQueries({ queryKey: ["openings"] });
    },
  });
}

function withSaved(offers: readonly ProfileOffer[], saved: RoleProfile): ProfileOffer[] {
  const known = offers.some(({ profile }) => profile.role === saved.role);
  if (!known) return [...offers, { profile: saved, built_in: null }];
  return offers.map((offer) =>
    offer.profile.role === saved.role ? { ...offer, profile: saved } : offer,
  );
}
