import { Link } from 'react-router';
import { DataTable, longDate, StateTag, useTableView } from '@/design';
import type { AuditSummary, CodeType } from './types';
import { codeTypes, codeTypeWord, percent } from './words';

/** A figure with its result in a word. */
export function FigureCell({ audit, type }: { audit: Pick<AuditSummary, 'figures'>; type: CodeType }) {
  const figure = audit.figures.find((one) => one.type === type);
  if (!figure || figure.result === 'not_examined') return <>Not examined</>;
  return (
    <>
      <span className="bw-nowrap">{percent(figure.percent)}</span>
      {figure.result === 'below' ? <span className="bw-note">below {percent(figure.required)}</span> : null}
      {figure.result === 'meets' ? <span className="bw-note">meets {percent(figure.required)}</span> : null}
    </>
  );
}

/** Audits with their four figures. */
export function AuditTable({ audits }: { audits: AuditSummary[] }) {
  const view = useTableView('audits');
  return (
    <DataTable
      caption="Audits"
      view={view}
      list={{ rows: audits, total: audits.length }}
      rowKey={({ id }) => id}
      empty={<p>There is no audit.</p>}
      columns={[
        {
          key: 'auditedOn',
          header: 'Audited',
          rowHeader: true,
          cell: (audit) => (
            <>
              <Link to={`/coding/audits/${audit.id}`}>{longDate(audit.auditedOn)}</Link>
              <span className="bw-note">{audit.subject}</span>
              {audit.state === 'draft' ? <StateTag kind="codingAudit" state="draft" /> : null}
            </>
          ),
        },
        ...codeTypes.map((type) => ({
          key: type,
          header: codeTypeWord(type),
          numeric: true,
          cell: (audit: AuditSummary) => <FigureCell audit={audit} type={type} />,
        })),
      ]}
    />
  );
}
