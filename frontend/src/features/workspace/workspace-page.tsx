import { Container } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { attemptQuery } from "@/api/attempt";
import { asProblem } from "@/api/problem";
import { workspaceQuery } from "@/api/workspace";
import { CandidateError } from "@/components/candidate-error";
import { LoadingPage } from "@/components/loading";
import { TopBar } from "@/components/top-bar";
import { DeskProvider } from "@/features/workspace/desk";
import { NotStarted } from "@/features/workspace/not-started";
import { WorkspaceView } from "@/features/workspace/workspace-view";

export function WorkspacePage() {
  const { workspaceId } = useParams({ from: "/workspaces/$workspaceId" });
  // Another workspace is another page: nothing of the first may linger.
  return <WorkspaceOf key={workspaceId} workspaceId={workspaceId} />;
}

function WorkspaceOf({ workspaceId }: { workspaceId: string }) {
  const workspace = useQuery(workspaceQuery(workspaceId));
  const attemptId = workspace.data?.attempt_id;
  const attempt = useQuery({
    ...attemptQuery(attemptId ?? ""),
    enabled: attemptId !== undefined,
  });
  useDocumentTitle(workspace.data ? `${workspace.data.title} · Vetting` : "Vetting");

  if (workspace.data && attempt.data) {
    return (
      <DeskProvider workspace={workspace.data} attempt={attempt.data}>
        <WorkspaceView />
      </DeskProvider>
    );
  }
  const error = workspace.error ?? attempt.error;
  return (
    <>
      <TopBar />
      <Container component="main" id="main" size="md" py="xl">
        {!error && <LoadingPage />}
        {error && asProblem(error).code === "attempt_not_started" && <NotStarted />}
        {error && asProblem(error).code !== "attempt_not_started" && (
          <CandidateError
            error={error}
            onRetry={() => void (workspace.error ? workspace.refetch() : attempt.refetch())}
          />
        )}
      </Container>
    </>
  );
}
