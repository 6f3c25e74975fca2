import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { answer, api, type Schemas } from "@/api/client";
import { meQuery } from "@/api/me";

export type Invitation = Schemas["Invitation"];

export function useInvitation(token: string) {
  const queryClient = useQueryClient();
  return queryOptions({
    queryKey: ["invitation", token],
    queryFn: async ({ signal }) => {
      // The token goes in the body, never in an address that a log would keep; a post needs the
      // cookie against forgery, which this first answer sets.
      await queryClient.ensureQueryData(meQuery);
      return answer(api.POST("/api/v1/invitations/look-up/", { body: { token }, signal }));
    },
  });
}

/** Accepts, or comes back to what was accepted before; either way the candidate is signed in. */
export function useAcceptInvitation(token: string) {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: () => answer(api.POST("/api/v1/invitations/accept/", { body: { token } })),
    onSuccess: async ({ attempt_id: attemptId }) => {
      // Whoever was signed in before is not any more.
      queryClient.clear();
      await navigate({ to: "/attempts/$attemptId", params: { attemptId }, replace: true });
    },
    onError: () => queryClient.invalidateQueries({ queryKey: ["invitation", token] }),
  });
}
