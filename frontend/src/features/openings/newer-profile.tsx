import { Button, Group, Text } from "@mantine/core";
import classes from "@/features/openings/newer-profile.module.css";

interface NewerProfileProps {
  busy: boolean;
  /** Null where the reader may not change the opening. */
  onTake: (() => void) | null;
}

/** Nobody's rank moves because a profile was changed elsewhere: somebody takes the change. */
export function NewerProfile({ busy, onTake }: NewerProfileProps) {
  return (
    <Group className={classes.newer} justify="space-between" gap="xs">
      <Text fz="sm">A newer version of this profile exists.</Text>
      {onTake && (
        <Button variant="default" size="compact-sm" loading={busy} onClick={onTake}>
          Take the newer version
        </Button>
      )}
    </Group>
  );
}
