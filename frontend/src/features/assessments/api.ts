import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { request } from "@/api/request";
import type { AssessmentRow } from "@/api/types";

export const assessmentsQuery = queryOptions({
  queryKey: ["assessments"],
  queryFn: () => request<AssessmentRow[]>("GET", "assessments/"),
});

export interface NewAssessment {
  organization_id: string;
  title: string;
  ai_policy: string;
  items: { challenge_version_id: string; weight: number }[];
}

export function useCreateAssessment() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: NewAssessment) => request<AssessmentRow>("POST", "assessments/", { body }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: assessmentsQuery.queryKey }),
  });
}

export function usePublishAssessment() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (assessmentId: string) =>
      request<AssessmentRow>("POST", `assessments/${assessmentId}/publish/`),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: assessmentsQuery.queryKey }),
  });
}
