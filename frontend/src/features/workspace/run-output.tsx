import { Text } from "@mantine/core";
import { useEffect, useMemo, useRef } from "react";
import { isUnderWay, type Run } from "@/api/run";
import classes from "@/features/workspace/run-output.module.css";
import { terminalText } from "@/features/workspace/terminal-text";

const NEAR_END_PX = 40;

/** What the program printed, as it prints it. Plain text, whatever the program writes. */
export function RunOutput({ run }: { run: Run }) {
  const text = useMemo(() => terminalText(run.output), [run.output]);
  const box = useRef<HTMLElement>(null);
  const follows = useRef(true);
  useEffect(() => {
    // Follows the end, unless the reader has scrolled up to read.
    if (text && box.current && follows.current) box.current.scrollTop = box.current.scrollHeight;
  }, [text]);

  if (text === "") {
    return (
      <Text c="dimmed" p="md">
        {isUnderWay(run) ? "Nothing was printed yet." : "Your program printed nothing."}
      </Text>
    );
  }
  return (
    <section
      ref={box}
      className={classes.output}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: long output scrolls with the keyboard too
      tabIndex={0}
      aria-label="Output of your program"
      onScroll={({ currentTarget: { scrollTop, clientHeight, scrollHeight } }) => {
        follows.current = scrollTop + clientHeight > scrollHeight - NEAR_END_PX;
      }}
    >
      <pre>{text}</pre>
    </section>
  );
}
