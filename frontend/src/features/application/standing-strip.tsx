import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { Application } from "@/api/types";
import { Interval } from "@/components/interval";
import { standingQuery } from "@/features/application/api";
import classes from "@/features/application/standing-strip.module.css";
import { count, formatInterval, formatPercent, formatRanks, formatScore } from "@/lib/score";

/** Where the candidate stands, and from which two halves that comes. */
export function StandingStrip({ application }: { application: Application }) {
  const { data: standing } = useQuery(standingQuery(application.opening.id, application.id));
  if (!standing) return null;
  const { row, rubricWeight, of } = standing;
  return (
    <section className={classes.strip} aria-label="Standing">
      <div className={classes.cell}>
        <Text c="dimmed" fz="xs">
          Rank
        </Text>
        <Text className={classes.figure}>
          {row.rank} <small>of {of}</small>
        </Text>
        <Text c="dimmed" fz="xs">
          Band {row.band}, likely rank {formatRanks(row.rank_interval)}
        </Text>
      </div>
      <Part
        label="Composite"
        score={row.composite}
        bounds={row.composite_interval}
        series="composite"
      />
      <span className={classes.sign} aria-hidden>
        =
      </span>
      <Part
        label={`Automated × ${formatPercent(1 - rubricWeight)}`}
        score={row.automated}
        bounds={row.automated_interval}
        series="automated"
      />
      <span className={classes.sign} aria-hidden>
        +
      </span>
      <Part
        label={`Rubric × ${formatPercent(rubricWeight)}, ${count(row.raters, "rater")}`}
        score={row.rubric}
        bounds={row.rubric_interval}
        series="rubric"
      />
    </section>
  );
}

interface PartProps {
  label: string;
  score: number | null;
  bounds: number[] | null;
  series: "composite" | "automated" | "rubric";
}

function Part({ label, score, bounds, series }: PartProps) {
  return (
    <div className={classes.cell}>
      <Text c="dimmed" fz="xs">
        {label}
      </Text>
      <Text className={classes.figure}>
        {formatScore(score, 1)} <small>{formatInterval(bounds)}</small>
      </Text>
      {score !== null && (
        <Interval value={score} interval={bounds} label={label} series={series} width={180} />
      )}
    </div>
  );
}
