import { Group, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { applicationQuery } from "@/api/application";
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
  const { id, candidate, opening, stage, attempt, my_scorecard_id, may_rate, may_decide } =
    application;
  return (
    <>
      <PageHeader
        title={candidate.name}
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
          may_rate && (
            <ButtonLink
              variant={application.automated_hidden ? "filled" : "default"}
              to="/applications/$applicationId/scorecard"
              params={{ applicationId: id }}
            >
              {my_scorecard_id ? "My scorecard" : "Write a scorecard"}
            </ButtonLink>
          )
        }
      >
        <Group gap="xs">
          {candidate.email}
          {attempt?.handed_in_at && (
            <span>
              {candidate.email && "· "}handed in <Time at={attempt.handed_in_at} />
            </span>
          )}
        </Group>
      </PageHeader>
      <Stack gap="xl">
        {!application.automated_hidden && <StandingStrip application={application} />}
        <DecisionPart application={application} mayDecide={may_decide} />
        <AutomatedPart application={application} />
        <ScorecardsPart application={application} />
      </Stack>
    </>
  );
}
