import { queryOptions } from "@tanstack/react-query";
import { request } from "@/api/request";
import type { Application } from "@/api/types";

const POLL_MS = 3_000;

export const applicationQuery = (applicationId: string) =>
  queryOptions({
    queryKey: ["applications", applicationId],
    queryFn: () => request<Application>("GET", `applications/${applicationId}/`),
    refetchInterval: ({ state }) => (state.data?.stage === "handed_in" ? POLL_MS : false),
  });
