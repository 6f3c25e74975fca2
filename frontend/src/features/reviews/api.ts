import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";

export const reviewsQuery = queryOptions({
  queryKey: ["reviews"],
  queryFn: () => answer(api.GET("/api/v1/reviews/")),
});
