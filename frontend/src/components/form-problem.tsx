import { Text } from "@mantine/core";
import { asProblem } from "@/api/problem";
import { explain } from "@/components/error-state";

/** Why a form was refused, above its buttons; what single fields lack stands beside them. */
export function FormProblem({ error }: { error: unknown }) {
  if (!error) return null;
  const { what, whose, next } = explain(asProblem(error));
  return (
    <Text role="alert" c="var(--vet-bad)" fz="sm">
      {[what, whose, next].filter(Boolean).join(" ")}
    </Text>
  );
}
