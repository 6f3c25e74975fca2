import { Paper, SimpleGrid, Stack, Switch, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { openingQuery } from "@/api/opening";
import type { Opening } from "@/api/types";
import { toast, toastProblem } from "@/components/toast";
import { useChangeOpening } from "@/features/openings/api";
import { OpeningProfile } from "@/features/openings/opening-profile";
import { OpeningState } from "@/features/openings/opening-state";
import { OpeningWeights } from "@/features/openings/opening-weights";
import { Team } from "@/features/openings/team";

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
        <OpeningProfile opening={opening} />
        <OpeningWeights key={opening.rubric_weight} opening={opening} mayChange={mayChange} />
        <Blindness opening={opening} mayChange={mayChange} />
      </Stack>
    </SimpleGrid>
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
