import { Button, Group, Slider, Text } from "@mantine/core";
import type { Opening } from "@/api/types";
import { useTriedWeight } from "@/features/shortlist/use-tried-weight";
import { useWeightSaving } from "@/features/shortlist/use-weight-saving";
import classes from "@/features/shortlist/weights-panel.module.css";

interface WeightsPanelProps {
  opening: Opening;
  /** The automated score's weight as the opening has it saved, 0 to 1. */
  savedWeight: number;
}

/** Tries another balance of the two halves. The address holds what is tried; nothing is saved. */
export function WeightsPanel({ opening, savedWeight }: WeightsPanelProps) {
  const saved = Math.round(savedWeight * 100);
  const [shown, move] = useTriedWeight(saved);
  // Here and not in the part that appears while trying: that is gone once the weight is saved.
  const saving = useWeightSaving(opening.id, saved);

  return (
    <div className={classes.panel} data-trying={shown !== saved}>
      <div className={classes.balance}>
        <Text className={classes.half} data-series="automated">
          Automated <strong>{shown} %</strong>
        </Text>
        <Slider
          className={classes.slider}
          value={shown}
          onChange={move}
          step={5}
          label={null}
          thumbLabel="Weight of the automated score, in percent"
          marks={[{ value: saved }]}
        />
        <Text className={classes.half} data-series="rubric">
          Rubric <strong>{100 - shown} %</strong>
        </Text>
      </div>
      {shown === saved ? (
        <Text c="dimmed" fz="sm">
          The opening’s weights. Move the slider to see what if; nothing is saved.
        </Text>
      ) : (
        <WhatIf
          saved={saved}
          busy={saving.busy}
          onReset={() => move(saved)}
          onSave={opening.may_manage ? () => saving.ask(shown) : null}
        />
      )}
    </div>
  );
}

interface WhatIfProps {
  saved: number;
  busy: boolean;
  onReset: () => void;
  /** Null where the reader may not change the opening. */
  onSave: (() => void) | null;
}

function WhatIf({ saved, busy, onReset, onSave }: WhatIfProps) {
  return (
    <Group gap="xs" justify="space-between" role="status">
      <Text fz="sm">
        <strong>What if.</strong> Not saved; the opening has {saved} % automated.
      </Text>
      <Group gap={4}>
        <Button size="compact-sm" variant="default" onClick={onReset}>
          Back to saved
        </Button>
        {onSave && (
          <Button size="compact-sm" variant="subtle" loading={busy} onClick={onSave}>
            Save for the opening…
          </Button>
        )}
      </Group>
    </Group>
  );
}
