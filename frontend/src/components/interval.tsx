import classes from "@/components/interval.module.css";
import { intervalShape } from "@/lib/interval";
import { formatInterval, formatScore } from "@/lib/score";

interface IntervalProps {
  value: number;
  interval: readonly number[] | null;
  /** What is measured, for people who hear the page. */
  label: string;
  series?: "composite" | "automated" | "rubric";
  width?: number;
}

const HEIGHT = 20;
const RADIUS = 4;

/** A score as a dot with its interval as a whisker, on a line from 0 to 100. */
export function Interval({
  value,
  interval,
  label,
  series = "composite",
  width = 160,
}: IntervalProps) {
  const { dot, low, high } = intervalShape(value, interval, width, RADIUS + 1);
  const middle = HEIGHT / 2;
  const text = `${label}: ${formatScore(value)}${interval ? `, interval ${formatInterval(interval)}` : ""}`;
  return (
    <svg
      className={classes.interval}
      data-series={series}
      viewBox={`0 0 ${width} ${HEIGHT}`}
      width={width}
      height={HEIGHT}
      role="img"
      aria-label={text}
    >
      <title>{text}</title>
      <line
        className={classes.track}
        x1={RADIUS + 1}
        x2={width - RADIUS - 1}
        y1={middle}
        y2={middle}
      />
      {[0.25, 0.5, 0.75].map((at) => {
        const x = intervalShape(at, null, width, RADIUS + 1).dot;
        return (
          <line key={at} className={classes.tick} x1={x} x2={x} y1={middle - 3} y2={middle + 3} />
        );
      })}
      {interval && (
        <>
          <line className={classes.whisker} x1={low} x2={high} y1={middle} y2={middle} />
          <line className={classes.end} x1={low} x2={low} y1={middle - 4} y2={middle + 4} />
          <line className={classes.end} x1={high} x2={high} y1={middle - 4} y2={middle + 4} />
        </>
      )}
      <circle className={classes.dot} cx={dot} cy={middle} r={RADIUS} />
    </svg>
  );
}
