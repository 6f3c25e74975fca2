import { Button, Text } from "@mantine/core";
import classes from "@/features/scorecard/scorecard-page.module.css";
import type { Autosave } from "@/features/scorecard/use-autosave";

const SAVE_WORDS: Record<Autosave["state"], string> = {
  saved: "Draft saved",
  unsaved: "Saving…",
  failed: "Not saved yet; trying again",
};

interface ScorecardFootProps {
  state: Autosave["state"];
  complete: number;
  total: number;
  busy: boolean;
}

export function ScorecardFoot({ state, complete, total, busy }: ScorecardFootProps) {
  return (
    <div className={classes.foot}>
      <div>
        <Text fw={500}>
          {complete} of {total} criteria complete
        </Text>
        <span className={classes.save} data-state={state} role="status">
          {SAVE_WORDS[state]}
        </span>
      </div>
      <Button type="submit" loading={busy}>
        Hand in
      </Button>
    </div>
  );
}
