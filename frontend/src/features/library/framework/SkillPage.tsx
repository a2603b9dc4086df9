import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { ButtonLink, Loaded, Page, StateTag, SubNavigation, useFilter } from '@/design';
import { LevelList } from './LevelList';
import { MatrixTable } from './MatrixTable';
import { useMine } from './mine';
import { comparePath, editionsPath, skillsCrumb } from './paths';
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
      breadcrumbs={[libraryCrumb, skillsCrumb]}
      action={<CompareButton frameworkId={frameworkId} matrix={matrix.data} />}
    >
      <SkillChoice frameworkId={frameworkId} />
      <Loaded query={matrix} what="the skill">
        {(loaded) => <SkillParts matrix={loaded} />}
      </Loaded>
    </Page>
  );
}

function CompareButton({ frameworkId, matrix }: { frameworkId: string; matrix: SkillMatrix | undefined }) {
  const [first, second] = matrix?.levels ?? [];
  if (!matrix || !first || !second) return null;
  return (
    <ButtonLink href={comparePath(frameworkId, matrix.skill.code, first.level, second.level)}>
      Compare two levels
    </ButtonLink>
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
  const repeated = matrix.aspects.filter(({ cells }) => cells.some(({ sameAsLevels }) => sameAsLevels.length > 0)).length;
  return (
    <>
      {skill.own === 'local' ? (
        <p>
          <StateTag kind="ownership" state="local" /> Your organisation added this skill to the framework.
        </p>
      ) : null}
      {skill.note === '' ? null : <p>{skill.note}</p>}
      <p>
        {counted(count, 'statement')} of {counted(matrix.aspects.length, 'aspect')}.{' '}
        <Link to={`/library/statements?code=${skill.code}`}>Search these statements</Link>,{' '}
        <Link to={editionsPath(matrix.frameworkId)}>editions</Link>
      </p>
      {repeated > 0 ? (
        <p>
          {counted(repeated, 'aspect')} {repeated === 1 ? 'says' : 'say'} word for word the same at more than one level;
          it is noted where that is so.
        </p>
      ) : null}
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
