import { queryOptions } from "@tanstack/react-query";
import { request } from "@/api/request";
import type { ChallengeRow } from "@/api/types";

/** The published challenges, each at its newest version. */
export const challengesQuery = queryOptions({
  queryKey: ["challenges"],
  queryFn: () => request<ChallengeRow[]>("GET", "challenges/"),
  staleTime: 60_000,
});
