import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { Loaded, Page, SubNavigation, useFilter } from '@/design';
import { LevelList } from './LevelList';
import { MatrixTable } from './MatrixTable';
import { useMine } from './mine';
import { frameworksQuery, matrixQuery } from '../queries';
import type { SkillMatrix } from '../types';
import { counted, libraryCrumb } from '../words';

export function SkillPage() {
  const { frameworkId = '', code = '' } = useParams();
  const matrix = useQuery(matrixQuery(frameworkId, code));
  return (
    <Page
      title={matrix.data?.skill.name ?? code}
      caption={`Skill ${code}`}
      breadcrumbs={[libraryCrumb, { label: 'Skills', href: '/library/skills' }]}
    >
      <SkillChoice frameworkId={frameworkId} />
      <Loaded query={matrix} what="the skill">
        {(loaded) => <SkillParts matrix={loaded} />}
      </Loaded>
    </Page>
  );
}

function SkillChoice({ frameworkId }: { frameworkId: string }) {
  const { data } = useQuery(frameworksQuery);
  const framework = data?.items.find(({ id }) => id === frameworkId);
  return (
    <SubNavigation
      label="Skills"
      pages={(framework?.skills ?? []).map(({ code, name }) => ({
        label: `${name} (${code})`,
        href: `/library/frameworks/${frameworkId}/skills/${code}`,
      }))}
    />
  );
}

function SkillParts({ matrix }: { matrix: SkillMatrix }) {
  const [shape, setShape] = useFilter('show', 'matrix');
  const mine = useMine();
  const { skill } = matrix;
  const count = skill.levels.reduce((sum, { statements }) => sum + statements, 0);
  const asList = shape === 'list';
  return (
    <>
      {skill.note === '' ? null : <p>{skill.note}</p>}
      <p>
        {counted(count, 'statement')} of {counted(matrix.aspects.length, 'aspect')}.{' '}
        <Link to={`/library/statements?code=${skill.code}`}>Search these statements</Link>
      </p>
      <p className="bw-wide-only">
        <button type="button" className="bw-link-button" onClick={() => setShape(asList ? 'matrix' : 'list')}>
          {asList ? 'Show as a matrix of aspects by levels' : 'Show as a list by level'}
        </button>
      </p>
      {asList ? null : (
        // A matrix is too wide for a telephone; there the list by level stands instead.
        <div className="bw-wide-only">
          <MatrixTable matrix={matrix} mine={mine} />
        </div>
      )}
      <div className={asList ? undefined : 'bw-narrow-only'}>
        <LevelList matrix={matrix} mine={mine} />
      </div>
    </>
  );
}
