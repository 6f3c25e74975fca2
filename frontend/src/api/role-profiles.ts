import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";

/** The newest profile of each role that an organization has to choose from. */
export const roleProfilesQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ["organizations", organizationId, "role-profiles"],
    queryFn: () =>
      answer(
        api.GET("/api/v1/organizations/{organization_id}/role-profiles/", {
          params: { path: { organization_id: organizationId } },
        }),
      ),
  });
