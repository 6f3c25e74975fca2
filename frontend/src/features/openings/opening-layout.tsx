import { Group, Progress, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, Outlet } from "@tanstack/react-router";
import { isEvaluating, openingQuery } from "@/api/opening";
import type { Opening, RunProgress } from "@/api/types";
import { ErrorState } from "@/components/error-state";
import { LoadingPage } from "@/components/loading";
import { PageHeader } from "@/components/page-header";
import { StateBadge } from "@/components/state-badge";
import { TextLink } from "@/components/text-link";
import classes from "@/features/openings/opening-layout.module.css";
import { count } from "@/lib/score";
import { stateWording } from "@/lib/wording";

const route = getRouteApi("/staff/openings/$openingId");

const TABS = [
  { to: "/openings/$openingId/shortlist", label: "Shortlist" },
  { to: "/openings/$openingId/candidates", label: "Candidates" },
  { to: "/openings/$openingId/settings", label: "Team and settings" },
] as const;

export function OpeningLayout() {
  const { openingId } = route.useParams();
  const opening = useQuery(openingQuery(openingId));
  if (opening.isPending) return <LoadingPage />;
  if (opening.isError) {
    return <ErrorState error={opening.error} onRetry={() => opening.refetch()} />;
  }
  const { title, state, organization, requisition_id, progress } = opening.data;
  return (
    <>
      <PageHeader
        title={title}
        trail={<TextLink to="/openings">Openings</TextLink>}
        badge={<StateBadge wording={stateWording(state)} />}
      >
        {[organization.name, requisition_id, standing(opening.data)].filter(Boolean).join(" · ")}
      </PageHeader>
      <EvaluationProgress progress={progress} />
      <nav className={classes.tabs} aria-label="Parts of the opening">
        {TABS.map(({ to, label }) => (
          <Link key={to} to={to} params={{ openingId }} className={classes.tab}>
            {label}
          </Link>
        ))}
      </nav>
      <Outlet />
    </>
  );
}

function standing(opening: Opening): string {
  return `${count(opening.application_count, "candidate")}, ${opening.handed_in_count} handed in`;
}

function EvaluationProgress({ progress }: { progress: RunProgress }) {
  const { runs_total, runs_finished, runs_failed } = progress;
  if (!isEvaluating(progress)) return null;
  const done = runs_finished + runs_failed;
  return (
    <Stack gap={6} mb="lg" role="status">
      <Group justify="space-between">
        <Text fw={500}>Evaluating submissions</Text>
        <Text c="dimmed" className="numeric">
          {done} of {count(runs_total, "run")} done
          {runs_failed > 0 && `, ${runs_failed} not evaluated`}
        </Text>
      </Group>
      <Progress value={(done / runs_total) * 100} animated aria-label="Runs evaluated" />
    </Stack>
  );
}
