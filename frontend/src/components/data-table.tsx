import {
  type Column,
  createColumnHelper,
  createSortedRowModel,
  type ReactTable,
  rowSortingFeature,
  sortFn_basic,
  sortFn_text,
  type TableOptions,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import type { MouseEvent } from "react";
import classes from "@/components/data-table.module.css";
import { SortButton } from "@/components/sort-button";
import { useRowKeys } from "@/components/use-row-keys";

interface ColumnMeta {
  /** Right-aligned, with figures of equal width. */
  numeric?: boolean;
  /** The header is for people who hear the page; a row's buttons need no heading to be seen. */
  actions?: boolean;
}

const features = tableFeatures({
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
  sortFns: { basic: sortFn_basic, text: sortFn_text },
  columnMeta: {} as ColumnMeta,
});

export const columnsOf = <Row extends object>() => createColumnHelper<typeof features, Row>();

interface DataTableProps<Row extends object> {
  /** What the table lists, for people who hear the page. */
  label: string;
  columns: TableOptions<typeof features, Row>["columns"];
  rows: Row[];
  rowKey: (row: Row) => string;
  onOpen?: (row: Row) => void;
}

export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { label, columns, rows, rowKey, onOpen } = props;
  const table = useTable({ features, columns, data: rows, getRowId: rowKey });
  const shown = table.getRowModel().rows;
  const keys = useRowKeys((index) => {
    const row = shown[index];
    if (row) onOpen?.(row.original);
  });
  return (
    <div className={classes.frame}>
      <table className={classes.table} aria-label={label} {...keys.table}>
        <Headings table={table} />
        <tbody>
          {shown.map((row, index) => (
            <tr
              key={row.id}
              data-opens={onOpen !== undefined}
              onClick={(event) => isOnRowItself(event) && onOpen?.(row.original)}
              {...keys.row(index)}
            >
              {row.getAllCells().map((cell) => (
                <td
                  key={cell.id}
                  data-label={headingOf(cell.column)}
                  data-numeric={cell.column.columnDef.meta?.numeric}
                  data-actions={cell.column.columnDef.meta?.actions}
                >
                  <table.FlexRender cell={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Headings<Row extends object>({ table }: { table: ReactTable<typeof features, Row> }) {
  return (
    <thead>
      {table.getHeaderGroups().map((group) => (
        <tr key={group.id}>
          {group.headers.map((header) => (
            <th
              key={header.id}
              scope="col"
              data-numeric={header.column.columnDef.meta?.numeric}
              data-actions={header.column.columnDef.meta?.actions}
              aria-sort={ariaSort(header.column)}
            >
              {header.column.getCanSort() ? (
                <SortButton
                  direction={header.column.getIsSorted()}
                  onClick={header.column.getToggleSortingHandler()}
                >
                  <table.FlexRender header={header} />
                </SortButton>
              ) : (
                <span className={classes.heading}>
                  <table.FlexRender header={header} />
                </span>
              )}
            </th>
          ))}
        </tr>
      ))}
    </thead>
  );
}

function headingOf<Row extends object>(column: Column<typeof features, Row>): string {
  const { header, meta } = column.columnDef;
  return typeof header === "string" && !meta?.actions ? header : "";
}

function ariaSort<Row extends object>(column: Column<typeof features, Row>) {
  const direction = column.getIsSorted();
  if (!direction) return undefined;
  return direction === "asc" ? "ascending" : "descending";
}

/** A click on a button or link in the row is that control's own. */
export function isOnRowItself(event: MouseEvent): boolean {
  return event.target instanceof Element && !event.target.closest("a, button, input, label");
}
