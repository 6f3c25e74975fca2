import { Button, Group } from "@mantine/core";
import type { ApplicationRow } from "@/api/types";
import { confirm } from "@/components/confirm";
import { toast, toastProblem } from "@/components/toast";
import { useRevoke } from "@/features/candidates/api";

interface InvitationActionsProps {
  openingId: string;
  application: ApplicationRow;
  onInvite: () => void;
}

export function InvitationActions({ openingId, application, onInvite }: InvitationActionsProps) {
  const revoke = useRevoke(openingId);
  const { candidate, invitation, stage } = application;

  if (stage === "added") {
    return (
      <Button variant="light" size="xs" onClick={onInvite}>
        Invite
      </Button>
    );
  }
  if (stage !== "invited" || invitation?.state !== "sent") return null;

  const ask = async () => {
    const sure = await confirm({
      title: `Revoke ${candidate.name}'s invitation?`,
      children: "The link stops working at once. You can invite them again with a new link.",
      verb: "Revoke",
      danger: true,
    });
    if (!sure) return;
    revoke.mutate(invitation.id, {
      onSuccess: () => toast("The invitation is revoked."),
      onError: toastProblem,
    });
  };

  return (
    <Group gap={4} justify="flex-end" wrap="nowrap">
      <Button variant="subtle" size="xs" onClick={onInvite}>
        New link
      </Button>
      <Button variant="subtle" color="red" size="xs" loading={revoke.isPending} onClick={ask}>
        Revoke
      </Button>
    </Group>
  );
}
