import { Text } from "@mantine/core";
import { TextLink } from "@/components/text-link";
import type { ProfileForm } from "@/features/role-profiles/profile-form";
import type { Row } from "@/features/role-profiles/rows";
import { ShareBar } from "@/features/role-profiles/share-bar";
import { fullBar, sharesOf } from "@/features/role-profiles/shares";
import { WeightInput } from "@/features/role-profiles/weight-input";
import classes from "@/features/role-profiles/weights-table.module.css";
import { formatWeight, type Weights, weightOf } from "@/lib/weights";

/** Weights to compare with: the built-in ones, or those that somebody saved meanwhile. */
export interface Compared {
  label: string;
  challenge_weights: Weights;
  criterion_weights: Weights;
}

interface WeightsTableProps {
  half: "challenge_weights" | "criterion_weights";
  rows: Row[];
  form: ProfileForm;
  compared: Compared | null;
  mayChange: boolean;
}

export function WeightsTable(props: WeightsTableProps) {
  const { half, rows, form, compared, mayChange } = props;
  const challenges = half === "challenge_weights";
  const shares = sharesOf(rows.map(({ name }) => form.values[half][name]));
  return (
    <div className={classes.frame}>
      <table className={classes.table} aria-label={challenges ? "Challenges" : "Criteria"}>
        <thead>
          <tr>
            <th scope="col">{challenges ? "Challenge" : "Criterion"}</th>
            {challenges && (
              <th scope="col" className={classes.minutes}>
                Minutes
              </th>
            )}
            <th scope="col" className={classes.weight}>
              Weight
            </th>
            <th scope="col" className={classes.share}>
              Share
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={row.name}>
              <th scope="row">
                <Name row={row} />
              </th>
              {challenges && <td className={classes.minutes}>{row.minutes}</td>}
              <td className={classes.weight}>
                {mayChange ? (
                  <WeightInput
                    title={row.title}
                    note={difference(row, form.values[half][row.name], compared, half)}
                    {...form.getInputProps(`${half}.${row.name}`)}
                  />
                ) : (
                  <strong>{formatWeight(row.weight)}</strong>
                )}
              </td>
              <td className={classes.share}>
                <ShareBar
                  share={shares[index] ?? null}
                  alike={1 / rows.length}
                  full={fullBar(shares)}
                  series={challenges ? "automated" : "rubric"}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Name({ row: { name, title, minutes } }: { row: Row }) {
  if (minutes === undefined) return title;
  return (
    <>
      <TextLink to="/challenges/$slug" params={{ slug: name }} fw={500}>
        {title}
      </TextLink>
      <Text component="span" className={classes.minutesBelow}>
        {minutes} min
      </Text>
    </>
  );
}

function difference(
  { name }: Row,
  typed: unknown,
  compared: Compared | null,
  half: WeightsTableProps["half"],
): string | null {
  if (!compared) return null;
  const other = weightOf(compared[half], name);
  return other === typed ? null : `${compared.label}: ${other}`;
}
