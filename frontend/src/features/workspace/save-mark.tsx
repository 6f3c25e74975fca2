import { VisuallyHidden } from "@mantine/core";
import { IconAlertTriangle, IconPointFilled } from "@tabler/icons-react";
import { useDesk } from "@/features/workspace/desk";
import { useSaveStates } from "@/features/workspace/use-autosave";

/** A sign beside a file's name while the server does not have its newest text. */
export function SaveMark({ path }: { path: string }) {
  const { autosave } = useDesk();
  const state = useSaveStates(autosave).get(path);
  if (!state || state.kind === "saved") return null;
  const trouble = state.kind === "conflict" || state.kind === "refused" || state.kind === "closed";
  return (
    <>
      {trouble ? (
        <IconAlertTriangle size={14} color="var(--vet-bad)" aria-hidden />
      ) : (
        <IconPointFilled size={12} color="var(--vet-warn)" aria-hidden />
      )}
      <VisuallyHidden>{trouble ? "needs your attention" : "not saved yet"}</VisuallyHidden>
    </>
  );
}
