import classes from "@/features/role-profiles/share-bar.module.css";
import { formatPercent } from "@/lib/score";

interface ShareBarProps {
  share: number | null;
  /** What the share would be if everything counted alike; a mark stands there. */
  alike: number;
  /** The share that fills the bar. */
  full: number;
  series: "automated" | "rubric";
}

export function ShareBar({ share, alike, full, series }: ShareBarProps) {
  return (
    <span className={classes.bar} data-series={series}>
      <span className={classes.track} aria-hidden>
        <span className={classes.fill} style={{ width: `${((share ?? 0) / full) * 100}%` }} />
        <span className={classes.mark} style={{ left: `${(alike / full) * 100}%` }} />
      </span>
      <span className={classes.number}>{share === null ? "–" : formatPercent(share)}</span>
    </span>
  );
}
