import { Paper, Textarea, TextInput } from "@mantine/core";
import type { RoleProfile } from "@/api/types";
import type { ProfileForm } from "@/features/role-profiles/profile-form";
import classes from "@/features/role-profiles/role-profile-page.module.css";

interface ProfileNamingProps {
  form: ProfileForm;
  /** What somebody else saved meanwhile. */
  theirs: RoleProfile | null;
}

export function ProfileNaming({ form, theirs }: ProfileNamingProps) {
  const { title, summary } = form.values;
  return (
    <Paper withBorder p="lg" className={classes.naming}>
      <TextInput
        label="Title"
        maxLength={100}
        description={theirs && theirs.title !== title ? `theirs: ${theirs.title}` : undefined}
        inputWrapperOrder={["label", "input", "description", "error"]}
        {...form.getInputProps("title")}
      />
      <Textarea
        label="Summary"
        autosize
        minRows={1}
        placeholder="What the role is there for, in a sentence"
        maxLength={300}
        description={
          theirs && theirs.summary !== summary ? `theirs: ${theirs.summary || "none"}` : undefined
        }
        inputWrapperOrder={["label", "input", "description", "error"]}
        {...form.getInputProps("summary")}
      />
    </Paper>
  );
}
