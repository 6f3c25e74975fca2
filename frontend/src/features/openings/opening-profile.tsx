import { Paper, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { Opening } from "@/api/types";
import { ErrorState } from "@/components/error-state";
import { LoadingRows } from "@/components/loading";
import { ProfileSelect } from "@/components/profile-select";
import { toast, toastProblem, toastWithUndo } from "@/components/toast";
import { openingProfileQuery, useChooseProfile } from "@/features/openings/api";
import { NewerProfile } from "@/features/openings/newer-profile";
import { ProfileMeaning } from "@/features/openings/profile-meaning";

/** By which role profile the opening weighs its candidates. */
export function OpeningProfile({ opening }: { opening: Opening }) {
  const choice = useQuery(openingProfileQuery(opening.id));
  const choose = useChooseProfile(opening.id);
  if (choice.isPending) return <LoadingRows rows={1} height={160} />;
  if (choice.isError) return <ErrorState error={choice.error} onRetry={() => choice.refetch()} />;
  const { profile, newer } = choice.data;
  const before = profile?.id ?? null;

  const takeBack = () =>
    choose.mutate(before, {
      onSuccess: () => toast("The role profile is as it was."),
      onError: toastProblem,
    });
  const take = (profileId: string | null) => {
    if (profileId === before) return;
    choose.mutate(profileId, {
      onSuccess: () => toastWithUndo("Saved. Scores and order follow the new choice.", takeBack),
      onError: toastProblem,
    });
  };
  return (
    <Paper withBorder p="lg">
      <Title order={2}>Role profile</Title>
      <Text c="dimmed" fz="sm" mb="md">
        What counts how much, among challenges and among criteria.
      </Text>
      <ProfileSelect
        aria-label="Role profile"
        organizationId={opening.organization.id}
        used={profile ? [profile] : []}
        chosen={before}
        disabled={!opening.may_manage || choose.isPending}
        onChoose={take}
      />
      <ProfileMeaning profile={profile} organizationId={opening.organization.id} />
      {newer && (
        <NewerProfile
          busy={choose.isPending}
          onTake={opening.may_manage ? () => take(newer.id) : null}
        />
      )}
    </Paper>
  );
}
