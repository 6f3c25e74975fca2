import { Text } from "@mantine/core";
import { IconArrowsDiff } from "@tabler/icons-react";
import type { Scorecard, ScorecardRating } from "@/api/types";
import { LevelDots } from "@/components/level-dots";
import { StateBadge } from "@/components/state-badge";
import { type CriterionRow, criterionRows } from "@/features/application/ratings";
import classes from "@/features/application/scorecard-matrix.module.css";
import { formatScore } from "@/lib/score";
import { recommendationWording, spelledOut } from "@/lib/wording";

/** The raters side by side, one row per criterion, so that agreement and evidence are compared. */
export function ScorecardMatrix({ scorecards }: { scorecards: Scorecard[] }) {
  const rows = criterionRows(scorecards);
  return (
    <div className={classes.frame}>
      <table className={classes.table} aria-label="Scorecards side by side">
        <thead>
          <tr>
            <th scope="col" className={classes.criterion}>
              Criterion
            </th>
            {scorecards.map((scorecard) => (
              <th key={scorecard.id} scope="col">
                <RaterHeading scorecard={scorecard} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.criterionId}>
              <CriterionCell row={row} />
              {scorecards.map((scorecard, column) => (
                <td key={scorecard.id} data-label={scorecard.author.name}>
                  <RatingCell rating={row.ratings[column] ?? null} />
                </td>
              ))}
            </tr>
          ))}
          <tr>
            <th scope="row" className={classes.criterion}>
              Summary
            </th>
            {scorecards.map((scorecard) => (
              <td key={scorecard.id} data-label={scorecard.author.name}>
                {scorecard.summary || <Text c="dimmed">–</Text>}
              </td>
            ))}
          </tr>
        </tbody>
      </table>
    </div>
  );
}

function RaterHeading({ scorecard }: { scorecard: Scorecard }) {
  const { author, recommendation, score } = scorecard;
  return (
    <div className={classes.rater}>
      <div>
        <Text fw={600} c="var(--mantine-color-text)">
          {author.name}
        </Text>
        <Text fz="xs">Score {formatScore(score)}</Text>
      </div>
      {recommendation && <StateBadge wording={recommendationWording(recommendation)} />}
    </div>
  );
}

function CriterionCell({ row }: { row: CriterionRow }) {
  const competency = spelledOut(row.competency);
  return (
    <th scope="row" className={classes.criterion}>
      {row.criterion}
      {competency !== row.criterion && (
        <Text c="dimmed" fz="xs">
          {competency}
        </Text>
      )}
      {row.disputed && (
        <Text fz="xs" className={classes.disputed}>
          <IconArrowsDiff size={13} aria-hidden /> Differ by two or more
        </Text>
      )}
    </th>
  );
}

function RatingCell({ rating }: { rating: ScorecardRating | null }) {
  if (!rating || (rating.level === null && !rating.not_observed)) return <Text c="dimmed">–</Text>;
  return (
    <>
      {rating.level === null ? (
        <Text c="dimmed" fz="sm">
          Not observed
        </Text>
      ) : (
        <LevelDots level={rating.level} />
      )}
      {rating.evidence && <Text mt={4}>{rating.evidence}</Text>}
    </>
  );
}
