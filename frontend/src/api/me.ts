import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { answer, api, type Schemas } from "@/api/client";
import { asProblem } from "@/api/problem";

export type Me = Schemas["Me"];

async function fetchMe(): Promise<Me | null> {
  try {
    return await answer(api.GET("/api/v1/me/"));
  } catch (error) {
    const { status } = asProblem(error);
    if (status === 401 || status === 403) return null;
    throw error;
  }
}

/** Who is signed in; null when nobody is. */
export const meQuery = queryOptions({ queryKey: ["me"], queryFn: fetchMe, staleTime: 60_000 });

export interface OrganizationChoice {
  value: string;
  label: string;
}

/** The organizations that a person recruits for, as choices of a form. */
export function recruitedFor(me: Me | null | undefined): OrganizationChoice[] {
  return (me?.memberships ?? [])
    .filter(({ role }) => role === "recruiter")
    .map(({ organization }) => ({ value: organization.id, label: organization.name }));
}

/** The organizations that a person belongs to, in whatever roles, as choices of a form. */
export function belongingTo(me: Me | null | undefined): OrganizationChoice[] {
  const names = new Map(
    (me?.memberships ?? []).map(({ organization }) => [organization.id, organization.name]),
  );
  return [...names].map(([value, label]) => ({ value, label }));
}

export function useSignOut() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => api.POST("/api/v1/sign-out/"),
    onSuccess: () => {
      queryClient.clear();
      window.location.assign("/sign-in");
    },
  });
}
