import { Code, Group, ScrollArea, Stack, Text } from "@mantine/core";
import type { Submission } from "@/api/types";
import { StateBadge } from "@/components/state-badge";
import { WhereTimeWent } from "@/components/where-time-went";
import { outcomeWording, runWording } from "@/lib/wording";

/** How the scored run ended, where its time went and what it printed. */
export function RunOutput({ run }: { run: Submission["run"] }) {
  if (!run) {
    return (
      <Text p="md" c="dimmed">
        This submission has not been run yet.
      </Text>
    );
  }
  const wording = run.outcome ? outcomeWording(run.outcome) : runWording(run.state);
  return (
    <ScrollArea h="100%">
      <Stack gap="xs" p="md">
        <Group gap="xs">
          <StateBadge wording={wording} />
          <Text c="dimmed" fz="sm">
            {wording.meaning}
          </Text>
        </Group>
        <WhereTimeWent phases={run.phases} />
        {run.output ? <Code block>{run.output}</Code> : <Text c="dimmed">It printed nothing.</Text>}
      </Stack>
    </ScrollArea>
  );
}
