import { Checkbox, Paper, Select, Stack, Textarea, TextInput } from "@mantine/core";
import type { OrganizationChoice } from "@/api/me";
import type { AssessmentForm } from "@/features/assessments/assessment-form";

interface AssessmentTermsProps {
  form: AssessmentForm;
  organizations: OrganizationChoice[];
}

/** What an assessment is called and on what terms candidates sit it. */
export function AssessmentTerms({ form, organizations }: AssessmentTermsProps) {
  return (
    <Paper withBorder p="lg">
      <Stack gap="md">
        {organizations.length > 1 && (
          <Select
            label="Organization"
            data={organizations}
            allowDeselect={false}
            {...form.getInputProps("organization_id")}
          />
        )}
        <TextInput
          label="Title"
          description="Candidates see it."
          {...form.getInputProps("title")}
        />
        <Textarea
          label="AI policy"
          description="What help candidates may use. It is shown before they start."
          autosize
          minRows={2}
          {...form.getInputProps("ai_policy")}
        />
        <Checkbox
          label="Candidates see their report"
          description="What was measured, with scores, once everything is evaluated."
          {...form.getInputProps("reveal_scores", { type: "checkbox" })}
        />
      </Stack>
    </Paper>
  );
}
