import { Button, Group, Modal, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { asProblem } from "@/api/problem";
import { FormProblem } from "@/components/form-problem";
import { toast } from "@/components/toast";
import { useAddCandidate } from "@/features/candidates/api";

interface AddCandidateDialogProps {
  openingId: string;
  opened: boolean;
  onClose: () => void;
}

export function AddCandidateDialog({ openingId, opened, onClose }: AddCandidateDialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} title="Add a candidate">
      <AddCandidateForm openingId={openingId} onClose={onClose} />
    </Modal>
  );
}

function AddCandidateForm({ openingId, onClose }: { openingId: string; onClose: () => void }) {
  const add = useAddCandidate(openingId);
  const form = useForm({
    initialValues: { name: "", email: "" },
    validate: {
      name: (name) => (name.trim() ? null : "Give the candidate's name."),
      email: (email) => (/^\S+@\S+$/.test(email) ? null : "This is no e-mail address."),
    },
  });
  const submit = form.onSubmit((values) =>
    add.mutate(values, {
      onSuccess: () => {
        toast(`${values.name} is added. Invite them when you are ready.`);
        onClose();
      },
      onError: (error) => form.setErrors(asProblem(error).firstFieldErrors),
    }),
  );
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <TextInput label="Name" autoComplete="off" data-autofocus {...form.getInputProps("name")} />
        <TextInput
          label="E-mail"
          type="email"
          autoComplete="off"
          {...form.getInputProps("email")}
        />
        <FormProblem error={add.error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={add.isPending}>
            Add candidate
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
