import { Group, Paper, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { challengesQuery } from "@/api/challenges";
import type { ChallengeRow } from "@/api/types";
import { BriefHtml } from "@/components/brief-html";
import { EmptyState } from "@/components/empty-state";
import { ErrorState } from "@/components/error-state";
import { LoadingPage } from "@/components/loading";
import { PageHeader } from "@/components/page-header";
import { Tags } from "@/components/tags";
import { TextLink } from "@/components/text-link";
import classes from "@/features/challenges/challenges-page.module.css";
import { formatPercent } from "@/lib/score";
import { spelledOut } from "@/lib/wording";

const route = getRouteApi("/staff/challenges/$slug");

export function ChallengePage() {
  const { slug } = route.useParams();
  const challenges = useQuery(challengesQuery);
  if (challenges.isPending) return <LoadingPage />;
  if (challenges.isError) {
    return <ErrorState error={challenges.error} onRetry={() => challenges.refetch()} />;
  }
  const challenge = challenges.data.find((candidate) => candidate.slug === slug);
  if (!challenge) {
    return (
      <EmptyState title="No such challenge">
        It may have been withdrawn. <TextLink to="/challenges">See all challenges.</TextLink>
      </EmptyState>
    );
  }
  return <Details challenge={challenge} />;
}

function Details({ challenge }: { challenge: ChallengeRow }) {
  const { title, summary, minutes, difficulty, version, brief_html } = challenge;
  return (
    <>
      <PageHeader title={title} trail={<TextLink to="/challenges">Challenges</TextLink>}>
        {summary} {minutes} minutes, {difficulty}, version {version}.
      </PageHeader>
      <div className={classes.split}>
        <article className={classes.brief} aria-label="Brief">
          <BriefHtml html={brief_html} />
        </article>
        <Stack gap="lg">
          <Paper withBorder p="lg">
            <Title order={2} mb="xs">
              Competencies
            </Title>
            <Tags names={challenge.competencies} label="Competencies" />
            <Title order={2} mt="lg" mb="xs">
              Roles
            </Title>
            <Tags names={challenge.roles} label="Roles" />
          </Paper>
          <Paper withBorder p="lg">
            <Title order={2}>What is measured</Title>
            <ul className={classes.checks}>
              {challenge.checks.map((check) => (
                <li key={check.name}>
                  <Group justify="space-between" wrap="nowrap" align="flex-start">
                    <Text fw={500}>{check.title}</Text>
                    <Text c="dimmed" className="numeric">
                      {formatPercent(check.weight)}
                    </Text>
                  </Group>
                  <Text c="dimmed" fz="sm">
                    {spelledOut(check.competency)}
                    {check.unit && `, in ${check.unit}`}
                    {check.must_not && "; a must-not: a low score caps the whole"}
                  </Text>
                </li>
              ))}
            </ul>
          </Paper>
        </Stack>
      </div>
    </>
  );
}
