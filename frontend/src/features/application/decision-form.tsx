import { Button, Group, SegmentedControl, Stack, Textarea } from "@mantine/core";
import { useForm } from "@mantine/form";
import { asProblem } from "@/api/problem";
import type { Application, Verdict } from "@/api/types";
import { FormProblem } from "@/components/form-problem";
import { toast } from "@/components/toast";
import { useDecide } from "@/features/application/api";
import { verdictWording } from "@/lib/wording";

const VERDICTS: Verdict[] = ["advance", "hold", "reject"];

interface DecisionFormProps {
  application: Application;
  onClose: () => void;
}

export function DecisionForm({ application, onClose }: DecisionFormProps) {
  const decide = useDecide(application);
  const form = useForm<{ verdict: Verdict; reason: string }>({
    initialValues: { verdict: application.decision?.verdict ?? "advance", reason: "" },
    validate: { reason: (reason) => (reason.trim() ? null : "Give the reason.") },
  });
  const submit = form.onSubmit((values) =>
    decide.mutate(values, {
      onSuccess: () => {
        toast(`Decided: ${verdictWording(values.verdict).label.toLowerCase()}.`);
        onClose();
      },
      onError: (error) => form.setErrors(asProblem(error).firstFieldErrors),
    }),
  );
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm" mt="md" maw="36rem">
        <SegmentedControl
          aria-label="Verdict"
          data={VERDICTS.map((value) => ({ value, label: verdictWording(value).label }))}
          {...form.getInputProps("verdict")}
        />
        <Textarea
          label="Reason"
          description="The candidate may ask for it. Name what was seen, not how it felt."
          autosize
          minRows={2}
          data-autofocus
          {...form.getInputProps("reason")}
        />
        <FormProblem error={decide.error} />
        <Group gap="xs" justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={decide.isPending}>
            Record decision
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
