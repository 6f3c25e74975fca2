import { Button, Group, Text } from "@mantine/core";
import { FormProblem } from "@/components/form-problem";
import classes from "@/features/role-profiles/role-profile-page.module.css";

interface ProfileFootProps {
  /** Whether there is anything to save. */
  unsaved: boolean;
  busy: boolean;
  error: unknown;
  /** The organization's version that saving makes. */
  nextVersion: number;
  /** Null where the role has no built-in profile. */
  builtIn: { differs: boolean; fillIn: () => void } | null;
}

export function ProfileFoot({ unsaved, busy, error, nextVersion, builtIn }: ProfileFootProps) {
  return (
    <div className={classes.foot}>
      {error ? (
        <FormProblem error={error} />
      ) : (
        <Text c="dimmed" fz="sm" role="status">
          {unsaved ? "Not saved yet." : "Nothing is changed."}{" "}
          <span className={classes.wide}>Openings keep the version that they chose.</span>
        </Text>
      )}
      <Group gap="xs" className={classes.buttons}>
        {builtIn && (
          <Button variant="subtle" px="xs" disabled={!builtIn.differs} onClick={builtIn.fillIn}>
            Back to the built-in weights
          </Button>
        )}
        <Button type="submit" px="sm" disabled={!unsaved} loading={busy}>
          Save as version {nextVersion}
        </Button>
      </Group>
    </div>
  );
}
