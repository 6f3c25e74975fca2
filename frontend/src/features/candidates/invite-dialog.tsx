import { Button, Group, Modal, NumberInput, Select, Stack } from "@mantine/core";
import { useForm } from "@mantine/form";
import { IconListDetails } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { asProblem } from "@/api/problem";
import type { ApplicationRow, IssuedInvitation, Opening } from "@/api/types";
import { ButtonLink } from "@/components/button-link";
import { EmptyState } from "@/components/empty-state";
import { ErrorState } from "@/components/error-state";
import { FormProblem } from "@/components/form-problem";
import { LoadingRows } from "@/components/loading";
import { publishedAssessmentsQuery, useInvite } from "@/features/candidates/api";
import { IssuedLink } from "@/features/candidates/issued-link";

const VALID_DAYS = 14;

interface InviteDialogProps {
  opening: Opening;
  application: ApplicationRow | null;
  onClose: () => void;
}

export function InviteDialog({ opening, application, onClose }: InviteDialogProps) {
  return (
    <Modal
      opened={application !== null}
      onClose={onClose}
      title={application ? `Invite ${application.candidate.name}` : ""}
      closeOnClickOutside={false}
    >
      {application && (
        <Invite
          key={application.id}
          opening={opening}
          application={application}
          onClose={onClose}
        />
      )}
    </Modal>
  );
}

interface InviteProps {
  opening: Opening;
  application: ApplicationRow;
  onClose: () => void;
}

function Invite({ opening, application, onClose }: InviteProps) {
  const invite = useInvite(opening.id, application.id);
  const assessments = useQuery(publishedAssessmentsQuery(opening.organization.id));
  if (invite.data) {
    return <Issued invitation={invite.data} application={application} onClose={onClose} />;
  }
  if (assessments.isPending) return <LoadingRows rows={2} />;
  if (assessments.isError) {
    return <ErrorState error={assessments.error} onRetry={() => assessments.refetch()} />;
  }
  if (assessments.data.length === 0) {
    return (
      <EmptyState
        icon={IconListDetails}
        title="No published assessment"
        action={<ButtonLink to="/assessments">Go to assessments</ButtonLink>}
      >
        Candidates are invited to an assessment. Put one together and publish it first.
      </EmptyState>
    );
  }
  const choices = assessments.data.map(({ id, title, version, minutes }) => ({
    value: id,
    label: `${title}, version ${version} (${minutes} min)`,
  }));
  return <InviteForm choices={choices} invite={invite} onClose={onClose} />;
}

interface InviteFormProps {
  choices: { value: string; label: string }[];
  invite: ReturnType<typeof useInvite>;
  onClose: () => void;
}

function InviteForm({ choices, invite, onClose }: InviteFormProps) {
  const form = useForm({
    initialValues: { assessment_id: choices[0]?.value ?? "", valid_days: VALID_DAYS },
  });
  const submit = form.onSubmit((values) =>
    invite.mutate(values, {
      onError: (error) => form.setErrors(asProblem(error).firstFieldErrors),
    }),
  );
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <Select
          label="Assessment"
          data={choices}
          allowDeselect={false}
          {...form.getInputProps("assessment_id")}
        />
        <NumberInput
          label="Valid for"
          min={1}
          max={90}
          suffix=" days"
          {...form.getInputProps("valid_days")}
        />
        <FormProblem error={invite.error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={invite.isPending}>
            Invite
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface IssuedProps {
  invitation: IssuedInvitation;
  application: ApplicationRow;
  onClose: () => void;
}

function Issued({ invitation, application, onClose }: IssuedProps) {
  return (
    <Stack gap="md">
      <IssuedLink invitation={invitation} email={application.candidate.email} />
      <Group justify="flex-end">
        <Button onClick={onClose}>Done</Button>
      </Group>
    </Stack>
  );
}
