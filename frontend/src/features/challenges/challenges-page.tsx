import { Group, SimpleGrid, Text, Title } from "@mantine/core";
import { IconClock, IconPuzzleOff } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { challengesQuery } from "@/api/challenges";
import type { ChallengeRow } from "@/api/types";
import { EmptyState } from "@/components/empty-state";
import { ErrorState } from "@/components/error-state";
import { LoadingRows } from "@/components/loading";
import { PageHeader } from "@/components/page-header";
import { Tags } from "@/components/tags";
import { TextLink } from "@/components/text-link";
import classes from "@/features/challenges/challenges-page.module.css";
import { spelledOut } from "@/lib/wording";

export function ChallengesPage() {
  const challenges = useQuery(challengesQuery);
  return (
    <>
      <PageHeader title="Challenges">
        Scenarios like the real work. Each one measures what the code does, not what it claims.
      </PageHeader>
      {challenges.isPending && <LoadingRows rows={4} height={96} />}
      {challenges.isError && (
        <ErrorState error={challenges.error} onRetry={() => challenges.refetch()} />
      )}
      {challenges.data?.length === 0 && (
        <EmptyState icon={IconPuzzleOff} title="No challenge is published">
          An operator publishes challenge packs from the library; then assessments can use them.
        </EmptyState>
      )}
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} spacing="md">
        {challenges.data?.map((challenge) => (
          <ChallengeCard key={challenge.slug} challenge={challenge} />
        ))}
      </SimpleGrid>
    </>
  );
}

function ChallengeCard({ challenge }: { challenge: ChallengeRow }) {
  const { slug, title, summary, minutes, difficulty, version, roles } = challenge;
  return (
    <article className={classes.card}>
      <Title order={2}>
        <TextLink
          to="/challenges/$slug"
          params={{ slug }}
          className={classes.link}
          inherit
          c="inherit"
        >
          {title}
        </TextLink>
      </Title>
      <Text c="dimmed">{summary}</Text>
      <Tags names={roles} label="Roles" />
      <Group gap="md" className={classes.facts}>
        <Group gap={4}>
          <IconClock size={15} aria-hidden /> {minutes} min
        </Group>
        <span>{spelledOut(difficulty)}</span>
        <span>Version {version}</span>
      </Group>
    </article>
  );
}
