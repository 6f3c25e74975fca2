import { Button, Group, Text } from "@mantine/core";
import classes from "@/features/shortlist/weights-panel.module.css";

interface WhatIfNoteProps {
  /** What the opening has instead, in words after "the opening". */
  opening: string;
  busy: boolean;
  onReset: () => void;
  /** Null where what is tried cannot be saved from here. */
  onSave: (() => void) | null;
}

/** Says that what is seen is tried and not saved, and leads back. */
export function WhatIfNote({ opening, busy, onReset, onSave }: WhatIfNoteProps) {
  return (
    <Group gap="xs" justify="space-between" role="status" className={classes.note}>
      <Text fz="sm">
        <strong>What if.</strong> Not saved; the opening {opening}.
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
