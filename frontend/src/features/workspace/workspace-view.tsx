import { ActionIcon, Button, Group, Text, Tooltip } from "@mantine/core";
import { useHotkeys, useMediaQuery } from "@mantine/hooks";
import { IconArrowLeft } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { CountdownClock } from "@/components/countdown-clock";
import { TopBar } from "@/components/top-bar";
import { useDesk } from "@/features/workspace/desk";
import { DeskPanes } from "@/features/workspace/desk-panes";
import { PhonePanes } from "@/features/workspace/phone-panes";
import { SaveStatus } from "@/features/workspace/save-status";
import { useChecks } from "@/features/workspace/use-checks";
import { useDeadline } from "@/features/workspace/use-deadline";
import classes from "@/features/workspace/workspace-view.module.css";
import { clockTime } from "@/lib/clock-time";

const ROOM_FOR_PANES = "(min-width: 62em)";

export function WorkspaceView() {
  const { attempt, autosave } = useDesk();
  const checks = useChecks();
  const wide = useMediaQuery(ROOM_FOR_PANES, undefined, { getInitialValueInEffect: false });
  useDeadline();
  // Inside the editor its own keys do the same.
  useHotkeys([
    ["mod+S", () => void autosave.flush()],
    ["mod+Enter", checks.run],
  ]);
  return (
    <div className={classes.page}>
      <TopBar>
        <Back wide={wide ?? true} />
        {wide && <SaveStatus />}
        <Group ml="auto" wrap="nowrap">
          <CountdownClock attempt={attempt} />
        </Group>
      </TopBar>
      <HandedInNotice />
      <main id="main" className={classes.main}>
        {wide ? <DeskPanes checks={checks} /> : <PhonePanes checks={checks} />}
      </main>
    </div>
  );
}

function Back({ wide }: { wide: boolean }) {
  const { attempt } = useDesk();
  const to = { to: "/attempts/$attemptId", params: { attemptId: attempt.id } } as const;
  if (wide) {
    return (
      <Button
        variant="subtle"
        color="gray"
        size="compact-md"
        leftSection={<IconArrowLeft size={16} aria-hidden />}
        renderRoot={(props) => <Link {...to} {...props} />}
      >
        {attempt.state === "handed_in" ? "Overview" : "Overview and hand in"}
      </Button>
    );
  }
  return (
    <Tooltip label="Overview and hand in">
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label="Overview and hand in"
        renderRoot={(props) => <Link {...to} {...props} />}
      >
        <IconArrowLeft size={18} />
      </ActionIcon>
    </Tooltip>
  );
}

function HandedInNotice() {
  const { attempt } = useDesk();
  if (attempt.state !== "handed_in") return null;
  const at = attempt.handed_in_at ? ` at ${clockTime(attempt.handed_in_at)}` : "";
  return (
    <Text role="status" className={classes.notice}>
      {attempt.handed_in_by === "deadline"
        ? `Time was up: what was saved was handed in for you${at}. You can read it here, no longer change it.`
        : `You handed in${at}. You can read your work here, no longer change it.`}
    </Text>
  );
}
