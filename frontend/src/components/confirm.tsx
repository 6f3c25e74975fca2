import { Text } from "@mantine/core";
import { modals } from "@mantine/modals";
import type { ReactNode } from "react";

interface Question {
  title: string;
  /** What will happen, and whether it can be taken back. */
  children: ReactNode;
  /** The verb on the button: "Revoke", "Hand in". */
  verb: string;
  danger?: boolean;
}

/** Asks before something that cannot be undone; resolves to whether the person said yes. */
export function confirm({ title, children, verb, danger = false }: Question): Promise<boolean> {
  return new Promise((resolve) => {
    modals.openConfirmModal({
      title,
      children: <Text component="div">{children}</Text>,
      labels: { confirm: verb, cancel: "Cancel" },
      confirmProps: danger ? { color: "red.8" } : {},
      onConfirm: () => resolve(true),
      // Runs after confirming too; the promise is settled by then, so it changes nothing.
      onClose: () => resolve(false),
    });
  });
}
