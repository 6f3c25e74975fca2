import { Button, Group, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconAlertTriangle } from "@tabler/icons-react";
import { ConflictDialog } from "@/features/workspace/conflict-dialog";
import classes from "@/features/workspace/conflict-notice.module.css";
import { useDesk } from "@/features/workspace/desk";
import { useSaveStates } from "@/features/workspace/use-autosave";

/** Above an editor whose text cannot be saved: what is wrong, and the way out. */
export function ConflictNotice({ path }: { path: string }) {
  const { autosave } = useDesk();
  const state = useSaveStates(autosave).get(path);
  const [opened, { open, close }] = useDisclosure();
  if (state?.kind === "refused" || state?.kind === "closed") {
    return (
      <div className={classes.notice} role="alert">
        <IconAlertTriangle size={18} aria-hidden />
        <Text>This text is not saved. {state.message}</Text>
      </div>
    );
  }
  if (state?.kind !== "conflict") return null;
  return (
    <div className={classes.notice} role="alert">
      <IconAlertTriangle size={18} aria-hidden />
      <Text>
        {state.text === null
          ? "This file was deleted elsewhere while you changed it here. Nothing is lost."
          : "This file was changed elsewhere, perhaps in another tab of yours. Nothing is lost: both versions are here."}
      </Text>
      <Group ml="auto">
        <Button size="xs" onClick={open}>
          Compare and choose
        </Button>
      </Group>
      {opened && <ConflictDialog path={path} theirs={state.text} onClose={close} />}
    </div>
  );
}
