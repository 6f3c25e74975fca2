import { Text } from "@mantine/core";
import { IconChecklist } from "@tabler/icons-react";
import { EmptyState } from "@/components/empty-state";
import { useDesk } from "@/features/workspace/desk";

export function ChecksIntroduction() {
  const { workspace } = useDesk();
  if (!workspace.editable) {
    return (
      <EmptyState icon={IconChecklist} title="The visible checks never ran">
        Your work is handed in. What was measured then is in the report.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={IconChecklist} title="See how your code does before you hand in">
      <Text inherit>
        The visible checks run your saved files on your data and say what works. They reveal no
        score: that is measured on other data, after you have handed in.
      </Text>
    </EmptyState>
  );
}
