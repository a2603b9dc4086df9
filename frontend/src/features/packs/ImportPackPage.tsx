import { useState } from 'react';
import { problemFrom } from '@/api/problem';
import { useRefresh } from '@/api/refresh';
import { sendFile } from '@/api/upload';
import {
  CheckboxesField,
  type ChosenFile,
  EmptyState,
  Facts,
  FileField,
  Form,
  LocalTable,
  longDate,
  Page,
  Section,
  SubmitButton,
  useDone,
  useTableView,
} from '@/design';
import { useSubmission } from '@/api/submit';
import { useSubject } from '@/session/subject';
import { outcomeWord, type PackImport } from './words';

const largestArchive = 250_000_000;

/** Brings along a pack that was made at another organisation: first what it would do, then doing it. */
export function ImportPackPage() {
  const subject = useSubject();
  const address = `/people/${subject.id}/pack-imports`;
  const done = useDone();
  const refresh = useRefresh();
  const [file, setFile] = useState<File>();
  const [chosen, setChosen] = useState<ChosenFile[]>([]);
  const [problem, setProblem] = useState('');
  const [declared, setDeclared] = useState<string[]>([]);
  const [plan, setPlan] = useState<PackImport>();

  async function look(next: File) {
    setPlan(undefined);
    setProblem('');
    if (next.size > largestArchive) {
      setProblem('The archive must be 250 MB or smaller.');
      return;
    }
    setFile(next);
    const shown = (share: number) => setChosen([{ key: 'archive', name: next.name, size: next.size, share }]);
    shown(0);
    try {
      const report = await sendFile<PackImport>(`${address}?dryRun=true`, next, (share) => shown(Math.min(share, 0.99)));
      shown(1);
      setPlan(report);
    } catch (thrown) {
      const refused = problemFrom(thrown);
      setChosen([]);
      setFile(undefined);
      setProblem(refused.fields[0]?.message ?? refused.message);
    }
  }

  const { submit, ...state } = useSubmission({
    send: (archive: File) => sendFile<PackImport>(`${address}?declared=${declared.length > 0}`, archive, () => undefined),
    done: async () => {
      await refresh();
      await done(subject.portfolioPath, 'The pack is in your portfolio. Its claims are drafts: look at them and submit them.');
    },
  });

  const count = (items: PackImport['evidence']) => items.filter(({ outcome }) => outcome === 'new').length;
  const something = plan !== undefined && count(plan.evidence) + count(plan.claims) > 0;
  return (
    <Page
      title="Bring a pack along"
      breadcrumbs={[
        { label: 'My portfolio', href: '/portfolio' },
        { label: 'Packs', href: '/portfolio/packs' },
      ]}
    >
      <p>
        Choose the archive (ZIP) of a pack that you made where you worked before. You see first what would come in. Reviews
        made there come along as history, which nobody here has confirmed. Claims on the criteria of a role stay behind,
        because the role belongs to the organisation where you made them: claim the criteria of your role here anew.
      </p>
      <Form {...state} onSubmit={() => (file ? void submit(file) : setProblem('Choose the archive of a pack'))}>
        <FileField
          name="file"
          label="Archive of the pack"
          hint="A ZIP file of up to 250 MB"
          accept=".zip"
          files={chosen}
          problem={problem}
          onChoose={([next]) => next && void look(next)}
          onRemove={() => {
            setChosen([]);
            setFile(undefined);
            setPlan(undefined);
          }}
        />
        {plan ? <Plan plan={plan} /> : null}
        {something && plan.files > 0 ? (
          <CheckboxesField
            name="declared"
            label="No patient data"
            hint="Bandwise checks texts for patient data, and cannot look into pictures and scans"
            value={declared}
            onChange={setDeclared}
            choices={[{ value: 'yes', label: 'I have looked at the pictures and scans, and they hold no patient data' }]}
          />
        ) : null}
        {something ? <SubmitButton pending={state.pending}>Bring it into my portfolio</SubmitButton> : null}
      </Form>
    </Page>
  );
}

function Plan({ plan }: { plan: PackImport }) {
  const view = useTableView('items');
  const taken = [
    ...plan.evidence.map((item) => ({ ...item, what: 'Evidence' })),
    ...plan.claims.map((item) => ({ ...item, what: 'Claim' })),
  ].map((item, index) => ({ ...item, key: `${item.what}-${index}` }));
  return (
    <Section title="What would come in">
      <Facts
        facts={[
          { term: 'Portfolio of', value: plan.person },
          { term: 'From', value: plan.organisation },
          { term: 'As it was on', value: longDate(plan.frozenOn) },
          { term: 'Files', value: `${plan.files}` },
        ]}
      />
      {plan.otherName ? (
        <p>
          <strong>This pack is about {plan.person}, which is not your name here.</strong> Bring along only what is your own
          work.
        </p>
      ) : null}
      {plan.importedBefore ? <p>You brought this very archive along before.</p> : null}
      {taken.length === 0 ? (
        <EmptyState title="This pack has no evidence and no claims." />
      ) : (
        <LocalTable
          caption="Evidence and claims of the pack"
          hideCaption
          view={view}
          empty={null}
          rows={taken}
          rowKey={({ key }) => key}
          columns={[
            { key: 'name', header: 'Name', rowHeader: true, cell: ({ name }) => name },
            { key: 'what', header: 'What it is', cell: ({ what }) => what },
            { key: 'outcome', header: 'What happens', cell: ({ outcome }) => outcomeWord(outcome) },
            {
              key: 'more',
              header: 'Files or reviews',
              numeric: true,
              cell: ({ what, files, reviews }) => (what === 'Evidence' ? files : reviews),
            },
          ]}
        />
      )}
    </Section>
  );
}
