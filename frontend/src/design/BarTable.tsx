import { Table } from 'nhsuk-react-components';
import type { ReactNode } from 'react';
import { Link } from 'react-router';

export interface Bar {
  key: string;
  label: ReactNode;
  value: number;
  /** The value as read, "92 %"; the bare number when left out. */
  shown?: string;
  /** The page of those whom the bar counts. */
  href?: string;
}

interface BarTableProps {
  caption: string;
  /** Heads the labels: "Stage". */
  labelHeader: string;
  /** Heads the numbers: "People". */
  valueHeader: string;
  bars: Bar[];
  /** The value at full width; the largest value when left out. */
  full?: number;
  /** A value to be reached, drawn as a line through the bars and named in words. */
  target?: { value: number; label: string };
}

/** A small bar chart that is its own table: each row has its number and draws it. */
export function BarTable({ caption, labelHeader, valueHeader, bars, full, target }: BarTableProps) {
  const widest = full ?? Math.max(1, target?.value ?? 0, ...bars.map((bar) => bar.value));
  const share = (value: number) => Math.max(0, Math.min(100, (value / widest) * 100));
  return (
    <>
      <Table className="bw-bars" caption={caption} captionProps={{ size: 's' }}>
        <Table.Head>
          <Table.Row>
            <Table.Cell>{labelHeader}</Table.Cell>
            <Table.Cell format="numeric">{valueHeader}</Table.Cell>
            <td className="bw-bars__drawing" aria-hidden="true" />
          </Table.Row>
        </Table.Head>
        <Table.Body>
          {bars.map((bar) => {
            const shown = bar.shown ?? String(bar.value);
            return (
              <Table.Row key={bar.key}>
                <th scope="row" className="nhsuk-table__header bw-bars__label">
                  {bar.label}
                </th>
                <Table.Cell format="numeric">{bar.href ? <Link to={bar.href}>{shown}</Link> : shown}</Table.Cell>
                <td className="nhsuk-table__cell bw-bars__drawing" aria-hidden="true">
                  <svg viewBox="0 0 100 10" preserveAspectRatio="none" focusable="false">
                    <rect className="bw-bars__track" x="0" y="0" width="100" height="10" />
                    <rect className="bw-bars__bar" x="0" y="0" width={share(bar.value)} height="10" />
                    {target ? (
                      <line
                        className="bw-bars__target"
                        x1={share(target.value)}
                        x2={share(target.value)}
                        y1="0"
                        y2="10"
                      />
                    ) : null}
                  </svg>
                </td>
              </Table.Row>
            );
          })}
        </Table.Body>
      </Table>
      {target ? <p className="bw-small">The line marks {target.label}.</p> : null}
    </>
  );
}
