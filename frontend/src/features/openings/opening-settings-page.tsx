import { Paper, SimpleGrid, Stack, Switch, Table, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { openingQuery } from "@/api/opening";
import type { Opening } from "@/api/types";
import { EmptyState } from "@/components/empty-state";
import { toast, toastProblem } from "@/components/toast";
import { useChangeOpening } from "@/features/openings/api";
import { OpeningState } from "@/features/openings/opening-state";
import { OpeningWeights } from "@/features/openings/opening-weights";
import { roleWording } from "@/lib/wording";

const route = getRouteApi("/staff/openings/$openingId/settings");

export function OpeningSettingsPage() {
  const { openingId } = route.useParams();
  const { data: opening } = useQuery(openingQuery(openingId));
  if (!opening) return null;
  const mayChange = opening.may_manage;
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg" style={{ alignItems: "start" }}>
      <Stack gap="lg">
        <Team opening={opening} />
        <OpeningState opening={opening} />
      </Stack>
      <Stack gap="lg">
        <OpeningWeights key={opening.rubric_weight} opening={opening} mayChange={mayChange} />
        <Blindness opening={opening} mayChange={mayChange} />
      </Stack>
    </SimpleGrid>
  );
}

function Team({ opening }: { opening: Opening }) {
  return (
    <Paper withBorder p="lg">
      <Title order={2} mb="sm">
        Team
      </Title>
      {opening.team.length === 0 ? (
        <EmptyState title="Nobody is on the team yet">
          Interviewers and hiring managers see this opening once an operator puts them on its team.
        </EmptyState>
      ) : (
        <Table>
          <Table.Tbody>
            {opening.team.map(({ user, role }) => (
              <Table.Tr key={user.id + role}>
                <Table.Td fw={500}>{user.name}</Table.Td>
                <Table.Td c="dimmed" ta="right">
                  {roleWording(role)}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Paper>
  );
}

function Blindness({ opening, mayChange }: { opening: Opening; mayChange: boolean }) {
  const change = useChangeOpening(opening.id);
  return (
    <Paper withBorder p="lg">
      <Title order={2} mb="sm">
        Blind rating
      </Title>
      <Switch
        label="Hide candidates' names until the scorecard is handed in"
        checked={opening.blind_names}
        disabled={!mayChange || change.isPending}
        onChange={(event) =>
          change.mutate(
            { blind_names: event.currentTarget.checked },
            { onSuccess: () => toast("Saved."), onError: toastProblem },
          )
        }
      />
      <Text c="dimmed" fz="sm" mt="xs">
        Scores and the other scorecards are always hidden from a rater until then.
      </Text>
    </Paper>
  );
}
