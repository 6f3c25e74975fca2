import { Text } from "@mantine/core";
import type { ApplicationRow } from "@/api/types";
import { columnsOf } from "@/components/data-table";
import { StateBadge } from "@/components/state-badge";
import { TextLink } from "@/components/text-link";
import { Time } from "@/components/time";
import { InvitationActions } from "@/features/candidates/invitation-actions";
import { stageWording, verdictWording } from "@/lib/wording";

const column = columnsOf<ApplicationRow>();

interface CandidateColumns {
  openingId: string;
  recruits: boolean;
  onInvite: (application: ApplicationRow) => void;
}

export function candidateColumns({ openingId, recruits, onInvite }: CandidateColumns) {
  return column.columns([
    column.accessor("candidate.name", {
      id: "candidate",
      header: "Candidate",
      cell: ({ row: { original } }) => (
        <div>
          <TextLink
            fw={600}
            to="/applications/$applicationId"
            params={{ applicationId: original.id }}
          >
            {original.candidate.name}
          </TextLink>
          <Text c="dimmed" fz="xs">
            {original.candidate.email}
          </Text>
        </div>
      ),
    }),
    column.accessor("stage", {
      header: "Stage",
      cell: (cell) => <StateBadge wording={stageWording(cell.getValue())} />,
    }),
    column.display({
      id: "when",
      header: "When",
      cell: ({ row: { original } }) => (
        <Text c="dimmed" fz="sm" component="div">
          <LastEvent application={original} />
        </Text>
      ),
    }),
    column.accessor("scorecards.handed_in", {
      id: "scorecards",
      header: "Scorecards",
      meta: { numeric: true },
      cell: ({ row: { original } }) =>
        `${original.scorecards.handed_in} of ${original.scorecards.expected}`,
    }),
    column.display({
      id: "decision",
      header: "Decision",
      cell: ({ row: { original } }) =>
        original.decision ? (
          <StateBadge wording={verdictWording(original.decision.verdict)} />
        ) : (
          <Text c="dimmed">–</Text>
        ),
    }),
    ...(recruits
      ? [
          column.display({
            id: "actions",
            header: "Actions",
            meta: { actions: true },
            cell: ({ row: { original } }) => (
              <InvitationActions
                openingId={openingId}
                application={original}
                onInvite={() => onInvite(original)}
              />
            ),
          }),
        ]
      : []),
  ]);
}

/** The latest thing that happened, or the next thing that is due. */
function LastEvent({
  application: { attempt, invitation, stage },
}: {
  application: ApplicationRow;
}) {
  if (attempt?.handed_in_at) {
    return (
      <>
        Handed in <Time at={attempt.handed_in_at} />
      </>
    );
  }
  if (attempt?.deadline_at) {
    return (
      <>
        Due <Time at={attempt.deadline_at} />
      </>
    );
  }
  if (stage === "invited" && invitation) {
    const past = new Date(invitation.expires_at) < new Date();
    return (
      <>
        {past ? "Expired" : "Expires"} <Time at={invitation.expires_at} />
      </>
    );
  }
  return "–";
}
