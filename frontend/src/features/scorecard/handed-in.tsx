import { Group, Paper, Stack, Text, Title } from "@mantine/core";
import type { MyScorecard } from "@/api/types";
import { ButtonLink } from "@/components/button-link";
import { LevelDots } from "@/components/level-dots";
import { StateBadge } from "@/components/state-badge";
import { draftOf, ratingOf } from "@/features/scorecard/draft";
import { recommendationWording } from "@/lib/wording";

interface HandedInProps {
  applicationId: string;
  scorecard: MyScorecard;
}

/** The scorecard as it counts, and the way to what was hidden until now. */
export function HandedIn({ applicationId, scorecard }: HandedInProps) {
  const draft = draftOf(scorecard);
  return (
    <Stack gap="md">
      <Paper withBorder p="lg">
        <Title order={2}>You have handed in</Title>
        <Text c="dimmed" mt={4} mb="md">
          The scores and the other scorecards are open to you now.
        </Text>
        <ButtonLink to="/applications/$applicationId" params={{ applicationId }}>
          See all of this application
        </ButtonLink>
      </Paper>
      <Paper withBorder p="lg">
        <Stack gap="md">
          {scorecard.rubric.criteria.map(({ id, title }) => {
            const rating = ratingOf(draft, id);
            return (
              <div key={id}>
                <Group justify="space-between">
                  <Text fw={500}>{title}</Text>
                  {rating.level === null ? (
                    <Text c="dimmed">Not observed</Text>
                  ) : (
                    <LevelDots level={rating.level} />
                  )}
                </Group>
                <Text c="dimmed">{rating.evidence}</Text>
              </div>
            );
          })}
          {draft.recommendation && (
            <Group justify="space-between">
              <Text fw={500}>Recommendation</Text>
              <StateBadge wording={recommendationWording(draft.recommendation)} />
            </Group>
          )}
          {draft.summary && <Text>{draft.summary}</Text>}
        </Stack>
      </Paper>
    </Stack>
  );
}
