import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";

/** What the running instance is: how it isolates candidates' code, whether it is a demo. */
export const instanceQuery = queryOptions({
  queryKey: ["instance"],
  queryFn: () => answer(api.GET("/api/v1/instance/")),
  staleTime: Number.POSITIVE_INFINITY,
});
