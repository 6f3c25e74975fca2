import { Container, Group, Stack, Text, Title } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { attemptQuery, type TimedAttempt } from "@/api/attempt";
import { reportQuery } from "@/api/report";
import { CandidateError } from "@/components/candidate-error";
import { CountdownClock } from "@/components/countdown-clock";
import { LoadingPage } from "@/components/loading";
import { TopBar } from "@/components/top-bar";
import classes from "@/features/attempt/attempt-page.module.css";
import { AttemptStatus } from "@/features/attempt/attempt-status";
import { ItemCard } from "@/features/attempt/item-card";
import { count } from "@/lib/score";

export function AttemptPage() {
  const { attemptId } = useParams({ from: "/attempts/$attemptId" });
  const { data: attempt, error, refetch } = useQuery(attemptQuery(attemptId));
  useDocumentTitle(attempt ? `${attempt.assessment.title} · Vetting` : "Vetting");
  return (
    <>
      <TopBar>
        <Group ml="auto">{attempt && <CountdownClock attempt={attempt} />}</Group>
      </TopBar>
      <Container component="main" id="main" size="lg" className={classes.page}>
        {attempt && <Overview attempt={attempt} />}
        {!attempt && error && <CandidateError error={error} onRetry={() => void refetch()} />}
        {!attempt && !error && <LoadingPage />}
      </Container>
    </>
  );
}

function Overview({ attempt }: { attempt: TimedAttempt }) {
  const { assessment, opening, organization, items } = attempt;
  const report = useQuery({ ...reportQuery(attempt.id), enabled: attempt.state === "handed_in" });
  // The report lists the items in the order of the attempt.
  const measured = items.map((_, index) => report.data?.items[index]?.state ?? "pending");
  return (
    <>
      <header className={classes.header}>
        <Title order={1}>{assessment.title}</Title>
        <Text c="dimmed">
          {opening.title} at {organization.name}
        </Text>
      </header>
      <div className={classes.columns}>
        <aside className={classes.aside}>
          <AttemptStatus attempt={attempt} measured={measured} />
        </aside>
        <Stack gap="lg">
          <section aria-label="Scenarios">
            <Title order={2} mb="sm">
              {count(items.length, "scenario")}
            </Title>
            <Stack gap="sm">
              {items.map((item, index) => (
                <ItemCard
                  key={item.workspace_id}
                  attempt={attempt}
                  item={item}
                  measured={measured[index] ?? "pending"}
                />
              ))}
            </Stack>
          </section>
          <AiPolicy text={assessment.ai_policy} />
        </Stack>
      </div>
    </>
  );
}

function AiPolicy({ text }: { text: string }) {
  if (!text) return null;
  return (
    <section>
      <Title order={2} mb={4}>
        Use of AI tools
      </Title>
      <Text className={classes.policy}>{text}</Text>
    </section>
  );
}
