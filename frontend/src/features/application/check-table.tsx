import { Text, Tooltip } from "@mantine/core";
import { IconShieldHalf } from "@tabler/icons-react";
import type { CheckEvidence } from "@/api/types";
import { ScoreBar } from "@/components/score-bar";
import classes from "@/features/application/check-table.module.css";
import { formatPercent, formatValue, SHARE } from "@/lib/score";
import { spelledOut } from "@/lib/wording";

interface CheckTableProps {
  title: string;
  checks: CheckEvidence[];
}

/** Every measured value with the two ends of its scale and the score that follows. */
export function CheckTable({ title, checks }: CheckTableProps) {
  return (
    <table className={classes.table} aria-label={`Checks of ${title}`}>
      <thead>
        <tr>
          <th scope="col">Check</th>
          <th scope="col">Competency</th>
          <th scope="col" data-numeric>
            Weight
          </th>
          <th scope="col" data-numeric>
            Value
          </th>
          <th scope="col" data-numeric>
            <Tooltip label="The value that scores 0">
              <span>Floor</span>
            </Tooltip>
          </th>
          <th scope="col" data-numeric>
            <Tooltip label="The value that scores 100">
              <span>Ceiling</span>
            </Tooltip>
          </th>
          <th scope="col" className={classes.score}>
            Score
          </th>
        </tr>
      </thead>
      <tbody>
        {checks.map((check) => (
          <CheckRow key={check.name} check={check} />
        ))}
      </tbody>
    </table>
  );
}

function CheckRow({ check }: { check: CheckEvidence }) {
  return (
    <tr>
      <td>
        <Text fw={500} component="div">
          {check.title} {check.must_not && <MustNot />}
        </Text>
        {check.evidence && (
          <Text c="dimmed" fz="sm" className={classes.evidence}>
            {check.evidence}
          </Text>
        )}
      </td>
      <td data-label="Competency">{spelledOut(check.competency)}</td>
      <td data-label="Weight" data-numeric>
        {formatPercent(check.weight)}
      </td>
      <td data-label="Value" data-numeric className={classes.value}>
        {formatValue(check.value, check.unit)}
      </td>
      <td data-label="Floor (scores 0)" data-numeric>
        {formatValue(check.floor, unitOfBound(check.unit))}
      </td>
      <td data-label="Ceiling (scores 100)" data-numeric>
        {formatValue(check.ceiling, unitOfBound(check.unit))}
      </td>
      <td data-label="Score">
        <ScoreBar score={check.score} label={check.title} />
      </td>
    </tr>
  );
}

function MustNot() {
  return (
    <Tooltip label="A must-not: a low score here caps the challenge’s score, however good the rest is.">
      <span className={classes.mustNot}>
        <IconShieldHalf size={13} aria-hidden /> must not
      </span>
    </Tooltip>
  );
}

/** The value beside them names the unit; a share changes the number too. */
function unitOfBound(unit: string): string {
  return unit === SHARE ? SHARE : "";
}
