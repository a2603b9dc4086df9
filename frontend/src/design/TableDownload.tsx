import { useSearchParams } from 'react-router';

interface TableDownloadProps {
  /** The name that the table has in its address, or a whole address. */
  table: string;
  /** What is downloaded, within a sentence: "these people". */
  what: string;
  /** What is chosen, where the page's address does not say it in the words of the API. */
  query?: URLSearchParams;
}

/** Takes a table away as a spreadsheet, all its rows, found and sorted as the page's address says. */
export function TableDownload({ table, what, query }: TableDownloadProps) {
  const [params] = useSearchParams();
  const link = { table, what, query: query ?? params };
  return (
    <p className="bw-small">
      Download {what}: <DownloadLink {...link} format="xlsx" /> or <DownloadLink {...link} format="csv" />
    </p>
  );
}

const names = { xlsx: 'Excel workbook', csv: 'CSV file' };

function DownloadLink({ table, query, format, what }: TableDownloadProps & { format: keyof typeof names }) {
  const asked = new URLSearchParams(query);
  asked.set('format', format);
  return (
    <a href={`${table.startsWith('/') ? table : `/api/v1/workforce/tables/${table}`}?${asked.toString()}`} download>
      {names[format]}
      <span className="nhsuk-u-visually-hidden"> of {what}</span>
    </a>
  );
}
