import { Button, Loader, Stack, Text, Title } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconAlertTriangle } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { type TimedAttempt, useStartAttempt } from "@/api/attempt";
import type { ReportState } from "@/api/report";
import { ButtonLink } from "@/components/button-link";
import { toastProblem } from "@/components/toast";
import classes from "@/features/attempt/attempt-status.module.css";
import { HandInDialog } from "@/features/attempt/hand-in-dialog";
import { StartDialog } from "@/features/attempt/start-dialog";
import { clockTime, dayAndTime, duration } from "@/lib/clock-time";

interface AttemptStatusProps {
  attempt: TimedAttempt;
  /** How far the measurement of each item is, once the work is handed in. */
  measured: ReportState[];
}

/** Where the attempt stands, and the one thing to do next. */
export function AttemptStatus({ attempt, measured }: AttemptStatusProps) {
  if (attempt.state === "accepted") return <NotStarted attempt={attempt} />;
  if (attempt.state === "handed_in") return <HandedIn attempt={attempt} measured={measured} />;
  if (attempt.deadline_at) return <Working attempt={attempt} deadlineAt={attempt.deadline_at} />;
  const failed = attempt.items.some((item) => item.data_state === "failed");
  return failed ? <PreparationFailed attempt={attempt} /> : <Preparing attempt={attempt} />;
}

function Panel({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={classes.panel} aria-labelledby="attempt-status">
      <Title order={2} id="attempt-status">
        {title}
      </Title>
      <Stack gap="sm">{children}</Stack>
    </section>
  );
}

function NotStarted({ attempt }: { attempt: TimedAttempt }) {
  const [opened, { open, close }] = useDisclosure();
  return (
    <Panel title="Ready when you are">
      <Text>
        You have <b>{duration(attempt.assessment.minutes)}</b> in one sitting. The clock does not
        run yet.
      </Text>
      <Text c="dimmed">
        When you start, we make data that only you get. The clock starts once it is there. Your work
        is saved as you type; at the deadline, what is saved is handed in for you.
      </Text>
      <Button size="md" onClick={open}>
        Start
      </Button>
      <StartDialog attempt={attempt} opened={opened} onClose={close} />
    </Panel>
  );
}

function Preparing({ attempt }: { attempt: TimedAttempt }) {
  const ready = attempt.items.filter((item) => item.data_state === "ready").length;
  return (
    <Panel title="Making your data">
      <div className={classes.busy} role="status">
        <Loader size="sm" />
        <Text>
          {ready} of {attempt.items.length} ready
        </Text>
      </div>
      <Text c="dimmed">
        This takes up to a minute. The clock has not started: it starts by itself when all of it is
        there, so stay on this page.
      </Text>
    </Panel>
  );
}

function PreparationFailed({ attempt }: { attempt: TimedAttempt }) {
  const start = useStartAttempt(attempt.id);
  return (
    <Panel title="Your data could not be made">
      <Text className={classes.fault}>
        <IconAlertTriangle size={18} aria-hidden />
        <span>This is our fault, not yours. The clock has not started.</span>
      </Text>
      <Button
        loading={start.isPending}
        onClick={() => start.mutate(undefined, { onError: toastProblem })}
      >
        Try again
      </Button>
    </Panel>
  );
}

function Working({ attempt, deadlineAt }: { attempt: TimedAttempt; deadlineAt: string }) {
  const [opened, { open, close }] = useDisclosure();
  return (
    <Panel title="The clock is running">
      <Facts
        facts={[
          ["Started", attempt.started_at ? clockTime(attempt.started_at) : "–"],
          ["Deadline", clockTime(deadlineAt)],
        ]}
      />
      <Text c="dimmed">
        At the deadline, what is saved is handed in automatically. Nothing that is saved is lost
        when you close this page.
      </Text>
      <Button variant="default" size="md" onClick={open}>
        Hand in…
      </Button>
      <HandInDialog attempt={attempt} opened={opened} onClose={close} />
    </Panel>
  );
}

function HandedIn({ attempt, measured }: AttemptStatusProps) {
  const byDeadline = attempt.handed_in_by === "deadline";
  const done = measured.filter((state) => state !== "pending").length;
  return (
    <Panel title="Handed in">
      <Text>
        {byDeadline
          ? "Time was up: what you had saved by the deadline was handed in for you"
          : "You handed in"}
        {attempt.handed_in_at && `, ${dayAndTime(attempt.handed_in_at)}`}.
      </Text>
      {attempt.report_ready ? (
        <>
          <Text c="dimmed">Every check was measured. See what, and how it turned out.</Text>
          <ButtonLink size="md" to="/attempts/$attemptId/report" params={{ attemptId: attempt.id }}>
            Open the report
          </ButtonLink>
        </>
      ) : (
        <div className={classes.busy} role="status">
          <Loader size="sm" />
          <Text>
            Your work is being measured: {done} of {measured.length} done. You may close this page
            and come back later.
          </Text>
        </div>
      )}
    </Panel>
  );
}

function Facts({ facts }: { facts: [string, string][] }) {
  return (
    <dl className={classes.facts}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className="numeric">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
