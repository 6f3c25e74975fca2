import { Button, Group, Select, Text } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import type { Opening } from "@/api/types";
import { FormProblem } from "@/components/form-problem";
import { colleaguesQuery, useSeat } from "@/features/openings/api";
import { roleWording } from "@/lib/wording";

type Role = Opening["team"][number]["role"];

const ROLES: Role[] = ["interviewer", "hiring_manager", "recruiter"];

/** Puts a colleague on the team. */
export function SeatForm({ opening }: { opening: Opening }) {
  const colleagues = useQuery(colleaguesQuery(opening.id));
  const seat = useSeat(opening.id);
  const form = useForm<{ userId: string; role: Role }>({
    initialValues: { userId: "", role: "interviewer" },
    validate: { userId: (userId) => (userId ? null : "Choose a colleague.") },
  });
  const seated = new Set(opening.team.map(({ user }) => user.id));
  const free = (colleagues.data ?? []).filter(({ id }) => !seated.has(id));
  if (colleagues.isError) return <FormProblem error={colleagues.error} />;
  if (free.length === 0) {
    return (
      <Text c="dimmed" fz="sm" mt="sm">
        Everybody of the organization is on the team. An operator adds people in the admin.
      </Text>
    );
  }
  return (
    <form
      noValidate
      onSubmit={form.onSubmit((values) => seat.mutate(values, { onSuccess: form.reset }))}
    >
      <Group align="flex-start" gap="xs" mt="md">
        <Select
          aria-label="Colleague"
          placeholder="Colleague"
          searchable
          flex={1}
          data={free.map(({ id, name }) => ({ value: id, label: name }))}
          {...form.getInputProps("userId")}
        />
        <Select
          aria-label="Role"
          allowDeselect={false}
          w="10rem"
          data={ROLES.map((value) => ({ value, label: roleWording(value) }))}
          {...form.getInputProps("role")}
        />
        <Button type="submit" variant="light" loading={seat.isPending}>
          Add
        </Button>
      </Group>
      <FormProblem error={seat.error} />
    </form>
  );
}
