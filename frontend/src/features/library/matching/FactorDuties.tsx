import { useQuery } from '@tanstack/react-query';
import { Details } from 'nhsuk-react-components';
import { Link } from 'react-router';
import { Passages } from '../Passages';
import { roleQuery } from '../queries';
import type { MatchWorkbench, WorkbenchFactor } from './types';

interface FactorDutiesProps {
  roleId: string;
  factor: WorkbenchFactor;
  /** The duties for which the document names no factor. */
  others: MatchWorkbench['otherDuties'];
}

/** The role's duties under a factor, and those that may bear on it. */
export function FactorDuties({ roleId, factor, others }: FactorDutiesProps) {
  const { data: role } = useQuery(roleQuery(roleId));
  const document = role?.document ?? '';
  return (
    <>
      {factor.duties.length === 0 ? (
        <p>The job description puts nothing under this factor. What bears on it may stand elsewhere in it.</p>
      ) : (
        <Passages document={document} passages={factor.duties} />
      )}
      {others.length > 0 ? (
        <Details className="bw-why">
          <Details.Summary>{others.length} duties without a factor</Details.Summary>
          <Details.Text>
            <Passages document={document} passages={others} />
          </Details.Text>
        </Details>
      ) : null}
      <p>
        <Link to={`/library/roles/${roleId}/all`}>The whole job description</Link>
      </p>
    </>
  );
}
