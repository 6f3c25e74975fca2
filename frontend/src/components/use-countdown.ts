import { useEffect, useRef, useState } from "react";
import type { TimedAttempt } from "@/api/attempt";
import { remainingMs } from "@/lib/countdown";
import { serverTime } from "@/lib/server-clock";

const TICK_MS = 250;

/** Whole seconds (in milliseconds) until the deadline; null while no clock runs. */
export function useCountdown(attempt: TimedAttempt | undefined): number | null {
  const running = attempt?.state === "started" ? attempt : undefined;
  const [leftMs, setLeftMs] = useState(() => leftOf(running));

  useEffect(() => {
    const tick = () => setLeftMs(leftOf(running));
    tick();
    const timer = setInterval(tick, TICK_MS);
    return () => clearInterval(timer);
  }, [running]);

  return leftMs;
}

/** Calls back when the time left falls, with what it was before. */
export function useOnTimePassing(
  leftMs: number | null,
  react: (before: number, now: number) => void,
): void {
  const before = useRef(leftMs);
  useEffect(() => {
    if (before.current !== null && leftMs !== null && leftMs < before.current) {
      react(before.current, leftMs);
    }
    before.current = leftMs;
  });
}

function leftOf(attempt: TimedAttempt | undefined): number | null {
  if (!attempt?.deadline_at) return null;
  return Math.ceil(remainingMs(attempt.deadline_at, serverTime(attempt.clock)) / 1_000) * 1_000;
}
