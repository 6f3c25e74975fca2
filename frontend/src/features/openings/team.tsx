import { Button, Paper, Table, Text, Title } from "@mantine/core";
import type { Opening } from "@/api/types";
import { toastProblem, toastWithUndo } from "@/components/toast";
import { useSeat, useUnseat } from "@/features/openings/api";
import { SeatForm } from "@/features/openings/seat-form";
import { roleWording } from "@/lib/wording";

type Member = Opening["team"][number];

/** Who may see this opening, and as what. */
export function Team({ opening }: { opening: Opening }) {
  const seat = useSeat(opening.id);
  const unseat = useUnseat(opening.id);
  const remove = ({ user, role }: Member) =>
    unseat.mutate(user.id, {
      onSuccess: () =>
        toastWithUndo(`${user.name} is off the team.`, () =>
          seat.mutate({ userId: user.id, role }, { onError: toastProblem }),
        ),
      onError: toastProblem,
    });
  return (
    <Paper withBorder p="lg">
      <Title order={2}>Team</Title>
      <Text c="dimmed" fz="sm" mb="sm">
        Interviewers and hiring managers see only the openings whose team they are on.
      </Text>
      <Table verticalSpacing="xs">
        <Table.Tbody>
          {opening.team.map((member) => (
            <Table.Tr key={member.user.id}>
              <Table.Td fw={500}>{member.user.name}</Table.Td>
              <Table.Td c="dimmed">{roleWording(member.role)}</Table.Td>
              {opening.may_manage && (
                <Table.Td ta="right">
                  <Button
                    variant="subtle"
                    size="compact-sm"
                    aria-label={`Take ${member.user.name} off the team`}
                    onClick={() => remove(member)}
                  >
                    Remove
                  </Button>
                </Table.Td>
              )}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {opening.may_manage && <SeatForm opening={opening} />}
    </Paper>
  );
}
