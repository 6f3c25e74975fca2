import type { ChallengeRow, ProfileOffer, RoleProfile } from "@/api/types";
import { PageHeader } from "@/components/page-header";
import { TextLink } from "@/components/text-link";
import { Time } from "@/components/time";
import { originOf } from "@/features/role-profiles/origin";
import { OvertakenNotice } from "@/features/role-profiles/overtaken-notice";
import { ProfileFoot } from "@/features/role-profiles/profile-foot";
import { ProfileNaming } from "@/features/role-profiles/profile-naming";
import { ProfilePart } from "@/features/role-profiles/profile-part";
import classes from "@/features/role-profiles/role-profile-page.module.css";
import { unpublished } from "@/features/role-profiles/rows";
import { useLeaveWarning } from "@/features/role-profiles/use-leave-warning";
import { useProfileEditing } from "@/features/role-profiles/use-profile-editing";
import { useProfileSaving } from "@/features/role-profiles/use-profile-saving";
import { WeightsTable } from "@/features/role-profiles/weights-table";
import { count } from "@/lib/score";

interface ProfileEditorProps {
  organizationId: string;
  offer: ProfileOffer;
  challenges: ChallengeRow[];
  mayChange: boolean;
  /** The organization, where the address names it. */
  organization: string | undefined;
}

/** A role's weights: to be changed by recruiters, to be read by the others. */
export function ProfileEditor(props: ProfileEditorProps) {
  const { organizationId, offer, challenges, mayChange, organization } = props;
  const editing = useProfileEditing(offer, challenges);
  const { form, base, dirty, overtaken, rows } = editing;
  const ownVersion = base.is_built_in ? 0 : base.version;
  const saving = useProfileSaving({
    organizationId,
    role: base.role,
    form,
    baseVersion: ownVersion,
    onOvertaken: editing.keepOnTopOf,
  });
  useLeaveWarning(dirty);
  const compared = overtaken
    ? { ...base, label: "theirs" }
    : offer.built_in && { ...offer.built_in, label: "built-in" };
  const tables = { form, compared, mayChange };

  return (
    <form onSubmit={saving.submit} noValidate>
      <PageHeader
        title={base.title}
        trail={
          <TextLink to="/role-profiles" search={{ organization }}>
            Role profiles
          </TextLink>
        }
      >
        {!mayChange && base.summary && <div>{base.summary}</div>}
        <Origin profile={base} />. The mark on a bar is its share if everything counted alike.
      </PageHeader>
      {overtaken && <OvertakenNotice theirs={base} onTake={() => editing.goOnFrom(base)} />}
      <div className={classes.page}>
        {mayChange && <ProfileNaming form={form} theirs={overtaken ? base : null} />}
        <ProfilePart
          id="challenges"
          title="Challenges"
          note="An assessment has some of these and weighs them itself, too; weights multiply."
          footnote={mayChange ? leftOut(challenges, base) : null}
          problem={form.errors.challenge_weights}
        >
          <WeightsTable half="challenge_weights" rows={rows.challenges} {...tables} />
        </ProfilePart>
        <ProfilePart
          id="criteria"
          title="Criteria"
          note="What people rate. The rubric weighs its criteria itself, too; weights multiply."
          problem={form.errors.criterion_weights}
        >
          <WeightsTable half="criterion_weights" rows={rows.criteria} {...tables} />
        </ProfilePart>
      </div>
      {mayChange && (
        <ProfileFoot
          unsaved={dirty || base.version === 0}
          busy={saving.busy}
          error={saving.error}
          nextVersion={ownVersion + 1}
          builtIn={editing.builtIn}
        />
      )}
    </form>
  );
}

function Origin({ profile }: { profile: RoleProfile }) {
  if (profile.version === 0) return "A new role";
  return (
    <>
      {originOf(profile)}
      {!profile.is_built_in && (
        <>
          , saved <Time at={profile.created_at} />
        </>
      )}
    </>
  );
}

/** What a saved version would lose, in words: the API refuses weights of what does not exist. */
function leftOut(challenges: ChallengeRow[], { challenge_weights }: RoleProfile): string | null {
  const gone = unpublished(challenges, challenge_weights).length;
  if (gone === 0) return null;
  const [are, them] = gone === 1 ? ["is", "it"] : ["are", "them"];
  return `${count(gone, "challenge")} that this profile weighs ${are} not published here; a version that you save leaves ${them} out.`;
}
