import { Alert, Paper, SegmentedControl, Text, Textarea, Title } from "@mantine/core";
import { useState } from "react";
import type { MyScorecard, Recommendation } from "@/api/types";
import { confirm } from "@/components/confirm";
import { toast, toastProblem } from "@/components/toast";
import { useHandIn } from "@/features/scorecard/api";
import { CriterionField } from "@/features/scorecard/criterion-field";
import {
  countComplete,
  type Draft,
  isComplete,
  lackOf,
  ratingOf,
  withRating,
} from "@/features/scorecard/draft";
import { ScorecardFoot } from "@/features/scorecard/scorecard-foot";
import { useAutosave } from "@/features/scorecard/use-autosave";
import { recommendationWording } from "@/lib/wording";

interface ScorecardFormProps {
  applicationId: string;
  scorecard: MyScorecard;
}

export function ScorecardForm({ applicationId, scorecard }: ScorecardFormProps) {
  const { criteria } = scorecard.rubric;
  const autosave = useAutosave(applicationId, scorecard);
  const handIn = useHandIn(applicationId);
  // What is lacking is shown once the person tried to hand in, not while they write.
  const [checked, setChecked] = useState(false);
  const { draft, change } = autosave;

  async function submit() {
    setChecked(true);
    if (!isComplete(draft, criteria)) {
      document.getElementById(firstLacking(draft, criteria))?.scrollIntoView({ block: "center" });
      return;
    }
    const sure = await confirm({
      title: "Hand in this scorecard?",
      children:
        "Your ratings then count for the ranking, and you see the scores and the other scorecards.",
      verb: "Hand in",
    });
    if (!sure) return;
    try {
      await autosave.flush();
      await handIn.mutateAsync();
      window.scrollTo({ top: 0 });
      toast("Your scorecard is handed in.");
    } catch (error) {
      toastProblem(error);
    }
  }

  return (
    <form
      aria-label="Scorecard"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {autosave.problem?.blame === "request" && (
        <Alert color="red" mb="md" title="Your last changes are not saved" role="alert">
          {autosave.problem.message} Copy what you wrote, then load the page again.
        </Alert>
      )}
      {criteria.map((criterion) => (
        <CriterionField
          key={criterion.id}
          criterion={criterion}
          rating={ratingOf(draft, criterion.id)}
          lack={checked ? lackOf(ratingOf(draft, criterion.id)) : ""}
          onChange={(rating) => change(withRating(draft, rating))}
        />
      ))}
      <Conclusion draft={draft} onChange={change} checked={checked} />
      <ScorecardFoot
        state={autosave.state}
        complete={countComplete(draft, criteria)}
        total={criteria.length}
        busy={handIn.isPending}
      />
    </form>
  );
}

const RECOMMENDATIONS: Recommendation[] = ["strong_no", "no", "yes", "strong_yes"];
const CONCLUSION = "conclusion";

function firstLacking(draft: Draft, criteria: MyScorecard["rubric"]["criteria"]): string {
  return criteria.find(({ id }) => lackOf(ratingOf(draft, id)) !== "")?.id ?? CONCLUSION;
}

interface ConclusionProps {
  draft: Draft;
  onChange: (draft: Draft) => void;
  checked: boolean;
}

function Conclusion({ draft, onChange, checked }: ConclusionProps) {
  return (
    <Paper withBorder p="lg" mb="md" id={CONCLUSION}>
      <Title order={2} size="h3" mb="xs">
        Recommendation
      </Title>
      <SegmentedControl
        fullWidth
        aria-label="Recommendation"
        data={RECOMMENDATIONS.map((value) => ({
          value,
          label: recommendationWording(value).label,
        }))}
        value={draft.recommendation}
        onChange={(value) => onChange({ ...draft, recommendation: value as Recommendation })}
      />
      {checked && draft.recommendation === "" && (
        <Text role="alert" c="var(--vet-bad)" fz="sm" mt={4}>
          Choose a recommendation.
        </Text>
      )}
      <Textarea
        mt="md"
        label="Summary"
        description="What stands out, in two or three sentences."
        autosize
        minRows={3}
        value={draft.summary}
        onChange={(event) => onChange({ ...draft, summary: event.currentTarget.value })}
      />
    </Paper>
  );
}
