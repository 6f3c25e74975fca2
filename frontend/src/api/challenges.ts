import { queryOptions, useQuery } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import { spelledOut } from "@/lib/wording";

/** The published challenges, each at its newest version. */
export const challengesQuery = queryOptions({
  queryKey: ["challenges"],
  queryFn: () => answer(api.GET("/api/v1/challenges/")),
  staleTime: 60_000,
});

/** What a challenge is called; a slug as words where none of that name is published. */
export function useChallengeTitles(): (slug: string) => string {
  const { data = [] } = useQuery(challengesQuery);
  return (slug) => data.find((challenge) => challenge.slug === slug)?.title ?? spelledOut(slug);
}
