import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { asProblem } from "@/api/problem";
import { request } from "@/api/request";

export type Role = "recruiter" | "hiring_manager" | "interviewer";

export interface Me {
  user: { id: string; name: string; email: string };
  kind: "staff" | "candidate" | "operator";
  memberships: { organization: { id: string; name: string; slug: string }; role: Role }[];
  attempt_ids: string[];
}

async function fetchMe(): Promise<Me | null> {
  try {
    return await request<Me>("GET", "me/");
  } catch (error) {
    const { status } = asProblem(error);
    if (status === 401 || status === 403) return null;
    throw error;
  }
}

/** Who is signed in; null when nobody is. */
export const meQuery = queryOptions({ queryKey: ["me"], queryFn: fetchMe, staleTime: 60_000 });

export function useSignOut() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => request<void>("POST", "sign-out/"),
    onSuccess: () => {
      queryClient.clear();
      window.location.assign("/sign-in");
    },
  });
}
