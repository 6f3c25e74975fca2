import { Button, Group, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { meQuery, recruitedFor } from "@/api/me";
import { asProblem } from "@/api/problem";
import { ButtonLink } from "@/components/button-link";
import { FormProblem } from "@/components/form-problem";
import { PageHeader } from "@/components/page-header";
import { TextLink } from "@/components/text-link";
import { toast } from "@/components/toast";
import { useCreateAssessment } from "@/features/assessments/api";
import { useAssessmentForm } from "@/features/assessments/assessment-form";
import { AssessmentTerms } from "@/features/assessments/assessment-terms";
import { ChallengeChoices } from "@/features/assessments/challenge-choices";
import { itemsOf } from "@/features/assessments/weights";

export function NewAssessmentPage() {
  const { data: me } = useQuery(meQuery);
  const organizations = recruitedFor(me);
  const form = useAssessmentForm(organizations[0]?.value ?? "");
  const create = useCreateAssessment();
  const navigate = useNavigate();
  const submit = form.onSubmit(({ weights, ...values }) =>
    create.mutate(
      { ...values, items: itemsOf(weights) },
      {
        onSuccess: () => {
          toast("Saved as a draft. Publish it when it is ready.");
          void navigate({ to: "/assessments" });
        },
        onError: (error) => form.setErrors(asProblem(error).firstFieldErrors),
      },
    ),
  );
  return (
    <form onSubmit={submit} noValidate>
      <PageHeader
        title="New assessment"
        trail={<TextLink to="/assessments">Assessments</TextLink>}
      />
      <Stack gap="lg" maw="52rem">
        <AssessmentTerms form={form} organizations={organizations} />
        <ChallengeChoices form={form} />
        <FormProblem error={create.error} />
        <Group justify="flex-end" gap="xs">
          <ButtonLink to="/assessments" variant="default">
            Cancel
          </ButtonLink>
          <Button type="submit" loading={create.isPending}>
            Save draft
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
