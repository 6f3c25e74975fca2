/**
 * The server's clock, as seen from this page.
 *
 * A reading ties one time that the server told to the page's monotonic clock.
 * The browser's own date is never read: it may be wrong, or be changed while
 * the attempt runs.
 */
export interface ClockReading {
  /** The server's time, in milliseconds since 1970. */
  serverMs: number;
  /** What `performance.now()` said at that moment. */
  readAtMs: number;
}

/** Ties `server_now` to the moment half-way between sending and receiving. */
export function readClock(serverNow: string, sentAtMs: number, receivedAtMs: number): ClockReading {
  return {
    serverMs: Date.parse(serverNow),
    readAtMs: sentAtMs + (receivedAtMs - sentAtMs) / 2,
  };
}

export function serverTime(reading: ClockReading, monotonicMs = performance.now()): number {
  return reading.serverMs + (monotonicMs - reading.readAtMs);
}
