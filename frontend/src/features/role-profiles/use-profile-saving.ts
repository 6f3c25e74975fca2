import { useQueryClient } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { asProblem } from "@/api/problem";
import { roleProfilesQuery } from "@/api/role-profiles";
import type { RoleProfile } from "@/api/types";
import { toast } from "@/components/toast";
import { useSaveProfile } from "@/features/role-profiles/api";
import {
  draftOf,
  type ProfileForm,
  type ProfileValues,
} from "@/features/role-profiles/profile-form";

const route = getRouteApi("/staff/role-profiles/$role");

interface Saving {
  organizationId: string;
  role: string;
  form: ProfileForm;
  /** The organization's own version that is changed: 0 before its first. */
  baseVersion: number;
  /** Somebody else saved this one meanwhile. */
  onOvertaken: (theirs: RoleProfile) => void;
}

/** Saves the next version and goes back to the list; a refusal keeps all that was typed. */
export function useProfileSaving(saving: Saving) {
  const { organizationId, role, form, baseVersion, onOvertaken } = saving;
  const save = useSaveProfile(organizationId, role);
  const queryClient = useQueryClient();
  const navigate = route.useNavigate();
  const { organization } = route.useSearch();

  const showAtFields = (errors: Record<string, unknown>) => {
    // Once it is drawn: the field may be far from the button.
    const [first] = Object.keys(errors);
    if (first) requestAnimationFrame(() => form.getInputNode(first)?.focus());
  };
  const meetOther = async () => {
    const list = { ...roleProfilesQuery(organizationId), staleTime: 0 };
    // Without an answer, the refusal itself stays in view and says what to do.
    const offers = await queryClient.fetchQuery(list).catch(() => []);
    const theirs = offers.find(({ profile }) => profile.role === role)?.profile;
    if (!theirs || theirs.is_built_in) return;
    onOvertaken(theirs);
    save.reset();
  };
  const send = (values: ProfileValues) =>
    save.mutate(draftOf(values, baseVersion), {
      onSuccess: ({ version }) => {
        toast(`Saved as version ${version}. Openings keep the version that they chose.`);
        void navigate({ to: "/role-profiles", search: { organization }, ignoreBlocker: true });
      },
      onError: (error) => {
        const { code, firstFieldErrors } = asProblem(error);
        form.setErrors(firstFieldErrors);
        showAtFields(firstFieldErrors);
        if (code === "profile_changed") void meetOther();
      },
    });
  return { submit: form.onSubmit(send, showAtFields), busy: save.isPending, error: save.error };
}
