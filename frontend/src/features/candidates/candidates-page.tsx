import { Button, Group, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconUserPlus, IconUsers } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { openingQuery } from "@/api/opening";
import type { ApplicationRow } from "@/api/types";
import { DataTable } from "@/components/data-table";
import { EmptyState } from "@/components/empty-state";
import { ErrorState } from "@/components/error-state";
import { LoadingRows } from "@/components/loading";
import { AddCandidateDialog } from "@/features/candidates/add-candidate-dialog";
import { applicationsQuery } from "@/features/candidates/api";
import { candidateColumns } from "@/features/candidates/candidate-columns";
import { InviteDialog } from "@/features/candidates/invite-dialog";
import { count } from "@/lib/score";

const route = getRouteApi("/staff/openings/$openingId/candidates");

export function CandidatesPage() {
  const { openingId } = route.useParams();
  const { data: opening } = useQuery(openingQuery(openingId));
  const applications = useQuery(applicationsQuery(openingId));
  const [adding, addDialog] = useDisclosure(false);
  const [inviting, setInviting] = useState<ApplicationRow | null>(null);
  const navigate = useNavigate();
  const recruits = opening?.may_manage ?? false;
  // Kept, because new columns would draw every cell anew, and a button under way with it.
  const columns = useMemo(
    () => candidateColumns({ openingId, recruits, onInvite: setInviting }),
    [openingId, recruits],
  );

  if (applications.isPending || !opening) return <LoadingRows />;
  if (applications.isError) {
    return <ErrorState error={applications.error} onRetry={() => applications.refetch()} />;
  }
  const add = recruits && (
    <Button leftSection={<IconUserPlus size={16} />} onClick={addDialog.open}>
      Add candidate
    </Button>
  );
  return (
    <>
      {applications.data.length === 0 ? (
        <EmptyState icon={IconUsers} title="No candidates yet" action={add}>
          {recruits
            ? "Add a candidate with name and e-mail address, then invite them to an assessment."
            : "The recruiter has not added anybody yet. They will appear here with their progress."}
        </EmptyState>
      ) : (
        <>
          <Group justify="space-between" mb="md">
            <Text c="dimmed">{count(applications.data.length, "candidate")}</Text>
            {add}
          </Group>
          <DataTable
            label="Candidates"
            columns={columns}
            rows={applications.data}
            rowKey={(application) => application.id}
            onOpen={({ id }) =>
              navigate({ to: "/applications/$applicationId", params: { applicationId: id } })
            }
          />
        </>
      )}
      <AddCandidateDialog openingId={openingId} opened={adding} onClose={addDialog.close} />
      <InviteDialog opening={opening} application={inviting} onClose={() => setInviting(null)} />
    </>
  );
}
