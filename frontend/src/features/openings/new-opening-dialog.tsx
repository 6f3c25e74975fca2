import { Button, Group, Modal, Select, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { meQuery, recruitedFor } from "@/api/me";
import { asProblem } from "@/api/problem";
import { FormProblem } from "@/components/form-problem";
import { type NewOpening, useCreateOpening } from "@/features/openings/api";

interface NewOpeningDialogProps {
  opened: boolean;
  onClose: () => void;
}

export function NewOpeningDialog({ opened, onClose }: NewOpeningDialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} title="New opening">
      <NewOpeningForm onClose={onClose} />
    </Modal>
  );
}

function NewOpeningForm({ onClose }: { onClose: () => void }) {
  const { data: me } = useQuery(meQuery);
  const organizations = recruitedFor(me);
  const create = useCreateOpening();
  const navigate = useNavigate();
  const form = useForm<NewOpening>({
    initialValues: {
      organization_id: organizations[0]?.value ?? "",
      title: "",
      requisition_id: "",
    },
    validate: { title: (title) => (title.trim() ? null : "Give the opening a title.") },
  });

  const submit = form.onSubmit((values) =>
    create.mutate(values, {
      onSuccess: ({ id }) => {
        onClose();
        void navigate({ to: "/openings/$openingId/candidates", params: { openingId: id } });
      },
      onError: (error) => form.setErrors(asProblem(error).firstFieldErrors),
    }),
  );

  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        {organizations.length > 1 && (
          <Select
            label="Organization"
            data={organizations}
            allowDeselect={false}
            {...form.getInputProps("organization_id")}
          />
        )}
        <TextInput
          label="Title"
          placeholder="Senior MLOps engineer"
          data-autofocus
          {...form.getInputProps("title")}
        />
        <TextInput
          label="Requisition number"
          description="Its number in your applicant tracking system, if it has one."
          {...form.getInputProps("requisition_id")}
        />
        <FormProblem error={create.error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={create.isPending}>
            Create opening
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
