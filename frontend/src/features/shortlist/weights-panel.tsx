import { Button, Group, Slider, Text } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import type { Opening } from "@/api/types";
import { confirm } from "@/components/confirm";
import { toast, toastProblem, toastWithUndo } from "@/components/toast";
import { useSaveWeight } from "@/features/shortlist/api";
import classes from "@/features/shortlist/weights-panel.module.css";

const route = getRouteApi("/staff/openings/$openingId/shortlist");
const SETTLE_MS = 150;

interface WeightsPanelProps {
  opening: Opening;
  /** The automated score's weight as the opening has it saved, 0 to 1. */
  savedWeight: number;
}

/** Tries another balance of the two halves. The address holds what is tried; nothing is saved. */
export function WeightsPanel({ opening, savedWeight }: WeightsPanelProps) {
  const saved = Math.round(savedWeight * 100);
  const { automated = saved } = route.useSearch();
  const navigate = route.useNavigate();
  const [moving, setMoving] = useState<number | null>(null);
  const shown = moving ?? automated;

  const go = (percent: number) =>
    navigate({ search: percent === saved ? {} : { automated: percent }, replace: true });
  const settle = useDebouncedCallback((percent: number) => {
    // The address takes over once it has arrived, unless the slider has moved on meanwhile.
    void go(percent).then(() => setMoving((now) => (now === percent ? null : now)));
  }, SETTLE_MS);
  const move = (percent: number) => {
    setMoving(percent);
    settle(percent);
  };

  // Here and not in the part that appears while trying: that is gone once the weight is saved.
  const save = useSaveWeight(opening.id);
  const takeBack = () =>
    save.mutate((100 - saved) / 100, {
      onSuccess: () => toast("The weights are as they were."),
      onError: toastProblem,
    });
  async function ask() {
    const sure = await confirm({
      title: "Save these weights for the opening?",
      children: `Everybody who opens this shortlist will see it ordered with ${shown} % automated and ${100 - shown} % rubric, instead of ${saved} % and ${100 - saved} %.`,
      verb: "Save weights",
    });
    if (!sure) return;
    save.mutate((100 - shown) / 100, {
      onSuccess: () => toastWithUndo("The opening’s weights are saved.", takeBack),
      onError: toastProblem,
    });
  }

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
          busy={save.isPending}
          onReset={() => move(saved)}
          onSave={opening.may_manage ? ask : null}
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
