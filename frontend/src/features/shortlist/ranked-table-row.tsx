import { Text } from "@mantine/core";
import type { HTMLAttributes } from "react";
import type { RankedRow } from "@/api/types";
import { isOnRowItself } from "@/components/data-table";
import { Interval } from "@/components/interval";
import { ScoreBar } from "@/components/score-bar";
import { StateBadge } from "@/components/state-badge";
import { TextLink } from "@/components/text-link";
import { RankChange } from "@/features/shortlist/rank-change";
import classes from "@/features/shortlist/ranked-table.module.css";
import { count, formatInterval, formatRanks, formatScore } from "@/lib/score";
import { outcomeWording, recommendationWording, verdictWording } from "@/lib/wording";

interface RankedTableRowProps {
  row: RankedRow;
  titles: string[];
  change: number;
  onOpen: () => void;
  keyProps: HTMLAttributes<HTMLTableRowElement>;
}

export function RankedTableRow({ row, titles, change, onOpen, keyProps }: RankedTableRowProps) {
  return (
    <tr onClick={(event) => isOnRowItself(event) && onOpen()} {...keyProps}>
      <td className={classes.rank}>
        <span className={classes.place}>{row.rank}</span>
        <RankChange change={change} />
        <Text c="dimmed" fz="xs">
          likely {formatRanks(row.rank_interval)}
        </Text>
      </td>
      <td className={classes.candidate}>
        <TextLink
          fw={600}
          to="/applications/$applicationId"
          params={{ applicationId: row.application_id }}
        >
          {row.candidate_name}
        </TextLink>
      </td>
      <td data-label="Composite" className={classes.wide}>
        <div className={classes.composite}>
          <strong>{formatScore(row.composite)}</strong>
          <Interval
            value={row.composite}
            interval={row.composite_interval}
            label="Composite"
            width={184}
          />
        </div>
      </td>
      <Half
        label="Automated"
        series="automated"
        score={row.automated}
        bounds={row.automated_interval}
      />
      <Half
        label="Rubric"
        series="rubric"
        score={row.rubric}
        bounds={row.rubric_interval}
        note={count(row.raters, "rater")}
      />
      {titles.map((title) => (
        <td key={title} data-label={title}>
          <ItemScore item={row.items.find((item) => item.title === title)} />
        </td>
      ))}
      <td data-label="Recommend">
        <Recommendations recommendations={row.recommendations} />
      </td>
      <td data-label="Decision">
        {row.decision ? <StateBadge wording={verdictWording(row.decision.verdict)} /> : <None />}
      </td>
    </tr>
  );
}

interface HalfProps {
  label: string;
  series: "automated" | "rubric";
  score: number | null;
  bounds: number[] | null;
  note?: string;
}

function Half({ label, series, score, bounds, note }: HalfProps) {
  return (
    <td data-label={label}>
      <div className={classes.half}>
        <span className={classes.halfScore}>{formatScore(score)}</span>
        {score !== null && (
          <Interval value={score} interval={bounds} label={label} series={series} width={88} />
        )}
      </div>
      <Text c="dimmed" fz="xs" className={classes.halfNote}>
        {note ?? formatInterval(bounds)}
      </Text>
    </td>
  );
}

function ItemScore({ item }: { item: RankedRow["items"][number] | undefined }) {
  if (!item) return <None />;
  const failed = item.outcome !== null && item.outcome !== "completed";
  return (
    <>
      <ScoreBar score={item.score} label={item.title} />
      {failed && item.outcome && <StateBadge wording={outcomeWording(item.outcome)} />}
    </>
  );
}

const ORDER = ["strong_yes", "yes", "no", "strong_no"] as const;

function Recommendations({ recommendations }: { recommendations: RankedRow["recommendations"] }) {
  const given = ORDER.filter((name) => recommendations[name] > 0);
  if (given.length === 0) return <None />;
  return (
    <Text component="ul" fz="sm" className={classes.recommendations}>
      {given.map((name) => (
        <li key={name} data-tone={recommendationWording(name).tone}>
          {recommendations[name]} × {recommendationWording(name).label.toLowerCase()}
        </li>
      ))}
    </Text>
  );
}

function None() {
  return (
    <Text component="span" c="dimmed">
      –
    </Text>
  );
}
