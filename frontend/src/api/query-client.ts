import { QueryClient } from "@tanstack/react-query";
import { asProblem } from "@/api/problem";

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        // Asking again helps against a lost connection or a restart, never against a refusal.
        retry: (failures, error) => asProblem(error).blame !== "request" && failures < 2,
      },
    },
  });
}
