import { Container, Stack, Text, Title } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import { IconHourglass } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { asProblem } from "@/api/problem";
import { type Report, reportQuery } from "@/api/report";
import { ButtonLink } from "@/components/button-link";
import { CandidateError } from "@/components/candidate-error";
import { EmptyState } from "@/components/empty-state";
import { LoadingPage } from "@/components/loading";
import { TextLink } from "@/components/text-link";
import { TopBar } from "@/components/top-bar";
import { ReportItemCard } from "@/features/report/report-item-card";
import classes from "@/features/report/report-page.module.css";
import { formatScore } from "@/lib/score";

export function ReportPage() {
  const { attemptId } = useParams({ from: "/attempts/$attemptId/report" });
  useDocumentTitle("Your report · Vetting");
  return (
    <>
      <TopBar />
      <Container component="main" id="main" size="md" className={classes.page}>
        <ReportOf attemptId={attemptId} />
      </Container>
    </>
  );
}

function ReportOf({ attemptId }: { attemptId: string }) {
  const { data: report, error, refetch } = useQuery(reportQuery(attemptId));
  if (report) return <ReportContent report={report} />;
  if (!error) return <LoadingPage />;
  if (asProblem(error).status === 409) {
    return (
      <EmptyState
        order={1}
        icon={IconHourglass}
        title="There is no report yet"
        action={
          <ButtonLink to="/attempts/$attemptId" params={{ attemptId }}>
            Back to your attempt
          </ButtonLink>
        }
      >
        It is written after you have handed in, from what was measured then.
      </EmptyState>
    );
  }
  return <CandidateError error={error} onRetry={() => void refetch()} />;
}

function ReportContent({ report }: { report: Report }) {
  return (
    <Stack gap="lg">
      <header className={classes.header}>
        <div>
          <TextLink to="/attempts/$attemptId" params={{ attemptId: report.attempt_id }}>
            Back to your attempt
          </TextLink>
          <Text c="dimmed" mt="md">
            Your report
          </Text>
          <Title order={1}>{report.assessment_title}</Title>
        </div>
        {report.score !== null && (
          <p className={classes.total}>
            <span className={classes.totalNumber}>{formatScore(report.score)}</span>
            <span>of 100 overall</span>
          </p>
        )}
      </header>
      <Standing state={report.state} />
      {report.state === "ready" && !report.scores_revealed && (
        <Text className={classes.notice}>
          Everything was measured. In this assessment the scores go to the people who decide, and
          are not shown here; ask them if you would like to hear more.
        </Text>
      )}
      {report.items.map((item) => (
        <ReportItemCard key={item.title} item={item} />
      ))}
      {report.items.some((item) => item.checks.length > 0) && <HowToRead />}
    </Stack>
  );
}

function Standing({ state }: { state: Report["state"] }) {
  if (state === "pending") {
    return (
      <Text role="status" className={classes.notice}>
        Not everything is measured yet. This page follows by itself; you may also come back later.
      </Text>
    );
  }
  if (state === "not_evaluated") {
    return (
      <Text role="status" className={classes.notice} data-tone="warn">
        Part of your work could not be measured. This was our failure; it does not count against
        you.
      </Text>
    );
  }
  return null;
}

function HowToRead() {
  return (
    <section className={classes.howToRead}>
      <Title order={2}>How to read this</Title>
      <Text c="dimmed">
        Each check has a value that was measured on hidden data. The left end of its line is what a
        simple baseline reaches (0), the right end what our reference solution reaches (100). Your
        code ran on several hidden data sets; the range says where your score would most likely fall
        on others of their kind. People decide about your application, not this number alone.
      </Text>
    </section>
  );
}
