import { Checkbox, NumberInput } from "@mantine/core";
import type { ChallengeRow } from "@/api/types";
import classes from "@/features/assessments/assessments-page.module.css";

interface ChallengeChoiceProps {
  challenge: ChallengeRow;
  /** Null while the challenge is not chosen. */
  weight: number | null;
  onChange: (weight: number | null) => void;
}

const FIRST_WEIGHT = 1;

export function ChallengeChoice({ challenge, weight, onChange }: ChallengeChoiceProps) {
  return (
    <div className={classes.choice}>
      <Checkbox
        label={challenge.title}
        description={`${challenge.summary} ${challenge.minutes} min, ${challenge.difficulty}.`}
        checked={weight !== null}
        onChange={(event) => onChange(event.currentTarget.checked ? FIRST_WEIGHT : null)}
      />
      {weight !== null && (
        <NumberInput
          label="Weight"
          aria-label={`Weight of ${challenge.title}`}
          w="6rem"
          size="xs"
          min={0.1}
          max={10}
          step={0.5}
          value={weight}
          onChange={(value) => typeof value === "number" && onChange(value)}
        />
      )}
    </div>
  );
}
