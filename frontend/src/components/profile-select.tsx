import { Select, type SelectProps } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { roleProfilesQuery } from "@/api/role-profiles";
import type { ProfileName, ProfileOffer } from "@/api/types";

interface ProfileSelectProps extends Omit<SelectProps, "data" | "value" | "onChange"> {
  organizationId: string;
  /** Those that may be older versions than what is offered: the opening's own, one being tried. */
  used: ProfileName[];
  /** Which choice is the opening's own, where others are tried; null is everything alike. */
  marked?: string | null;
  /** A profile's id; null is everything alike. */
  chosen: string | null;
  onChoose: (profileId: string | null) => void;
}

interface Choice {
  id: string | null;
  title: string;
}

const ALIKE: Choice = { id: null, title: "Everything counts alike" };
/** A list's values are words. */
const wordOf = (id: string | null) => id ?? "alike";

/** The role profiles that an opening may weigh by, "everything counts alike" first. */
export function ProfileSelect(props: ProfileSelectProps) {
  const { organizationId, used, marked, chosen, onChoose, ...others } = props;
  const offers = useQuery(roleProfilesQuery(organizationId));
  const choices = [ALIKE, ...choicesOf(offers.data ?? [], used)];
  return (
    <Select
      {...others}
      allowDeselect={false}
      data={choices.map(({ id, title }) => ({
        value: wordOf(id),
        label: id === marked ? `${title} (the opening’s)` : title,
      }))}
      value={wordOf(chosen)}
      error={offers.isError && "The role profiles could not be loaded. Load the page again."}
      onChange={(value) => value && onChoose(value === wordOf(null) ? null : value)}
    />
  );
}

function choicesOf(offers: readonly ProfileOffer[], used: readonly ProfileName[]): Choice[] {
  const titles = new Map<string, string>();
  for (const { id, title, version } of used) titles.set(id, `${title}, version ${version}`);
  for (const { profile } of offers) {
    const { id, title, version, is_built_in } = profile;
    titles.set(id, `${title}, ${is_built_in ? "built-in" : `version ${version}`}`);
  }
  return [...titles].map(([id, title]) => ({ id, title }));
}
