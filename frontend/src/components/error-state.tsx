import { Button, Code, Group, Stack, Text, Title } from "@mantine/core";
import { IconAlertTriangle, IconCloudOff, IconLockQuestion } from "@tabler/icons-react";
import { asProblem, type Blame, type ProblemError } from "@/api/problem";
import classes from "@/components/error-state.module.css";

interface ErrorStateProps {
  error: unknown;
  onRetry?: () => void;
}

export interface Explanation {
  title: string;
  what: string;
  whose: string;
  next: string;
}

const WHOSE: Record<Blame, string> = {
  network: "This is the connection between you and us, not something that you did.",
  server: "This is our fault, not yours. Nothing that was saved is lost.",
  request: "",
};

const glyphs = { network: IconCloudOff, server: IconAlertTriangle, request: IconLockQuestion };

/** Plain words for a failure: what happened, whose doing it was, what to do. */
export function explain(problem: ProblemError): Explanation {
  const what = problem.body.detail ?? problem.body.title ?? "";
  if (problem.blame === "network") {
    return {
      title: "No connection",
      what: "The server did not answer.",
      whose: WHOSE.network,
      next: "Check your connection, then try again.",
    };
  }
  if (problem.blame === "server") {
    return {
      title: "Something broke on our side",
      what: what || `The server answered ${problem.status}.`,
      whose: WHOSE.server,
      next: "Try again in a moment. If it stays, tell whoever runs this service.",
    };
  }
  if (problem.status === 401) {
    return {
      title: "You are signed out",
      what: "Your session ended.",
      whose: "",
      next: "Sign in again; you will come back to this page.",
    };
  }
  if (problem.status === 404) {
    return {
      title: "Not found",
      what: "This does not exist, or it is not yours to see.",
      whose: "",
      next: "Check the address, or go back to where you came from.",
    };
  }
  return {
    title: problem.body.title ?? "This was refused",
    what: what || `The server answered ${problem.status}.`,
    whose: "",
    next: "",
  };
}

export function ErrorState({ error, onRetry }: ErrorStateProps) {
  const problem = asProblem(error);
  const { title, what, whose, next } = explain(problem);
  const Glyph = glyphs[problem.blame];
  return (
    <Stack role="alert" className={classes.error} gap="xs">
      <Group gap="sm" wrap="nowrap">
        <Glyph size={20} className={classes.glyph} aria-hidden />
        <Title order={2}>{title}</Title>
      </Group>
      <Text>{[what, whose, next].filter(Boolean).join(" ")}</Text>
      <Group gap="md">
        {onRetry && (
          <Button variant="default" onClick={onRetry}>
            Try again
          </Button>
        )}
        {problem.status === 401 && (
          <Button component="a" href={signInAddress()}>
            Sign in
          </Button>
        )}
        {problem.code && (
          <Text c="dimmed" fz="xs">
            Reference: <Code>{problem.code}</Code>
          </Text>
        )}
      </Group>
    </Stack>
  );
}

function signInAddress(): string {
  const here = window.location.pathname + window.location.search;
  return `/sign-in?next=${encodeURIComponent(here)}`;
}
