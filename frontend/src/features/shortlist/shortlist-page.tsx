import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { IconDownload, IconTrophy } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { isEvaluating, openingQuery } from "@/api/opening";
import { ButtonLink } from "@/components/button-link";
import { EmptyState } from "@/components/empty-state";
import { ErrorState } from "@/components/error-state";
import { LoadingRows } from "@/components/loading";
import { shortlistCsvAddress, shortlistQuery } from "@/features/shortlist/api";
import { IncompleteTable } from "@/features/shortlist/incomplete-table";
import { RankedTable } from "@/features/shortlist/ranked-table";
import { WeightsPanel } from "@/features/shortlist/weights-panel";
import { count } from "@/lib/score";

const route = getRouteApi("/staff/openings/$openingId/shortlist");

export function ShortlistPage() {
  const { openingId } = route.useParams();
  const whatIf = route.useSearch();
  const { data: opening } = useQuery(openingQuery(openingId));
  const saved = useQuery(shortlistQuery(openingId));
  const tried = useQuery(shortlistQuery(openingId, whatIf));

  if (saved.isPending || tried.isPending || !opening) return <LoadingRows rows={6} height={56} />;
  const failed = [saved, tried].find((query) => query.isError);
  if (failed) return <ErrorState error={failed.error} onRetry={() => failed.refetch()} />;
  if (!saved.data || !tried.data) return null;

  const { ranked, incomplete, confidence, progress } = tried.data;
  if (ranked.length + incomplete.length === 0) return <NobodyYet openingId={openingId} />;
  return (
    <Stack gap="xl">
      {ranked.length > 0 && (
        <section aria-labelledby="ranked">
          <Group justify="space-between" align="flex-end" mb="sm">
            <div>
              <Title order={2} id="ranked">
                Ranked
              </Title>
              <Text c="dimmed" fz="sm">
                {count(ranked.length, "candidate")} with both halves complete. Whiskers show how
                sure each score is.
                {isEvaluating(progress) && " Runs are under way; the order may still change."}
              </Text>
            </div>
            <Button
              component="a"
              href={shortlistCsvAddress(openingId)}
              download
              variant="default"
              leftSection={<IconDownload size={16} />}
            >
              CSV
            </Button>
          </Group>
          <WeightsPanel
            opening={opening}
            savedWeight={1 - saved.data.rubric_weight}
            ownProfile={saved.data.role_profile}
            profileInEffect={tried.data.role_profile}
          />
          <RankedTable
            ranked={ranked}
            saved={saved.data.ranked}
            confidence={confidence}
            stale={tried.isPlaceholderData}
          />
        </section>
      )}
      {incomplete.length > 0 && <IncompleteTable rows={incomplete} anyRanked={ranked.length > 0} />}
    </Stack>
  );
}

function NobodyYet({ openingId }: { openingId: string }) {
  return (
    <EmptyState
      icon={IconTrophy}
      title="Nobody to rank yet"
      action={
        <ButtonLink to="/openings/$openingId/candidates" params={{ openingId }}>
          Go to candidates
        </ButtonLink>
      }
    >
      Candidates appear here once they are on this opening: first as incomplete, then ranked when
      their submission is evaluated and a scorecard is handed in.
    </EmptyState>
  );
}
