import { Skeleton, Text, Title } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import type { AttemptItem } from "@/api/attempt";
import { type RunBrief, runQuery } from "@/api/run";
import { type Workspace, workspaceQuery } from "@/api/workspace";
import classes from "@/features/attempt/hand-in-item.module.css";
import { handInWarnings } from "@/features/attempt/hand-in-warnings";
import { browserDrafts } from "@/lib/draft-store";
import { count, formatBytes } from "@/lib/score";

interface HandInItemProps {
  item: AttemptItem;
  /** False while nobody looks: nothing is asked of the server. */
  enabled: boolean;
}

/** What one scenario will hand in, and what speaks for looking at it once more. */
export function HandInItem({ item, enabled }: HandInItemProps) {
  const workspace = useQuery({ ...workspaceQuery(item.workspace_id), enabled, staleTime: 0 });
  const lastVisible = item.last_run?.kind === "visible" ? item.last_run : null;
  return (
    <section className={classes.item}>
      <Title order={3}>{item.title}</Title>
      {workspace.data ? <Files workspace={workspace.data} /> : <Skeleton height={20} width="60%" />}
      <Warnings workspaceId={item.workspace_id} run={lastVisible} enabled={enabled} />
    </section>
  );
}

function Files({ workspace }: { workspace: Workspace }) {
  const bytes = workspace.files.reduce((sum, file) => sum + file.size, 0);
  const names = workspace.files.map((file) => file.path).join(", ");
  return (
    <Text c="dimmed" fz="sm" className={classes.files}>
      {count(workspace.files.length, "file")}, {formatBytes(bytes)}: {names || "none"}
    </Text>
  );
}

interface WarningsProps {
  workspaceId: string;
  run: RunBrief | null;
  enabled: boolean;
}

function Warnings({ workspaceId, run, enabled }: WarningsProps) {
  const full = useQuery({ ...runQuery(run?.id ?? ""), enabled: enabled && run !== null });
  const unsaved = browserDrafts(workspaceId).paths();
  const warnings = handInWarnings({ run: full.data ?? run, unsaved });
  if (warnings.length === 0) {
    return (
      <Text className={classes.good}>
        <IconCircleCheck size={16} aria-hidden /> The last visible checks passed.
      </Text>
    );
  }
  return warnings.map((warning) => (
    <Text key={warning} className={classes.warning}>
      <IconAlertTriangle size={16} aria-hidden /> {warning}
    </Text>
  ));
}
