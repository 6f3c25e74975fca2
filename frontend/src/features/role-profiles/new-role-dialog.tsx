import { Button, Group, Modal, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { roleProfilesQuery } from "@/api/role-profiles";
import { roleOf } from "@/features/role-profiles/role-of";

interface NewRoleDialogProps {
  organizationId: string;
  opened: boolean;
  onClose: () => void;
}

/** Asks what the role is called; its weights are the next page's. Nothing is saved here. */
export function NewRoleDialog({ organizationId, opened, onClose }: NewRoleDialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} title="Add a role">
      <NewRoleForm organizationId={organizationId} onClose={onClose} />
    </Modal>
  );
}

type NewRoleFormProps = Omit<NewRoleDialogProps, "opened">;

function NewRoleForm({ organizationId, onClose }: NewRoleFormProps) {
  const { data: offers = [] } = useQuery(roleProfilesQuery(organizationId));
  const navigate = useNavigate();
  const form = useForm({
    initialValues: { title: "" },
    validate: {
      title: (title) => {
        if (!title.trim()) return "Give the role a title.";
        const role = roleOf(title, offers);
        const taken = offers.find(({ profile }) => profile.role === role);
        return taken ? `There is a role of this name already: ${taken.profile.title}.` : null;
      },
    },
  });
  const go = form.onSubmit(({ title }) => {
    onClose();
    void navigate({
      to: "/role-profiles/$role",
      params: { role: roleOf(title, offers) },
      search: { organization: organizationId, title: title.trim() },
    });
  });
  return (
    <form onSubmit={go} noValidate>
      <Stack gap="md">
        <TextInput
          label="Title"
          placeholder="Research engineer"
          maxLength={100}
          data-autofocus
          {...form.getInputProps("title")}
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit">Go on to its weights</Button>
        </Group>
      </Stack>
    </form>
  );
}
