import type { RoleProfile } from "@/api/types";

/** Whose a profile is, and which version of it. */
export function originOf({ is_built_in, version }: RoleProfile): string {
  return is_built_in ? "Built-in" : `Yours, version ${version}`;
}
