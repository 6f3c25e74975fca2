import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";

const POLL_MS = 3_000;

export const applicationQuery = (applicationId: string) =>
  queryOptions({
    queryKey: ["applications", applicationId],
    queryFn: () =>
      answer(
        api.GET("/api/v1/applications/{application_id}/", {
          params: { path: { application_id: applicationId } },
        }),
      ),
    refetchInterval: ({ state }) => (state.data?.stage === "handed_in" ? POLL_MS : false),
  });
