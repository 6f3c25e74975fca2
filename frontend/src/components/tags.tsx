import classes from "@/components/tags.module.css";
import { spelledOut } from "@/lib/wording";

/** A few words that classify something. */
export function Tags({ names, label }: { names: string[]; label: string }) {
  return (
    <ul className={classes.tags} aria-label={label}>
      {names.map((name) => (
        <li key={name}>{spelledOut(name)}</li>
      ))}
    </ul>
  );
}
