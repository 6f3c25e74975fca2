import { Typography } from "@mantine/core";
import { useEffect, useRef } from "react";
import classes from "@/components/brief-html.module.css";

/** A brief that the server rendered from Markdown and sanitized. */
export function BriefHtml({ html }: { html: string }) {
  const content = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another brief has other tables
  useEffect(() => {
    // Wide tables and code scroll by themselves, and must do so without a mouse too.
    for (const wide of content.current?.querySelectorAll<HTMLElement>("table, pre") ?? []) {
      wide.tabIndex = 0;
    }
  }, [html]);
  return (
    <Typography className={classes.brief}>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: the server sanitizes it with nh3 */}
      <div ref={content} dangerouslySetInnerHTML={{ __html: html }} />
    </Typography>
  );
}
