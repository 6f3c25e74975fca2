import { useQuery } from "@tanstack/react-query";
import { instanceQuery } from "@/api/instance";
import classes from "@/components/no-isolation-banner.module.css";

/** Says, for as long as it is so, that candidates' code runs on this machine without isolation. */
export function NoIsolationBanner() {
  const { data } = useQuery(instanceQuery);
  if (data?.isolation !== "none") return null;
  return (
    <div data-banner role="alert" className={classes.banner}>
      No isolation: run only code that you trust
    </div>
  );
}
