import { Table } from 'nhsuk-react-components';
import { type ScoreRange, scale } from './scoreScale';
import type { JobProfile } from '../types';
import { bandName } from '../words';

/** A profile's points against its band's limits, drawn, with every number beside the drawing. */
export function ScoreRanges({ profile }: { profile: JobProfile }) {
  const ranges: ScoreRange[] = [
    {
      key: 'band',
      label: `Limits of ${bandName(profile.band).toLowerCase()}`,
      min: profile.bandMin,
      max: profile.bandMax,
    },
    { key: 'stated', label: 'Profile as printed', min: profile.statedMin, max: profile.statedMax },
    { key: 'computed', label: 'Profile by the scheme', min: profile.computedMin, max: profile.computedMax },
  ];
  const place = scale(ranges);
  return (
    <Table className="bw-bars bw-ranges" caption="Points" captionProps={{ className: 'nhsuk-u-visually-hidden' }}>
      <Table.Head>
        <Table.Row>
          <Table.Cell>Range</Table.Cell>
          <Table.Cell format="numeric">From</Table.Cell>
          <Table.Cell format="numeric">To</Table.Cell>
          <td className="bw-bars__drawing" aria-hidden="true" />
        </Table.Row>
      </Table.Head>
      <Table.Body>
        {ranges.map(({ key, label, min, max }) => (
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
                  x={place(profile.bandMin)}
                  y="0"
                  width={place(profile.bandMax) - place(profile.bandMin)}
                  height="10"
                />
                <rect
                  className={key === 'band' ? 'bw-ranges__band' : 'bw-bars__bar'}
                  x={place(min)}
                  y={key === 'band' ? '0' : '2'}
                  width={Math.max(place(max) - place(min), 0.8)}
                  height={key === 'band' ? '10' : '6'}
                />
              </svg>
            </td>
          </Table.Row>
        ))}
      </Table.Body>
    </Table>
  );
}
