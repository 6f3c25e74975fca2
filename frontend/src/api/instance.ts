import { queryOptions } from "@tanstack/react-query";
import { request } from "@/api/request";

export interface Instance {
  isolation: "container" | "none";
  demo: boolean;
  demo_accounts?: { name: string; email: string; role: string; password: string }[];
  version: string;
}

export const instanceQuery = queryOptions({
  queryKey: ["instance"],
  queryFn: () => request<Instance>("GET", "instance/"),
  staleTime: Number.POSITIVE_INFINITY,
});
