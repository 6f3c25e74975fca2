/** Times as people read them, in the reader's own time zone. */

const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const dayAndClock = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "short" });

export function clockTime(at: string | Date): string {
  return clock.format(new Date(at));
}

export function dayAndTime(at: string | Date): string {
  return dayAndClock.format(new Date(at));
}

/** "2 h 30 min", "45 min" */
export function duration(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}
