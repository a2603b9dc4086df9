import { Table } from 'nhsuk-react-components';
import { type LimitedRange, scale } from './scoreScale';

interface ScoreRangesProps {
  caption: string;
  ranges: LimitedRange[];
}

/** Ranges of points, each drawn within the limits of its band, with every number beside the drawing. */
export function ScoreRanges({ caption, ranges }: ScoreRangesProps) {
  const place = scale([...ranges, ...ranges.map(({ key, limits }) => ({ key, label: '', ...limits }))]);
  return (
    <Table className="bw-bars bw-ranges" caption={caption} captionProps={{ className: 'nhsuk-u-visually-hidden' }}>
      <Table.Head>
        <Table.Row>
          <Table.Cell>Range</Table.Cell>
          <Table.Cell format="numeric">From</Table.Cell>
          <Table.Cell format="numeric">To</Table.Cell>
          <td className="bw-bars__drawing" aria-hidden="true" />
        </Table.Row>
      </Table.Head>
      <Table.Body>
        {ranges.map(({ key, label, min, max, limits }) => {
          const wholeBand = min === limits.min && max === limits.max;
          return (
            <Table.Row key={key}>
              <th scope="row" className="nhsuk-table__header bw-bars__label">
                {label}
              </th>
              <Table.Cell format="numeric">{min}</Table.Cell>
              <Table.Cell format="numeric">{max}</Table.Cell>
              <td className="nhsuk-table__cell bw-bars__drawing" aria-hidden="true">
                <svg viewBox="0 0 100 10" preserveAspectRatio="none" focusable="false">
                  <rect
                    className="bw-bars__track"
                    x={place(limits.min)}
                    y="0"
                    width={place(limits.max) - place(limits.min)}
                    height="10"
                  />
                  <rect
                    className={wholeBand ? 'bw-ranges__band' : 'bw-bars__bar'}
                    x={place(min)}
                    y={wholeBand ? '0' : '2'}
                    width={Math.max(place(max) - place(min), 0.8)}
                    height={wholeBand ? '10' : '6'}
                  />
                </svg>
              </td>
            </Table.Row>
          );
        })}
      </Table.Body>
    </Table>
  );
}
