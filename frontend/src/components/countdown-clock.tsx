import { Text, Tooltip } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconClock, IconClockExclamation } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { attemptQuery, type TimedAttempt } from "@/api/attempt";
import classes from "@/components/countdown-clock.module.css";
import { useCountdown, useOnTimePassing } from "@/components/use-countdown";
import { clockTime } from "@/lib/clock-time";
import { formatRemaining, urgencyOf, warningBetween } from "@/lib/countdown";

/** The time that is left; warns aloud as the deadline comes near. Draws nothing without a clock. */
export function CountdownClock({ attempt }: { attempt: TimedAttempt }) {
  const queryClient = useQueryClient();
  const leftMs = useCountdown(attempt);

  useOnTimePassing(leftMs, (before, now) => {
    const warning = warningBetween(before, now);
    if (warning) warnOf(warning);
    if (now === 0) askForTheEnd(() => queryClient.invalidateQueries(attemptQuery(attempt.id)));
  });

  if (leftMs === null || attempt.deadline_at === null) return null;
  const urgency = urgencyOf(leftMs);
  const Glyph = urgency === "calm" ? IconClock : IconClockExclamation;
  return (
    <Tooltip label={`Until ${clockTime(attempt.deadline_at)}, by the server's clock`}>
      <div className={classes.clock} data-urgency={urgency} role="timer" aria-label="Time left">
        <Glyph size={18} aria-hidden />
        <Text component="span" className="numeric" fw={600}>
          {urgency === "over" ? "Time is up" : formatRemaining(leftMs)}
        </Text>
        {urgency !== "over" && (
          <Text component="span" className={classes.unit}>
            left
          </Text>
        )}
      </div>
    </Tooltip>
  );
}

function warnOf(title: string): void {
  notifications.show({
    id: "deadline",
    color: "orange",
    title,
    message: "What is saved at the deadline is handed in automatically.",
    autoClose: 12_000,
  });
}

/** The server hands in within moments of the deadline; the page asks until it has. */
function askForTheEnd(ask: () => Promise<void>): void {
  for (const delayMs of [500, 2_000, 5_000, 10_000]) setTimeout(() => void ask(), delayMs);
}
