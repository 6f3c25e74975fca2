import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { IconListDetails, IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import type { AssessmentRow } from "@/api/types";
import { ButtonLink } from "@/components/button-link";
import { confirm } from "@/components/confirm";
import { EmptyState } from "@/components/empty-state";
import { ErrorState } from "@/components/error-state";
import { LoadingRows } from "@/components/loading";
import { PageHeader } from "@/components/page-header";
import { StateBadge } from "@/components/state-badge";
import { TextLink } from "@/components/text-link";
import { toast, toastProblem } from "@/components/toast";
import { assessmentsQuery, usePublishAssessment } from "@/features/assessments/api";
import classes from "@/features/assessments/assessments-page.module.css";
import { count, formatPercent } from "@/lib/score";
import { stateWording } from "@/lib/wording";

export function AssessmentsPage() {
  const assessments = useQuery(assessmentsQuery);
  const create = (
    <ButtonLink to="/assessments/new" leftSection={<IconPlus size={16} />}>
      New assessment
    </ButtonLink>
  );
  return (
    <>
      <PageHeader title="Assessments" actions={create}>
        What candidates are invited to: challenges at fixed versions, with weights.
      </PageHeader>
      {assessments.isPending && <LoadingRows rows={3} height={120} />}
      {assessments.isError && (
        <ErrorState error={assessments.error} onRetry={() => assessments.refetch()} />
      )}
      {assessments.data?.length === 0 && (
        <EmptyState icon={IconListDetails} title="No assessments yet" action={create}>
          Put one or more challenges together, publish, then invite candidates to it.
        </EmptyState>
      )}
      <Stack gap="md">
        {assessments.data?.map((assessment) => (
          <AssessmentCard key={assessment.id} assessment={assessment} />
        ))}
      </Stack>
    </>
  );
}

function AssessmentCard({ assessment }: { assessment: AssessmentRow }) {
  const { title, version, state, minutes, items, ai_policy } = assessment;
  const total = items.reduce((sum, { weight }) => sum + weight, 0) || 1;
  return (
    <article className={classes.card}>
      <Group justify="space-between" align="flex-start">
        <div>
          <Group gap="xs">
            <Title order={2}>{title}</Title>
            <StateBadge wording={stateWording(state)} />
          </Group>
          <Text c="dimmed" fz="sm">
            Version {version} · {count(items.length, "challenge")} · {minutes} minutes
          </Text>
        </div>
        {state === "draft" && <PublishButton assessment={assessment} />}
      </Group>
      <ol className={classes.items}>
        {items.map(({ id, weight, challenge }) => (
          <li key={id}>
            <div>
              <TextLink to="/challenges/$slug" params={{ slug: challenge.slug }} fw={500}>
                {challenge.title}
              </TextLink>
              <Text c="dimmed" fz="sm">
                {challenge.summary}
              </Text>
            </div>
            <Text className={classes.weight}>{formatPercent(weight / total)}</Text>
          </li>
        ))}
      </ol>
      {ai_policy && (
        <Text fz="sm">
          <Text component="span" c="dimmed">
            AI policy:
          </Text>{" "}
          {ai_policy}
        </Text>
      )}
    </article>
  );
}

function PublishButton({ assessment: { id, title } }: { assessment: AssessmentRow }) {
  const publish = usePublishAssessment();
  const ask = async () => {
    const sure = await confirm({
      title: `Publish “${title}”?`,
      children: "Candidates can then be invited to it. What it asks is fixed from then on.",
      verb: "Publish",
    });
    if (!sure) return;
    publish.mutate(id, { onSuccess: () => toast("Published."), onError: toastProblem });
  };
  return (
    <Button variant="light" loading={publish.isPending} onClick={ask}>
      Publish
    </Button>
  );
}
