import { Button, Group, Paper, Text, Title } from "@mantine/core";
import type { Opening } from "@/api/types";
import { toastProblem, toastWithUndo } from "@/components/toast";
import { useChangeOpening } from "@/features/openings/api";

/** Closes an opening that is filled, or opens it again. Nothing is lost either way. */
export function OpeningState({ opening: { id, state, may_manage } }: { opening: Opening }) {
  const change = useChangeOpening(id);
  const other = state === "open" ? "closed" : "open";
  const turn = () =>
    change.mutate(
      { state: other },
      {
        onSuccess: () =>
          toastWithUndo(`The opening is ${other}.`, () =>
            change.mutate({ state }, { onError: toastProblem }),
          ),
        onError: toastProblem,
      },
    );
  return (
    <Paper withBorder p="lg">
      <Group justify="space-between">
        <div>
          <Title order={2}>This opening is {state}</Title>
          <Text c="dimmed" fz="sm">
            {state === "open"
              ? "Close it once the position is filled; everything stays readable."
              : "Candidates and scorecards stay readable."}
          </Text>
        </div>
        {may_manage && (
          <Button variant="default" loading={change.isPending} onClick={turn}>
            {state === "open" ? "Close opening" : "Open again"}
          </Button>
        )}
      </Group>
    </Paper>
  );
}
