import { IconKey } from "@tabler/icons-react";
import { asProblem } from "@/api/problem";
import { EmptyState } from "@/components/empty-state";
import { ErrorState } from "@/components/error-state";

interface CandidateErrorProps {
  error: unknown;
  onRetry: () => void;
}

/** A failure on a candidate's page: their invitation, not a password, is what signs them in. */
export function CandidateError({ error, onRetry }: CandidateErrorProps) {
  if (asProblem(error).status !== 401) return <ErrorState error={error} onRetry={onRetry} />;
  return (
    <EmptyState order={1} icon={IconKey} title="You are signed out">
      Open the link of your invitation again: it signs you in and leads back to your work. What was
      saved is on the server, and what was not is kept in this browser.
    </EmptyState>
  );
}
