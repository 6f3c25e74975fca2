import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { challengesQuery } from "@/api/challenges";
import { roleProfilesQuery } from "@/api/role-profiles";
import type { ProfileOffer } from "@/api/types";
import { EmptyState } from "@/components/empty-state";
import { ErrorState } from "@/components/error-state";
import { LoadingPage } from "@/components/loading";
import { TextLink } from "@/components/text-link";
import { ProfileEditor } from "@/features/role-profiles/profile-editor";
import { useOrganization } from "@/features/role-profiles/use-organization";

const route = getRouteApi("/staff/role-profiles/$role");

export function RoleProfilePage() {
  const { role } = route.useParams();
  const { organization } = route.useSearch();
  const { organizationId } = useOrganization(organization);
  if (!organizationId) return <NoSuchRole />;
  // The key: what is typed belongs to one role of one organization.
  return <Loaded key={`${organizationId} ${role}`} organizationId={organizationId} />;
}

function Loaded({ organizationId }: { organizationId: string }) {
  const { role } = route.useParams();
  const { organization, title } = route.useSearch();
  const { mayChange } = useOrganization(organization);
  const offers = useQuery(roleProfilesQuery(organizationId));
  const challenges = useQuery(challengesQuery);
  if (offers.isPending || challenges.isPending) return <LoadingPage />;
  const failed = [offers, challenges].find((query) => query.isError && !query.data);
  if (failed) return <ErrorState error={failed.error} onRetry={() => failed.refetch()} />;
  if (!offers.data || !challenges.data) return null;
  const offer =
    offers.data.find(({ profile }) => profile.role === role) ??
    (title && mayChange ? newRole(role, title) : null);
  if (!offer) return <NoSuchRole />;
  return (
    <ProfileEditor
      organizationId={organizationId}
      offer={offer}
      challenges={challenges.data}
      mayChange={mayChange}
      organization={organization}
    />
  );
}

/** What is not saved yet: version 0, everything alike. */
function newRole(role: string, title: string): ProfileOffer {
  return {
    profile: {
      id: "",
      role,
      version: 0,
      is_built_in: false,
      title,
      summary: "",
      challenge_weights: {},
      criterion_weights: {},
      created_at: "",
    },
    built_in: null,
  };
}

function NoSuchRole() {
  return (
    <EmptyState title="No such role profile">
      It may belong to another organization.{" "}
      <TextLink to="/role-profiles">See all role profiles.</TextLink>
    </EmptyState>
  );
}
