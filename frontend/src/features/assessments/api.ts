import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { answer, api, type Schemas } from "@/api/client";

export const assessmentsQuery = queryOptions({
  queryKey: ["assessments"],
  queryFn: () => answer(api.GET("/api/v1/assessments/")),
});

export function useCreateAssessment() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas["AssessmentDraftRequest"]) =>
      answer(api.POST("/api/v1/assessments/", { body })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: assessmentsQuery.queryKey }),
  });
}

export function usePublishAssessment() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (assessmentId: string) =>
      answer(
        api.POST("/api/v1/assessments/{assessment_id}/publish/", {
          params: { path: { assessment_id: assessmentId } },
        }),
      ),
    // Not awaited: the button that asked is gone once the list is read anew.
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: assessmentsQuery.queryKey });
    },
  });
}
