import { Text, Title } from "@mantine/core";
import type { AttemptItem, TimedAttempt } from "@/api/attempt";
import type { ReportState } from "@/api/report";
import { ButtonLink } from "@/components/button-link";
import { StateBadge } from "@/components/state-badge";
import classes from "@/features/attempt/item-card.module.css";
import { clockTime, duration } from "@/lib/clock-time";
import { PLATFORM_FAULT, runWords } from "@/lib/run-words";
import type { Wording } from "@/lib/wording";

interface ItemCardProps {
  attempt: TimedAttempt;
  item: AttemptItem;
  /** How far the measurement is, once the work is handed in. */
  measured: ReportState;
}

const DATA_WORDS: Record<AttemptItem["data_state"], Wording> = {
  preparing: { label: "Data is being made", tone: "info" },
  ready: { label: "Data is ready", tone: "good" },
  failed: { label: "Data could not be made", tone: "warn", meaning: "Our fault, not yours." },
};

const MEASURED_WORDS: Record<ReportState, Wording> = {
  pending: { label: "Being measured", tone: "info" },
  ready: { label: "Measured", tone: "good" },
  not_evaluated: PLATFORM_FAULT,
};

export function ItemCard({ attempt, item, measured }: ItemCardProps) {
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
          <ItemState attempt={attempt} item={item} measured={measured} />
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

function ItemState({ attempt, item, measured }: ItemCardProps) {
  if (attempt.state === "accepted") return null;
  if (attempt.state === "handed_in") return <StateBadge wording={MEASURED_WORDS[measured]} />;
  if (attempt.deadline_at === null) return <StateBadge wording={DATA_WORDS[item.data_state]} />;
  const run = item.last_run;
  if (!run) return <StateBadge wording={{ label: "Checks not run yet", tone: "quiet" }} />;
  return (
    <>
      <StateBadge wording={runWords(run)} />
      <Text component="span" c="dimmed" fz="sm">
        checks run at {clockTime(run.queued_at)}
      </Text>
    </>
  );
}
