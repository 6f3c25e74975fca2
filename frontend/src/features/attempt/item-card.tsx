import { Progress, Text, Title } from "@mantine/core";
import type { AttemptItem, TimedAttempt } from "@/api/attempt";
import type { RunBrief } from "@/api/run";
import { ButtonLink } from "@/components/button-link";
import { StateBadge } from "@/components/state-badge";
import classes from "@/features/attempt/item-card.module.css";
import { clockTime, duration } from "@/lib/clock-time";
import { runWords } from "@/lib/run-words";
import type { Wording } from "@/lib/wording";

interface ItemCardProps {
  attempt: TimedAttempt;
  item: AttemptItem;
}

const DATA_WORDS: Record<AttemptItem["data_state"], Wording> = {
  preparing: { label: "Data is being made", tone: "info" },
  ready: { label: "Data is ready", tone: "good" },
  failed: { label: "Data could not be made", tone: "warn", meaning: "Our fault, not yours." },
};

export function ItemCard({ attempt, item }: ItemCardProps) {
  const working = attempt.state === "started" && attempt.deadline_at !== null;
  const action = working ? "Open the workspace" : "Look at your work";
  const readable = working || attempt.state === "handed_in";
  return (
    <article className={classes.card}>
      <div className={classes.words}>
        <Title order={3}>{item.title}</Title>
        <Text c="dimmed">{item.summary}</Text>
        <div className={classes.facts}>
          <Text component="span" c="dimmed" fz="sm">
            about {duration(item.minutes)}
          </Text>
          <ItemState attempt={attempt} item={item} />
        </div>
      </div>
      {readable && (
        <ButtonLink
          to="/workspaces/$workspaceId"
          params={{ workspaceId: item.workspace_id }}
          className={classes.action}
          variant={working ? "filled" : "default"}
          aria-label={`${action}: ${item.title}`}
        >
          {action}
        </ButtonLink>
      )}
    </article>
  );
}

function ItemState({ attempt, item }: ItemCardProps) {
  if (attempt.state === "accepted") return null;
  const run = item.last_run;
  if (attempt.state === "started" && attempt.deadline_at === null) {
    return <StateBadge wording={DATA_WORDS[item.data_state]} />;
  }
  if (attempt.state === "handed_in") return <Measurement run={run} />;
  if (run?.kind !== "visible") {
    return <StateBadge wording={{ label: "Checks not run yet", tone: "quiet" }} />;
  }
  return (
    <>
      <StateBadge wording={runWords(run)} />
      <Text component="span" c="dimmed" fz="sm">
        checks run at {clockTime(run.queued_at)}
      </Text>
    </>
  );
}

function Measurement({ run }: { run: RunBrief | null }) {
  if (run?.kind !== "scored") {
    return <StateBadge wording={{ label: "Waits for its measurement", tone: "quiet" }} />;
  }
  const { done, total, label } = run.progress;
  return (
    <>
      <StateBadge wording={runWords(run)} />
      {run.state === "running" && total > 0 && (
        <div className={classes.progress}>
          <Progress value={(100 * done) / total} aria-label={`${done} of ${total} steps`} />
          <Text fz="xs" c="dimmed">
            {label || `${done} of ${total} steps`}
          </Text>
        </div>
      )}
    </>
  );
}
