import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { type TimedAttempt, useHandIn } from "@/api/attempt";
import { asProblem } from "@/api/problem";
import { toastProblem } from "@/components/toast";
import { HandInItem } from "@/features/attempt/hand-in-item";
import { randomKey } from "@/lib/random-key";

interface HandInDialogProps {
  attempt: TimedAttempt;
  opened: boolean;
  onClose: () => void;
}

export function HandInDialog({ attempt, opened, onClose }: HandInDialogProps) {
  // One key per page: pressing again after a lost answer cannot hand in twice.
  const [key] = useState(() => randomKey());
  const handIn = useHandIn(attempt.id, key);
  const late = handIn.error && asProblem(handIn.error).code === "deadline_passed";
  const send = () =>
    handIn.mutate(undefined, {
      onSuccess: onClose,
      onError: (error) => {
        if (asProblem(error).code !== "deadline_passed") toastProblem(error);
      },
    });
  if (late) {
    return (
      <Modal opened={opened} onClose={onClose} title={<b>The time is over</b>}>
        <Stack>
          <Text role="alert">
            The deadline has passed. What you had saved by then was handed in for you; nothing of it
            is lost.
          </Text>
          <Group justify="flex-end">
            <Button onClick={onClose}>Close</Button>
          </Group>
        </Stack>
      </Modal>
    );
  }
  return (
    <Modal opened={opened} onClose={onClose} size="lg" title={<b>Hand in for good?</b>}>
      <Stack>
        <Text>
          This ends your attempt. Your files are measured as they are saved now, and cannot be
          changed afterwards.
        </Text>
        {attempt.items.map((item) => (
          <HandInItem key={item.workspace_id} item={item} enabled={opened} />
        ))}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Go on working
          </Button>
          <Button loading={handIn.isPending} onClick={send}>
            Hand in
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
