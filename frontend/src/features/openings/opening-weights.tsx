import { Button, Group, NumberInput, Paper, Stack, Text, Title } from "@mantine/core";
import { useForm } from "@mantine/form";
import { asProblem } from "@/api/problem";
import type { Opening } from "@/api/types";
import { FormProblem } from "@/components/form-problem";
import { toast } from "@/components/toast";
import { useChangeOpening } from "@/features/openings/api";

interface OpeningWeightsProps {
  opening: Opening;
  mayChange: boolean;
}

export function OpeningWeights({ opening, mayChange }: OpeningWeightsProps) {
  const change = useChangeOpening(opening.id);
  const form = useForm({
    initialValues: {
      rubric_weight: Math.round(opening.rubric_weight * 100),
      band_confidence: Math.round(opening.band_confidence * 100),
    },
  });
  const submit = form.onSubmit(({ rubric_weight, band_confidence }) =>
    change.mutate(
      { rubric_weight: rubric_weight / 100, band_confidence: band_confidence / 100 },
      {
        onSuccess: () => toast("Saved. The shortlist is ordered by the new weights."),
        onError: (error) => form.setErrors(asProblem(error).firstFieldErrors),
      },
    ),
  );
  return (
    <Paper withBorder p="lg" component="form" onSubmit={submit}>
      <Title order={2}>Ranking</Title>
      <Text c="dimmed" fz="sm" mb="md">
        The composite is the weighted mean of the automated score and the rubric score.
      </Text>
      <Stack gap="md">
        <NumberInput
          label="Weight of the rubric"
          description={`The automated score has the other ${100 - form.values.rubric_weight} %.`}
          min={0}
          max={100}
          suffix=" %"
          disabled={!mayChange}
          {...form.getInputProps("rubric_weight")}
        />
        <NumberInput
          label="Confidence of a band"
          description="Neighbours whose order is less certain than this share a band."
          min={50}
          max={99}
          suffix=" %"
          disabled={!mayChange}
          {...form.getInputProps("band_confidence")}
        />
        <FormProblem error={change.error} />
        {mayChange && (
          <Group justify="flex-end">
            <Button type="submit" disabled={!form.isDirty()} loading={change.isPending}>
              Save ranking
            </Button>
          </Group>
        )}
      </Stack>
    </Paper>
  );
}
