import { Button, Group, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { asProblem } from "@/api/problem";
import { explain } from "@/components/error-state";

const READ_MS = 5_000;
const UNDO_MS = 10_000;

export function toast(message: string): void {
  notifications.show({ message, autoClose: READ_MS });
}

/** Says what was done and offers to take it back for ten seconds. */
export function toastWithUndo(message: string, undo: () => void): void {
  const id = notifications.show({
    autoClose: UNDO_MS,
    message: (
      <Group justify="space-between" wrap="nowrap">
        <Text>{message}</Text>
        <Button
          variant="subtle"
          size="compact-sm"
          flex="none"
          onClick={() => {
            notifications.hide(id);
            undo();
          }}
        >
          Undo
        </Button>
      </Group>
    ),
  });
}

export function toastProblem(error: unknown): void {
  const { title, what, whose, next } = explain(asProblem(error));
  notifications.show({
    title,
    message: [what, whose, next].filter(Boolean).join(" "),
    color: "red",
    autoClose: UNDO_MS,
    role: "alert",
  });
}
