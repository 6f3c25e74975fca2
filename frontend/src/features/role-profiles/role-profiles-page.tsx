import { Button, Group, Select, SimpleGrid } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconPlus, IconScale } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { roleProfilesQuery } from "@/api/role-profiles";
import { EmptyState } from "@/components/empty-state";
import { ErrorState } from "@/components/error-state";
import { LoadingRows } from "@/components/loading";
import { PageHeader } from "@/components/page-header";
import { NewRoleDialog } from "@/features/role-profiles/new-role-dialog";
import { RoleCard } from "@/features/role-profiles/role-card";
import { useOrganization } from "@/features/role-profiles/use-organization";

const route = getRouteApi("/staff/role-profiles");

export function RoleProfilesPage() {
  const { organization } = route.useSearch();
  const navigate = route.useNavigate();
  const { choices, organizationId, mayChange } = useOrganization(organization);
  const [adding, dialog] = useDisclosure(false);
  const add = mayChange && organizationId && (
    <Button leftSection={<IconPlus size={16} />} onClick={dialog.open}>
      Add a role
    </Button>
  );
  return (
    <>
      <PageHeader
        title="Role profiles"
        actions={
          <Group gap="xs">
            {choices.length > 1 && (
              <Select
                aria-label="Organization"
                data={choices}
                value={organizationId}
                allowDeselect={false}
                onChange={(id) => id && navigate({ search: { organization: id } })}
              />
            )}
            {add}
          </Group>
        }
      >
        What counts how much for a role. An opening chooses one; its scores and its order follow.
      </PageHeader>
      {organizationId ? (
        <Profiles organizationId={organizationId} action={add} />
      ) : (
        <EmptyState icon={IconScale} title="Whose role profiles?">
          They belong to an organization, and you belong to none. The settings of an opening lead to
          those of its organization.
        </EmptyState>
      )}
      {organizationId && (
        <NewRoleDialog organizationId={organizationId} opened={adding} onClose={dialog.close} />
      )}
    </>
  );
}

interface ProfilesProps {
  organizationId: string;
  action: ReactNode;
}

function Profiles({ organizationId, action }: ProfilesProps) {
  const offers = useQuery(roleProfilesQuery(organizationId));
  if (offers.isPending) return <LoadingRows rows={3} height={160} />;
  if (offers.isError) return <ErrorState error={offers.error} onRetry={() => offers.refetch()} />;
  if (offers.data.length === 0) {
    return (
      <EmptyState icon={IconScale} title="No role profiles yet" action={action}>
        Openings weigh everything alike until one is there. An operator loads the built-in ones with{" "}
        <code>load_role_profiles</code>.
      </EmptyState>
    );
  }
  return (
    <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} spacing="md">
      {offers.data.map(({ profile }) => (
        <RoleCard key={profile.role} profile={profile} />
      ))}
    </SimpleGrid>
  );
}
