import classes from "@/components/score-bar.module.css";
import { clampToScale } from "@/lib/interval";
import { formatScore } from "@/lib/score";

interface ScoreBarProps {
  score: number | null;
  label: string;
  series?: "composite" | "automated" | "rubric";
}

/** A score from 0 to 100 as a bar with its number; "–" where there is no score. */
export function ScoreBar({ score, label, series = "automated" }: ScoreBarProps) {
  const width = `${clampToScale(score ?? 0) * 100}%`;
  return (
    <span className={classes.bar} data-series={series}>
      <span className={classes.track} aria-hidden>
        <span className={classes.fill} style={{ width }} />
      </span>
      <span className={classes.number}>
        <span className={classes.spoken}>{label}: </span>
        {formatScore(score)}
      </span>
    </span>
  );
}
