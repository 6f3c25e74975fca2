import { Button, Group, List, Modal, Stack, Text } from "@mantine/core";
import { type TimedAttempt, useStartAttempt } from "@/api/attempt";
import { toastProblem } from "@/components/toast";
import { duration } from "@/lib/clock-time";

interface StartDialogProps {
  attempt: TimedAttempt;
  opened: boolean;
  onClose: () => void;
}

export function StartDialog({ attempt, opened, onClose }: StartDialogProps) {
  const start = useStartAttempt(attempt.id);
  const begin = () => start.mutate(undefined, { onSuccess: onClose, onError: toastProblem });
  return (
    <Modal opened={opened} onClose={onClose} title={<b>Start the clock?</b>}>
      <Stack>
        <Text>
          You get <b>{duration(attempt.assessment.minutes)}</b>, in one sitting. Once started, the
          clock cannot be paused.
        </Text>
        <List spacing={6}>
          <List.Item>It starts when your data is ready, usually within a minute.</List.Item>
          <List.Item>You may close the page and come back; the clock goes on.</List.Item>
          <List.Item>At the deadline, what is saved is handed in automatically.</List.Item>
        </List>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Not yet
          </Button>
          <Button loading={start.isPending} onClick={begin} data-autofocus>
            Start now
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
