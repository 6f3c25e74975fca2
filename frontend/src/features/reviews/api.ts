import { queryOptions } from "@tanstack/react-query";
import { request } from "@/api/request";
import type { ReviewRow } from "@/api/types";

export const reviewsQuery = queryOptions({
  queryKey: ["reviews"],
  queryFn: () => request<ReviewRow[]>("GET", "reviews/"),
});
