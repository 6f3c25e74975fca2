import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";

/** The published challenges, each at its newest version. */
export const challengesQuery = queryOptions({
  queryKey: ["challenges"],
  queryFn: () => answer(api.GET("/api/v1/challenges/")),
  staleTime: 60_000,
});
