import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import classes from "@/features/shortlist/ranked-table.module.css";
import { count } from "@/lib/score";

/** How far a what-if weight moved somebody; nothing where it did not. */
export function RankChange({ change }: { change: number }) {
  if (change === 0) return null;
  const rose = change > 0;
  const Glyph = rose ? IconArrowUp : IconArrowDown;
  const places = count(Math.abs(change), "place");
  return (
    <span className={classes.change} data-rose={rose} title={`${rose ? "Up" : "Down"} ${places}`}>
      <Glyph size={12} stroke={2.5} aria-hidden />
      <span className={classes.spoken}>{rose ? "up" : "down"} </span>
      {Math.abs(change)}
    </span>
  );
}
