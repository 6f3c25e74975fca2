import { Tooltip } from "@mantine/core";
import { useInterval } from "@mantine/hooks";
import { useReducer } from "react";
import { exactly, fromNow } from "@/lib/moment";

const TICK_MS = 30_000;

/** A moment as people say it ("in 3 days"); the exact time on hover and for machines. */
export function Time({ at }: { at: string }) {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  useInterval(redraw, TICK_MS, { autoInvoke: true });
  const moment = new Date(at);
  return (
    <Tooltip label={exactly(moment)}>
      <time dateTime={at}>{fromNow(moment, new Date())}</time>
    </Tooltip>
  );
}
