import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { meQuery } from "@/api/me";
import { request } from "@/api/request";

export interface Invitation {
  organization: string;
  opening: string;
  assessment: {
    title: string;
    minutes: number;
    ai_policy: string;
    items: { title: string; summary: string; minutes: number }[];
  };
  candidate_name: string;
  expires_at: string;
  state: "open" | "accepted" | "expired" | "revoked";
}

export function useInvitation(token: string) {
  const queryClient = useQueryClient();
  return queryOptions({
    queryKey: ["invitation", token],
    queryFn: async ({ signal }) => {
      // The token goes in the body, never in an address that a log would keep; a post needs the
      // cookie against forgery, which this first answer sets.
      await queryClient.ensureQueryData(meQuery);
      return request<Invitation>("POST", "invitations/look-up/", { body: { token }, signal });
    },
  });
}

/** Accepts, or comes back to what was accepted before; either way the candidate is signed in. */
export function useAcceptInvitation(token: string) {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: () =>
      request<{ attempt_id: string }>("POST", "invitations/accept/", { body: { token } }),
    onSuccess: async ({ attempt_id: attemptId }) => {
      // Whoever was signed in before is not any more.
      queryClient.clear();
      await navigate({ to: "/attempts/$attemptId", params: { attemptId }, replace: true });
    },
    onError: () => queryClient.invalidateQueries({ queryKey: ["invitation", token] }),
  });
}
