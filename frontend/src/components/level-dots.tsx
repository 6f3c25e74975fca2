import classes from "@/components/level-dots.module.css";

const LEVELS = [1, 2, 3, 4, 5];

/** A level from 1 to 5 as dots and as its number. */
export function LevelDots({ level }: { level: number }) {
  return (
    <span className={classes.level}>
      <span className={classes.dots} aria-hidden>
        {LEVELS.map((value) => (
          <span key={value} className={classes.dot} data-filled={value <= level} />
        ))}
      </span>
      <strong>{level}</strong>
      <span className={classes.of}>of 5</span>
    </span>
  );
}
