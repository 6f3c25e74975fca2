import { type UseFormReturnType, useForm } from "@mantine/form";
import type { Weights } from "@/features/assessments/weights";

const AI_POLICY =
  "Tools and AI assistants are allowed. Hand in only what you can explain in the interview.";

export interface AssessmentValues {
  organization_id: string;
  title: string;
  ai_policy: string;
  reveal_scores: boolean;
  weights: Weights;
}

export type AssessmentForm = UseFormReturnType<AssessmentValues>;

export function useAssessmentForm(organizationId: string): AssessmentForm {
  return useForm<AssessmentValues>({
    initialValues: {
      organization_id: organizationId,
      title: "",
      ai_policy: AI_POLICY,
      reveal_scores: true,
      weights: {},
    },
    validate: {
      title: (title) => (title.trim() ? null : "Give the assessment a title."),
      weights: (weights) =>
        Object.keys(weights).length > 0 ? null : "Choose at least one challenge.",
    },
  });
}
