import { Typography } from "@mantine/core";
import classes from "@/components/brief-html.module.css";

/** A brief that the server rendered from Markdown and sanitized. */
export function BriefHtml({ html }: { html: string }) {
  return (
    <Typography className={classes.brief}>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: the server sanitizes it with nh3 */}
      <div dangerouslySetInnerHTML={{ __html: html }} />
    </Typography>
  );
}
