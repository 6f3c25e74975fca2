import { type KeyboardEvent, useState } from "react";

const MOVES: Record<string, (row: number, last: number) => number> = {
  ArrowDown: (row, last) => Math.min(row + 1, last),
  ArrowUp: (row) => Math.max(row - 1, 0),
  Home: () => 0,
  End: (_, last) => last,
};

/**
 * Keyboard movement over the rows of a table: one row is in the tab order, arrows move it,
 * Enter opens it. Keys typed into a control inside a row are left to that control.
 */
export function useRowKeys(onOpen?: (row: number) => void) {
  const [current, setCurrent] = useState(0);

  function onKeyDown(event: KeyboardEvent<HTMLTableElement>) {
    const row = event.target;
    if (!(row instanceof HTMLTableRowElement) || row.dataset.row === undefined) return;
    const at = Number(row.dataset.row);
    if (event.key === "Enter") {
      onOpen?.(at);
      return;
    }
    const move = MOVES[event.key];
    if (!move) return;
    event.preventDefault();
    const rows = event.currentTarget.querySelectorAll<HTMLTableRowElement>("tr[data-row]");
    const next = move(at, rows.length - 1);
    setCurrent(next);
    rows[next]?.focus();
  }

  return {
    table: { onKeyDown },
    row: (index: number) => ({
      "data-row": index,
      tabIndex: index === current ? 0 : -1,
      onFocus: () => setCurrent(index),
    }),
  };
}
