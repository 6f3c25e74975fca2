import { Paper, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { challengesQuery } from "@/api/challenges";
import type { ChallengeRow } from "@/api/types";
import { ErrorState } from "@/components/error-state";
import { LoadingRows } from "@/components/loading";
import type { AssessmentForm } from "@/features/assessments/assessment-form";
import { ChallengeChoice } from "@/features/assessments/challenge-choice";
import { withWeight } from "@/features/assessments/weights";
import { count } from "@/lib/score";

export function ChallengeChoices({ form }: { form: AssessmentForm }) {
  const challenges = useQuery(challengesQuery);
  const { weights } = form.values;
  const chosen = (challenges.data ?? []).filter(({ version_id }) => version_id in weights);
  const choose = (versionId: string, weight: number | null) =>
    form.setFieldValue("weights", withWeight(weights, versionId, weight));
  return (
    <Paper withBorder p="lg">
      <Title order={2}>Challenges</Title>
      <Text c="dimmed" fz="sm">
        {effortOf(chosen)}
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
          onChange={(weight) => choose(challenge.version_id, weight)}
        />
      ))}
      {form.errors.weights && (
        <Text role="alert" c="var(--vet-bad)" fz="sm">
          {form.errors.weights}
        </Text>
      )}
    </Paper>
  );
}

function effortOf(chosen: ChallengeRow[]): string {
  if (chosen.length === 0) {
    return "Choose what candidates work on. Two hours in all is a fair ask.";
  }
  const minutes = chosen.reduce((sum, challenge) => sum + challenge.minutes, 0);
  return `${count(chosen.length, "challenge")}, ${minutes} minutes in all`;
}
