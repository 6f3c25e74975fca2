import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { lazy, Suspense, useRef } from "react";
import { LoadingRows } from "@/components/loading";
import { useDesk } from "@/features/workspace/desk";

const MergeEditor = lazy(() =>
  import("@/features/workspace/merge-editor").then(({ MergeEditor: component }) => ({
    default: component,
  })),
);

interface ConflictDialogProps {
  path: string;
  /** What the server has; null where the file is gone. */
  theirs: string | null;
  onClose: () => void;
}

/** Both versions side by side; what is kept is always the candidate's choice. */
export function ConflictDialog({ path, theirs, onClose }: ConflictDialogProps) {
  const { autosave, tabs, renewEditor } = useDesk();
  const mine = useRef(autosave.text(path) ?? "");
  const keep = (text: string) => {
    autosave.resolveConflict(path, text);
    renewEditor(path);
    onClose();
  };
  const takeTheirs = () => {
    if (theirs !== null) return keep(theirs);
    autosave.forget(path);
    tabs.close({ kind: "file", path });
    onClose();
  };
  return (
    <Modal opened onClose={onClose} size="80rem" title={<b>Two versions of {path}</b>}>
      <Stack>
        <Text>
          {theirs === null
            ? "On the server the file is deleted. Keep yours to make it again."
            : "Left: what is saved on the server. Right: yours, which you can edit here; the arrows take a passage over from the left."}
        </Text>
        {theirs !== null && (
          <Suspense fallback={<LoadingRows rows={6} />}>
            <MergeEditor
              path={path}
              theirs={theirs}
              mine={mine.current}
              onEdit={(text) => {
                mine.current = text;
              }}
            />
          </Suspense>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Decide later
          </Button>
          <Button variant="default" onClick={takeTheirs}>
            {theirs === null ? "Delete mine too" : "Take the server's"}
          </Button>
          <Button onClick={() => keep(mine.current)}>Save mine</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
