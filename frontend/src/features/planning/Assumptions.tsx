import { originWords, type Assumption } from './words';

/** What a forecast rests on, each with its value and where it comes from. */
export function Assumptions({ assumptions }: { assumptions: Assumption[] }) {
  return (
    <dl className="bw-assumptions">
      {assumptions.map(({ key, title, value, origin, because }, i) => (
        <div key={`${key} ${i}`}>
          <dt>{title}</dt>
          <dd>
            <strong>{value}</strong> <span className="bw-small">({originWords[origin]})</span>
            <span className="bw-small bw-block">{because}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
