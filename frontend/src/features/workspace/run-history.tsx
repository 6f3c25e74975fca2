import { Button, Menu, Text } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import type { RunBrief } from "@/api/run";
import classes from "@/features/workspace/run-history.module.css";
import type { Checks } from "@/features/workspace/use-checks";
import { clockTime } from "@/lib/clock-time";
import { runWords } from "@/lib/run-words";

/** Earlier runs, newest first; choosing one shows it. */
export function RunHistory({ checks }: { checks: Checks }) {
  const { history, shown, choose } = checks;
  if (history.length === 0 || !shown) return null;
  return (
    <Menu position="top-end" withinPortal>
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          rightSection={<IconChevronDown size={14} aria-hidden />}
          aria-label={`Run of ${clockTime(shown.queued_at)}. Choose another`}
        >
          {clockTime(shown.queued_at)}
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={classes.list}>
        <Menu.Label>Runs of the visible checks</Menu.Label>
        {history.map((run, index) => (
          <Menu.Item
            key={run.id}
            aria-current={run.id === shown.id || undefined}
            data-shown={run.id === shown.id}
            onClick={() => choose(run.id)}
          >
            <Line run={run} number={history.length - index} />
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function Line({ run, number }: { run: RunBrief; number: number }) {
  return (
    <span className={classes.line}>
      <Text component="span" className="numeric">
        {number}. {clockTime(run.queued_at)}
      </Text>
      <Text component="span" c="dimmed">
        {runWords(run).label}
      </Text>
    </span>
  );
}
