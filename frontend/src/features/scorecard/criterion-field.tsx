import { Text, Textarea } from "@mantine/core";
import type { Criterion, RatingDraft } from "@/api/types";
import classes from "@/features/scorecard/scorecard-page.module.css";

interface CriterionFieldProps {
  criterion: Criterion;
  rating: RatingDraft;
  /** What the rating lacks, once that is to be said. */
  lack: string;
  onChange: (rating: RatingDraft) => void;
}

/** One criterion: its anchored levels, "not observed", and the evidence. */
export function CriterionField({ criterion, rating, lack, onChange }: CriterionFieldProps) {
  const { id, title, guidance, questions, levels } = criterion;
  const fromHigh = [...levels].sort((one, other) => other.value - one.value);
  return (
    <fieldset id={id} className={classes.criterion} data-lacking={lack !== ""}>
      <legend>{title}</legend>
      {guidance && <Text c="dimmed">{guidance}</Text>}
      <Questions questions={questions} />
      <div className={classes.levels}>
        {fromHigh.map(({ value, anchor }) => (
          <label key={value} className={classes.level}>
            <input
              type="radio"
              name={id}
              checked={rating.level === value}
              onChange={() => onChange({ ...rating, level: value, not_observed: false })}
            />
            <strong>{value}</strong>
            <span>{anchor}</span>
          </label>
        ))}
        <label className={classes.level}>
          <input
            type="radio"
            name={id}
            checked={rating.not_observed}
            onChange={() => onChange({ ...rating, level: null, not_observed: true })}
          />
          <strong>–</strong>
          <Text component="span" c="dimmed">
            Not observed; counts neither for nor against
          </Text>
        </label>
      </div>
      <Textarea
        label="Evidence"
        description={
          rating.not_observed
            ? "Optional here."
            : "What the candidate did or wrote; a file and line, or their words."
        }
        autosize
        minRows={2}
        value={rating.evidence}
        error={lack}
        onChange={(event) => onChange({ ...rating, evidence: event.currentTarget.value })}
      />
    </fieldset>
  );
}

function Questions({ questions }: { questions: string[] }) {
  if (questions.length === 0) return null;
  return (
    <details className={classes.questions}>
      <summary>Questions to ask</summary>
      <ul>
        {questions.map((question) => (
          <li key={question}>{question}</li>
        ))}
      </ul>
    </details>
  );
}
