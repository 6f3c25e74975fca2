import { IconEyeOff } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { applicationQuery } from "@/api/application";
import { ErrorState } from "@/components/error-state";
import { LoadingPage } from "@/components/loading";
import { PageHeader } from "@/components/page-header";
import { StateBadge } from "@/components/state-badge";
import { TextLink } from "@/components/text-link";
import { myScorecardQuery } from "@/features/scorecard/api";
import { HandedIn } from "@/features/scorecard/handed-in";
import { ScorecardForm } from "@/features/scorecard/scorecard-form";
import classes from "@/features/scorecard/scorecard-page.module.css";
import { SubmissionPane } from "@/features/scorecard/submission-pane";
import { stateWording } from "@/lib/wording";

const route = getRouteApi("/staff/applications/$applicationId/scorecard");

export function ScorecardPage() {
  const { applicationId } = route.useParams();
  const scorecard = useQuery(myScorecardQuery(applicationId));
  const application = useQuery(applicationQuery(applicationId));

  if (scorecard.isPending || application.isPending) return <LoadingPage />;
  const failed = [scorecard, application].find((query) => query.isError);
  if (failed) return <ErrorState error={failed.error} onRetry={() => failed.refetch()} />;
  if (!scorecard.data || !application.data) return null;

  const { application: rated } = scorecard.data;
  const handedIn = scorecard.data.state === "handed_in";
  return (
    <>
      <PageHeader
        title={`Scorecard: ${rated.candidate_name}`}
        trail={
          <>
            <TextLink to="/reviews">Reviews</TextLink> / {rated.opening.title}
          </>
        }
        badge={<StateBadge wording={stateWording(scorecard.data.state)} />}
      >
        {handedIn ? (
          scorecard.data.rubric.title
        ) : (
          <span className={classes.blind}>
            <IconEyeOff size={16} aria-hidden /> Scores and other scorecards are hidden until you
            hand in yours.
          </span>
        )}
      </PageHeader>
      <div className={classes.split}>
        <div className={classes.left}>
          <SubmissionPane submissions={application.data.submissions} />
        </div>
        <div className={classes.right}>
          {handedIn ? (
            <HandedIn applicationId={applicationId} scorecard={scorecard.data} />
          ) : (
            <ScorecardForm applicationId={applicationId} scorecard={scorecard.data} />
          )}
        </div>
      </div>
    </>
  );
}
