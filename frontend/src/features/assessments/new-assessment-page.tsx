import {
  Button,
  Checkbox,
  Group,
  Paper,
  Select,
  Stack,
  Text,
  Textarea,
  TextInput,
  Title,
} from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { challengesQuery } from "@/api/challenges";
import { meQuery } from "@/api/me";
import { asProblem } from "@/api/problem";
import { ButtonLink } from "@/components/button-link";
import { ErrorState } from "@/components/error-state";
import { FormProblem } from "@/components/form-problem";
import { LoadingRows } from "@/components/loading";
import { PageHeader } from "@/components/page-header";
import { TextLink } from "@/components/text-link";
import { toast } from "@/components/toast";
import { useCreateAssessment } from "@/features/assessments/api";
import { ChallengeChoice } from "@/features/assessments/challenge-choice";
import { count } from "@/lib/score";

const AI_POLICY =
  "Tools and AI assistants are allowed. Hand in only what you can explain in the interview.";

export function NewAssessmentPage() {
  const { data: me } = useQuery(meQuery);
  const challenges = useQuery(challengesQuery);
  const create = useCreateAssessment();
  const navigate = useNavigate();
  const organizations = (me?.memberships ?? [])
    .filter(({ role }) => role === "recruiter")
    .map(({ organization }) => ({ value: organization.id, label: organization.name }));
  const form = useForm({
    initialValues: {
      organization_id: organizations[0]?.value ?? "",
      title: "",
      ai_policy: AI_POLICY,
      reveal_scores: true,
      weights: {} as Record<string, number>,
    },
    validate: {
      title: (title) => (title.trim() ? null : "Give the assessment a title."),
      weights: (weights) =>
        Object.keys(weights).length > 0 ? null : "Choose at least one challenge.",
    },
  });

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

  const { weights } = form.values;
  const chosen = (challenges.data ?? []).filter(({ version_id }) => version_id in weights);
  const minutes = chosen.reduce((sum, challenge) => sum + challenge.minutes, 0);
  return (
    <form onSubmit={submit} noValidate>
      <PageHeader
        title="New assessment"
        trail={<TextLink to="/assessments">Assessments</TextLink>}
      />
      <Stack gap="lg" maw="52rem">
        <Paper withBorder p="lg">
          <Stack gap="md">
            {organizations.length > 1 && (
              <Select
                label="Organization"
                data={organizations}
                allowDeselect={false}
                {...form.getInputProps("organization_id")}
              />
            )}
            <TextInput
              label="Title"
              description="Candidates see it."
              {...form.getInputProps("title")}
            />
            <Textarea
              label="AI policy"
              description="What help candidates may use. It is shown before they start."
              autosize
              minRows={2}
              {...form.getInputProps("ai_policy")}
            />
            <Checkbox
              label="Candidates see their report"
              description="What was measured, with scores, once everything is evaluated."
              {...form.getInputProps("reveal_scores", { type: "checkbox" })}
            />
          </Stack>
        </Paper>
        <Paper withBorder p="lg">
          <Title order={2}>Challenges</Title>
          <Text c="dimmed" fz="sm">
            {chosen.length === 0
              ? "Choose what candidates work on. Two hours in all is a fair ask."
              : `${count(chosen.length, "challenge")}, ${minutes} minutes in all`}
          </Text>
          {challenges.isPending && <LoadingRows rows={3} />}
          {challenges.isError && (
            <ErrorState error={challenges.error} onRetry={() => challenges.refetch()} />
          )}
          {challenges.data?.map((challenge) => (
            <ChallengeChoice
              key={challenge.version_id}
              challenge={challenge}
              weight={weights[challenge.version_id] ?? null}
              onChange={(weight) =>
                form.setFieldValue("weights", withWeight(weights, challenge.version_id, weight))
              }
            />
          ))}
          {form.errors.weights && (
            <Text role="alert" c="var(--vet-bad)" fz="sm">
              {form.errors.weights}
            </Text>
          )}
        </Paper>
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

function itemsOf(weights: Record<string, number>) {
  return Object.entries(weights).map(([challenge_version_id, weight]) => ({
    challenge_version_id,
    weight,
  }));
}

function withWeight(weights: Record<string, number>, versionId: string, weight: number | null) {
  const { [versionId]: _, ...others } = weights;
  return weight === null ? others : { ...others, [versionId]: weight };
}
