import { NavLink, ScrollArea, Tabs, Text } from "@mantine/core";
import { IconFile, IconTerminal2 } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { submissionFileQuery, submissionQuery } from "@/api/submission";
import type { Submission } from "@/api/types";
import { CodeView } from "@/components/code-view";
import { EmptyState } from "@/components/empty-state";
import { ErrorState } from "@/components/error-state";
import { LoadingRows } from "@/components/loading";
import { RunOutput } from "@/components/run-output";
import classes from "@/components/submission-view.module.css";
import { formatBytes } from "@/lib/score";

/** What was handed in, to read: the files as they were, and what the scored run printed. */
export function SubmissionView({ submissionId }: { submissionId: string }) {
  const submission = useQuery(submissionQuery(submissionId));
  if (submission.isPending) return <LoadingRows rows={6} />;
  if (submission.isError) {
    return <ErrorState error={submission.error} onRetry={() => submission.refetch()} />;
  }
  return (
    <Tabs defaultValue="files" className={classes.view} keepMounted={false}>
      <Tabs.List>
        <Tabs.Tab value="files" leftSection={<IconFile size={16} />}>
          Files ({submission.data.files.length})
        </Tabs.Tab>
        <Tabs.Tab value="output" leftSection={<IconTerminal2 size={16} />}>
          Run output
        </Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="files" className={classes.panel}>
        <Files submission={submission.data} />
      </Tabs.Panel>
      <Tabs.Panel value="output" className={classes.panel}>
        <RunOutput run={submission.data.run} />
      </Tabs.Panel>
    </Tabs>
  );
}

function Files({ submission }: { submission: Submission }) {
  const [path, setPath] = useState(() => firstToRead(submission));
  if (!path) {
    return <EmptyState title="No files">The candidate handed in an empty workspace.</EmptyState>;
  }
  return (
    <div className={classes.files}>
      <nav className={classes.list} aria-label="Files of the submission">
        {submission.files.map((file) => (
          <NavLink
            key={file.path}
            component="button"
            active={file.path === path}
            aria-current={file.path === path ? "true" : undefined}
            label={file.path}
            description={formatBytes(file.size)}
            onClick={() => setPath(file.path)}
          />
        ))}
      </nav>
      <ScrollArea className={classes.text}>
        <FileText submissionId={submission.id} path={path} />
      </ScrollArea>
    </div>
  );
}

/** Code says most about a person's work; a README or data comes after it. */
function firstToRead({ files }: Submission): string | undefined {
  return (files.find(({ path }) => path.endsWith(".py")) ?? files[0])?.path;
}

function FileText({ submissionId, path }: { submissionId: string; path: string }) {
  const file = useQuery(submissionFileQuery(submissionId, path));
  if (file.isPending) return <LoadingRows rows={4} height={16} />;
  if (file.isError) return <ErrorState error={file.error} onRetry={() => file.refetch()} />;
  if (file.data.text === null) {
    return (
      <Text p="md" c="dimmed">
        {path} is a binary file of {formatBytes(file.data.size)}; there is no text to show.
      </Text>
    );
  }
  return <CodeView path={path} text={file.data.text} />;
}
