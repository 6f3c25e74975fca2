import { Code, Text } from "@mantine/core";
import type { CheckResult } from "@/api/report";
import { StateBadge } from "@/components/state-badge";
import classes from "@/features/report/check-line.module.css";
import { likelyRange } from "@/features/report/likely-range";
import { clampToScale } from "@/lib/interval";
import { formatInterval, formatScore, formatValue } from "@/lib/score";

const MUST_NOT = {
  label: "Must not fail",
  tone: "quiet",
  meaning: "A low score here also limits the score of the whole scenario.",
} as const;

/** One check: what was measured, where that lies between baseline and reference, and why. */
export function CheckLine({ check }: { check: CheckResult }) {
  return (
    <li className={classes.line}>
      <div className={classes.what}>
        <Text fw={600}>{check.title}</Text>
        <div className={classes.tags}>
          <Code>{check.name}</Code>
          {check.must_not && <StateBadge wording={MUST_NOT} />}
        </div>
      </div>
      <Scale check={check} />
      <CheckScoreNumber check={check} />
      {check.evidence && (
        <Text className={classes.evidence} c="dimmed" fz="sm">
          {check.evidence}
        </Text>
      )}
    </li>
  );
}

function CheckScoreNumber({ check }: { check: CheckResult }) {
  return (
    <p className={classes.score}>
      <b>{formatScore(check.score)}</b>
      <span>{rangeWords(check)}</span>
    </p>
  );
}

function rangeWords({ score, score_error: error }: CheckResult): string {
  if (score === null) return "no score";
  const range = likelyRange(score, error);
  if (!range || formatScore(range[0]) === formatScore(range[1])) return "";
  return `likely ${formatInterval(range)}`;
}

function Scale({ check }: { check: CheckResult }) {
  const { value, floor, ceiling, score, unit } = check;
  const measured = value === null ? "not measured" : formatValue(value, unit);
  return (
    <div className={classes.scale}>
      <p className={classes.value}>
        <span>Measured: </span>
        <b>{measured}</b>
      </p>
      <div className={classes.track} aria-hidden>
        {value !== null && score !== null && (
          <span className={classes.marker} style={{ left: `${clampToScale(score) * 100}%` }} />
        )}
      </div>
      {floor !== null && ceiling !== null && (
        <p className={classes.ends}>
          <span>baseline {formatValue(floor, unit)}</span>
          <span>reference {formatValue(ceiling, unit)}</span>
        </p>
      )}
    </div>
  );
}
