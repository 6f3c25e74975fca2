import { Box, Button, Text } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { type DataPreview, dataAddress, dataPreviewQuery } from "@/api/workspace";
import { CodeView } from "@/components/code-view";
import { EmptyState } from "@/components/empty-state";
import { ErrorState } from "@/components/error-state";
import { LoadingRows } from "@/components/loading";
import { csvTable } from "@/features/workspace/csv-table";
import classes from "@/features/workspace/data-pane.module.css";
import { useDesk } from "@/features/workspace/desk";
import { formatBytes } from "@/lib/score";

const SEPARATORS: Record<string, string> = { csv: ",", tsv: "\t" };

/** The beginning of a data file: tables as tables, anything else as text. */
export function DataPane({ path }: { path: string }) {
  const { workspace } = useDesk();
  const { data, error, refetch } = useQuery(dataPreviewQuery(workspace.id, path));
  return (
    <div className={classes.view}>
      {data && (
        <div className={classes.bar}>
          <Text fz="sm" c="dimmed">
            data/{path} · {formatBytes(data.size)}
            {data.truncated && " · only the beginning is shown"}
          </Text>
          <Button
            component="a"
            size="compact-sm"
            variant="subtle"
            href={dataAddress(workspace.id, path)}
            download
            leftSection={<IconDownload size={15} />}
          >
            Download
          </Button>
        </div>
      )}
      <div className={classes.content}>
        {error && <ErrorState error={error} onRetry={() => void refetch()} />}
        {!data && !error && (
          <Box p="md">
            <LoadingRows rows={10} height={18} />
          </Box>
        )}
        {data && <Beginning preview={data} />}
      </div>
    </div>
  );
}

function Beginning({ preview: { path, text, truncated } }: { preview: DataPreview }) {
  const separator = SEPARATORS[path.split(".").at(-1)?.toLowerCase() ?? ""];
  if (text === null) {
    return (
      <EmptyState title="This file is not text">
        Your code can read it; here it can only be downloaded.
      </EmptyState>
    );
  }
  if (!separator) return <CodeView path={path} text={text} />;
  return <CsvPreview path={path} text={text} separator={separator} truncated={truncated} />;
}

interface CsvPreviewProps {
  path: string;
  text: string;
  separator: string;
  truncated: boolean;
}

function CsvPreview({ path, text, separator, truncated }: CsvPreviewProps) {
  const { header, rows, numeric } = useMemo(
    () => csvTable(text, separator, truncated),
    [text, separator, truncated],
  );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls with the keyboard too
    <section className={classes.scroll} tabIndex={0} aria-label={`Beginning of ${path}`}>
      <table className={classes.table}>
        <thead>
          <tr>
            {header.map((name, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two columns may have one name
              <th key={column} scope="col" data-numeric={numeric[column]}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file have no other name
            <tr key={index}>
              {row.map((value, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: two columns may have one name
                <td key={column} data-numeric={numeric[column]}>
                  {value}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
