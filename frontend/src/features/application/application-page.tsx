import { Group, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { applicationQuery } from "@/api/application";
import { openingQuery } from "@/api/opening";
import type { Application } from "@/api/types";
import { ButtonLink } from "@/components/button-link";
import { ErrorState } from "@/components/error-state";
import { LoadingPage } from "@/components/loading";
import { PageHeader } from "@/components/page-header";
import { StateBadge } from "@/components/state-badge";
import { TextLink } from "@/components/text-link";
import { Time } from "@/components/time";
import { AutomatedPart } from "@/features/application/automated-part";
import { DecisionPart } from "@/features/application/decision-part";
import { ScorecardsPart } from "@/features/application/scorecards-part";
import { StandingStrip } from "@/features/application/standing-strip";
import { stageWording } from "@/lib/wording";

const route = getRouteApi("/staff/applications/$applicationId");

export function ApplicationPage() {
  const { applicationId } = route.useParams();
  const application = useQuery(applicationQuery(applicationId));
  if (application.isPending) return <LoadingPage />;
  if (application.isError) {
    return <ErrorState error={application.error} onRetry={() => application.refetch()} />;
  }
  return <Details application={application.data} />;
}

function Details({ application }: { application: Application }) {
  const { id, candidate, opening, stage, attempt, my_scorecard_id } = application;
  const { data: full } = useQuery(openingQuery(opening.id));
  const mayDecide = full !== undefined && full.my_role !== "interviewer";
  const mayRate = attempt?.handed_in_at != null;
  return (
    <>
      <PageHeader
        title={candidate?.name || "Name hidden"}
        trail={
          <>
            <TextLink to="/openings">Openings</TextLink>
            {" / "}
            <TextLink to="/openings/$openingId/shortlist" params={{ openingId: opening.id }}>
              {opening.title}
            </TextLink>
          </>
        }
        badge={<StateBadge wording={stageWording(stage)} />}
        actions={
          mayRate && (
            <ButtonLink
              variant={my_scorecard_id ? "default" : "filled"}
              to="/applications/$applicationId/scorecard"
              params={{ applicationId: id }}
            >
              {my_scorecard_id ? "My scorecard" : "Write a scorecard"}
            </ButtonLink>
          )
        }
      >
        <Group gap="xs">
          {candidate?.email}
          {attempt?.handed_in_at && (
            <span>
              {candidate?.email && "· "}handed in <Time at={attempt.handed_in_at} />
            </span>
          )}
        </Group>
      </PageHeader>
      <Stack gap="xl">
        {!application.automated_hidden && <StandingStrip application={application} />}
        <DecisionPart application={application} mayDecide={mayDecide} />
        <AutomatedPart application={application} />
        <ScorecardsPart application={application} />
      </Stack>
    </>
  );
}
